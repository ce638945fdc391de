//! A page as `man` shows it. Pure.

use roff::{Inline, Roff, bold, roman};

use super::page::{Entry, Page, Section};

/// The manual page of a command.
#[must_use]
pub fn manual(page: &Page, version: &str) -> String {
    let lang = page.lang;
    let name = page.path.join("-");
    let mut out = Roff::new();
    let title = lang.pick("vdsbatch manual", "Руководство vdsbatch");
    out.control("TH", [name.as_str(), "1", "", version, title]);
    out.control("SH", [lang.pick("NAME", "НАЗВАНИЕ")]);
    out.text([roman(format!("{name} - {}", page.about.trim_end_matches('.')))]);
    out.control("SH", [lang.pick("SYNOPSIS", "ФОРМАТ")]);
    for (at, usage) in page.usage.iter().enumerate() {
        if at > 0 {
            out.control("br", []);
        }
        out.text([bold(usage.as_str())]);
    }
    for section in &page.sections {
        part(&mut out, section, lang.pick("Values", "Значения"));
    }
    out.render()
}

fn part(out: &mut Roff, section: &Section, values: &str) {
    out.control("SH", [section.heading.to_uppercase().as_str()]);
    for entry in &section.entries {
        out.control("TP", []);
        out.text([bold(entry.term.as_str())]);
        out.text([roman(entry.text.as_str())]);
        for more in &entry.more {
            out.control("IP", []);
            out.text([roman(more.as_str())]);
        }
        if !entry.values.is_empty() {
            out.control("IP", []);
            out.text(values_of(entry, values));
        }
    }
}

/// The values in one paragraph.
fn values_of(entry: &Entry, heading: &str) -> Vec<Inline> {
    let mut out = vec![roman(format!("{heading}: "))];
    for (at, (value, text)) in entry.values.iter().enumerate() {
        if at > 0 {
            out.push(roman("; "));
        }
        out.push(bold(value.as_str()));
        if !text.is_empty() {
            out.push(roman(format!(": {text}")));
        }
    }
    out
}
