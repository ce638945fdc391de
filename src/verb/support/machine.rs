//! The program, the machine and the settings.

use std::io::IsTerminal;
use std::path::Path;

use jiff::Timestamp;

use super::gathered::Gathered;
use crate::cli::{self, Common};
use crate::host::machine;
use crate::text::alias::Kind;
use crate::text::day::second_utc;
use crate::text::lang::{Lang, tr};
use crate::verb::config;

/// Variables that decide what the program does, beside its own: only whether they are set is told.
const VARIABLES: [&str; 17] = [
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "LANG",
    "LC_ALL",
    "TERM",
    "NO_COLOR",
    "HOME",
    "XDG_STATE_HOME",
    "XDG_CONFIG_HOME",
    "CREDENTIALS_DIRECTORY",
    "INVOCATION_ID",
];

/// Settings that are paths.
const PATHS: [&str; 6] = ["catalog", "ledger", "log", "password_file", "ca_file", "sandbox_dir"];

/// Which program it is, and on what.
pub(super) fn program(gathered: &mut Gathered, lang: Lang) {
    gathered.name(Kind::Host, &machine::host());
    gathered.name(Kind::User, &machine::operator());
    if let Some(home) = std::env::home_dir() {
        if let Some(name) = home.file_name() {
            gathered.name(Kind::User, &name.to_string_lossy());
        }
        gathered.path(&home);
    }
    if let Ok(folder) = std::env::current_dir() {
        gathered.path(&folder);
    }
    let version = cli::long_version(lang);
    let version = version.trim_end();
    let build = if cfg!(debug_assertions) { "debug" } else { "release" };
    let (system, zone, now) = (machine::system(), machine::zone(), second_utc(Timestamp::now(), lang));
    let folder = std::env::current_dir().map_or_else(|error| error.to_string(), |folder| folder.display().to_string());
    let terminal = |is: bool| {
        if is { lang.pick("a terminal", "терминал") } else { lang.pick("no terminal", "не терминал") }
    };
    let streams = [std::io::stdin().is_terminal(), std::io::stdout().is_terminal(), std::io::stderr().is_terminal()];
    let [stdin, stdout, stderr] = streams.map(terminal);
    let (host, operator) = (machine::host(), machine::operator());
    let body = tr!(
        lang,
        "{version}\nbuild: {build}\nsystem: {system}\nmachine: {host}\nuser: {operator}\nworking folder: {folder}\ntime: {now}, zone {zone}\nstandard input: {stdin}; standard output: {stdout}; standard error: {stderr}",
        "{version}\nсборка: {build}\nсистема: {system}\nкомпьютер: {host}\nпользователь: {operator}\nрабочая папка: {folder}\nвремя: {now}, пояс {zone}\nстандартный ввод: {stdin}; стандартный вывод: {stdout}; стандартный вывод ошибок: {stderr}"
    );
    gathered.section(lang.pick("Program and machine", "Программа и компьютер"), body);
}

/// The settings with their origin, or what is wrong with them; and which variables are set.
pub(super) fn settings(gathered: &mut Gathered, common: &Common, lang: Lang) {
    let shown = config::shown(common, lang).unwrap_or_else(|error| format!("{}\n", error.message(lang)));
    if let Some(file) = cli::usual() {
        gathered.path(Path::new(&file));
    }
    if let Ok(Some((config, _))) = cli::settings(common) {
        for value in PATHS.iter().filter_map(|key| config.get(key)) {
            gathered.path(Path::new(value));
        }
        if let Some(account) = config.get("account") {
            gathered.name(Kind::Account, account);
        }
        for (line, _) in config.company() {
            gathered.name(Kind::Company, line.text());
            gathered.name(Kind::Company, line.label());
        }
    }
    if let Ok(account) = std::env::var("VDSBATCH_ACCOUNT") {
        gathered.name(Kind::Account, &account);
    }
    let own = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let mut set: Vec<String> = own.filter(|name| name.starts_with("VDSBATCH_")).collect();
    set.extend(VARIABLES.iter().filter(|name| std::env::var_os(name).is_some()).map(|name| (*name).to_owned()));
    set.sort_unstable();
    let set = set.join(", ");
    let set = tr!(lang, "variables that are set: {set}", "заданные переменные: {set}");
    gathered.section(lang.pick("Settings", "Настройки"), format!("{shown}{set}"));
}
