//! `template` and `generate`: sheets made here.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::error::Error;
use super::failed::refused;
use super::settings::catalog as load;
use super::settings::error::SettingsError;
use crate::cli::{Common, Generate, Template};
use crate::form::{generate as making, template as form};
use crate::host::console::Console;
use crate::host::name::whole;
use crate::host::save;
use crate::run::exit::Exit;
use crate::sheet::problem::{Diagnostic, Severity};
use crate::text::json::{self, Answer};
use crate::text::lang::{Lang, tr};
use crate::text::printable::Legible;
use crate::text::shell::{Options, word};

/// `vdsbatch template`: a blank order sheet. Its path is the answer.
///
/// # Errors
///
/// When the tariff table cannot be read, or the workbook cannot be written.
pub fn template(typed: &Template, common: &Common, console: Console) -> Result<Exit, Error> {
    let catalog = load(&common.catalog)?;
    let lang = console.lang;
    let bytes =
        form::workbook(&catalog, lang, &[form::example(&catalog, lang)]).map_err(crate::report::ReportError::from)?;
    let path = save::save(&bytes, &target(typed.output.as_ref(), console))?;
    answer(&path, console);
    let next = next(&path, common);
    console.say(&tr!(lang, "fill the sheet in and check it: {next}", "заполните книгу и проверьте её: {next}"));
    if typed.told.is_json() {
        let file = Some(whole(&path));
        console.document(&json::pretty(&Made { file, servers: 0, problems: Vec::new(), commands: vec![next] }));
    }
    Ok(Exit::Done)
}

/// `vdsbatch generate`: a sheet from a pattern. Its path is the answer. Exit code 3 if the check
/// refuses a value; nothing is written then.
///
/// # Errors
///
/// When the tariff table cannot be read, or the sheet cannot be written.
pub fn generate(typed: &Generate, common: &Common, console: Console) -> Result<Exit, Error> {
    if typed.is_stream() && typed.told.is_json() {
        return Err(SettingsError::TwoOnOutput.into());
    }
    let catalog = load(&common.catalog)?;
    let lang = console.lang;
    let mut given = typed.columns.given();
    match making::set(&catalog, &typed.set, lang) {
        Ok(named) => given.extend(named),
        Err(why) => {
            console.insist(&why);
            return Ok(Exit::Usage);
        }
    }
    let made = match making::generate(&catalog, given.clone(), typed.account.as_deref(), typed.expand) {
        Ok(made) => made,
        Err(found) => {
            // The value is right, only `--account` is missing: that is usage and no error of the sheet.
            let nobody = making::needs_login(&found, &given, lang);
            if let Some(why) = &nobody {
                return Ok(misused(typed, why, console));
            }
            for diagnostic in &found {
                console.insist(&making::line(diagnostic, &given, lang));
            }
            if typed.told.is_json() {
                let problems = found.iter().map(|found| Problem::of(found, lang)).collect();
                console.document(&json::pretty(&Made { file: None, servers: 0, problems, commands: Vec::new() }));
            }
            return Ok(Exit::SheetErrors);
        }
    };
    for diagnostic in &made.found {
        console.say(&making::line(diagnostic, &given, lang));
    }
    let bytes = if typed.is_csv() {
        making::csv(&made.rows, lang)
    } else {
        let rows = making::filled(&made.rows);
        form::workbook(&catalog, lang, &rows).map_err(crate::report::ReportError::from)?
    };
    if typed.is_stream() {
        save::stream(&bytes)?;
    } else {
        let path = save::save(&bytes, &target(typed.output.as_ref(), console))?;
        answer(&path, console);
        if typed.told.is_json() {
            let problems = made.found.iter().map(|found| Problem::of(found, lang)).collect();
            let (file, servers) = (Some(whole(&path)), made.servers);
            console.document(&json::pretty(&Made { file, servers, problems, commands: vec![next(&path, common)] }));
        }
    }
    let servers = made.servers;
    let noun = lang.noun(servers as u64, ["server", "servers"], ["сервер", "сервера", "серверов"]);
    console.say(&tr!(lang, "{servers} {noun}, checked", "{servers} {noun}, проверено"));
    Ok(Exit::Done)
}

/// A sheet that was made, or why none was.
#[derive(Serialize)]
struct Made {
    /// The sheet: its whole path; none if the check refused a value.
    file: Option<String>,
    /// How many servers it asks for.
    servers: usize,
    /// What the check found.
    problems: Vec<Problem>,
    /// What is typed next.
    commands: Vec<String>,
}

impl Answer for Made {
    const KIND: &'static str = "sheet";
}

/// What the check found in what was typed.
#[derive(Serialize)]
struct Problem {
    /// The code that `vdsbatch explain` knows.
    code: &'static str,
    /// How much it weighs.
    severity: Severity,
    /// The problem, for people.
    message: String,
}

impl Problem {
    fn of(found: &Diagnostic, lang: Lang) -> Self {
        Self { code: found.code().0, severity: found.severity(), message: found.message(lang) }
    }
}

/// Says that what was typed does not fit.
fn misused(typed: &Generate, why: &str, console: Console) -> Exit {
    if typed.told.is_json() {
        console.document(&refused(why));
    }
    console.insist(why);
    Exit::Usage
}

/// The options without which a sheet would be checked against another table, or by other settings.
const KEPT: [&str; 4] = ["--config", "--profile", "--catalog", "--lang"];

/// The command that checks a sheet: with those of them that were typed here.
fn next(path: &Path, common: &Common) -> String {
    let typed = |name: &str| {
        common
            .options
            .iter()
            .rev()
            .find(|(typed, _)| name.strip_prefix("--") == Some(typed))
            .and_then(|(_, value)| value.as_ref())
    };
    let kept = KEPT.iter().filter_map(|name| Some((*name, typed(name)?)));
    let options = kept.fold(Options::default(), |options, (name, value)| options.with(name, value));
    options.command(&format!("check {}", word(&path.display().to_string())))
}

fn target(output: Option<&PathBuf>, console: Console) -> PathBuf {
    output.cloned().unwrap_or_else(|| form::usual_name(console.lang).into())
}

fn answer(path: &Path, console: Console) {
    console.answer(&format!("{}\n", path.shown()));
}
