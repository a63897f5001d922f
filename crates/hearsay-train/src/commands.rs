//! The table of commands.

mod annotate;
mod figures;
mod measure;
mod parser;

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

/// Every command.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "annotate",
        arguments: "--gold-tokens FILE.conllu[.gz] | --raw FILE.txt",
        about: "writes CoNLL-U with predicted columns",
        run: annotate::run,
    },
    Command {
        name: "parser",
        arguments: "[--epochs=N ...] --out=CHECKPOINT",
        about: "trains the parser",
        run: parser::run,
    },
    Command {
        name: "pack",
        arguments: "CHECKPOINT MODEL",
        about: "packs a trained parser into the model that is shipped",
        run: parser::pack,
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
        arguments: "MODEL | --folds N",
        about: "trains the model of figures, or reads every annotated report with a model that has not seen it",
        run: figures::run,
    },
];
