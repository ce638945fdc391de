//! The end of the log that `--log` names.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use crate::host::log::{self, LogError};
use crate::text::alias::Aliases;
use crate::text::lang::{Lang, tr};
use crate::text::printable::Legible;

/// So many bytes of its end are read.
const MOST: u64 = 1 << 20;

/// So many records are shown.
const RECORDS: usize = 1500;

/// Values that are paths and stand bare.
const PATHS: [&str; 4] = [" sheet=", " folder=", " from=", " to="];

/// Verbs whose answers are counts and problems; what others answer is data.
const TELLING: [&str; 5] = ["process", "reconcile", "check", "runs", "dropped-sheets"];

/// The end of a log with the names in it replaced, and its title.
pub(super) fn tail(file: &Path, aliases: &mut Aliases, lang: Lang) -> (String, String) {
    let title = lang.pick("Log", "Журнал отладки").to_owned();
    let body = match read(file, lang) {
        Ok(text) => records(&text, aliases, lang),
        Err(why) => aliases.clean(&why),
    };
    (title, body)
}

/// The end of it as text, from the beginning of a record on.
fn read(path: &Path, lang: Lang) -> Result<String, String> {
    let mut file = log::open_to_read(path).map_err(|error| match error {
        LogError::NoLog(file) => {
            let file = file.shown();
            tr!(
                lang,
                "`{file}` is not a log of this program, so it is left out",
                "`{file}` — не журнал отладки этой программы, поэтому он не включён"
            )
        }
        error => error.message(lang),
    })?;
    let end = |file: &mut File| -> std::io::Result<Vec<u8>> {
        let length = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(length.saturating_sub(MOST)))?;
        let mut bytes = Vec::new();
        file.take(MOST).read_to_end(&mut bytes)?;
        // A line that is cut may begin within a name.
        if length > MOST {
            let begin = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
            bytes.drain(..begin);
        }
        Ok(bytes)
    };
    end(&mut file)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .map_err(|error| format!("`{}`: {error}", path.shown()))
}

fn records(text: &str, aliases: &mut Aliases, lang: Lang) -> String {
    let all: Vec<&str> = text.lines().collect();
    aliases.learn(text);
    for path in all.iter().flat_map(|record| paths(record)) {
        aliases.know_path(path);
    }
    let mut verb = "";
    let mut kept: Vec<(&str, &str)> = Vec::new();
    for record in &all {
        if let Some(rest) = record.split_once("begins verb=\"") {
            verb = rest.1.split('"').next().unwrap_or_default();
        }
        if is_told(record) {
            kept.push((record, verb));
        }
    }
    let left_out = all.len() - kept.len().min(RECORDS);
    let mut out = tr!(
        lang,
        "records left out, of libraries or earlier: {left_out}\n",
        "пропущено записей (библиотек и более ранних): {left_out}\n"
    );
    for (record, verb) in kept.iter().skip(kept.len().saturating_sub(RECORDS)) {
        out += &cleaned(record, verb, aliases);
        out.push('\n');
    }
    out
}

/// The paths that a record has, as whole as they are: bare up to the next value, or before the code of a problem.
fn paths(record: &str) -> impl Iterator<Item = &str> {
    let bare = PATHS.iter().filter_map(|key| record.split_once(key)).map(|(_, rest)| &rest[..value(rest)]);
    let named = record.split_once(": said: ").and_then(|(_, said)| {
        let code = said.match_indices(": ").find(|(at, _)| is_code(&said[at + 2..]))?.0;
        Some(&said[..code])
    });
    bare.chain(named).filter(|path| !path.starts_with('"'))
}

/// Where a value ends behind which others stand: ` key=`.
fn value(rest: &str) -> usize {
    let is_key = |text: &str| {
        let name = text.split('=').next().unwrap_or_default();
        name.len() < text.len()
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    rest.match_indices(' ').find(|(at, _)| is_key(&rest[at + 1..])).map_or(rest.len(), |(at, _)| at)
}

/// Whether a text begins with the code of a problem of a sheet.
fn is_code(text: &str) -> bool {
    let code = text.split([' ', ':']).next().unwrap_or_default();
    code.len() == 4 && code.starts_with(['E', 'W', 'N']) && code[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a record tells something to whoever helps: the program's own, and what libraries find wrong or connect to.
fn is_told(record: &str) -> bool {
    let is_own = record.contains(" vdsbatch::") || record.contains(" vdsbatch: ") || record.contains(": vdsbatch::");
    let level = record.split_whitespace().nth(1).unwrap_or_default();
    is_own && level != "TRACE" || ["WARN", "ERROR"].contains(&level) || record.contains(" reqwest::connect: ")
}

/// A record with the names in it replaced. A text of several lines stands in one there.
fn cleaned(record: &str, verb: &str, aliases: &mut Aliases) -> String {
    let Some((head, said)) = record.split_once(": answered: ") else {
        return unfolded(record).map(|line| aliases.clean(line)).collect::<Vec<_>>().join("\n    ");
    };
    let head = aliases.clean(head);
    if !TELLING.contains(&verb) || said.trim_start().starts_with(['{', '[']) {
        return format!("{head}: answered: …");
    }
    let said: Vec<String> = unfolded(said).map(|line| aliases.clean(line)).collect();
    format!("{head}: answered: {}", said.join("\n    "))
}

/// The lines of a record: `\n` in it is the end of one, unless it stands in a path of Windows.
fn unfolded(record: &str) -> impl Iterator<Item = &str> {
    let is_path = |before: &str| {
        let word = before.rsplit([' ', '`', '"', '=']).next().unwrap_or_default();
        word.get(1..3) == Some(":\\") || word.starts_with("\\\\")
    };
    let mut rest = Some(record);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.match_indices("\\n").find(|(at, _)| !is_path(&text[..*at])).map(|(at, _)| at);
        let (line, more) = end.map_or((text, None), |at| (&text[..at], Some(&text[at + 2..])));
        rest = more;
        Some(line)
    })
}
