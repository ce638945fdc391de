//! How a sheet is made: its columns, counts and problems, and none of its cells.

use std::collections::BTreeMap;
use std::path::Path;

use super::gathered::Gathered;
use crate::cli::{Common, Support};
use crate::sheet::input::Input;
use crate::sheet::problem::{Diagnostic, Place, Severity};
use crate::sheet::{Layout, Role};
use crate::text::alias::Kind;
use crate::text::code::Code;
use crate::text::lang::{Lang, tr};
use crate::verb::error::Error;
use crate::verb::{settings, sheet};

/// So many places of a problem are named.
const PLACES: usize = 10;

/// Tells how a sheet is made, or why it cannot be read.
pub(super) fn shape(gathered: &mut Gathered, file: &Path, (typed, common): (&Support, &Common), lang: Lang) {
    if let Some(name) = file.file_name() {
        gathered.name(Kind::File, &name.to_string_lossy());
    }
    let body = read(gathered, file, (typed, common), lang).unwrap_or_else(|error| error.message(lang));
    gathered.section(lang.pick("Sheet", "Таблица"), body);
}

fn read(
    gathered: &mut Gathered,
    file: &Path,
    (typed, common): (&Support, &Common),
    lang: Lang,
) -> Result<String, Error> {
    let catalog = settings::catalog(&common.catalog)?;
    let open = sheet::open(file, &typed.reading.options(), &catalog)?;
    let (mut rows, mut found) = (0_u64, Vec::new());
    let read = sheet::judge(open, &catalog, typed.whose.account.as_deref(), &mut |checker, batch| {
        for told in checker.told(&batch) {
            rows += 1;
            found.extend(told.diagnostics);
        }
    })?;
    found.extend(read.notes.into_iter().chain(read.found).chain(read.doubles));
    if let Some(name) = &read.input.layout.sheet {
        gathered.name(Kind::Sheet, name);
    }
    let servers = read.servers;
    let counts = tr!(lang, "rows {rows}, servers {servers}\n", "строк: {rows}, серверов: {servers}\n");
    Ok(columns(&read.input, lang) + &counts + &problems(&found, lang))
}

/// The file and its columns. A header that is nobody's but the author's is foreign.
fn columns(input: &Input, lang: Lang) -> String {
    let Input { file, sha256, format, layout } = input;
    let Layout { header_row, columns, .. } = layout;
    let mut out = tr!(
        lang,
        "file: {file}, {format}, SHA-256 {sha256}\nheader in row {header_row}:\n",
        "файл: {file}, {format}, SHA-256 {sha256}\nзаголовок в строке {header_row}:\n"
    );
    for column in columns {
        let role = match &column.role {
            Role::Field(field) => field.word(),
            Role::Named(_) => lang.pick("of the tariff table", "из таблицы тарифов"),
            Role::Carried => lang.pick("carried to the results", "переносится в результаты"),
        };
        out += &format!("  {} `{}`: {role}\n", column.col, column.header);
    }
    out
}

/// How often each problem was found, and where.
fn problems(found: &[Diagnostic], lang: Lang) -> String {
    let mut all: BTreeMap<(Code, &'static str), Vec<&Diagnostic>> = BTreeMap::new();
    for one in found {
        all.entry((one.code(), weight(one.severity(), lang))).or_default().push(one);
    }
    if all.is_empty() {
        return lang.pick("no problems\n", "замечаний нет\n").to_owned();
    }
    let mut out = String::new();
    for ((code, severity), found) in all {
        let places: Vec<String> = found.iter().take(PLACES).map(|one| place(one.place, lang)).collect();
        let (count, places) = (found.len(), places.join(", "));
        let more = if count > PLACES { ", …" } else { "" };
        out += &format!("  {code} {severity} × {count}: {places}{more}\n");
    }
    out
}

const fn weight(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("error", "ошибка"),
        Severity::Warning => lang.pick("warning", "предупреждение"),
        Severity::Note => lang.pick("note", "примечание"),
    }
}

fn place(place: Place, lang: Lang) -> String {
    match place {
        Place::Sheet => lang.pick("the file", "файл").to_owned(),
        Place::Row(row) => tr!(lang, "row {row}", "строка {row}"),
        Place::Cell(cell) => cell.to_string(),
    }
}
