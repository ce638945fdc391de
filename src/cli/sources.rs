//! Where settings come from: option, environment, file of settings, tariff table, built in; the
//! first that has one wins.
//!
//! What stands in the file becomes the default of its option, so clap itself keeps the order.

use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};
use etcetera::BaseStrategy;
use unicode_width::UnicodeWidthStr;

use super::{Cli, Common, SettingsError, catalog};
use crate::account::{PanelUrl, is_login};
use crate::config::{Config, ConfigError, KEYS};
use crate::lang::{Lang, tr};
use crate::printable::printable;
use crate::secret;

/// Reads the command line, with the file of settings behind it. Ends the process for `--help` and
/// for wrong usage, as clap does.
///
/// # Errors
///
/// When the file of settings is wrong, with the language to say so in.
pub fn parse() -> Result<Cli, (SettingsError, Lang)> {
    let matches = Cli::command().get_matches();
    let (first, typed) = read(&matches);
    if !login_alone(&matches) {
        return Err((SettingsError::Colon, first.common.lang()));
    }
    let config = load(&first.common).map_err(|error| (error.into(), first.common.lang()))?;
    let Some((config, _)) = config else { return Ok(with(first, typed)) };
    let (second, _) = read(&with_defaults(Cli::command(), &config).get_matches());
    Ok(with(second, typed))
}

/// Whether no login carries a password behind a colon. Such a one is not even repeated, wherever a
/// verb would have used it.
fn login_alone(matches: &ArgMatches) -> bool {
    let alone = |login: &String| login.trim().is_empty() || is_login(login);
    let here = matches.try_get_one::<String>("account").ok().flatten();
    here.is_none_or(alone) && matches.subcommand().is_none_or(|(_, verb)| login_alone(verb))
}

type Typed = Vec<(&'static str, ValueSource)>;

fn read(matches: &ArgMatches) -> (Cli, Typed) {
    let cli = Cli::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    let source = |name| matches.value_source(name).map(|source| (name, source));
    (cli, ["lang", "catalog"].into_iter().filter_map(source).collect())
}

fn with(mut cli: Cli, typed: Typed) -> Cli {
    cli.common.typed = typed;
    cli
}

/// The file of settings and where it stands; none if none is named and the usual one is not there.
fn load(common: &Common) -> Result<Option<(Config, PathBuf)>, ConfigError> {
    let named = common.config.clone();
    let Some(path) = named.clone().or_else(usual) else { return Ok(None) };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => {
            let Some(name) = common.profile.clone() else { return Ok(None) };
            let file = path.display().to_string();
            return Err(ConfigError::NoProfile { file, name, nearest: None, known: Vec::new() });
        }
        Err(error) => {
            return Err(ConfigError::Unreadable { file: path.display().to_string(), why: error.to_string() });
        }
    };
    let config = Config::parse(&path.display().to_string(), &text, common.profile.as_deref())?;
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(Some((config.with_paths(|text| folder.join(text).display().to_string()), path)))
}

/// `config.toml` in the user's folder of settings.
fn usual() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("vdsbatch").join("config.toml"))
}

/// The command line whose options have the settings as defaults.
fn with_defaults(command: Command, config: &Config) -> Command {
    let set = |option: &str| {
        let key = option.replace('-', "_");
        // A password in the environment goes before a file that is named in the settings.
        let overridden = key == "password_file" && secret::is_in_environment();
        config.get(&key).filter(|_| !overridden).map(ToOwned::to_owned)
    };
    command
        .mut_args(|arg| match arg.get_long().and_then(set) {
            // clap keeps defaults for as long as the program runs.
            Some(value) => arg.default_value(&*value.leak()),
            None => arg,
        })
        .mut_subcommands(|verb| with_defaults(verb, config))
}

/// Every setting, its value and where it comes from, a line each. Never a password.
///
/// # Errors
///
/// When the file of settings or the tariff table is wrong.
pub fn show(common: &Common, lang: Lang) -> Result<String, SettingsError> {
    let loaded = load(common)?;
    let mut out = match (&loaded, usual()) {
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
    let width = |col: usize| rows.iter().map(|row| row[col].width()).max().unwrap_or(0);
    let widths = [width(0), width(1)];
    for [name, value, from] in &rows {
        let pad = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
        out += &format!("{name}{} = {value}{}  {from}\n", pad(name, widths[0]), pad(value, widths[1]));
    }
    Ok(out + &secret::whence(lang))
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
    let command = Cli::command();
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
        let from = match &common.profile {
            Some(profile) if config.is_of_profile(key) => {
                let profile = printable(profile);
                tr!(lang, "settings, profile `{profile}`", "настройки, профиль `{profile}`")
            }
            _ => lang.pick("settings", "настройки").to_owned(),
        };
        return Ok((Some(value.to_owned()), from));
    }
    let built_in = || lang.pick("built in", "встроено").to_owned();
    Ok(match (key, arg.and_then(|arg| arg.get_default_values().first())) {
        ("panel", _) => {
            let table = catalog(&common.catalog)?;
            (Some(table.panel), lang.pick("tariff table", "таблица тарифов").to_owned())
        }
        ("lang", _) => (Some(lang.to_string()), lang.pick("locale", "локаль").to_owned()),
        ("ledger", _) => (crate::ledger::state_dir().map(|dir| dir.display().to_string()), built_in()),
        (_, Some(value)) => (Some(value.to_string_lossy().into_owned()), built_in()),
        (_, None) => (None, lang.pick("not set", "не задано").to_owned()),
    })
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
