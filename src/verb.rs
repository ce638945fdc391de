//! The verbs that send nothing.

use crate::check::Checker;
use crate::cli::{CatalogArgs, CatalogVerb, Check, Common, catalog as load};
use crate::console::Console;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::error::Error;
use crate::{catalog, sheet, tr};

/// `vdsbatch check SHEET`: every problem on standard output. Exit code 3 if there is an error.
///
/// Rows are checked as they are read, and none is kept.
///
/// # Errors
///
/// When the file cannot be read, or its columns are not those of an order sheet.
pub fn check(typed: &Check, common: &Common, console: Console) -> Result<u8, Error> {
    let catalog = load(&common.catalog)?;
    let open = sheet::open(&typed.sheet, &typed.reading.options())?;
    let input = open.input().clone();
    let mut found = open.notes().to_vec();
    let mut checker = Checker::new(&catalog, &input.layout, typed.account.as_deref());
    let (mut rows, mut skipped) = (0_u64, 0_u64);
    let notes = open.batches(&mut |batch| {
        for judged in checker.rows(batch) {
            rows += 1;
            skipped += u64::from(matches!(judged.judgement, crate::check::Judgement::Skipped(_)));
            found.extend(judged.diagnostics);
        }
        crate::process::go_on(&checker)
    })?;
    crate::process::too_many(&checker, &input.file)?;
    found.extend(notes);
    let servers = checker.servers() - skipped;
    found.extend(checker.finish());
    found.sort_by_key(|diagnostic| diagnostic.place);
    let sheet = input.layout.sheet.as_deref();
    for line in diagnostic::lines(&found, &input.file, sheet, console.lang) {
        console.answer(&(line + "\n"));
    }
    let count = |severity| found.iter().filter(|diagnostic: &&Diagnostic| diagnostic.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let (file, format) = (crate::printable::printable(&input.file), &input.format);
    console.say(&tr!(
        console.lang,
        "{file} ({format}): rows {rows}, servers {servers}, errors {errors}, warnings {warnings}",
        "{file} ({format}): строк {rows}, серверов {servers}, ошибок {errors}, предупреждений {warnings}"
    ));
    Ok(if errors > 0 { 3 } else { 0 })
}

/// `vdsbatch catalog list` and `catalog show`.
///
/// # Errors
///
/// When a table cannot be read.
pub fn catalog(typed: &CatalogArgs, common: &Common, console: Console) -> Result<u8, Error> {
    match &typed.verb {
        CatalogVerb::List => {
            for (name, _) in catalog::BUNDLED {
                console.answer(&load(name)?.line(console.lang));
            }
        }
        CatalogVerb::Show { name } => {
            console.answer(&load(name.as_ref().unwrap_or(&common.catalog))?.page(console.lang));
        }
    }
    Ok(0)
}

/// `vdsbatch explain CODE`. Exit code 2 for a code that there is not.
///
/// # Errors
///
/// None; the type is that of all verbs.
pub fn explain(code: &str, console: Console) -> Result<u8, Error> {
    if let Some(text) = crate::explain::explain(code, console.lang) {
        console.answer(&text);
        return Ok(0);
    }
    let (code, known) = (crate::printable::printable(code), crate::explain::known().join(", "));
    console.insist(&tr!(
        console.lang,
        "there is no code or status `{code}` (known: {known})",
        "нет кода или статуса `{code}` (известны: {known})"
    ));
    Ok(2)
}

/// `vdsbatch sandbox`: the practice panel by itself, until the process ends.
///
/// # Errors
///
/// When the panel cannot be started.
#[cfg(feature = "sandbox")]
pub fn sandbox(typed: &crate::cli::SandboxArgs, common: &Common, console: Console) -> Result<u8, Error> {
    use crate::cli::SettingsError;
    use crate::sandbox::{Sandbox, Settings};
    let catalog = load(&common.catalog)?;
    let spec = typed.faults.as_deref().unwrap_or_default();
    let faults = spec.parse().map_err(|error| SettingsError::Faults(format!("{error}")))?;
    let settings = Settings { port: typed.port, dir: typed.dir.clone(), faults, ..Settings::default() };
    let (login, password) = (settings.login.clone(), settings.password.clone());
    let panel = Sandbox::start(&catalog, settings)?;
    let url = panel.url();
    console.answer(&tr!(
        console.lang,
        "practice panel: {url} (login `{login}`, password `{password}`; Ctrl-C ends it)\n",
        "учебная панель: {url} (логин `{login}`, пароль `{password}`; Ctrl-C завершает)\n"
    ));
    panel.wait();
    Ok(0)
}
