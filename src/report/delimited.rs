//! A run as CSV: the lines of the Orders sheet, for programs and for spreadsheets of the office.
//!
//! UTF-8 with a BOM, `;` between cells, CRLF at the end of lines, quotes as RFC 4180. Decimals have a
//! comma in Russian and a point in English, where a status is the word of the ledger; days and times
//! are ISO. A text that a spreadsheet would take for a formula begins with `'`: a cell of a CSV file
//! has no type that could say that it is text.

use super::columns::Columns;
use super::entry::Entry;
use super::view::View;
use crate::text::lang::Lang;
use crate::text::printable::hidden;

/// What a spreadsheet takes for the beginning of a formula.
const RISKY: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The CSV of a run, as bytes.
pub(super) fn csv(view: &View<'_>) -> Vec<u8> {
    let columns = Columns::of(view, usize::MAX);
    let mut out = writer();
    let mut record = |cells: Vec<String>| out.write_record(&cells).expect("every line has a cell per header");
    record(columns.headers.iter().map(|header| safe(header)).collect());
    for subject in view.subjects() {
        record(columns.all.iter().map(|shown| cell(&shown.entry(&subject).0, view.lang)).collect());
    }
    out.into_inner().expect("memory can be written to")
}

/// What writes such a file.
pub(super) fn writer() -> csv::Writer<Vec<u8>> {
    // Without the mark at its beginning, Excel takes UTF-8 for the encoding of old Windows programs.
    csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec())
}

/// What stands in a cell, as text.
pub(super) fn cell(entry: &Entry<'_>, lang: Lang) -> String {
    let decimal = |text: String| lang.pick(&text, &text.replace('.', ",")).to_owned();
    match entry {
        Entry::Blank => String::new(),
        Entry::Text(text) => safe(text),
        // A number is no formula, whatever its sign.
        Entry::Number(number) => decimal(number.to_string()),
        Entry::Shown(shown) => safe(&shown.text),
        Entry::Truth(true) => lang.pick("yes", "да").to_owned(),
        Entry::Truth(false) => lang.pick("no", "нет").to_owned(),
        Entry::Amount(money) | Entry::AtLeast(money) => decimal(money.to_string()),
        Entry::Signed(amount) => decimal(amount.to_string()),
        Entry::Unknown(word) => (*word).to_owned(),
        Entry::Day(day) => day.to_string(),
        Entry::Moment(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        Entry::Status(status) => status.title(lang).to_owned(),
    }
}

/// Text that no spreadsheet takes for a formula, and of which no terminal obeys or hides a part.
pub(super) fn safe(text: &str) -> String {
    let mut out = if text.starts_with(RISKY) { "'".to_owned() } else { String::new() };
    for c in text.chars() {
        // Tabs and line breaks are content, and the quotes around a cell hold them.
        if hidden(c) && !matches!(c, '\t' | '\r' | '\n') { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_as_a_formula_does() {
        for risky in ["=1+1", "+7 495", "-5", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(safe(risky), format!("'{risky}"));
        }
        assert_eq!(safe("\u{1b}[2J"), r"\u{1b}[2J");
        for plain in ["", "web-1.example.ru", "1-2", " =1", "я"] {
            assert_eq!(safe(plain), plain);
        }
        assert_eq!(cell(&Entry::Number(-1.5), Lang::Ru), "-1,5");
        assert_eq!(cell(&Entry::Number(-1.5), Lang::En), "-1.5");
    }
}
