//! A run as CSV: the lines of the Orders sheet, for programs and for spreadsheets of the office.
//!
//! UTF-8 with a BOM, `;` between cells, CRLF at the end of lines, every cell in quotes as RFC 4180 has them. Decimals have a
//! comma in Russian and a point in English, where a status is the word of the ledger; days and times
//! are ISO. A text that a spreadsheet would take for a formula begins with `'`: a cell of a CSV file
//! has no type that could say that it is text.

use super::columns::Columns;
use super::entry::Entry;
use super::view::View;
use crate::text::formula;
use crate::text::lang::Lang;
use crate::text::printable::hidden;

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
        .quote_style(csv::QuoteStyle::Always)
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

/// Text that no spreadsheet takes for a formula, and of which no terminal obeys or hides a part: on one line, and safe
/// as well for a program that parts cells at another sign than this file does, quotes or not.
pub(super) fn safe(text: &str) -> String {
    let mut out = if formula::begins(text) { "'".to_owned() } else { String::new() };
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.as_str().starts_with('\n') => {}
            '\t' | '\r' | '\n' => out.push(' '),
            _ if hidden(c) => out.extend(c.escape_unicode()),
            _ => out.push(c),
        }
        if is_parted(c, rest.as_str()) {
            out.push('\'');
        }
    }
    out
}

/// Whether another program may begin a cell behind this sign, and take what follows for a formula. A dash between
/// words behind a comma is none.
fn is_parted(sign: char, rest: &str) -> bool {
    let is_dash =
        || rest.trim_start().strip_prefix(['-', '+']).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    match sign {
        ';' | '\t' | '\r' | '\n' | '|' => formula::begins(rest),
        ',' => formula::begins(rest) && !is_dash(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_as_a_formula_does() {
        for risky in ["=1+1", "+7 495", "-5", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(safe(risky).starts_with('\''), "{risky:?}");
        }
        for risky in ["a;=1", "a; =1", "a\t=1", "a\n+1", "a|@x", "a,=1", "a, -cmd", "a;－1", "x;\u{200b}=1"] {
            let told = safe(risky);
            let cells = told.split([';', '\t', '\n', '|', ',']);
            assert!(cells.clone().all(|cell| !formula::begins(cell)), "{risky:?}: {told:?}");
        }
        assert_eq!(safe("\u{1b}[2J"), r"\u{1b}[2J");
        for plain in ["", "web-1.example.ru", "1-2", "я", "a, - b", "a;b", "a, b=1"] {
            assert_eq!(safe(plain), plain);
        }
        assert_eq!(safe("a\tb\r\nc\nd"), "a b c d");
        assert_eq!(cell(&Entry::Number(-1.5), Lang::Ru), "-1,5");
        assert_eq!(cell(&Entry::Number(-1.5), Lang::En), "-1.5");
    }
}
