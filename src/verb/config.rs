//! `vdsbatch config show`: every setting, and where it comes from.

use clap::Command;
use clap::parser::ValueSource;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::error::Error;
use super::settings;
use super::settings::error::SettingsError;
use crate::account::{PanelUrl, is_login};
use crate::cli::file::own::OWN_KEYS;
use crate::cli::file::{Config, KEYS};
use crate::cli::{self, Common, ConfigArgs, ConfigVerb, Speaker};
use crate::host::console::Console;
use crate::host::own::OwnCommand;
use crate::host::secret;
use crate::run::exit::Exit;
use crate::text::json::{self, Answer};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// Every setting, and where it comes from. Never a password.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "names of JSON")]
struct Settings {
    /// The file of settings: its whole path; none where the user has no folder for it.
    file: Option<String>,
    /// Whether it is there.
    is_there: bool,
    /// The profile that is chosen.
    profile: Option<String>,
    /// The settings.
    settings: Vec<Setting>,
}

impl Answer for Settings {
    const KIND: &'static str = "settings";
}

/// A setting.
#[derive(Serialize)]
struct Setting {
    /// Its key in the file of settings; a line of the company's own is `company.` and its label.
    name: String,
    /// Its value; none if it is not set.
    value: Option<String>,
    /// Where it comes from.
    from: Whence,
    /// The variable or the profile that says it.
    by: Option<String>,
    /// Why the program that it names is not started, if it is not.
    not_started: Option<String>,
}

/// Where a setting comes from.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Whence {
    /// An option that was typed.
    Option,
    /// A variable of the environment.
    Environment,
    /// The file of settings, outside of profiles.
    Settings,
    /// A profile of that file.
    Profile,
    /// The tariff table.
    TariffTable,
    /// The locale of the environment.
    Locale,
    /// The language of the system.
    System,
    /// The program.
    BuiltIn,
    /// Nobody says it.
    NotSet,
}

impl Setting {
    fn whence(&self, lang: Lang) -> String {
        let by = printable(self.by.as_deref().unwrap_or_default());
        match self.from {
            Whence::Option => lang.pick("option", "параметр").to_owned(),
            Whence::Environment => tr!(lang, "environment {by}", "окружение {by}"),
            Whence::Settings => lang.pick("settings", "настройки").to_owned(),
            Whence::Profile => tr!(lang, "settings, profile `{by}`", "настройки, профиль `{by}`"),
            Whence::TariffTable => lang.pick("tariff table", "таблица тарифов").to_owned(),
            Whence::Locale => lang.pick("locale", "локаль").to_owned(),
            Whence::System => lang.pick("system", "система").to_owned(),
            Whence::BuiltIn => lang.pick("built in", "встроено").to_owned(),
            Whence::NotSet => lang.pick("not set", "не задано").to_owned(),
        }
    }
}

/// `vdsbatch config show`.
///
/// # Errors
///
/// When the file of settings or the tariff table is wrong.
pub fn config(typed: &ConfigArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    let ConfigVerb::Show(told) = typed.verb;
    let settings = in_force(common, console.lang)?;
    console.document(&if told.is_json() { json::pretty(&settings) } else { in_words(&settings, console.lang) });
    Ok(Exit::Done)
}

/// Every setting, its value and where it comes from, a line each.
///
/// # Errors
///
/// Those of [`config`].
pub(super) fn shown(common: &Common, lang: Lang) -> Result<String, Error> {
    Ok(in_words(&in_force(common, lang)?, lang))
}

/// Every setting, its value and where it comes from, a line each.
fn in_words(all: &Settings, lang: Lang) -> String {
    let file = all.file.as_deref().map(printable);
    let mut out = match (file, all.is_there) {
        (Some(file), true) => tr!(lang, "settings: {file}\n", "настройки: {file}\n"),
        (Some(file), false) => {
            tr!(lang, "settings: none ({file} is not there)\n", "настройки: нет (файла {file} нет)\n")
        }
        (None, _) => lang.pick("settings: none\n", "настройки: нет\n").to_owned(),
    };
    let row = |one: &Setting| {
        let value = one.value.as_deref().map_or_else(|| "–".to_owned(), printable);
        [printable(&one.name), value, one.whence(lang)]
    };
    let rows: Vec<[String; 3]> = all.settings.iter().map(row).collect();
    let width = |col: usize| rows.iter().map(|row| row[col].width()).max().unwrap_or(0);
    let widths = [width(0), width(1)];
    for ([name, value, from], one) in rows.iter().zip(&all.settings) {
        let pad = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
        out += &format!("{name}{} = {value}{}  {from}\n", pad(name, widths[0]), pad(value, widths[1]));
        if let Some(why) = &one.not_started {
            out += &format!("    {why}\n");
        }
    }
    out + &secret::whence(lang)
}

/// Tells whoever asks for details which settings are in force and where each comes from, but for what is built in.
pub fn details(common: &Common, console: Console) {
    let lang = console.lang;
    let Ok(all) = in_force(common, lang) else { return };
    if let Some(file) = all.file.as_ref().filter(|_| all.is_there) {
        let file = printable(file);
        console.detail(&tr!(lang, "settings: {file}", "настройки: {file}"));
    }
    for setting in all.settings {
        let typed = common.options.iter().any(|(name, _)| name.replace('-', "_") == setting.name);
        if let (Some(value), false) = (&setting.value, typed || matches!(setting.from, Whence::BuiltIn)) {
            console.detail(&format!("{} = {} ({})", setting.name, printable(value), setting.whence(lang)));
        }
    }
}

/// The settings as they are in force.
fn in_force(common: &Common, lang: Lang) -> Result<Settings, Error> {
    let loaded = cli::settings(common)?;
    let is_there = loaded.is_some();
    let file = loaded.as_ref().map(|(_, path)| path.clone()).or_else(cli::usual);
    let config = loaded.map(|(config, _)| config).unwrap_or_default();
    let profile = || config.profile().map(ToOwned::to_owned);
    let mut settings = Vec::new();
    for key in &KEYS {
        let (value, from, by) = resolved(key.name, common, &config, lang)?;
        settings.push(Setting { name: key.name.to_owned(), value, from, by, not_started: None });
    }
    for key in &OWN_KEYS {
        let from = match config.own(key.name) {
            None => Whence::NotSet,
            Some(_) if config.is_of_profile(key.name) => Whence::Profile,
            Some(_) => Whence::Settings,
        };
        let by = profile().filter(|_| config.is_of_profile(key.name));
        let words = config.own(key.name).filter(|_| key.names_program());
        let fault = words.zip(file.as_deref()).and_then(|(words, file)| OwnCommand::of(file, words).err());
        let not_started = fault.map(|fault| fault.message(lang));
        // What a program is given may be somebody's secret.
        let value = config.own(key.name).map(|words| match words {
            [program, rest @ ..] if !rest.is_empty() => format!("{program} …"),
            words => words.concat(),
        });
        settings.push(Setting { name: key.name.to_owned(), value, from, by, not_started });
    }
    for (line, of_profile) in config.company() {
        let (name, value) = (format!("company.{}", line.label()), Some(line.text().to_owned()));
        let (from, by) = if of_profile { (Whence::Profile, profile()) } else { (Whence::Settings, None) };
        settings.push(Setting { name, value, from, by, not_started: None });
    }
    let file = file.map(|path| path.display().to_string());
    Ok(Settings { file, is_there, profile: profile(), settings })
}

/// A setting's value, where it comes from, and by what variable or profile.
fn resolved(
    key: &str,
    common: &Common,
    config: &Config,
    lang: Lang,
) -> Result<(Option<String>, Whence, Option<String>), SettingsError> {
    let typed = common.typed.iter().find(|(name, _)| *name == key).map(|(_, source)| *source);
    let value = match key {
        "lang" => common.lang.map(|lang| lang.to_string()),
        "catalog" => Some(common.catalog.clone()),
        _ => None,
    };
    if typed == Some(ValueSource::CommandLine) {
        return Ok((value, Whence::Option, None));
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
        let name = name.to_string_lossy().into_owned();
        return Ok((Some(safe(key, value, lang)), Whence::Environment, Some(name)));
    }
    if let Some(value) = config.get(key) {
        let by = config.profile().filter(|_| config.is_of_profile(key)).map(ToOwned::to_owned);
        let from = if config.is_of_profile(key) { Whence::Profile } else { Whence::Settings };
        return Ok((Some(value.to_owned()), from, by));
    }
    let (value, from) = match (key, arg.and_then(|arg| arg.get_default_values().first())) {
        ("panel", _) => (Some(settings::catalog(&common.catalog)?.panel), Whence::TariffTable),
        ("lang", _) => {
            let from = match cli::spoken() {
                Some((_, Speaker::Locale)) => Whence::Locale,
                Some((_, Speaker::System)) => Whence::System,
                None => Whence::BuiltIn,
            };
            (Some(lang.to_string()), from)
        }
        ("ledger", _) => {
            let usual = crate::ledger::Shelf::usual().map(|ledgers| ledgers.root().display().to_string());
            (usual, Whence::BuiltIn)
        }
        (_, Some(value)) => (Some(value.to_string_lossy().into_owned()), Whence::BuiltIn),
        (_, None) => (None, Whence::NotSet),
    };
    Ok((value, from, None))
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
