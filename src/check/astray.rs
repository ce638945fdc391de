//! What the table offers by a name of its own, standing in a column that is not read: a header with a slip of the pen
//! must not order what the tariff gives instead of what somebody wrote.

use std::collections::HashMap;

use super::number::{counted, has_size};
use crate::catalog::{Catalog, ChoiceOption};
use crate::sheet::problem::{Diagnostic, OfferProblem};
use crate::sheet::{Cell, CellRef, Col, Field, Layout, NamedColumn, NamedKind, Row};
use crate::text::alike::{look_alike, slips, yes_no};
use crate::text::heading::folded;
use crate::text::lang::Lang;

/// Columns that are only carried along, with what of the table would be lost in them.
#[derive(Debug, Default)]
pub(super) struct Astray {
    columns: Vec<Suspect>,
}

/// One such column.
#[derive(Debug)]
struct Suspect {
    col: Col,
    header: String,
    /// What may stand there as it is compared, each with the column that it belongs to.
    texts: HashMap<String, String>,
    /// The column of a choice whose name this header is like, and which yes or no may be said of.
    switch: Option<String>,
    /// The column of amounts whose name this header is like.
    amount: Option<String>,
}

/// What is chosen from in a column that the sheet lacks.
struct Lacking<'c> {
    name: String,
    /// Every name that its header may have.
    headers: Vec<&'c str>,
    /// What its cells may say; behind it what panels call that, which says nothing without a header.
    texts: Vec<(&'c str, Option<&'c str>)>,
    is_amount: bool,
}

impl Astray {
    pub(super) fn new(catalog: &Catalog, layout: &Layout, known: &[NamedColumn]) -> Self {
        let lacking = lacking(catalog, layout, known);
        if lacking.is_empty() {
            return Self::default();
        }
        // What a column that is there offers as well may be anything elsewhere.
        let there = known.iter().filter(|column| layout.named().any(|(_, name)| name == column.name));
        let there: Vec<String> =
            there.flat_map(|column| options(catalog, &column.name)).map(|option| look_alike(&option.name)).collect();
        let suspects = layout.carried().map(|column| {
            let mut suspect = Suspect {
                col: column.col,
                header: column.header.clone(),
                texts: HashMap::new(),
                switch: None,
                amount: None,
            };
            for lacking in &lacking {
                suspect.take(lacking, &there);
            }
            suspect
        });
        let may_lose =
            |suspect: &Suspect| !suspect.texts.is_empty() || suspect.switch.is_some() || suspect.amount.is_some();
        Self { columns: suspects.filter(may_lose).collect() }
    }

    /// What of a row would be lost.
    pub(super) fn of(&self, row: &Row) -> impl Iterator<Item = Diagnostic> {
        self.columns.iter().filter_map(|suspect| {
            let cell = row.cell(suspect.col)?;
            let name = suspect.lost(cell)?.to_owned();
            let (given, header) = (cell.as_read().trim().to_owned(), suspect.header.clone());
            let at = CellRef { row: row.no, col: suspect.col };
            Some(Diagnostic::of_cell(at, OfferProblem::Astray { given, header, name }))
        })
    }
}

impl Suspect {
    /// Takes what would be lost of a column that the sheet lacks.
    fn take(&mut self, lacking: &Lacking<'_>, there: &[String]) {
        let slip = lacking.headers.iter().any(|name| is_slip(&self.header, name));
        if lacking.is_amount {
            self.amount = self.amount.take().or_else(|| slip.then(|| lacking.name.clone()));
        }
        let near = slip || lacking.headers.iter().any(|name| has_word(&self.header, name));
        for (text, value) in &lacking.texts {
            let text = look_alike(text);
            if near || (is_telling(&text) && !there.contains(&text)) {
                self.texts.entry(text).or_insert_with(|| lacking.name.clone());
            }
            if let Some(value) = value.filter(|_| near) {
                self.texts.entry(look_alike(value)).or_insert_with(|| lacking.name.clone());
            }
        }
        if near && lacking.texts.len() == 2 && lacking.texts.iter().all(|(_, value)| value.is_some()) {
            self.switch.get_or_insert_with(|| lacking.name.clone());
        }
    }

    /// The column that a cell's content belongs to.
    fn lost(&self, cell: &Cell) -> Option<&str> {
        let text = cell.as_read();
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let switch = || self.switch.as_ref().filter(|_| yes_no(text).is_some());
        let amount = || self.amount.as_ref().filter(|_| counted(text).is_some_and(|counted| counted.number > 0));
        self.texts.get(&look_alike(text)).or_else(switch).or_else(amount).map(String::as_str)
    }
}

fn lacking<'c>(catalog: &'c Catalog, layout: &Layout, known: &'c [NamedColumn]) -> Vec<Lacking<'c>> {
    let named = known.iter().filter(|column| layout.named().all(|(_, name)| name != column.name)).map(|column| {
        let texts = options(catalog, &column.name).map(|option| (option.name.as_str(), Some(option.value.as_str())));
        let mut texts: Vec<_> = texts.collect();
        texts.sort_unstable();
        texts.dedup();
        Lacking {
            name: column.name.clone(),
            headers: vec![&column.name],
            texts,
            is_amount: matches!(column.kind, NamedKind::Amount { .. }),
        }
    });
    let has_recipes = !catalog.recipes.is_empty() && catalog.fixed_recipe().is_none();
    let recipe = (layout.col(Field::Recipe).is_none() && has_recipes).then(|| {
        let called = catalog.recipes.iter().flat_map(|recipe| [Some(&recipe.name), recipe.title.as_ref()]);
        Lacking {
            name: Field::Recipe.title(Lang::of_headers(layout.russian)).to_owned(),
            headers: Field::Recipe.names().collect(),
            texts: called.flatten().map(|name| (name.as_str(), None)).collect(),
            is_amount: false,
        }
    });
    named.chain(recipe).collect()
}

/// What any tariff lets be chosen by this name.
fn options<'c>(catalog: &'c Catalog, name: &str) -> impl Iterator<Item = &'c ChoiceOption> {
    let whole = folded(name);
    let choices = catalog.tariffs.iter().flat_map(|tariff| &tariff.choices);
    choices.filter(move |choice| folded(&choice.name) == whole).flat_map(|choice| &choice.options)
}

/// Whether a header is a name but for a slip of the pen. A figure tells one thing from the next.
fn is_slip(header: &str, name: &str) -> bool {
    let (header, name) = (folded(header), folded(name));
    let letters = header.chars().count().min(name.chars().count());
    let allowed = match letters {
        0..3 => 0,
        3..5 => 1,
        _ => 2,
    };
    !header.ends_with(|c: char| c.is_ascii_digit()) && slips(&header, &name, allowed).is_some()
}

/// Whether a name, or a long one with one letter wrong, is among the words of a header: `Port speed`.
fn has_word(header: &str, name: &str) -> bool {
    const LONG: usize = 6;
    let name = folded(name);
    let allowed = usize::from(name.chars().count() >= LONG);
    let mut words = header.split(|c: char| !c.is_alphanumeric()).map(folded);
    words.any(|word| !word.is_empty() && slips(&word, &name, allowed).is_some())
}

/// How words for times and cores begin, of which any column may hold some.
const COMMON: [&str; 15] =
    ["day", "week", "month", "year", "hour", "core", "pcs", "дн", "ден", "нед", "мес", "год", "лет", "час", "шт"];

/// Whether a text tells by itself what it is: `1 Gbit/s` does; a word, a number, a size or a time may stand anywhere.
fn is_telling(text: &str) -> bool {
    let is_common = |word: &str| COMMON.iter().any(|common| word.starts_with(&look_alike(common)));
    text.chars().any(char::is_alphabetic)
        && text.chars().any(|c| c.is_ascii_digit())
        && !has_size(text)
        && !counted(text).is_some_and(|counted| is_common(&look_alike(&counted.unit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Recipe;
    use crate::check::sheet;
    use crate::sheet::problem::{CellProblem, Problem};
    use crate::sheet::{Column, Role, RowNo};

    /// A table of one tariff that sells `Backup`, and lets `Port` and `Snapshots` be chosen.
    fn table() -> Catalog {
        let mut catalog = Catalog::bundled("demo6").expect("bundled").expect("sound");
        catalog.tariffs.truncate(1);
        let choice = |name: &str, options: &[(&str, &str)], catalog: &Catalog| {
            let mut choice = catalog.tariffs[0].choices[0].clone();
            name.clone_into(&mut choice.name);
            options[0].0.clone_into(&mut choice.default);
            let option = |(value, name): &(&str, &str)| ChoiceOption {
                value: (*value).to_owned(),
                name: (*name).to_owned(),
                prices: std::collections::BTreeMap::new(),
            };
            choice.options = options.iter().map(option).collect();
            choice
        };
        let port = [("201", "200 Mbit/s"), ("202", "1 Gbit/s")];
        let kept = [("1", "7 days"), ("2", "30 days")];
        let choices = [
            choice("Port", &port, &catalog),
            choice("Snapshots", &[("off", "off"), ("on", "on")], &catalog),
            choice("Kept", &kept, &catalog),
        ];
        catalog.tariffs[0].choices = choices.to_vec();
        let recipe = |name: &str| Recipe { name: name.to_owned(), title: None, templates: None };
        catalog.recipes = vec![recipe("LAMP"), recipe("LEMP")];
        catalog
    }

    /// Which columns of the table the cells of carried columns may be meant for.
    fn lost(catalog: &Catalog, named: &[&str], header: &str, given: &str) -> Vec<String> {
        let roles = named.iter().map(|name| (Role::Named((*name).to_owned()), *name));
        let column = |(at, (role, header)): (u16, (Role, &str))| Column {
            col: Col::from_index(at),
            header: header.to_owned(),
            role,
            unit: None,
        };
        let columns: Vec<Column> = (0..).zip(roles.chain([(Role::Carried, header)])).map(column).collect();
        let at = columns.last().expect("a column").col;
        let layout = Layout { sheet: None, header_row: RowNo::from_index(0), columns, russian: false };
        // A row without what an order needs is wrong in more than one way.
        let row = Row { no: RowNo::from_index(1), cells: vec![(at, Cell::text(given))] };
        let named = |diagnostic: &Diagnostic| match &diagnostic.problem {
            Problem::Cell(CellProblem::Offer(OfferProblem::Astray { name, .. })) => Some(name.clone()),
            _ => None,
        };
        let judged = sheet(catalog, &layout, None, vec![row]).judged;
        judged[0].diagnostics.iter().filter_map(named).collect()
    }

    #[test]
    fn what_the_table_offers_is_no_order_in_a_column_that_is_not_read() {
        let catalog = table();
        for (header, given, name) in [
            ("Ports", "1 Gbit/s", Some("Port")),
            ("P0rt", "1gbit/s", Some("Port")),
            ("Prot", "202", Some("Port")),
            ("Порт", "1 Gbit/s", Some("Port")),
            ("Speed", "200 Mbit/s", Some("Port")),
            ("Port speed", "1 Gbit/s", Some("Port")),
            ("Snapshot wanted", "yes", Some("Snapshots")),
            ("Snapshots wanted", "yes", Some("Snapshots")),
            ("Snapshts", "on", Some("Snapshots")),
            ("Recip", "lamp", Some("Recipe")),
            ("Recepie", "LEMP", Some("Recipe")),
            // Words, figures and times may stand anywhere.
            ("Approved", "on", None),
            ("Approved", "yes", None),
            ("Owner", "202", None),
            ("Owner", "lamp", None),
            ("Grace", "30 days", None),
            ("Kepd", "30 days", Some("Kept")),
            ("Ports", "", None),
            ("Ports", "the old ones", None),
        ] {
            let expected: Vec<&str> = name.into_iter().collect();
            assert_eq!(lost(&catalog, &[], header, given), expected, "{header}: {given}");
        }
        assert!(lost(&catalog, &["Port"], "Ports", "1 Gbit/s").is_empty(), "the column is there");
        assert!(lost(&catalog, &["Port"], "Speed", "1 Gbit/s").is_empty(), "the column is there");
    }

    #[test]
    fn an_amount_below_a_slip_of_the_pen_is_not_left_aside() {
        let mut catalog = table();
        let resource = catalog.tariffs[0].resource(Field::Disk).expect("a disk").clone();
        let named = crate::catalog::NamedResource { name: "Backup".to_owned(), resource };
        catalog.tariffs[0].named = vec![named];
        for (header, given, expected) in [
            ("Bakup", "10", &["Backup"][..]),
            ("Bakup", "10 GB", &["Backup"]),
            ("Bakup", "0", &[]),
            ("Bakup", "weekly", &[]),
            ("Backup kept", "10", &[]),
        ] {
            assert_eq!(lost(&catalog, &[], header, given), expected, "{header}: {given}");
        }
    }
}
