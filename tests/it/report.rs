//! Workbooks read back with calamine and compared with the run that they were made from.

mod advice;
mod checked;
mod commands;
mod data;
mod ends;
mod in_short;
mod orders;
mod outsiders;
mod pages;
mod paper;
mod parts;
pub mod readback;
pub mod sample;
mod save;
mod trail;

use jiff::tz::TimeZone;
use vdsbatch::report::{Rendering, TABLE_LINES};
use vdsbatch::run::Run;
use vdsbatch::text::lang::Lang;

use readback::Workbook;

/// Three hours ahead of UTC, so that an evening in November is the next day.
fn moscow(lang: Lang) -> Rendering {
    let zone = TimeZone::fixed(jiff::tz::offset(3));
    Rendering { zone, table_lines: TABLE_LINES, ..Rendering::new(lang) }
}

fn rendered(run: &Run, lang: Lang) -> Workbook {
    Workbook::read(moscow(lang).workbook(run).expect("a workbook"))
}

const LANGS: [Lang; 2] = [Lang::En, Lang::Ru];
