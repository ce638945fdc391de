//! `template` and `generate`: sheets made here.

use std::path::PathBuf;

use super::error::Error;
use super::settings::catalog as load;
use crate::cli::{Common, Generate, Template};
use crate::form::{generate as making, template as form};
use crate::host::console::Console;
use crate::host::save;
use crate::run::exit::Exit;
use crate::text::lang::tr;

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
    let file = crate::text::shell::word(&path.display().to_string());
    console.say(&tr!(
        lang,
        "fill the sheet in and check it: vdsbatch check {file}",
        "заполните книгу и проверьте её: vdsbatch check {file}"
    ));
    Ok(Exit::Done)
}

/// `vdsbatch generate`: a sheet from a pattern. Its path is the answer. Exit code 3 if the check
/// refuses a value; nothing is written then.
///
/// # Errors
///
/// When the tariff table cannot be read, or the sheet cannot be written.
pub fn generate(typed: &Generate, common: &Common, console: Console) -> Result<Exit, Error> {
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
            let nobody = making::needs_login(&found, lang);
            if let Some(why) = &nobody {
                console.insist(why);
                return Ok(Exit::Usage);
            }
            for diagnostic in &found {
                console.insist(&making::line(diagnostic, &given, lang));
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
    }
    let servers = made.servers;
    let noun = lang.noun(servers as u64, ["server", "servers"], ["сервер", "сервера", "серверов"]);
    console.say(&tr!(lang, "{servers} {noun}, checked", "{servers} {noun}, проверено"));
    Ok(Exit::Done)
}

fn target(output: Option<&PathBuf>, console: Console) -> PathBuf {
    output.cloned().unwrap_or_else(|| form::usual_name(console.lang).into())
}

fn answer(path: &std::path::Path, console: Console) {
    console.answer(&format!("{}\n", crate::text::printable::path(&path.display().to_string())));
}
