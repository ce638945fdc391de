//! Words of what the check found and keeps nothing from being ordered.

use super::view::Subject;
use crate::order::Status;
use crate::sheet::problem::{Diagnostic, Place, Severity};
use crate::text::lang::Lang;

/// What the check found at a server's row and does not keep it from being ordered, a line each. Where it cannot be
/// ordered, the reason says it all.
pub(super) fn at_row(subject: &Subject<'_>) -> String {
    let (view, line) = (subject.view, subject.line);
    if line.outcome.status == Status::Invalid {
        return String::new();
    }
    let of_row = subject.row.into_iter().flat_map(|row| &row.diagnostics);
    let all = view.weighed.at(line.row).chain(of_row);
    let said = |found: &Diagnostic| {
        let weight = weight(found.severity(), view.lang);
        let place = match found.place {
            Place::Cell(at) => format!("{at}: "),
            Place::Row(_) | Place::Sheet => String::new(),
        };
        format!("{place}{} {weight}: {}", found.code(), found.message(view.lang))
    };
    all.map(said).collect::<Vec<_>>().join("\n")
}

/// How much a problem weighs.
pub(super) const fn weight(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("error", "ошибка"),
        Severity::Warning => lang.pick("warning", "предупреждение"),
        Severity::Note => lang.pick("note", "примечание"),
    }
}
