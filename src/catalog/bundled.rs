//! The tables that come with this program.

use super::provider::Catalog;
use super::table::CatalogError;

/// The bundled tables: file name and text.
pub const BUNDLED: [(&str, &str); 3] =
    [("ihor", include_str!("ihor.toml")), ("demo5", include_str!("demo5.toml")), ("demo6", include_str!("demo6.toml"))];

/// The text of a bundled table, with its name as a file.
pub(super) fn text(name: &str) -> Option<(String, &'static str)> {
    let (name, text) = BUNDLED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some((format!("{name}.toml"), text))
}

impl Catalog {
    /// The bundled table of a provider, if there is one of that name.
    ///
    /// # Errors
    ///
    /// [`CatalogError`] if the bundled text itself is wrong (a test keeps it right).
    #[must_use]
    pub fn bundled(name: &str) -> Option<Result<Self, CatalogError>> {
        let (file, text) = text(name)?;
        Some(Self::parse(&file, text).map(|table| Self { bundled: true, ..table }))
    }
}
