//! The results for machines, in one of two forms.

use std::path::{Path, PathBuf};

use super::Rendering;
use crate::run::Run;

/// A form of the results for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum DataFormat {
    /// One line per server, `;` between cells.
    Csv,
    /// Everything about the run.
    Json,
}

impl DataFormat {
    /// How the name of a file of this form ends.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Where results go and as what, as the name says it: a file is what it is called, or is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Standard output.
    Stream,
    /// A workbook.
    Workbook(PathBuf),
    /// Data for machines.
    Data(PathBuf, DataFormat),
}

impl Output {
    /// What a name says; none if no results are called so.
    #[must_use]
    pub fn of(name: &Path) -> Option<Self> {
        if name.as_os_str() == "-" {
            return Some(Self::Stream);
        }
        let ending = name.extension()?;
        let is = |known: &str| ending.eq_ignore_ascii_case(known);
        if is("xlsx") {
            return Some(Self::Workbook(name.to_owned()));
        }
        let format = [DataFormat::Csv, DataFormat::Json].into_iter().find(|format| is(format.extension()))?;
        Some(Self::Data(name.to_owned(), format))
    }

    /// The file that is named.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Stream => None,
            Self::Workbook(file) | Self::Data(file, _) => Some(file),
        }
    }

    /// The same under another name.
    #[must_use]
    pub fn named(&self, name: impl Fn(&Path) -> PathBuf) -> Self {
        match self {
            Self::Stream => Self::Stream,
            Self::Workbook(file) => Self::Workbook(name(file)),
            Self::Data(file, format) => Self::Data(name(file), *format),
        }
    }

    /// Whether the name is that of one form and another one is asked for.
    #[must_use]
    pub fn contradicts(&self, format: DataFormat) -> bool {
        matches!(self, Self::Data(_, named) if *named != format)
    }
}

impl Rendering {
    /// A run in a form for machines.
    #[must_use]
    pub fn data(&self, run: &Run, format: DataFormat) -> Vec<u8> {
        match format {
            DataFormat::Csv => self.csv(run),
            DataFormat::Json => self.json(run),
        }
    }
}
