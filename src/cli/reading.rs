//! How a sheet is read: options that `check` and `process` take.

use super::wanted::Wanted;
use clap::Args;

/// Options of reading a sheet.
#[derive(Debug, Args)]
pub struct Reading {
    /// The sheet to read, where several could be meant.
    #[arg(long = "sheet", value_name = "NAME")]
    pub sheet_name: Option<String>,
    /// The encoding of a CSV file, where detection is wrong: `utf-8`, `windows-1251`, …
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// What to do with hidden rows, columns, cells and sheets that would be ordered [default: refuse to guess].
    #[arg(long, value_name = "HOW")]
    pub hidden: Option<crate::reader::Hidden>,
    /// Treat a total that is not the sum of its rows, of counts or prices, as an error [default: a warning].
    #[arg(long)]
    pub strict_totals: bool,
    /// Only these rows of the sheet, by their numbers: `2-11`, or `2-5,9,20-`; the others are left as they are.
    #[arg(long, value_name = "ROWS", value_parser = rows)]
    pub rows: Option<crate::sheet::ChosenRows>,
}

impl Reading {
    /// What is read of the file, by a process of its own.
    #[must_use]
    pub fn options(&self) -> crate::reader::Options {
        crate::reader::Options {
            sheet: self.sheet_name.clone(),
            encoding: self.encoding,
            hidden: self.hidden,
            strict_totals: self.strict_totals,
            // Whoever has read the tariff table adds what only that knows.
            table: None,
            // Anybody may have made the file, and one can bring its reader down.
            apart: Some(crate::reader::Apart::usual()),
        }
    }
}

fn rows(text: &str) -> Result<crate::sheet::ChosenRows, Wanted> {
    text.parse().map_err(|_| {
        Wanted(|lang| {
            lang.pick(
                "expected rows by their numbers, such as 2-11 or 2-5,9,20-",
                "нужны номера строк, например 2-11 или 2-5,9,20-",
            )
        })
    })
}

fn encoding(text: &str) -> Result<&'static encoding_rs::Encoding, Wanted> {
    encoding_rs::Encoding::for_label(text.as_bytes()).ok_or(Wanted(|lang| {
        lang.pick(
            "this encoding is not known; known are, for example, `utf-8` and `windows-1251`",
            "такая кодировка неизвестна; известны, например, `utf-8` и `windows-1251`",
        )
    }))
}
