//! `vdsbatch profile`: panels, accounts and tariff tables by name, in the file of settings.

use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use serde::Serialize;

use super::error::Error;
use super::settings::error::SettingsError;
use crate::account::{PanelUrl, SignIn};
use crate::catalog::Catalog;
use crate::cli::file::profiles::{self, Profile};
use crate::cli::file::{ConfigError, KEYS};
use crate::cli::{self, AccountArgs, Common, ProfileArgs, ProfileVerb};
use crate::host::console::Console;
use crate::host::name::whole;
use crate::host::plain;
use crate::host::save::{self, SaveError};
use crate::run::exit::Exit;
use crate::text::json::{self, Answer};
use crate::text::lang::{Lang, tr};
use crate::text::plain::NoText;
use crate::text::printable::printable;
use crate::text::shell::{Options, word};

/// The most letters of a profile's name.
const LONGEST: usize = 60;

/// `vdsbatch profile`.
///
/// # Errors
///
/// When the file of settings is wrong or cannot be written, or a profile does not fit it.
pub fn profile(typed: &ProfileArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    let path = common.config.clone().or_else(cli::usual).ok_or(SettingsError::NoSettingsFolder)?;
    let (file, text) = (path.display().to_string(), read(&path)?);
    let lang = console.lang;
    match &typed.verb {
        ProfileVerb::List { told } => {
            let profiles = profiles::list(&file, &text)?;
            console.document(&if told.is_json() { in_json(&profiles) } else { in_words(&profiles, &file, lang) });
        }
        ProfileVerb::Add { name, account, told } => {
            if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
                return Err(SettingsError::ProfileName.into());
            }
            let text = profiles::added(&file, &text, name, &settings(account, common)?)?;
            let options = Options::default().with("--profile", name);
            let options = match &common.config {
                Some(named) => options.with("--config", &named.display().to_string()),
                None => options,
            };
            let command = options.command(&next(common));
            let file = printable(&file);
            let words = tr!(lang, "added to {file}\nnext: {command}\n", "добавлено в {file}\nдальше: {command}\n");
            let answer = if told.is_json() { Some(written(&path, &text, name, vec![command])?) } else { None };
            write(&path, &text)?;
            say(answer, &words, console);
        }
        ProfileVerb::Use { name, told } => {
            let text = profiles::chosen(&file, &text, name)?;
            let answer = if told.is_json() { Some(written(&path, &text, name, Vec::new())?) } else { None };
            write(&path, &text)?;
            let (file, name) = (printable(&file), printable(name));
            let words = tr!(
                lang,
                "{file}: the profile `{name}` is used from now on unless --profile names another\n",
                "{file}: теперь без --profile используется профиль `{name}`\n"
            );
            say(answer, &words, console);
        }
    }
    Ok(Exit::Done)
}

/// Says what was done, to a machine if that has an answer.
fn say(answer: Option<String>, words: &str, console: Console) {
    match answer {
        Some(document) => console.document(&document),
        None => console.answer(words),
    }
}

/// What is done first with a new profile: a table that is not there yet is pulled.
fn next(common: &Common) -> String {
    let table = Path::new(&common.catalog);
    if Catalog::bundled(&common.catalog).is_some() || table.exists() {
        return "account".to_owned();
    }
    ["catalog", "pull", "-o", &word(&common.catalog)].join(" ")
}

/// The text of the file of settings; none is as good as an empty one.
fn read(path: &Path) -> Result<String, ConfigError> {
    match plain::read(path) {
        Err(NoText::NotThere) => Ok(String::new()),
        read => read.map_err(|why| ConfigError::Unreadable { file: path.display().to_string(), why }),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    // The user's own folder of settings may not be there yet.
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|why| unwritable(path, &why))?;
    }
    save::replace(text.as_bytes(), path).map_err(|error| match error {
        SaveError::NotWritable(_, why) | SaveError::Failed(_, why) => unwritable(path, &why),
        error => error.into(),
    })
}

fn unwritable(path: &Path, why: &std::io::Error) -> Error {
    ConfigError::Unwritable { file: path.display().to_string(), why: why.to_string() }.into()
}

/// The settings of a new profile, each as it is in force here. A path is written whole: in the file it would count
/// from where that is.
fn settings(account: &AccountArgs, common: &Common) -> Result<Vec<(&'static str, String)>, Error> {
    if account.password_stdin {
        return Err(SettingsError::ProfilePassword.into());
    }
    let whole = |path: &Path| std::path::absolute(path).map(|path| path.display().to_string());
    let path = |path: &Option<PathBuf>| path.as_deref().map(whole).transpose();
    let mut settings = Vec::new();
    let mut set = |key, value: Option<String>| settings.extend(value.map(|value| (key, value)));
    let typed = |(name, source): &(&str, ValueSource)| *name == "catalog" && *source != ValueSource::DefaultValue;
    if common.typed.iter().any(typed) {
        let is_bundled = Catalog::bundled(&common.catalog).is_some();
        set("catalog", Some(if is_bundled { common.catalog.clone() } else { whole(Path::new(&common.catalog))? }));
    }
    if let Some(panel) = &account.panel {
        PanelUrl::parse(panel).map_err(SettingsError::from)?;
    }
    set("panel", account.panel.clone());
    set("account", account.account.clone());
    set("password_file", path(&account.password_file)?);
    set("ca_file", path(&account.ca_file)?);
    set("certificate_sha256", account.certificate_sha256.map(|pin| pin.to_string()));
    set("sign_in", (account.sign_in == SignIn::Session).then(|| "session".to_owned()));
    set("ledger", path(&account.ledger)?);
    Ok(settings)
}

fn in_words(profiles: &[Profile], file: &str, lang: Lang) -> String {
    let file = printable(file);
    if profiles.is_empty() {
        return tr!(
            lang,
            "{file}: no profiles (`vdsbatch profile add NAME --panel URL --account LOGIN --catalog TABLE` adds one)\n",
            "{file}: профилей нет (`vdsbatch profile add ИМЯ --panel URL --account ЛОГИН --catalog ТАБЛИЦА` добавляет профиль)\n"
        );
    }
    let mut out = format!("{file}\n");
    for Profile { name, settings, is_default } in profiles {
        let of = |key: &str| settings.get(key).map_or_else(|| "–".to_owned(), printable);
        let mark = if *is_default { "*" } else { " " };
        let (panel, account, table) = (of("panel"), of("account"), of("catalog"));
        out += &tr!(
            lang,
            "{mark} {name}: account {account}, panel {panel}, tariff table {table}\n",
            "{mark} {name}: учётная запись {account}, панель {panel}, таблица тарифов {table}\n",
            name = printable(name)
        );
    }
    out
}

/// A profile for machines.
#[derive(Serialize)]
struct Shown<'p> {
    name: &'p str,
    default: bool,
    settings: std::collections::BTreeMap<&'static str, &'p str>,
}

impl<'p> Shown<'p> {
    fn of(profile: &'p Profile) -> Self {
        let Profile { name, settings, is_default } = profile;
        let settings = KEYS.iter().filter_map(|key| Some((key.name, settings.get(key.name)?))).collect();
        Self { name: name.as_str(), default: *is_default, settings }
    }
}

/// The profiles of the file of settings.
#[derive(Serialize)]
struct Document<'p> {
    format: &'static str,
    profiles: Vec<Shown<'p>>,
}

impl Answer for Document<'_> {
    const KIND: &'static str = "profiles";
}

/// A profile that was added or chosen.
#[derive(Serialize)]
struct Written<'p> {
    /// The file of settings: its whole path.
    file: String,
    profile: Shown<'p>,
    /// What is typed next.
    commands: Vec<String>,
}

impl Answer for Written<'_> {
    const KIND: &'static str = "profile";
}

/// What machines are told of a profile in a text that the file is about to get: no failure comes once it has it.
fn written(path: &Path, text: &str, name: &str, commands: Vec<String>) -> Result<String, Error> {
    let profile = profiles::one(&path.display().to_string(), text, name.to_owned())?;
    Ok(json::pretty(&Written { file: whole(path), profile: Shown::of(&profile), commands }))
}

fn in_json(profiles: &[Profile]) -> String {
    json::pretty(&Document { format: "vdsbatch-profiles", profiles: profiles.iter().map(Shown::of).collect() })
}
