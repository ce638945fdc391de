//! Lists that depend on the tariff of the row, on a hidden sheet: its periods, templates, data centres, and what can be
//! chosen with it. Pure.
//!
//! A column a tariff (the first for rows whose tariff is not known), a block of rows a list. The drop-down finds
//! its column by the tariff's name: plain functions that Excel and LibreOffice have had for long.

use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError};

use super::column::{Column, is_same};
use super::words;
use crate::catalog::{Catalog, Choice, Tariff};
use crate::sheet::{Content, Field, NamedKind, Offered, Role};
use crate::text::alike::look_alike;
use crate::text::lang::Lang;

/// Excel has so many columns, and one stands for rows whose tariff is not known.
const MOST: usize = 16_000;

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    Text(String),
    Number(u8),
}

/// The lists of one column of the sheet.
struct Block {
    role: Role,
    /// The list of each key.
    lists: Vec<Vec<Entry>>,
    /// The row of its counts, from 0; the entries stand below.
    row: u32,
}

/// The hidden sheet.
pub(super) struct Own {
    sheet: &'static str,
    /// The names by which a row may name its tariff; the first is of none.
    keys: Vec<String>,
    blocks: Vec<Block>,
    /// The list of tariffs.
    tariffs: u32,
    recipes: Vec<String>,
}

impl Own {
    /// The lists of a table that names columns of its own or was pulled from a panel; none of any other.
    pub(super) fn new(catalog: &Catalog, columns: &[Column], lang: Lang) -> Option<Self> {
        let own = |column: &Column| match column {
            Column::Named(_) => true,
            Column::Field(field) => matches!(field, Field::DataCentre | Field::Recipe),
        };
        let keys = keys(catalog);
        if (catalog.source.is_none() && !columns.iter().any(own)) || keys.len() > MOST {
            return None;
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        // The keys themselves, and below them the list of tariffs, which is one column long.
        let mut row = count(keys.len()) + 2;
        let mut blocks = Vec::new();
        for column in columns {
            let lists: Option<Vec<_>> = keys.iter().map(|key| list(column, key, catalog, lang)).collect();
            let Some(lists) = lists else { continue };
            let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
            blocks.push(Block { role: column.role(), lists, row });
            row += count(longest) + 2;
        }
        let tariffs = count(keys.len().saturating_sub(1));
        let keys = keys.into_iter().map(|key| key.map_or_else(String::new, |(name, _)| name.to_owned())).collect();
        let recipes =
            catalog.recipes.iter().map(|recipe| label(&recipe.name, recipe.title.as_deref(), &titles(catalog)));
        Some(Self { sheet: words::lists(lang), keys, blocks, tariffs, recipes: recipes.collect() })
    }

    /// The list of a column, for the row of a tariff in column A; none if it has none here.
    pub(super) fn of(&self, column: &Column) -> Option<Formula> {
        if column.content() == Content::Name(Offered::Tariffs) {
            return Some(Formula::new(format!("='{}'!$A$2:$A${}", self.sheet, self.tariffs.max(1) + 1)));
        }
        if column.content() == Content::Name(Offered::Recipes) {
            // They stand right of nothing, in a column of their own behind the keys.
            let (letter, last) = (self.recipe_column(), self.recipes.len().max(1) + 1);
            return Some(Formula::new(format!("='{}'!${letter}$2:${letter}${last}", self.sheet)));
        }
        let at = self.blocks.iter().position(|block| block.role == column.role())?;
        let wild = self.keys.iter().any(|key| key.contains(['*', '?', '~']));
        // What stands for any sign in a lookup is meant as itself.
        let tariff =
            if wild { "SUBSTITUTE(SUBSTITUTE(SUBSTITUTE($A2,\"~\",\"~~\"),\"*\",\"~*\"),\"?\",\"~?\")" } else { "$A2" };
        let own = format!("IFERROR(MATCH({tariff},own,0),1)");
        Some(Formula::new(format!("=OFFSET(own_{at},1,{own}-1,INDEX(own_{at},1,{own}),1)")))
    }

    fn recipe_column(&self) -> crate::sheet::Col {
        crate::sheet::Col::from_index(u16::try_from(self.keys.len()).unwrap_or(u16::MAX))
    }

    /// Names the areas that the drop-downs look at.
    pub(super) fn name(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let last = crate::sheet::Col::from_index(u16::try_from(self.keys.len() - 1).unwrap_or(u16::MAX));
        let area = |row: u32| format!("='{}'!$A${row}:${last}${row}", self.sheet);
        book.define_name("own", &area(1))?;
        for (at, block) in self.blocks.iter().enumerate() {
            book.define_name(format!("own_{at}"), &area(block.row + 1))?;
        }
        Ok(())
    }

    /// Writes the sheet.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.sheet)?.set_hidden(true);
        for (col, key) in (0..).zip(&self.keys).skip(1) {
            sheet.write_string(0, col, key)?;
            sheet.write_string(u32::from(col), 0, key)?;
        }
        for (row, recipe) in (1..).zip(&self.recipes) {
            sheet.write_string(row, self.recipe_column().index(), recipe)?;
        }
        for block in &self.blocks {
            for (col, list) in (0..).zip(&block.lists) {
                sheet.write_number(block.row, col, u32::try_from(list.len()).unwrap_or(u32::MAX))?;
                for (row, entry) in (block.row + 1..).zip(list) {
                    match entry {
                        Entry::Text(text) => sheet.write_string(row, col, text)?,
                        Entry::Number(number) => sheet.write_number(row, col, *number)?,
                    };
                }
            }
        }
        Ok(())
    }
}

/// By what a row may name its tariff, and the tariffs that are meant: none first, then each tariff, then the names
/// that several share.
type Key<'c> = Option<(&'c str, Vec<&'c Tariff>)>;

fn keys(catalog: &Catalog) -> Vec<Key<'_>> {
    let mut keys: Vec<Key<'_>> = vec![None];
    keys.extend(catalog.tariffs.iter().map(|tariff| Some((tariff.name.as_str(), vec![tariff]))));
    for tariff in &catalog.tariffs {
        let Some(product) = tariff.product.as_deref() else { continue };
        if keys.iter().flatten().any(|(name, _)| *name == product) {
            continue;
        }
        let of = catalog.tariffs.iter().filter(|other| other.product.as_deref() == Some(product)).collect();
        keys.push(Some((product, of)));
    }
    keys
}

/// What the drop-down of a column shows for a key; none for columns whose list is the same for all.
fn list(column: &Column, key: &Key<'_>, catalog: &Catalog, lang: Lang) -> Option<Vec<Entry>> {
    let tariffs: Vec<&Tariff> = match key {
        Some((_, tariffs)) => tariffs.clone(),
        None => catalog.tariffs.iter().collect(),
    };
    let text = |texts: Vec<String>| Some(once(texts).into_iter().map(Entry::Text).collect());
    match (column, column.content()) {
        (Column::Field(Field::Period), _) => {
            let mut months: Vec<u8> = tariffs.iter().flat_map(|of| of.periods.keys()).map(|one| one.get()).collect();
            months.sort_unstable();
            months.dedup();
            Some(months.into_iter().map(Entry::Number).collect())
        }
        (_, Content::Name(Offered::Templates)) => {
            let takes =
                |name: &String| tariffs.iter().any(|of| of.templates.as_ref().is_none_or(|taken| taken.contains(name)));
            let titles = titles(catalog);
            let fitting = catalog.templates.iter().filter(|template| takes(&template.name));
            text(fitting.map(|template| label(&template.name, template.title.as_deref(), &titles)).collect())
        }
        (_, Content::Name(Offered::DataCentres)) => {
            let there = |id| tariffs.iter().any(|of| of.data_centre == Some(id));
            let places = catalog.data_centres.iter().filter(|place| there(place.id));
            text(or_none(places.map(|place| place.name.clone()).collect(), lang))
        }
        (Column::Named(named), _) if named.kind == NamedKind::Choice => {
            let choice = |tariff: &&Tariff| tariff.choices.iter().position(|one| is_same(&one.name, &named.name));
            let options = tariffs.iter().filter_map(|tariff| tariff.choices.get(choice(tariff)?)).flat_map(labels);
            text(or_none(options.collect(), lang))
        }
        _ => None,
    }
}

/// Of what a tariff does not have, none is taken; a list without an entry is no list.
fn or_none(list: Vec<String>, lang: Lang) -> Vec<String> {
    if list.is_empty() { vec![lang.pick("no", "нет").to_owned()] } else { list }
}

fn once(texts: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    texts.into_iter().filter(|text| seen.insert(text.clone())).collect()
}

/// The names and titles of everything that has a title.
fn titles(catalog: &Catalog) -> Vec<String> {
    let templates = catalog.templates.iter().map(|template| (&template.name, template.title.as_ref()));
    let recipes = catalog.recipes.iter().map(|recipe| (&recipe.name, recipe.title.as_ref()));
    templates
        .chain(recipes)
        .flat_map(|(name, title)| [Some(name), title])
        .flatten()
        .map(|name| look_alike(name))
        .collect()
}

/// What a list shows of something with a title: that, unless another has it as well.
pub(super) fn label(name: &str, title: Option<&str>, all: &[String]) -> String {
    let alone = |title: &&str| {
        let own = look_alike(title);
        all.iter().filter(|other| **other == own).count() <= 1 + usize::from(look_alike(name) == own)
    };
    title.filter(alone).unwrap_or(name).to_owned()
}

/// What lists show of the options of a choice: their names, where those tell them apart.
pub(super) fn labels(choice: &Choice) -> Vec<String> {
    let alone = |name: &str| {
        let same = choice.options.iter().filter(|option| look_alike(&option.name) == look_alike(name)).count();
        same == 1 && !name.trim().is_empty()
    };
    let shown = |option: &crate::catalog::ChoiceOption| {
        if alone(&option.name) { option.name.clone() } else { option.value.clone() }
    };
    choice.options.iter().map(shown).collect()
}
