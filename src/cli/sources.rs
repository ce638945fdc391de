//! Where settings come from: option, environment, file of settings, tariff table, built in; the
//! first that has one wins.
//!
//! What stands in the file becomes the default of its option, so clap itself keeps the order.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, FromArgMatches};
use etcetera::BaseStrategy;

use super::file::own::{ON_FINISH, ON_FINISH_TIMEOUT, PASSWORD_COMMAND, SHARED_LEDGER};
use super::file::{Config, ConfigError};
use super::wrong::{TypedError, told};
use super::{Cli, Common, Programs, TypedOption, Verb, command, dropped};
use crate::account::{SignIn, is_login};
use crate::host::console;
use crate::host::plain;
use crate::host::secret;
use crate::text::lang::Lang;
use crate::text::plain::NoText;

/// Reads the command line, with the file of settings behind it; `own_window` says whether a window was opened for it.
///
/// # Errors
///
/// [`TypedError`] when something else is wanted than that a verb be done, what was typed does not fit, the file of
/// settings is wrong or a login holds a password; with the language to say so in.
pub fn parse(words: Vec<OsString>, own_window: bool) -> Result<Cli, (TypedError, Lang)> {
    console::colour(colours(&words));
    read_words(&dropped::with_command(words, &command(), own_window))
}

/// Reads other words with the options that go for every verb, as if they had been typed in this one's place.
///
/// # Errors
///
/// Those of [`parse`].
pub fn again(words: &[OsString], common: &Common) -> Result<Cli, (TypedError, Lang)> {
    let option = |(name, value): &TypedOption| match value {
        Some(value) => format!("--{name}={value}"),
        None => format!("--{name}"),
    };
    let options = common.options.iter().map(|typed| option(typed).into());
    let verb = words.iter().take(1).cloned();
    // What stands behind `--` is never an option, however a file is called.
    let rest = words.iter().skip(1).cloned();
    read_words(&std::iter::once("vdsbatch".into()).chain(verb).chain(options).chain(rest).collect::<Vec<_>>())
}

fn read_words(words: &[OsString]) -> Result<Cli, (TypedError, Lang)> {
    let lang = typed_lang(words);
    let alone = words.get(1).is_some_and(|word| word == dropped::WORD);
    let told = |error: clap::Error| (told(&error, words, alone, lang), lang);
    let matches = with_defaults(command(), None).try_get_matches_from(words).map_err(told)?;
    let (first, from) = read(&matches).map_err(told)?;
    let options = options(&matches);
    // Before anything can repeat it: behind the colon of a login stands most likely the password.
    let lang = first.common.lang();
    let has_login_alone = |matches: &ArgMatches| login_alone(matches).then_some(()).ok_or((TypedError::Colon, lang));
    if let Some(option) = lacks_sandbox(&matches) {
        return Err((TypedError::NoSandbox(option), first.common.lang()));
    }
    let config = match settings(&first.common) {
        // Whoever asks for help may do so because of them; `support` and `config show` tell what is wrong.
        Err(_) if first.verb.needs_no_settings() => None,
        read => read.map_err(|error| (error.into(), first.common.lang()))?,
    };
    // What a new profile is given is typed with it, and is none of what another one has.
    let config = config.filter(|_| !matches!(first.verb, Verb::Profile(_)));
    let Some((config, file)) = config else {
        has_login_alone(&matches)?;
        return Ok(with(first, from, options));
    };
    // Once more, with the file's values as defaults: so clap alone knows what goes before what.
    let matches = match with_defaults(command(), Some(&config)).try_get_matches_from(words) {
        Err(_) if first.verb.needs_no_settings() => return Ok(with(first, from, options)),
        matches => matches.map_err(told)?,
    };
    has_login_alone(&matches)?;
    let mut cli = with(read(&matches).map_err(told)?.0, from, options);
    cli.common.company = config.company().map(|(line, _)| line.clone()).collect();
    cli.common.programs = programs(&config, file);
    Ok(cli)
}

/// The value of an option as it is typed, or else of its variable, where the command line cannot be read as a whole.
fn typed_value(words: &[OsString], name: &str, variable: &str) -> Option<String> {
    let typed: Vec<_> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let at = |at: usize| match typed[at].strip_prefix(name) {
        Some("") => typed.get(at + 1).cloned(),
        Some(rest) => rest.strip_prefix('=').map(ToOwned::to_owned),
        None => None,
    };
    (0..typed.len()).find_map(at).or_else(|| std::env::var(variable).ok())
}

/// Whether colours are wanted always or never, if that is said.
fn colours(words: &[OsString]) -> Option<bool> {
    match typed_value(words, "--color", "VDSBATCH_COLOR")?.as_str() {
        "always" => Some(true),
        "never" => Some(false),
        _ => None,
    }
}

/// The language that is asked for, where the command line cannot be read as a whole: as far as anybody says one.
fn typed_lang(words: &[OsString]) -> Lang {
    let said = |name: &str, variable: &str| typed_value(words, name, variable);
    let set = || {
        let file = said("--config", "VDSBATCH_CONFIG").map(PathBuf::from).or_else(usual)?;
        let profile = said("--profile", "VDSBATCH_PROFILE");
        let config = Config::parse("", &plain::read(&file).ok()?, profile.as_deref()).ok()?;
        config.get("lang").map(ToOwned::to_owned)
    };
    let named = said("--lang", "VDSBATCH_LANG").or_else(set);
    named.and_then(|name| name.parse().ok()).or_else(of_locale).unwrap_or_default()
}

/// An option of the practice panel that was typed where none is asked for. clap does not miss `--sandbox` where it
/// would exclude something else that was typed; and whoever wants to practise must not order for real.
///
/// That a command has no such option clap says in a debug build by an error, in a release build by no value.
fn lacks_sandbox(matches: &ArgMatches) -> Option<&'static str> {
    let (_, verb) = matches.subcommand()?;
    let is_asked = *verb.try_get_one::<bool>("sandbox").ok().flatten()?;
    let options = [("sandbox_dir", "--sandbox-dir"), ("faults", "--faults")];
    let typed = |id: &str| verb.try_contains_id(id).unwrap_or(false);
    options.into_iter().find(|(id, _)| !is_asked && typed(id)).map(|(_, option)| option)
}

/// Whether no login carries a password behind a colon. Such a one is not even repeated, wherever a
/// verb would have used it. Where login and password go apart, as for a session, a login may have one.
fn login_alone(matches: &ArgMatches) -> bool {
    let apart = match matches.try_get_one::<SignIn>("sign_in") {
        Ok(Some(how)) => *how == SignIn::Session,
        // A verb that needs no sign-in, and takes the account all the same: see `lacks_sandbox`.
        Ok(None) | Err(_) => std::env::var("VDSBATCH_SIGN_IN").is_ok_and(|how| how.parse() == Ok(SignIn::Session)),
    };
    let alone = |login: &String| apart || login.trim().is_empty() || is_login(login);
    // Not every verb has the option, and clap ends a program that asks for a name it does not know.
    let here = matches.try_get_one::<String>("account").ok().flatten();
    here.is_none_or(alone) && matches.subcommand().is_none_or(|(_, verb)| login_alone(verb))
}

type Typed = Vec<(&'static str, ValueSource)>;

fn read(matches: &ArgMatches) -> Result<(Cli, Typed), clap::Error> {
    let cli = Cli::from_arg_matches(matches)?;
    let source = |(name, variable)| {
        let is_set = || std::env::var_os(variable).is_some();
        let source = matches.value_source(name).filter(|source| *source == ValueSource::CommandLine);
        Some((name, source.or_else(|| is_set().then_some(ValueSource::EnvVariable))?))
    };
    let asked = [("lang", "VDSBATCH_LANG"), ("catalog", "VDSBATCH_CATALOG")];
    Ok((cli, asked.into_iter().filter_map(source).collect()))
}

/// The options that were typed, those of every verb first.
fn options(matches: &ArgMatches) -> Vec<TypedOption> {
    let program = command();
    let Some((verb, typed)) = matches.subcommand() else { return Vec::new() };
    let verb = program.find_subcommand(verb);
    let known = program.get_arguments().filter(|arg| arg.is_global_set());
    let mut options = Vec::new();
    for arg in known.chain(verb.into_iter().flat_map(Command::get_arguments)) {
        let (Some(long), id) = (arg.get_long(), arg.get_id().as_str()) else { continue };
        if typed.value_source(id) != Some(ValueSource::CommandLine) {
            continue;
        }
        if arg.get_action().takes_values() {
            let values = typed.get_raw(id).into_iter().flatten();
            options.extend(values.map(|value| (long.to_owned(), Some(value.to_string_lossy().into_owned()))));
        } else {
            options.push((long.to_owned(), None));
        }
    }
    options
}

fn with(mut cli: Cli, typed: Typed, options: Vec<TypedOption>) -> Cli {
    cli.common.typed = typed;
    cli.common.options = options;
    // Of two that say the opposite, what is typed goes before a variable; of two variables, that one that says less.
    let is_typed = |name: &str| cli.common.options.iter().any(|(typed, _)| typed == name);
    cli.common.quiet &= !is_typed("verbose");
    cli.common.verbose &= !cli.common.quiet;
    cli
}

/// The file of settings and where it stands; none if none is named and the usual one is not there.
///
/// # Errors
///
/// [`ConfigError`] when it cannot be read, or is wrong.
pub fn settings(common: &Common) -> Result<Option<(Config, PathBuf)>, ConfigError> {
    let named = common.config.clone();
    let Some(path) = named.clone().or_else(usual) else { return Ok(None) };
    let text = match plain::read(&path) {
        Ok(text) => text,
        // Nobody asked for the usual file, so it need not be there, unless a profile of it is wanted.
        Err(NoText::NotThere) if named.is_none() => {
            let Some(name) = common.profile.clone() else { return Ok(None) };
            let file = path.display().to_string();
            return Err(ConfigError::NoProfile { file, name, nearest: None, known: Vec::new() });
        }
        Err(why) => return Err(ConfigError::Unreadable { file: path.display().to_string(), why }),
    };
    let config = Config::parse(&path.display().to_string(), &text, common.profile.as_deref())?;
    // A path in the file counts from where the file is, wherever the program is started.
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(Some((config.with_paths(|text| folder.join(text).display().to_string()), path)))
}

/// The programs that settings name.
fn programs(config: &Config, file: PathBuf) -> Programs {
    let words = |key| config.own(key).map(<[String]>::to_vec);
    let seconds = config.own(ON_FINISH_TIMEOUT).and_then(|words| words.first()?.parse().ok());
    Programs {
        file,
        password: words(PASSWORD_COMMAND),
        on_finish: words(ON_FINISH),
        on_finish_timeout: seconds.map(Duration::from_secs),
        shares_ledger: config.own(SHARED_LEDGER).is_some_and(|words| *words == ["true"]),
    }
}

/// `config.toml` in the user's folder of settings; none where that would count from wherever the program is started.
#[must_use]
pub fn usual() -> Option<PathBuf> {
    let folder = etcetera::choose_base_strategy().ok()?.config_dir();
    folder.is_absolute().then(|| folder.join("vdsbatch").join("config.toml"))
}

/// The command line whose options have the environment as defaults, and the settings behind it. As defaults they exclude
/// nothing that is typed.
fn with_defaults(command: Command, config: Option<&Config>) -> Command {
    let set = |arg: &Arg| -> Option<OsString> {
        let key = arg.get_long()?.replace('-', "_");
        // A password in the environment goes before a file with one.
        let is_overridden = key == "password_file" && secret::is_in_environment();
        let variable = arg.get_env().and_then(std::env::var_os);
        variable.or_else(|| config?.get(&key).map(OsString::from)).filter(|_| !is_overridden)
    };
    command
        .mut_args(|arg| {
            let value = set(&arg);
            let arg = arg.env(None);
            match value {
                // clap keeps defaults for as long as the program runs.
                Some(value) => arg.default_value(&*Box::leak(value.into_boxed_os_str())),
                None => arg,
            }
        })
        .mut_subcommands(|verb| with_defaults(verb, config))
}

impl Common {
    /// The language of messages: `--lang` or `VDSBATCH_LANG`, else the locale's, else Russian where the system speaks
    /// it, else English.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang_over(false)
    }

    /// The same once the headers of a sheet are known, whose language counts where nothing else says
    /// one.
    #[must_use]
    pub fn lang_over(&self, russian_headers: bool) -> Lang {
        self.lang.or_else(of_locale).unwrap_or_else(|| Lang::of_headers(russian_headers))
    }
}

/// What says the language where nobody typed or set one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// A variable of the locale.
    Locale,
    /// The system.
    System,
}

/// The language of the locale or of the system, and which of both says so; none if neither does.
#[must_use]
pub fn spoken() -> Option<(Lang, Speaker)> {
    // An empty variable is one that is not set (POSIX).
    let locale = |key| std::env::var(key).ok().filter(|value| !value.is_empty());
    said(locale("LC_ALL").or_else(|| locale("LC_MESSAGES")).or_else(|| locale("LANG")), of_system)
}

/// The language of the variable, if that names one; where there is none, Russian if the system speaks it. A system
/// always speaks something, and whoever fills a Russian sheet in there is not answered in English for that.
fn said(variable: Option<String>, system: impl FnOnce() -> Option<String>) -> Option<(Lang, Speaker)> {
    if let Some(name) = variable {
        return Some((Lang::of_locale(&name)?, Speaker::Locale));
    }
    let lang = Lang::of_locale(&system()?).filter(|lang| *lang == Lang::Ru)?;
    Some((lang, Speaker::System))
}

fn of_locale() -> Option<Lang> {
    spoken().map(|(lang, _)| lang)
}

/// The name of the language that the system speaks; it has one apart from the locale on Windows and macOS.
fn of_system() -> Option<String> {
    #[cfg(any(windows, target_os = "macos"))]
    return sys_locale::get_locale();
    #[cfg(not(any(windows, target_os = "macos")))]
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_that_speaks_no_russian_leaves_the_language_to_the_sheet() {
        let of = |variable: Option<&str>, system: Option<&str>| {
            said(variable.map(ToOwned::to_owned), || system.map(ToOwned::to_owned))
        };
        assert_eq!(of(None, Some("ru-RU")), Some((Lang::Ru, Speaker::System)));
        for system in [Some("en-US"), Some("de-DE"), None] {
            assert_eq!(of(None, system), None, "{system:?}");
        }
        // A variable is set on purpose, and says more than the system.
        assert_eq!(of(Some("en_US.UTF-8"), Some("ru-RU")), Some((Lang::En, Speaker::Locale)));
        assert_eq!(of(Some("C"), Some("ru-RU")), None);
    }

    #[test]
    fn the_options_that_were_typed_are_known_by_their_long_names() {
        let words = ["vdsbatch", "-q", "process", "a.csv", "-yj2", "--expect-total=4 000,50", "--config", "s.toml"];
        let matches = command().try_get_matches_from(words).expect("it is read");
        let options = options(&matches);
        let said: Vec<(&str, Option<&str>)> =
            options.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect();
        let wanted = [
            ("quiet", None),
            ("config", Some("s.toml")),
            ("yes", None),
            ("jobs", Some("2")),
            ("expect-total", Some("4 000,50")),
        ];
        assert_eq!(said, wanted);
    }
}
