//! `vdsbatch support`: one file for whoever helps with a run that went wrong.
//!
//! It is a text that a person reads before sending it. Names are replaced and passwords removed; what cannot be read is told
//! in its place, since it is for broken runs. Nothing is written to a ledger, no lock is taken, and no panel is asked.

mod books;
mod gathered;
mod log;
mod machine;
mod names;
mod order;
mod sheet;
mod unsettled;

use std::path::{Path, PathBuf};

use serde::Serialize;

use self::gathered::Gathered;
use super::error::Error;
use super::settings::error::SettingsError;
use crate::cli::{Common, Support};
use crate::host::console::Console;
use crate::host::name::whole as absolute;
use crate::host::save;
use crate::run::exit::Exit;
use crate::text::alias::{Aliases, Kind};
use crate::text::json::{self, Answer};
use crate::text::lang::{Lang, tr};
use crate::text::printable::{Legible, shown};

/// The file's name where nobody gives one.
const USUAL: &str = "vdsbatch-support.txt";

/// `vdsbatch support`.
///
/// # Errors
///
/// When the file cannot be written; whatever else fails is told in it.
pub fn support(typed: &Support, common: &Common, console: Console) -> Result<Exit, Error> {
    let lang = console.lang;
    let target = typed.output.clone().unwrap_or_else(|| PathBuf::from(USUAL));
    let is_stream = target.as_os_str() == "-";
    if is_stream && typed.told.is_json() {
        return Err(SettingsError::TwoOnOutput.into());
    }
    if !is_stream {
        // Before a ledger is looked over, which takes its time with large ones.
        save::check_target(&target, typed.sheet.as_deref().unwrap_or(Path::new("")))?;
    }
    let text = whole(typed, common, lang);
    if is_stream {
        save::stream(text.as_bytes())?;
        return Ok(Exit::Done);
    }
    let path = save::save_private(text.as_bytes(), &target)?;
    if typed.told.is_json() {
        console.document(&json::pretty(&Made { file: absolute(&path), with_names: typed.with_names }));
        return Ok(Exit::Done);
    }
    let path = path.shown();
    console.answer(&tr!(
        lang,
        "support: {path} (read it before you send it)\n",
        "для поддержки: {path} (прочитайте его, прежде чем отправить)\n"
    ));
    Ok(Exit::Done)
}

/// The file that was made.
#[derive(Serialize)]
struct Made {
    /// The file: its whole path.
    file: String,
    /// Whether names were left in it.
    with_names: bool,
}

impl Answer for Made {
    const KIND: &'static str = "support-file";
}

/// The whole text: its head, and a section for each thing.
fn whole(typed: &Support, common: &Common, lang: Lang) -> String {
    let mut gathered = Gathered::default();
    typed_names(&mut gathered, typed, common);
    machine::program(&mut gathered, lang);
    machine::settings(&mut gathered, common, lang);
    let places = books::ledgers(&mut gathered, &typed.whose, common, lang);
    for domain in &typed.order {
        order::story(&mut gathered, (&places, domain), (&typed.whose, common), lang);
    }
    if let Some(sheet) = &typed.sheet {
        sheet::shape(&mut gathered, sheet, (typed, common), lang);
    }
    let mut aliases = Aliases::new(names::own(common), typed.with_names);
    names::secrets(&mut aliases, common);
    for (kind, name) in &gathered.names {
        aliases.know(*kind, name);
    }
    for path in &gathered.paths {
        aliases.know_path(path);
    }
    for (_, body) in &gathered.sections {
        aliases.learn(body);
    }
    let mut sections = String::new();
    for (title, body) in &gathered.sections {
        sections += &section(title, &aliases.clean(body));
    }
    if let Some(file) = &common.log {
        let (title, body) = log::tail(file, &mut aliases, lang);
        sections += &section(&title, &body);
    }
    // Names that were left, or that nobody knew for names, hold whatever their makers put into them.
    let legible = |line| shown(line, usize::MAX);
    (head(&aliases, typed.with_names, lang) + &sections).split('\n').map(legible).collect::<Vec<_>>().join("\n")
}

/// The names that were typed, or stand in variables and settings in the place of it.
fn typed_names(gathered: &mut Gathered, typed: &Support, common: &Common) {
    let whose = &typed.whose;
    if let Some(login) = &whose.account {
        gathered.name(Kind::Account, login);
    }
    let given = [&typed.sheet, &typed.output, &whose.ledger, &whose.sandbox_dir, &whose.ca_file];
    for path in given.into_iter().chain([&common.log, &common.config]).flatten() {
        gathered.path(path);
    }
    gathered.path(Path::new(&common.catalog));
}

fn section(title: &str, body: &str) -> String {
    format!("\n== {title} ==\n\n{}\n", body.trim_end())
}

/// What the file is, and what was done to the names in it.
fn head(aliases: &Aliases, keeps_names: bool, lang: Lang) -> String {
    let mut out = lang
        .pick(
            "vdsbatch support file, version 1\n\nRead it before you send it to anybody: it is plain text, and nothing was sent anywhere.\nPasswords are not in it.",
            "Файл vdsbatch для поддержки, версия 1\n\nПрочитайте его, прежде чем кому-либо отправить: это простой текст, и никуда он не отправлен.\nПаролей в нём нет.",
        )
        .to_owned();
    if keeps_names {
        out += lang.pick(
            " Names are as they are (--with-names): accounts, domains, computers, users, paths.\n",
            " Имена оставлены как есть (--with-names): учётные записи, домены, компьютеры, пользователи, пути.\n",
        );
        return out;
    }
    out += lang.pick(
        " Cells of sheets are not in it either. These names were replaced, the same name by the same placeholder throughout:\n",
        " Ячеек таблиц тоже нет. Заменены эти имена, одно и то же имя везде одинаково:\n",
    );
    for (kind, count) in aliases.counts() {
        let (word, title) = (kind.word(), kind.title(lang));
        out += &format!("  {word}-1 … {word}-{count}: {title}\n");
    }
    out + lang.pick(
        "`vdsbatch support --with-names` leaves them in.\n",
        "`vdsbatch support --with-names` оставляет их на месте.\n",
    )
}
