//! The table of commands.

mod annotate;
mod attributions;
mod figures;
mod gazetteer;
mod links;
mod measure;
mod pages;
mod parser;
mod speed;

/// What a command may fail with.
pub type Failure = Box<dyn std::error::Error>;

/// One command of the workshop.
pub struct Command {
    /// What is typed.
    pub name: &'static str,
    /// Its arguments, as shown in the usage.
    pub arguments: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Does it.
    pub run: fn(&[String]) -> Result<(), Failure>,
}

/// The folder of corpora: `HEARSAY_BENCH`, or the one beside the project.
pub fn bench_folder() -> std::path::PathBuf {
    std::env::var_os("HEARSAY_BENCH").map_or_else(|| "../shared/bench".into(), Into::into)
}

/// Every command.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "annotate",
        arguments: "--gold-tokens FILE.conllu[.gz] | --raw FILE.txt",
        about: "writes CoNLL-U with predicted columns",
        run: annotate::run,
    },
    Command {
        name: "attributions",
        arguments: "MODEL | --held MODEL | --read GOLD [MODEL] | --read-held GOLD MODEL",
        about: "trains the model of attribution relations, or writes what it finds in a file",
        run: attributions::relations,
    },
    Command {
        name: "chains",
        arguments: "MODEL | --folds N | --test GOLD",
        about: "trains the choice of voice, or measures chains of sources by annotated evidence",
        run: attributions::voices,
    },
    Command {
        name: "syntax",
        arguments: "MODEL [KEPT]",
        about: "makes the model of the parser from the corpora: word vectors, training, packing",
        run: parser::run,
    },
    Command {
        name: "pack",
        arguments: "KEPT MODEL",
        about: "packs a network kept at full precision into the model that is shipped",
        run: parser::pack,
    },
    Command {
        name: "speed",
        arguments: "FILE.txt",
        about: "measures words a second from raw text to trees",
        run: speed::run,
    },
    Command {
        name: "links",
        arguments: "FILE.conllu[.gz] [--errors] [--model MODEL]",
        about: "measures names and coreference on a treebank with entities",
        run: links::run,
    },
    Command {
        name: "text",
        arguments: "FILE.conllu[.gz]",
        about: "writes the raw text of a treebank",
        run: measure::text,
    },
    Command {
        name: "score",
        arguments: "GOLD.conllu[.gz] PREDICTED.conllu",
        about: "scores predicted trees as the CoNLL 2018 shared task does",
        run: measure::score,
    },
    Command {
        name: "figures",
        arguments: "MODEL | --folds N | --test GOLD",
        about: "trains the model of figures, or reads every annotated report with a model that has not seen it",
        run: figures::run,
    },
    Command {
        name: "pages",
        arguments: "MODEL | --folds N [leaves=8 ...]",
        about: "trains the models of main text, or reads every page with models that have not seen its site",
        run: pages::run,
    },
    Command {
        name: "gazetteer",
        arguments: "CITIES500.txt SUBDIVISIONS.tsv OUT.bin",
        about: "builds the gazetteer from facts of GeoNames",
        run: gazetteer::run,
    },
    Command {
        name: "places",
        arguments: "[--learn WEIGHTS.tsv]",
        about: "measures the resolution of place names, or learns the weights of namesakes",
        run: gazetteer::places,
    },
];
