//! In what form a verb answers.

use clap::{Args, ValueEnum};

/// In what form a verb answers.
#[derive(Clone, Copy, Debug, Args)]
pub struct Told {
    /// The form of the answer.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnswerFormat,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// Lines for people.
    Text,
    /// One JSON object, for machines.
    Json,
}

impl Told {
    /// Whether it is for machines.
    #[must_use]
    pub fn is_json(self) -> bool {
        self.format == AnswerFormat::Json
    }
}
