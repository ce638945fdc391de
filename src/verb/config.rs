//! `vdsbatch config show`: every setting, and where it comes from.

use clap::Command;
use clap::parser::ValueSource;
use unicode_width::UnicodeWidthStr;

use super::error::Error;
use super::settings;
use super::settings::error::SettingsError;
use crate::account::{PanelUrl, is_login};
use crate::cli::file::{Config, KEYS};
use crate::cli::{self, Common, ConfigArgs, ConfigVerb, Speaker};
use crate::host::console::Console;
use crate::host::secret;
use crate::run::exit::Exit;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// `vdsbatch config show`.
///
/// # Errors
///
/// When the file of settings or the tariff table is wrong.
pub fn config(typed: &ConfigArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    match typed.verb {
        ConfigVerb::Show => console.answer(&show(common, console.lang)?),
    }
    Ok(Exit::Done)
}

/// Every setting, its value and where it comes from, a line each. Never a password.
pub(super) fn show(common: &Common, lang: Lang) -> Result<String, Error> {
    let loaded = cli::settings(common)?;
    let mut out = match (&loaded, cli::usual()) {
        (Some((_, path)), _) => {
            let file = printable(&path.display().to_string());
            tr!(lang, "settings: {file}\n", "настройки: {file}\n")
        }
        (None, Some(path)) => {
            let file = printable(&path.display().to_string());
            tr!(lang, "settings: none ({file} is not there)\n", "настройки: нет (файла {file} нет)\n")
        }
        (None, None) => lang.pick("settings: none\n", "настройки: нет\n").to_owned(),
    };
    let config = loaded.map(|(config, _)| config).unwrap_or_default();
    let mut rows: Vec<[String; 3]> = Vec::new();
    for key in &KEYS {
        let (value, from) = resolved(key.name, common, &config, lang)?;
        rows.push([key.name.to_owned(), value.map_or_else(|| "–".to_owned(), |value| printable(&value)), from]);
    }
    for (line, of_profile) in config.company() {
        let from = if of_profile { of_profile_named(&config, lang) } else { of_settings(lang) };
        rows.push([format!("company.{}", printable(line.label())), printable(line.text()), from]);
    }
    let width = |col: usize| rows.iter().map(|row| row[col].width()).max().unwrap_or(0);
    let widths = [width(0), width(1)];
    for [name, value, from] in &rows {
        let pad = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
        out += &format!("{name}{} = {value}{}  {from}\n", pad(name, widths[0]), pad(value, widths[1]));
    }
    Ok(out + &secret::whence(lang))
}

/// Tells whoever asks for details which settings are in force and where each comes from, but for what is built in.
pub fn details(common: &Common, console: Console) {
    let Ok(loaded) = cli::settings(common) else { return };
    let lang = console.lang;
    if let Some((_, path)) = &loaded {
        let file = printable(&path.display().to_string());
        console.detail(&tr!(lang, "settings: {file}", "настройки: {file}"));
    }
    let config = loaded.map(|(config, _)| config).unwrap_or_default();
    for key in KEYS.iter().filter(|key| !common.options.iter().any(|(name, _)| name.replace('-', "_") == key.name)) {
        let Ok((Some(value), from)) = resolved(key.name, common, &config, lang) else { continue };
        if from != lang.pick("built in", "встроено") {
            console.detail(&format!("{} = {} ({from})", key.name, printable(&value)));
        }
    }
}

/// A setting's value, and where it comes from in words.
fn resolved(
    key: &str,
    common: &Common,
    config: &Config,
    lang: Lang,
) -> Result<(Option<String>, String), SettingsError> {
    let typed = common.typed.iter().find(|(name, _)| *name == key).map(|(_, source)| *source);
    let value = match key {
        "lang" => common.lang.map(|lang| lang.to_string()),
        "catalog" => Some(common.catalog.clone()),
        _ => None,
    };
    if typed == Some(ValueSource::CommandLine) {
        return Ok((value, lang.pick("option", "параметр").to_owned()));
    }
    // The options of `process` stand for all: what was typed here is another verb.
    let command = cli::command();
    let process = command.find_subcommand("process");
    let option = key.replace('_', "-");
    let args = command.get_arguments().chain(process.into_iter().flat_map(Command::get_arguments));
    let arg = args.into_iter().find(|arg| arg.get_long() == Some(option.as_str()));
    if let Some(name) = arg.and_then(|arg| arg.get_env())
        && let Ok(value) = std::env::var(name)
    {
        let name = name.to_string_lossy();
        return Ok((Some(safe(key, value, lang)), tr!(lang, "environment {name}", "окружение {name}")));
    }
    if let Some(value) = config.get(key) {
        let from = if config.is_of_profile(key) { of_profile_named(config, lang) } else { of_settings(lang) };
        return Ok((Some(value.to_owned()), from));
    }
    let built_in = || lang.pick("built in", "встроено").to_owned();
    Ok(match (key, arg.and_then(|arg| arg.get_default_values().first())) {
        ("panel", _) => {
            let table = settings::catalog(&common.catalog)?;
            (Some(table.panel), lang.pick("tariff table", "таблица тарифов").to_owned())
        }
        ("lang", _) => {
            let from = match cli::spoken() {
                Some((_, Speaker::Locale)) => lang.pick("locale", "локаль").to_owned(),
                Some((_, Speaker::System)) => lang.pick("system", "система").to_owned(),
                None => built_in(),
            };
            (Some(lang.to_string()), from)
        }
        ("ledger", _) => {
            (crate::ledger::Shelf::usual().map(|ledgers| ledgers.root().display().to_string()), built_in())
        }
        (_, Some(value)) => (Some(value.to_string_lossy().into_owned()), built_in()),
        (_, None) => (None, lang.pick("not set", "не задано").to_owned()),
    })
}

/// What stands outside of profiles.
fn of_settings(lang: Lang) -> String {
    lang.pick("settings", "настройки").to_owned()
}

/// What the chosen profile gave.
fn of_profile_named(config: &Config, lang: Lang) -> String {
    let profile = printable(config.profile().unwrap_or_default());
    tr!(lang, "settings, profile `{profile}`", "настройки, профиль `{profile}`")
}

/// A value that may be shown: an address or a login with a password in it is not.
fn safe(key: &str, value: String, lang: Lang) -> String {
    let instead = match key {
        "panel" if PanelUrl::parse(&value).is_err() => {
            ("(not an address of a panel, not shown)", "(не адрес панели, не показан)")
        }
        "account" if !is_login(&value) => ("(not a login, not shown)", "(не логин, не показан)"),
        _ => return value,
    };
    lang.pick(instead.0, instead.1).to_owned()
}
