"""What the documents of one incident say about killed and injured people.

Two kinds of evidence are read: the figure claims that `hearsay extract` found, each with its place in the report (headline,
lead, body), and cues: casualty words that tell of a person without a number ("was pronounced dead", "in stable condition").
"""
import re

LEAD, BODY = 350, 2000  # how many characters after the headline end the lead and the body; what follows is the tail

DEATH = re.compile(r"\b(dead|deceased|kill\w*|died|dies|die|dying|fatal\w*|slain|slay\w*|murder\w*|homicide\w*|death\w*|body|bodies|lives)\b")
SHOT = re.compile(r"\b(shot|shooting|gunshot|gunned|struck|hit|gunfire|bullets?|stabbed)\b")
HURT = re.compile(r"\b(injur\w+|wound\w*|hurt|hospital\w*|critical|stable|serious\w*|recover\w*|taken|transported|rushed|treated|surviv\w+)\b")
OTHER = re.compile(r"\b(others?|another|more|additional|second|third)\b")
INJURED = re.compile(r"\b(injur\w+|wounded|wounds?\b(?! to the head)|hurt|critical\w*|condition|stable|hospitali[sz]ed)\b")
DYING = re.compile(r"\b(dead|deadly|deceased|killed|kills|killing|died|dies|dying|fatal\w*|slain|slaying|homicide|(?<!attempted )murder(?:ed|s)?|death|body|bodies)\b")
ACCUSED = re.compile(r"\b(charged|accused|arrest\w*|wanted|sought|convicted|sentenced|indicted|custody|questioned|face|faces|facing)\b")
SUSPECT = re.compile(r"\b(suspects?|gunm[ae]n|shooters?|attackers?|robbers?|intruders?|himself|herself)\b")
HEALTHY = re.compile(r"\b(officers?|deput\w+|arrest\w*|detain\w*|custody|charged|witness\w*)\b")

PERSON = (r"(?:man|woman|boy|girl|teen|teenager|child|baby|toddler|infant|mother|father|mom|dad|son|daughter|wife|husband|girlfriend|boyfriend|brother|sister|grandmother|grandfather"
          r"|granddaughter|grandson|uncle|aunt|cousin|nephew|niece|friend|neighbor|officer|deputy|clerk|owner|student|stepfather|stepmother|mother-in-law|father-in-law|male|female|person"
          r"|bystander|driver|passenger|roommate|fianc[eé]e?|juvenile|customer|[\w-]+-(?:year|month)-old|men|women|people|boys|girls|children|sons|daughters|brothers|sisters|others|teens|teenagers|kids|himself|herself)")

# A cue: its name and the words that show it. Each is looked for in the headline, in the lead and in the rest.
CUES = [(name, re.compile(words)) for name, words in [
    ("killed", r"\b(killed|kills|killing)\b"),
    ("dead", r"\b(dead|deadly|deceased|(not able|unable) to (save|revive))\b"),
    ("died", r"\b(died|dies|dying|succumbed)\b"),
    ("death", r"\bdeaths?\b"),
    ("fatal", r"\b(fatal|fatally|fatality)\b"),
    ("homicide", r"\b(homicide|manslaughter|slaying|slain)\b"),
    ("murder", r"\b(murder|murdered|murdering)\b(?!.suicide)"),
    ("attempted", r"\battempted (second-degree |first-degree |capital |criminal )?(murder|homicide)"),
    ("double", r"\b(double|two counts of|2 counts of) (\w+.){0,3}(murder|homicide|killing|slaying|shooting)"),
    ("triple", r"\btriple (murder|homicide|killing|slaying|shooting)"),
    ("suicide", r"\bmurder.suicide|\bkilled (him|her)self\b|\bsuicide\b|\b(took|taking) (his|her) own life\b|\b(shot|shooting) (him|her)self\b|\bself.inflicted\b|\bgun on (him|her)self\b"),
    ("accident", r"\b(accident\w*|unintentional\w*)\b"),
    ("victims", r"\bvictims\b"),
    ("victim", r"\bvictim\b"),
    ("the other", r"\b(the other|another|second) (victim|man|woman|person|teen\w*|boy|girl|male|female)\b"),
    ("both", r"\bboth (of )?(the )?(victims|men|women|were|are|teens|boys|people|died|suffered|in)\b"),
    ("all", r"\ball (of )?(the )?(victims|two|three|four|five|six|seven|2|3|4|5|6|7)\b"),
    ("wounded", r"\b(wounded|wounding|wounds)\b"),
    ("injured", r"\b(injured|injuring|injuries)\b"),
    ("hurt", r"\bhurt\b"),
    ("not life", r"\b(non|not|isn.t|aren.t|n.t)\b[^.]{0,20}life.threatening"),
    ("critical", r"\b(critical|serious|grave|guarded) (but stable )?condition|\bcritically\b|\b(is|in|are) critical\b"),
    ("stable", r"\b(stable|good|fair|satisfactory) condition|\bstabili[sz]ed\b|\bis stable\b"),
    ("recover", r"\b(recover\w*|expected to survive|expected to live|will survive|is expected to be (ok|okay|fine)|released from)\b"),
    ("survived", r"\b(survived|survivors?|surviving victim)\b"),
    ("hospital", r"\b(hospital|hospitali[sz]ed|medical center|surgery)\b"),
    ("shot in", r"\bshot (\w+ ){0,2}in (the|his|her|their) \w+"),
    ("leg", r"\b(leg|arm|foot|hand|shoulder|thigh|ankle|buttocks?|hip|knee)s?\b"),
    ("head", r"\b(head|chest|neck|torso|heart)\b"),
    ("autopsy", r"\b(autopsy|coroner|medical examiner|funeral|vigil|mourn\w*|next of kin|obituary|memorial)\b"),
    ("pronounced", r"\bpronounced|\bdead at the scene|\bdied (at|from|of|there|later|shortly)"),
    ("found dead", r"\bfound dead|\bfound (\w+ ){0,6}(body|bodies|dead)|\bbody of\b|\bbodies\b"),
    ("assault", r"\b(aggravated|felonious|felony|first.degree|1st degree|second.degree) (assault|battery)|\bassault with\b"),
    ("by officer", r"\bofficer.involved|\b(police|officers?|deputy|deputies|trooper|agent)s? (\w+ ){0,3}(shot|shoots?|fatally|killed|kills|opened fire|fired)|\bshot by (a |an )?(\w+ ){0,2}(police|officers?|deput)"),
    ("officer shot", r"\b(officer|deputy|trooper|agent)s? (\w+ ){0,3}(was|were|is|been) (\w+ )?(shot|wounded|injured|struck|hurt)|\b(officer|deputy|trooper) (shot|killed|wounded)"),
    ("no injury", r"\b(no one|nobody|none|no other|no)\b[^.]{0,30}\b(hurt|injur\w+|hit|struck|victims)\b|\bunharmed\b|\bunhurt\b|\bnot (injured|hurt|hit)\b"),
    ("child", r"\b(boy|girl|baby|toddler|infant|child)\b"),
    ("children", r"\b(children|boys|girls|kids|teens|brothers|sisters|sons|daughters|couple|men|women)\b"),
    ("multiple", r"\b(multiple|several|many) (people|victims|others|persons)|\bmass shooting\b"),
    ("self", r"\b(shot|shoots|shooting|wounded) (him|her)self\b"),
    ("suspect dead", r"\b(suspect|gunman|shooter|suspected \w+|alleged \w+)\b[^.]{0,30}\b(dead|died|dies|killed|fatally)\b|\bkilled the (suspect|gunman|shooter)\b"),
    ("suspect hurt", r"\b(suspect|gunman|shooter|robber|burglar|intruder)\b[^.]{0,30}\b(was|were|is|been|also) (\w+ )?(shot|injured|wounded|hospital\w*|hit|struck)\b|\b(shot|shoots|wounded) (the|a|an) (\w+ )?(suspect|gunman|robber|burglar|intruder)"),
    ("and killed", r"\bshot and killed|\bshot to death|\bshot dead|\bgunned down|\bfatally shot|\bfatal shooting|\bfatally wounded|\bdeadly shooting"),
    ("and wounded", r"\bshot and (critically |seriously )?(wounded|injured)"),
    ("life support", r"\blife support\b|\bbrain.dead\b|\bfighting for (his|her|their) li"),
    ("charged murder", r"\bcharged with[^.]{0,40}(?<!attempted )(murder|homicide|manslaughter)"),
    ("shot", r"\bshot\b"),
    ("one dead and one hurt", rf"\b{PERSON}\b[^.;\n]{{0,40}}?\b(?:killed|dead|dies|died|fatally|death)\b[^.\n]{{0,60}}?\b(?:{PERSON}|another|one|-old)\b[^.;\n]{{0,30}}?\b(?:injured|injuring|wounded|wounding|hurt|hospital\w*|critical|stable)\b|\b(?:kill(?:ed|s|ing)) [^.,;\n]{{3,40}}?\b(?:injur|wound)(?:ed|es|ing|s) [^.,;\n]{{0,30}}?\b{PERSON}\b"),
    ("one hurt and one dead", rf"\b(?:{PERSON}|one|another)\b[^.;\n]{{0,30}}?\b(?:injured|wounded|hurt|hospital\w*|critical|stable)\b[^.\n]{{0,50}}?\b(?:{PERSON}|another|other|-old)\b[^.;\n]{{0,30}}?\b(?:killed|dead|dies|died|fatally)\b"),
    ("self and other", r"\b(?:him|her)self and\b|\band (?:him|her)self\b|, (?:then )?(?:him|her)?self\b|then (?:kill\w*|sh[oo]\w*|turn\w*)[^.]{0,20}(?:him|her|self)"),
    ("escaped", r"\b(?:escaped|unharmed|uninjured|unhurt|ran|fled)\b"),
]]
WORDS = {word: value for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split())}
ORDINALS = {word: value for value, word in enumerate("zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split())}
MANIFOLD = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
PEOPLE = (r"(?:people|persons?|victims?|men|man|women|woman|teens?|teenagers?|boys?|girls?|children|child|kids?|adults?|males?|females?|others?|brothers?|sisters?"
          r"|students?|officers?|deputies|juveniles?|youths?|individuals?|patients?|family members|residents?|friends|bystanders?|minors?|dead|killed|injured|shot|wounded|hurt|hospitalized)")
NUMBERED = re.compile(rf"\b({'|'.join(WORDS)}|\d{{1,2}})\b(?! ?-?year| ?-?month|-| ?[ap]\.?m|:|,\d|%|\.\d)(?: of (?:the|those|them|his|her))?(?: [\w-]+){{0,3}}? {PEOPLE}\b")
ONE = rf"(?:(?:an?|one|another|his|her|their|the|two|three|four|five|2|3|4|5|[a-z]+['’]s|[\w-]+-year-old|estranged|\d+-month-old)\b)"
NAMED = rf"{ONE}(?: (?!and\b|who\b|was\b|were\b|killed\b|shot\b|in\b|on\b|at\b|of\b|to\b|by\b)[\w-]+){{0,3}}? {PERSON}\b(?:, (?:age )?\d+,?)?"
SPLIT = re.compile(r",? and (?:then )?|, (?!\d+,)|,? as well as | & ")
LISTED = re.compile(rf"^(?:[\w-]+:? ){{0,4}}?{PERSON}(?:, \d+)?(?:, (?!{PERSON}? ?(?:and|was|were)\b)(?:[\w-]+ ){{0,3}}?{PERSON}){{1,3}}\b|^{PERSON}(?:,|,? and| &) (?:[\w-]+ ){{0,3}}?{PERSON}\b", re.MULTILINE)
GROUP = re.compile(rf"\b{NAMED}(?:, (?:{NAMED}|{PERSON}\b)){{0,4}},? (?:and|as well as) (?:then )?(?:{NAMED}|{PERSON}\b)")
COUNTS = re.compile(rf"\b({'|'.join(WORDS)}|\d{{1,2}})(?: (?:felony|criminal))? counts? (?:each )?of (?:\w+[- ]){{0,2}}?(attempted|murder|homicide|assault|battery|aggravated assault|aggravated battery)")
ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS)}) (?:shooting |gunshot |male |female |injured |wounded )?(?:victim|person|man|woman|teen\w*|boy|girl|male|female|patient|fatality|death)\b")
AGED = re.compile(r"\b(\d{1,2})[- ](?:year|month)[- ]olds?\b|, (\d{1,2})(?=,| of\b| was\b|\.)|\bage[ds]? (\d{1,2})\b")


def place_of(start, headline):
    """Where in the report a claim stands: headline, lead, body or tail."""
    if start < headline:
        return "headline"
    return "lead" if start < headline + LEAD else "body" if start < headline + BODY else "tail"


def kind_of(claim, text, figures):
    """What the words of a claim tell of its people: killed, shot, wounded; None for what is no casualty."""
    if claim["measure"] in ("detained", "displaced", "deployed", "destroyed", "surrendered", "released", "captured", "missing"):
        return None
    start, end = claim["evidence"]["start"], claim["evidence"]["end"]
    own, close = claim["quantity"]["start"], claim["quantity"]["end"]
    end = min([at for at in figures if close <= at < end and DEATH.search(text[close:at].lower()) or SHOT.search(text[close:at].lower())] + [end])
    before = re.split(r"[.;:\n]", text[max(0, start - 40):start])[-1]
    after = re.split(r"[.;,\n]", text[end:end + 40])[0]
    return kind_of_words((text[start:end] + after).lower(), before.lower(), claim["measure"])


def kind_of_words(words, before, measure):
    """The kind that casualty words tell: of a claim with its measure, or of a number in the text without one."""
    dead, hurt, shot, injured = DEATH.search(words), HURT.search(words), SHOT.search(words), INJURED.search(words)
    if dead and injured and measure in ("killed", "wounded"):
        kind = measure
    elif dead and injured:
        kind = "killed" if dead.start() < injured.start() else "wounded"
    elif dead:
        kind = "killed"
    elif shot and not injured:
        kind = "shot"
    elif hurt or injured or measure in ("killed", "wounded", "casualties"):
        kind = "wounded"
    else:
        return None
    if ACCUSED.search(words):
        return kind + " accused"
    if SUSPECT.search(words):
        return kind + " suspect"
    return kind + " other" if OTHER.search(before + words) else kind


def value_of(claim, text):
    """The number of people of a claim, or None: ages, telephone numbers and vague words are no numbers of people."""
    quantity = claim["quantity"]
    value = quantity["best"] if quantity["best"] is not None else quantity["low"]
    if value is None or value > 120 or quantity["unit"] != "people" or quantity["hedge"] == "vague":
        return None
    start, end = quantity["start"], quantity["end"]
    if text[start:end].isdigit() and (text[max(0, start - 2):start] == ", " or re.match(r"[-–:]|,? of\b| ?[ap]\.?m", text[end:end + 4])):
        return None
    return value


def claims_of(document):
    """The casualty claims of a document as (kind, place, value)."""
    text, headline = document["text"], document["headline"]
    figures = [claim["quantity"]["start"] for claim in document["claims"]]
    out = []
    for claim in document["claims"]:
        value = value_of(claim, text)
        kind = value is not None and kind_of(claim, text, figures)
        if kind and not (claim["modality"] in ("denied", "hypothetical") and value > 0):
            kind += " part" if claim.get("part_of") else ""
            out.append((kind, place_of(claim["quantity"]["start"], headline), value))
    return out


def numbers_of(document):
    """Numbers of people beside a casualty word, as (kind, place, value): a second, coarse reading of what the claims should hold."""
    text = document["text"].lower()
    out = []
    for match in NUMBERED.finditer(text):
        after = re.split(r"[.;\n]|, (?:and|but|while)", text[match.end():match.end() + 70])[0]
        before = re.split(r"[.;:\n]", text[max(0, match.start() - 40):match.start()])[-1]
        kind = kind_of_words(match.group() + after, before, None) or kind_of_words(before, "", None)
        if kind:
            out.append((kind, place_of(match.start(), document["headline"]), WORDS.get(match.group(1)) or int("0" + re.sub(r"\D", "", match.group(1)))))
    return out


def member(part):
    """How many persons a part of a list names: "her two children" are 2, "a boy" and "17-month-old child" are 1."""
    numbers = [WORDS.get(word) or (int(word) if word.isdigit() else None) for word in re.findall(r"[\w-]+", part)]
    return next((number for number in numbers if number and number <= 10), 1) if re.search(rf"{PEOPLE}", part) else 1


def groups_of(document):
    """Persons named together without a number ("his wife and daughter", "a man and a boy"), as (kind, place, how many)."""
    text = document["text"].lower()
    out = []
    matches = list(GROUP.finditer(text))
    matches += [match for match in LISTED.finditer(text) if not any(match.start() < other.end() and other.start() < match.end() for other in matches)]
    for match in matches:
        value = sum(member(part) for part in SPLIT.split(match.group()))
        after = re.split(r"[.;\n]|, (?:but|while)", text[match.end():match.end() + 60])[0]
        before = re.split(r"[.;:\n]|, ", text[max(0, match.start() - 40):match.start()])[-1]
        kind = kind_of_words(after, "", None) or kind_of_words(before, "", None)
        if kind:
            out.append((kind, place_of(match.start(), document["headline"]), value))
    return out


def values_of(document):
    """Values said in other ways, by name: an ordinal ("a fourth victim"), a manifold ("triple shooting"), counts of a charge."""
    text = document["text"].lower()
    out = [("ordinal", ORDINALS[match.group(1)]) for match in ORDINAL.finditer(text)]
    out = out and [max(out)]
    out += [("manifold " + what, MANIFOLD[many]) for many, what in re.findall(r"\b(double|triple|quadruple|quintuple)[- ](shooting|homicide|murder|slaying|fatal)", text)]
    for number, charge in COUNTS.findall(text):
        charge = charge if charge == "attempted" else "murder" if charge in ("murder", "homicide") else "assault"
        out.append(("counts of " + charge, WORDS.get(number) or int("0" + re.sub(r"\D", "", number))))
    return out


def cues_of(document):
    """The cues found, each with its place: ("died", "headline"); and how much is said of dying and of injuries in all."""
    text, headline = document["text"].lower(), document["headline"]
    parts = {"headline": text[:headline], "lead": text[headline:headline + LEAD], "body": text[headline + LEAD:headline + BODY]}
    found = {(name, place) for name, words in CUES for place, part in parts.items() if words.search(part)}
    told = text[:headline + BODY]
    for name, words in (("dying", DYING), ("injury", INJURED)):
        found.add((f"{name} {min(4, len(words.findall(told)))} times", "all"))
        found.update((name, place) for place, part in parts.items() if words.search(part))
    return found


def ages_of(document):
    """The different ages told of people beside words of dying, of injury or of shooting; sentences on suspects are left out."""
    ages = {"died": set(), "hurt": set(), "any": set()}
    for sentence in re.split(r"(?<=[.!?])\s+|\n", document["text"].lower()):
        dead, hurt, shot = DEATH.search(sentence), HURT.search(sentence), SHOT.search(sentence)
        if not (dead or hurt or shot) or HEALTHY.search(sentence) or SUSPECT.search(sentence):
            continue
        found = {next(group for group in match.groups() if group) for match in AGED.finditer(sentence)}
        ages["any"] |= found
        if dead and not hurt:
            ages["died"] |= found
        elif hurt and not dead:
            ages["hurt"] |= found
    return {name: len(found) for name, found in ages.items() if found}
