//! What a check found, as JSON for machines: `vdsbatch check --format json`.
//!
//! One object on standard output, in the envelope of all answers: `kind` is `check`, and within a `version` members are
//! only added. Both languages give the same members; only `message` differs.
//!
//! ```json
//! {"kind": "check", "version": 1, "file": "orders.xlsx", "format": "xlsx", "sheet": "Orders", "sha256": "…",
//!  "diagnostics": [
//!    {"code": "E010", "severity": "error", "place": "Orders!A7", "row": 7, "column": "A",
//!     "field": "tariff", "header": "Tariff", "problem": "unknown_tariff",
//!     "message": "unknown tariff `KVM Ferum` (did you mean `KVM Ferrum`?)",
//!     "given": "KVM Ferum", "allowed": null, "hint": "KVM Ferrum", "others": null}],
//!  "counts": {"rows": 1, "servers": 1, "skipped": 0, "errors": 1, "warnings": 0, "notes": 0}}
//! ```
//!
//! | member | what it is |
//! |---|---|
//! | `format` | what the file was read as; none if its columns are not those of an order sheet |
//! | `sheet` | the sheet's name; none in a CSV file |
//! | `sha256` | of the file's content, lower-case hexadecimal; none where `format` is |
//! | `severity` | `error` (the row cannot be ordered), `warning`, `note` |
//! | `place` | as Excel writes it: a cell `Orders!C7`, a row `Orders!7:7`, a sheet `Orders` |
//! | `row`, `column` | from 1; letters. None where the problem has none |
//! | `field`, `header` | which column of an order sheet it is, and its header in this sheet |
//! | `problem` | the problem's name; finer than its code |
//! | `given` | what was read, exactly |
//! | `allowed` | a list of values, or an object of `min`, `max` and `step` |
//! | `hint` | a value that was probably meant, or would do |
//! | `others` | the other rows of the same domain |
//! | `counts.servers` | after expansion, without skipped rows |
//!
//! Characters that act on a terminal are escaped, which changes no value. The exit codes are those
//! of the text form.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;
use serde_json::{Map, Value};

use crate::reader::Columns;
use crate::sheet::problem::{Diagnostic, Place, Severity};
use crate::sheet::{Layout, Role, RowNo};
use crate::text::code::Code;
use crate::text::json::{Answer, enveloped};
use crate::text::lang::Lang;
use crate::text::printable::hidden;

/// Rows, servers and problems of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Counts {
    pub(super) rows: u64,
    /// After expansion, without skipped rows.
    pub(super) servers: u64,
    pub(super) skipped: u64,
    pub(super) errors: u64,
    pub(super) warnings: u64,
    pub(super) notes: u64,
}

impl Counts {
    /// Counts the problems.
    pub(super) fn weigh(&mut self, found: &[Diagnostic]) {
        for diagnostic in found {
            match diagnostic.severity() {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
        }
    }
}

/// What was found in a file.
pub(super) struct Found<'f> {
    pub(super) file: &'f str,
    pub(super) format: Option<&'f str>,
    pub(super) sha256: Option<&'f str>,
    pub(super) sheet: Option<&'f str>,
    pub(super) layout: Option<&'f Layout>,
    pub(super) diagnostics: &'f [Diagnostic],
    pub(super) counts: Counts,
}

impl<'f> Found<'f> {
    /// What was found in a file whose columns are not those of an order sheet.
    pub(super) fn of_columns(columns: &'f Columns) -> Self {
        let mut counts = Counts::default();
        counts.weigh(&columns.found);
        Self {
            file: &columns.file,
            format: None,
            sha256: None,
            sheet: columns.sheet.as_deref(),
            layout: None,
            diagnostics: &columns.found,
            counts,
        }
    }
}

/// The answer as it is written.
#[derive(Serialize)]
struct Told<'f> {
    file: &'f str,
    format: Option<&'f str>,
    sheet: Option<&'f str>,
    sha256: Option<&'f str>,
    diagnostics: Diagnostics<'f>,
    counts: Counts,
}

impl Answer for Told<'_> {
    const KIND: &'static str = "check";
}

/// The problems in one language, told as they are written, so that those of a full sheet are never held
/// in this form.
struct Diagnostics<'f> {
    found: &'f Found<'f>,
    lang: Lang,
}

impl Serialize for Diagnostics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { found, lang } = self;
        serializer.collect_seq(found.diagnostics.iter().map(|diagnostic| told(diagnostic, found, *lang)))
    }
}

/// One problem as it is written.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "names of JSON")]
struct Problem {
    code: Code,
    severity: Severity,
    place: Option<String>,
    row: Option<u32>,
    column: Option<String>,
    field: Option<Value>,
    header: Option<String>,
    problem: String,
    message: String,
    given: Option<Value>,
    allowed: Option<Value>,
    hint: Option<Value>,
    others: Option<Value>,
}

/// Writes the whole answer, with a line break behind it.
pub(super) fn json(found: &Found<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let answer = Told {
        file: found.file,
        format: found.format,
        sheet: found.sheet,
        sha256: found.sha256,
        diagnostics: Diagnostics { found, lang },
        counts: found.counts,
    };
    enveloped(&answer).serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Harmless))?;
    writeln!(out)
}

fn told(diagnostic: &Diagnostic, found: &Found<'_>, lang: Lang) -> Problem {
    let column = match diagnostic.place {
        Place::Cell(at) => Some(at.col),
        Place::Row(_) | Place::Sheet => None,
    };
    let header = column.and_then(|col| found.layout?.column(col));
    let field = header.and_then(|column| match &column.role {
        Role::Field(field) => serde_json::to_value(field).ok(),
        // The header says which one it is.
        Role::Named(_) | Role::Carried => None,
    });
    let (problem, mut parts) = parts(diagnostic);
    let mut first = |keys: &[&str]| keys.iter().find_map(|key| parts.remove(*key)).filter(|value| !value.is_null());
    Problem {
        code: diagnostic.code(),
        severity: diagnostic.severity(),
        place: place(diagnostic.place, found.sheet),
        row: diagnostic.row().map(RowNo::get),
        column: column.map(|col| col.to_string()),
        // A column that is missing has no cell, but its field has a name.
        field: field.or_else(|| first(&["field"])),
        header: header.map(|column| column.header.clone()),
        message: diagnostic.message(lang),
        given: first(&["given", "domain", "login", "value", "here"]),
        hint: first(&["nearest", "meant", "proposal", "name"]),
        others: first(&["others"]),
        allowed: allowed(&parts),
        problem,
    }
}

/// The place as Excel writes it; none for a CSV file as a whole.
fn place(place: Place, sheet: Option<&str>) -> Option<String> {
    let within = |at: String| sheet.map_or_else(|| at.clone(), |sheet| format!("{sheet}!{at}"));
    match place {
        Place::Sheet => sheet.map(ToOwned::to_owned),
        Place::Row(row) => Some(within(format!("{row}:{row}"))),
        Place::Cell(at) => Some(within(at.to_string())),
    }
}

/// The name of a problem and its values, as a ledger keeps them.
fn parts(diagnostic: &Diagnostic) -> (String, Map<String, Value>) {
    let kept = serde_json::to_value(&diagnostic.problem).unwrap_or_default();
    // `{"cell": {"unknown_tariff": {…}}}`, or `{"cell": "no_stored_value"}`.
    let inner = kept.as_object().and_then(|kinds| kinds.values().next()).cloned().unwrap_or_default();
    match inner {
        Value::String(name) => (name, Map::new()),
        Value::Object(named) => match named.into_iter().next() {
            Some((name, Value::Object(parts))) => (name, parts),
            Some((name, _)) => (name, Map::new()),
            None => (String::new(), Map::new()),
        },
        _ => (String::new(), Map::new()),
    }
}

fn allowed(parts: &Map<String, Value>) -> Option<Value> {
    if let Some(list) = parts.get("allowed").or_else(|| parts.get("names")) {
        return Some(list.clone());
    }
    let limits = ["min", "max", "step"].map(|key| (key.to_owned(), parts.get(key).cloned().unwrap_or_default()));
    limits.iter().any(|(_, limit)| !limit.is_null()).then(|| Value::Object(limits.into_iter().collect()))
}

/// Writes JSON whose texts hold nothing that acts on a terminal: such characters as escapes, which a
/// reader turns back.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| hidden(*c)) {
            out.write_all(&rest.as_bytes()[..at])?;
            // JSON escapes UTF-16 units, so a character beyond the basic plane takes two.
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}
