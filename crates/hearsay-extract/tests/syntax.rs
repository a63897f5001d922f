//! What must hold of sentences, tokens and trees, whatever the text.

use hearsay_core::Text;
use hearsay_extract::syntax::{NetworkParser, level::Level};
use hearsay_extract::{Entity, MentionForm, Parser, Rel, Upos, coreference, english, mentions, sentences};

static MODEL: &[u8] = include_bytes!("../models/syntax-en.bin");

const REPORT: &str = "Officials raise toll\n\nAt least 12 soldiers were killed and 30 wounded near the border, Defense Minister \
    Adam Brenn told reporters in the capital of Arlen on Monday. Brenn said he didn't know who fired first. \u{201c}We have lost \
    good men,\u{201d} he said.\n\nTHE REBELS DENIED THE ATTACK.\n\n\u{2022} The U.N. mission (UNMA) can't confirm it.";

fn strange() -> Vec<String> {
    let mut texts = vec![
        String::new(),
        " \n\t\u{a0}\n".to_owned(),
        "\"\"''\u{201c}\u{201d}\u{2018}\u{2019}".to_owned(),
        "\u{43a}\u{438}\u{457}\u{432} 12 \u{8eca}\u{81e3} \u{1f4a5}\u{200d}\u{1f525} na\u{ef}ve e\u{301}".to_owned(),
        "a".repeat(3000),
        "word ".repeat(1500),
        "...!!!???---***\u{0}\u{1}".to_owned(),
        "'s n't 'S-'s .'s'".to_owned(),
    ];
    texts.push(REPORT.to_owned());
    texts
}

#[test]
fn tokens_cover_every_visible_character_once() {
    for text in strange().into_iter().map(Text::new) {
        let (sentences, tokens) = sentences(&text);
        let mut at = 0;
        for token in tokens.iter() {
            assert!(!token.span.is_empty() && text.get(token.span).is_some());
            let between = &text.as_str()[at..token.span.start() as usize];
            assert!(between.chars().all(char::is_whitespace), "{between:?} was lost");
            at = token.span.end() as usize;
        }
        assert!(text.as_str()[at..].chars().all(char::is_whitespace));
        let ranges: Vec<_> = sentences.iter().flat_map(|sentence| sentence.tokens.range()).collect();
        assert_eq!(ranges, (0..tokens.len()).collect::<Vec<_>>());
    }
}

#[test]
fn every_sentence_is_one_tree() {
    for text in strange().into_iter().map(Text::new) {
        let (sentences, tokens) = sentences(&text);
        let syntax = english().parse(&text, &sentences, &tokens);
        assert_eq!(syntax.len(), tokens.len());
        for sentence in sentences.iter() {
            let roots: Vec<_> = sentence.tokens.iter().filter(|&token| syntax.head(token).is_none()).collect();
            assert_eq!(roots.len(), 1);
            assert_eq!(syntax.rel(roots[0]), Rel::Root);
            for token in sentence.tokens.iter() {
                assert!(syntax.ancestors(token).all(|above| sentence.tokens.contains(above)));
                assert!(syntax.dominates(roots[0], token));
                assert!(!syntax.lemma(token).is_empty());
            }
        }
    }
}

#[test]
fn every_instruction_set_gives_the_same_layers() {
    let text = Text::from(REPORT);
    let (sentences, tokens) = sentences(&text);
    let first = NetworkParser::new(MODEL).at_level(Level::Portable);
    assert!(first.is_ready());
    let expected = first.parse(&text, &sentences, &tokens);
    for level in Level::all() {
        let parser = NetworkParser::new(MODEL).at_level(level);
        assert_eq!(parser.parse(&text, &sentences, &tokens), expected, "{level:?}");
    }
}

#[test]
fn a_sentence_is_read_the_same_alone_and_among_others() {
    let text = Text::from(REPORT);
    let (sentences, tokens) = sentences(&text);
    let whole = english().parse(&text, &sentences, &tokens);
    for only in sentences.ids().iter() {
        let some = english().parse_some(&text, &sentences, &tokens, &|id| id == only);
        for token in sentences[only].tokens.iter() {
            assert_eq!(some.head(token), whole.head(token));
            assert_eq!(some.rel(token), whole.rel(token));
            assert_eq!(some.upos(token), whole.upos(token));
            assert_eq!(some.lemma(token), whole.lemma(token));
        }
        let others = sentences.iter().flat_map(|sentence| sentence.tokens.iter());
        assert!(
            others.filter(|&token| !sentences[only].tokens.contains(token)).all(|token| some.upos(token) == Upos::X)
        );
    }
}

#[test]
fn bytes_that_are_no_model_leave_sentences_flat() {
    let text = Text::from(REPORT);
    let (sentences, tokens) = sentences(&text);
    for cut in [0, 7, 40, 5000, MODEL.len() - 1] {
        let parser = NetworkParser::new(&MODEL[..cut]);
        assert!(!parser.is_ready());
        let syntax = parser.parse(&text, &sentences, &tokens);
        assert!(tokens.ids().iter().all(|token| matches!(syntax.rel(token), Rel::Root | Rel::Dep)));
    }
}

#[test]
fn a_title_belongs_to_the_person_and_he_is_the_person() {
    let text = Text::from(REPORT);
    let (sentences, tokens) = sentences(&text);
    let syntax = english().parse(&text, &sentences, &tokens);
    let found = mentions(&text, &sentences, &tokens, &syntax);
    let chains = coreference(&text, &tokens, &syntax, &found);
    let words = |tokens_of: hearsay_extract::Ids<_>| {
        let tokens = tokens.of(tokens_of);
        text.at(tokens[0].span.cover(tokens[tokens.len() - 1].span)).to_owned()
    };
    let full = found.ids().iter().find(|&id| words(found[id].name) == "Adam Brenn").expect("the minister is a mention");
    assert_eq!(found[full].title.map(words).as_deref(), Some("Defense Minister"));
    assert_eq!(syntax.entity(found[full].head), Entity::Person);
    let he: Vec<_> = found
        .ids()
        .iter()
        .filter(|&id| found[id].form == MentionForm::Pronoun && words(found[id].tokens) == "he")
        .filter_map(|id| chains.representative(id))
        .collect();
    assert_eq!(he, [full, full]);
}
