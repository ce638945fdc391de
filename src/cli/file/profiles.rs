//! The profiles of a file of settings: listed, added, chosen. The rest of the file stays as it was written. Pure.

use toml_edit::{DocumentMut, Item, Table, value};

use super::places::Places;
use super::{Config, ConfigError, DEFAULT_PROFILE};

/// A profile as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Its settings, and those that go for all where it has none of its own.
    pub settings: Config,
    /// Whether it is the one that is meant where none is named.
    pub is_default: bool,
}

/// The profiles of a file, in its order; `file` is how errors name it.
///
/// # Errors
///
/// [`ConfigError`] names file, line and setting.
pub fn list(file: &str, text: &str) -> Result<Vec<Profile>, ConfigError> {
    names(&document(file, text)?).into_iter().map(|name| one(file, text, name)).collect()
}

/// One of the profiles of a file.
///
/// # Errors
///
/// [`ConfigError`] when the text is wrong, or has no such profile.
pub fn one(file: &str, text: &str, name: String) -> Result<Profile, ConfigError> {
    let settings = Config::parse(file, text, Some(&name))?;
    let is_default = Config::parse(file, text, None)?.profile() == Some(name.as_str());
    Ok(Profile { name, settings, is_default })
}

/// The text with one more profile, which has these settings.
///
/// # Errors
///
/// [`ConfigError`] when the text is wrong, the profile is there already, or a setting does not take its value.
pub fn added(file: &str, text: &str, name: &str, settings: &[(&str, String)]) -> Result<String, ConfigError> {
    // What is wrong with the file was so before.
    Config::parse(file, text, None)?;
    let mut document = document(file, text)?;
    if names(&document).iter().any(|known| known == name) {
        return Err(ConfigError::ProfileThere { file: file.to_owned(), name: name.to_owned() });
    }
    let mut profile = Table::new();
    for (key, setting) in settings {
        profile.insert(key, value(setting.as_str()));
    }
    if document.get("profile").is_none() {
        let mut profiles = Table::new();
        // Only its own tables have headers.
        profiles.set_implicit(true);
        document.insert("profile", Item::Table(profiles));
    }
    if let Some(profiles) = document.get_mut("profile").and_then(Item::as_table_like_mut) {
        profiles.insert(name, Item::Table(profile));
    }
    checked(file, &document.to_string(), name)
}

/// The text in which this profile is meant where none is named.
///
/// # Errors
///
/// [`ConfigError`] when the text is wrong, or has no such profile.
pub fn chosen(file: &str, text: &str, name: &str) -> Result<String, ConfigError> {
    Config::parse(file, text, Some(name))?;
    let mut document = document(file, text)?;
    document.insert(DEFAULT_PROFILE, value(name));
    checked(file, &document.to_string(), name)
}

/// A text that was made here, once it is read as any other.
fn checked(file: &str, text: &str, name: &str) -> Result<String, ConfigError> {
    Config::parse(file, text, Some(name)).map(|_| text.to_owned())
}

fn document(file: &str, text: &str) -> Result<DocumentMut, ConfigError> {
    let at = Places { file, text };
    text.parse::<DocumentMut>().map_err(|error| at.toml(&error.span().unwrap_or(0..0), error.message()))
}

fn names(document: &DocumentMut) -> Vec<String> {
    let profiles = document.get("profile").and_then(Item::as_table_like);
    profiles.into_iter().flat_map(|table| table.iter().map(|(name, _)| name.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# ours\njobs = 4   # few\n\n[profile.test]\naccount = \"anna-test\"\n";

    fn settings() -> Vec<(&'static str, String)> {
        vec![("panel", "https://a.example/billmgr".to_owned()), ("account", "anna".to_owned())]
    }

    #[test]
    fn a_profile_is_added_and_everything_else_stays_as_it_was_written() {
        let text = added("s.toml", FILE, "firm", &settings()).expect("added");
        assert!(text.starts_with(FILE), "{text}");
        assert_eq!(
            &text[FILE.len()..],
            "\n[profile.firm]\npanel = \"https://a.example/billmgr\"\naccount = \"anna\"\n"
        );
        let empty = added("s.toml", "", "firm", &settings()).expect("added");
        assert_eq!(empty.lines().next(), Some("[profile.firm]"), "{empty}");
        let listed: Vec<(String, Option<String>, bool)> = list("s.toml", &text)
            .expect("sound")
            .into_iter()
            .map(|one| (one.name, one.settings.get("account").map(ToOwned::to_owned), one.is_default))
            .collect();
        let of = |name: &str, account: &str| (name.to_owned(), Some(account.to_owned()), false);
        assert_eq!(listed, [of("test", "anna-test"), of("firm", "anna")]);
    }

    #[test]
    fn a_profile_that_is_there_is_not_written_over_and_a_wrong_value_is_none() {
        let there = added("s.toml", FILE, "test", &settings());
        assert!(matches!(there, Err(ConfigError::ProfileThere { .. })), "{there:?}");
        let wrong = added("s.toml", FILE, "firm", &[("panel", "http://a.example".to_owned())]);
        assert!(matches!(wrong, Err(ConfigError::Value { key: "panel", .. })), "{wrong:?}");
        assert!(added("s.toml", "jobs = x", "firm", &settings()).is_err());
    }

    #[test]
    fn the_profile_that_is_chosen_goes_before_what_goes_for_all() {
        let text = chosen("s.toml", FILE, "test").expect("chosen");
        let config = Config::parse("s.toml", &text, None).expect("sound");
        assert_eq!((config.profile(), config.get("account")), (Some("test"), Some("anna-test")));
        let again =
            chosen("s.toml", &added("s.toml", &text, "firm", &settings()).expect("added"), "firm").expect("chosen");
        assert_eq!(again.matches(DEFAULT_PROFILE).count(), 1, "{again}");
        assert!(matches!(chosen("s.toml", FILE, "none"), Err(ConfigError::NoProfile { .. })));
        let gone = Config::parse("s.toml", "default_profile = \"x\"\n", None);
        assert!(matches!(gone, Err(ConfigError::NoProfile { .. })), "{gone:?}");
    }
}
