//! Whether a workbook says itself that the results of its formulas are not valid.
//!
//! Programs that write formulas and do not calculate (XlsxWriter, and what is built upon it) give 0 as the result
//! and ask for a calculation when the file is opened. What a person sees is never that 0.

use std::fs::File;
use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::reader::format::Format;
use crate::sheet::{Held, Value};

/// The most bytes of the part that are looked at.
const PART: u64 = 16 << 20;

/// Whether it does. What cannot be read at all is left to the reader of the cells.
pub(super) fn is_stale(handle: File, format: Format) -> bool {
    let name = match format {
        Format::Xlsx => "xl/workbook.xml",
        // The binary formats say it among their records, and OpenDocument has no such word.
        Format::Xlsb | Format::Xls | Format::Ods => return false,
    };
    let Ok(mut archive) = ZipArchive::new(handle) else { return false };
    let names = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
    let Some(name) = names.into_iter().find(|found| found.eq_ignore_ascii_case(name)) else { return false };
    let Ok(part) = archive.by_name(&name) else { return false };
    asks_to_calculate(Reader::from_reader(BufReader::new(part.take(PART))))
}

fn asks_to_calculate(mut reader: Reader<impl std::io::BufRead>) -> bool {
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == "calcPr" => {
                return says(&start, "fullCalcOnLoad", &["1", "true", "on"])
                    || says(&start, "calcCompleted", &["0", "false", "off"]);
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Whether an attribute is one of these words, however it is written.
fn says(start: &BytesStart<'_>, name: &str, words: &[&str]) -> bool {
    let Some(found) = start.try_get_attribute(name).ok().flatten() else { return false };
    quick_xml::escape::unescape(&found.value).is_ok_and(|value| words.contains(&value.trim()))
}

/// Whether a result is what is written where nobody calculated.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Number(number) => *number == 0.0,
        Value::Text(text) => text.trim().is_empty(),
        Value::Bool(truth) => !truth,
        Value::NoValue => true,
        Value::Shown(shown) => shown.stored == Held::Number(0.0),
        Value::Date(_) | Value::Error(_) | Value::Merged(_) | Value::TwoReadings(_) => false,
    }
}
