//! Lists that depend on the tariff of the row, on a hidden sheet: its periods, templates, data centres, and what can be
//! chosen with it. Pure.
//!
//! A column a tariff (the first for rows whose tariff is not known), a block of rows a list. The drop-down finds
//! its column by the tariff's name: plain functions that Excel and LibreOffice have had for long.

use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError};

use super::column::{Column, is_same};
use super::words;
use crate::catalog::{Catalog, Choice, ChoiceOption, Tariff};
use crate::sheet::{Col, Content, Field, NamedKind, Offered, Role};
use crate::text::alike::look_alike;
use crate::text::lang::Lang;

/// Excel has so many columns, and one stands for rows whose tariff is not known.
const MOST: usize = 16_000;

/// Between the name of a tariff and that of a data centre.
const BETWEEN: char = '|';

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
    /// So many of them, behind the first, name a tariff; the others name a data centre with it.
    tariffs: u32,
    /// The column of data centres, where one has to be known with the tariff's name.
    place: Option<Col>,
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
        let of_place = |key: &&Key<'_>| matches!(key, Some(Known { place: Some(_), .. }));
        let tariffs = count(keys.len() - 1 - keys.iter().filter(of_place).count());
        let place = columns.iter().position(|column| *column == Column::Field(Field::DataCentre));
        let place = place.filter(|_| keys.iter().any(|key| of_place(&key))).and_then(|at| u16::try_from(at).ok());
        let keys = keys.into_iter().map(|key| key.map_or_else(String::new, |known| known.text())).collect();
        let recipes =
            catalog.recipes.iter().map(|recipe| label(&recipe.name, recipe.title.as_deref(), &titles(catalog)));
        let recipes = recipes.collect();
        Some(Self { sheet: words::lists(lang), keys, blocks, tariffs, place: place.map(Col::from_index), recipes })
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
        let own = self.column_of_row();
        Some(Formula::new(format!("=OFFSET(own_{at},1,{own}-1,INDEX(own_{at},1,{own}),1)")))
    }

    /// Which column of the lists is that of a row: by its tariff and data centre, else by its tariff, else the first.
    fn column_of_row(&self) -> String {
        // What stands for any sign in a lookup is meant as itself, and the first of the signs is what masks one.
        let wild: Vec<char> =
            ['~', '*', '?'].into_iter().filter(|c| self.keys.iter().any(|key| key.contains(*c))).collect();
        let masked =
            |text: &str| wild.iter().fold(text.to_owned(), |text, c| format!("SUBSTITUTE({text},\"{c}\",\"~{c}\")"));
        let of_tariff = format!("IFERROR(MATCH({},own,0),1)", masked("$A2"));
        match self.place {
            // A formula of a drop-down holds 255 characters.
            Some(place) if wild.len() < 2 => {
                let both = masked(&format!("$A2&\"{BETWEEN}\"&${place}2"));
                format!("IFERROR(MATCH({both},own,0),{of_tariff})")
            }
            _ => of_tariff,
        }
    }

    fn recipe_column(&self) -> Col {
        Col::from_index(u16::try_from(self.keys.len()).unwrap_or(u16::MAX))
    }

    /// Names the areas that the drop-downs look at.
    pub(super) fn name(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let last = Col::from_index(u16::try_from(self.keys.len() - 1).unwrap_or(u16::MAX));
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

/// What a row may say of its tariff, and the tariffs that are meant.
#[derive(Clone, Debug)]
struct Known<'c> {
    name: &'c str,
    place: Option<&'c str>,
    tariffs: Vec<&'c Tariff>,
}

impl Known<'_> {
    fn text(&self) -> String {
        self.place.map_or_else(|| self.name.to_owned(), |place| format!("{}{BETWEEN}{place}", self.name))
    }
}

/// None is a row that names no tariff.
type Key<'c> = Option<Known<'c>>;

/// None first, then each tariff, then the names that several share, then those with each data centre.
fn keys<'c>(catalog: &'c Catalog) -> Vec<Key<'c>> {
    let mut keys: Vec<Key<'_>> = vec![None];
    let alone = |tariff: &'c Tariff| Some(Known { name: &tariff.name, place: None, tariffs: vec![tariff] });
    keys.extend(catalog.tariffs.iter().map(alone));
    let mut places = Vec::new();
    for tariff in &catalog.tariffs {
        let Some(name) = tariff.product.as_deref() else { continue };
        if keys.iter().flatten().any(|known| known.name == name) {
            continue;
        }
        let tariffs: Vec<&Tariff> =
            catalog.tariffs.iter().filter(|other| other.product.as_deref() == Some(name)).collect();
        for tariff in &tariffs {
            let place = catalog.data_centres.iter().find(|place| Some(place.id) == tariff.data_centre);
            places.extend(place.map(|place| Some(Known { name, place: Some(&place.name), tariffs: vec![*tariff] })));
        }
        keys.push(Some(Known { name, place: None, tariffs }));
    }
    keys.extend(places);
    keys
}

/// What the drop-down of a column shows for a key; none for columns whose list is the same for all.
fn list(column: &Column, key: &Key<'_>, catalog: &Catalog, lang: Lang) -> Option<Vec<Entry>> {
    // Until the place is known, there is what any tariff of the name has.
    let tariffs: Vec<&Tariff> = match key {
        Some(known) => known.tariffs.clone(),
        None => catalog.tariffs.iter().collect(),
    };
    let each: Option<Vec<Vec<Entry>>> = tariffs.iter().map(|tariff| of_tariff(column, tariff, catalog)).collect();
    let mut list: Vec<Entry> = Vec::new();
    for entry in each?.into_iter().flatten() {
        if !list.contains(&entry) {
            list.push(entry);
        }
    }
    list.sort_by_key(|entry| match entry {
        Entry::Number(number) => *number,
        Entry::Text(_) => 0,
    });
    // Of what a tariff does not have, none is taken; a list without an entry is no list.
    if list.is_empty() {
        list.push(Entry::Text(lang.pick("no", "нет").to_owned()));
    }
    Some(list)
}

/// What the drop-down of a column shows for a tariff; none for columns whose list is the same for all.
fn of_tariff(column: &Column, tariff: &Tariff, catalog: &Catalog) -> Option<Vec<Entry>> {
    let texts: Vec<String> = match (column, column.content()) {
        (Column::Field(Field::Period), _) => {
            return Some(tariff.periods.keys().map(|months| Entry::Number(months.get())).collect());
        }
        (_, Content::Name(Offered::Templates)) => {
            let takes = |name: &String| tariff.templates.as_ref().is_none_or(|taken| taken.contains(name));
            let titles = titles(catalog);
            let fitting = catalog.templates.iter().filter(|template| takes(&template.name));
            fitting.map(|template| label(&template.name, template.title.as_deref(), &titles)).collect()
        }
        (_, Content::Name(Offered::DataCentres)) => {
            let places = catalog.data_centres.iter().filter(|place| Some(place.id) == tariff.data_centre);
            places.map(|place| place.name.clone()).collect()
        }
        (Column::Named(named), _) if named.kind == NamedKind::Choice => {
            let choice = tariff.choices.iter().find(|choice| is_same(&choice.name, &named.name));
            choice.map(labels).unwrap_or_default()
        }
        _ => return None,
    };
    Some(texts.into_iter().map(Entry::Text).collect())
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

/// What lists show of the options of a choice: their names, where those tell them apart, else what the panel is told,
/// else both.
pub(super) fn labels(choice: &Choice) -> Vec<String> {
    let same = |one: &str, other: &str| look_alike(one) == look_alike(other);
    // What is one option's name and another one's value tells neither.
    let is_other = |text: &str, own: &ChoiceOption| {
        let mut others = choice.options.iter().filter(|option| option.value != own.value);
        others.any(|option| same(&option.name, text) || same(&option.value, text))
    };
    let shown = |option: &ChoiceOption| {
        let texts = [&option.name, &option.value];
        let fitting = texts.into_iter().find(|text| !text.trim().is_empty() && !is_other(text, option));
        fitting.cloned().unwrap_or_else(|| option.in_full())
    };
    choice.options.iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_shows_of_every_option_what_tells_it_from_the_others() {
        let mut choice = Catalog::bundled("demo6").expect("bundled").expect("sound").tariffs[0].choices[0].clone();
        for (options, shown) in [
            ([("201", "200 Mbit/s"), ("202", "1 Gbit/s")], ["200 Mbit/s", "1 Gbit/s"]),
            ([("1", "own"), ("2", "OWN")], ["1", "2"]),
            ([("0", "0"), ("1", "1")], ["0", "1"]),
            ([("1", "none"), ("3", "1")], ["none", "3"]),
            ([("201", "203"), ("203", "201")], ["203 (201)", "201 (203)"]),
        ] {
            let option = |(value, name): (&str, &str)| ChoiceOption {
                value: value.to_owned(),
                name: name.to_owned(),
                prices: std::collections::BTreeMap::new(),
            };
            choice.options = options.map(option).to_vec();
            assert_eq!(labels(&choice), shown, "{options:?}");
        }
    }
}
