//! Tables that say what is otherwise than in another one: `extends = "NAME"`. Pure: files are read by whoever asks.
//!
//! A table that is made so is never a bundled one, whatever it extends: its panel, its ids and what its orders carry
//! are foreign text.

use super::bundled;
use super::provider::Catalog;
use super::table::{self, CatalogError, Places};

/// How many tables may stand one behind the other.
const MOST: usize = 8;

/// The files beside a table.
pub trait Beside {
    /// The text of a file of this name.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    fn text(&self, name: &str) -> Result<String, String>;
}

/// No file is beside a table: it may extend those that come with this program.
struct NoFiles;

impl Beside for NoFiles {
    fn text(&self, _: &str) -> Result<String, String> {
        Err("there is no such bundled table".to_owned())
    }
}

impl Catalog {
    /// Reads a table from its text; `file` is how errors name it. One that extends another file is not read so.
    ///
    /// # Errors
    ///
    /// [`CatalogError`] names the file, the key and the line of what is wrong.
    pub fn parse(file: &str, text: &str) -> Result<Self, CatalogError> {
        read(file, text, &NoFiles)
    }

    /// Reads a table, and those that it extends: bundled ones, or files beside it. `file` is how errors name it.
    ///
    /// # Errors
    ///
    /// [`CatalogError`] names the file, the key and the line of what is wrong, in whichever of the tables.
    pub fn read(file: &str, text: &str, beside: &dyn Beside) -> Result<Self, CatalogError> {
        read(file, text, beside)
    }
}

fn read(file: &str, text: &str, beside: &dyn Beside) -> Result<Catalog, CatalogError> {
    layer(text, beside, &[file])
}

/// Reads the table that stands at the end of a chain, in which each extends the next.
fn layer(text: &str, beside: &dyn Beside, chain: &[&str]) -> Result<Catalog, CatalogError> {
    let mut at = Places::new(chain.last().copied().unwrap_or_default(), text);
    let read = table::read(&at)?;
    let base = match &read.extends {
        None => None,
        Some(named) => {
            let wrong = |problem: &str| at.error(&named.span(), problem);
            let name = named.get_ref().as_str();
            let (file, text) = match bundled::text(name) {
                Some((file, text)) => (file, text.to_owned()),
                None => {
                    // Below or above the folder it would be another name for the same file.
                    if name.is_empty() || name.contains(['/', '\\', ':', '\0']) || name.starts_with('.') {
                        return Err(wrong("this is neither a bundled table nor the name of a file beside this one"));
                    }
                    let text = beside.text(name).map_err(|why| wrong(&format!("cannot read `{name}`: {why}")))?;
                    (name.to_owned(), text)
                }
            };
            if chain.contains(&file.as_str()) && bundled::text(name).is_none() {
                let circle = chain.iter().chain([&file.as_str()]).copied().collect::<Vec<_>>().join("` → `");
                return Err(wrong(&format!("tables extend each other in a circle: `{circle}`")));
            }
            if chain.len() >= MOST {
                return Err(wrong(&format!("more than {MOST} tables extend each other")));
            }
            let mut longer = chain.to_vec();
            longer.push(&file);
            Some(layer(&text, beside, &longer)?)
        }
    };
    table::catalog(&mut at, read, base)
}
