//! Rows that hold a line of text and no order: headings within the table, remarks and signatures below it.

use super::cells::trimmed;
use super::name::{self, Match};
use super::number::counted;
use super::period;
use super::price::price;
use super::table::Table;
use crate::sheet::{Cell, Col, Content, Layout, Offered, Role, Row, Value};
use crate::text::alike::yes_no;

/// The first text of a row in which nothing is what an order needs.
pub(super) fn line(row: &Row, layout: &Layout, table: &Table<'_>) -> Option<String> {
    let mut first = None;
    for (col, cell) in &row.cells {
        let Some(content) = content(*col, layout, table) else { continue };
        match &cell.value {
            // A heading is often merged across its row.
            Value::Merged(with) if with.row == row.no => continue,
            Value::Text(_) | Value::Date(_) => {}
            Value::Number(_)
            | Value::Bool(_)
            | Value::Error(_)
            | Value::NoValue
            | Value::Merged(_)
            | Value::Shown(_)
            | Value::TwoReadings(_) => return None,
        }
        let given = cell.as_read();
        let given = trimmed(&given);
        if speaks(cell, given, (*col, content), table) {
            return None;
        }
        if !given.is_empty() && first.is_none() {
            first = Some(given.to_owned());
        }
    }
    first
}

fn content(col: Col, layout: &Layout, table: &Table<'_>) -> Option<Content> {
    match &layout.column(col)?.role {
        Role::Field(field) => Some(field.facts().content),
        Role::Named(_) => {
            table.named.iter().find(|place| place.column().col == col).map(|place| place.spot(None).content)
        }
        Role::Carried => None,
    }
}

/// Whether a text may say something of an order: what is nearly right is meant to be.
fn speaks(cell: &Cell, given: &str, (col, content): (Col, Content), table: &Table<'_>) -> bool {
    if given.is_empty() || matches!(cell.value, Value::Date(_)) {
        return false;
    }
    match content {
        Content::Name(offered) => {
            let is_id = given.bytes().all(|byte| byte.is_ascii_digit())
                || given.get(..3).is_some_and(|begin| begin.eq_ignore_ascii_case("id:"));
            let found = match offered {
                Offered::Tariffs => name::find(given, table.tariffs.iter().copied()),
                Offered::Templates => name::find(given, table.templates.iter().copied()),
                Offered::DataCentres => {
                    name::find(given, table.catalog.data_centres.iter().map(|place| place.name.as_str()))
                }
                Offered::Recipes => name::find(given, table.recipes.iter().copied()),
                Offered::Options => {
                    let place = table.named.iter().find(|place| place.column().col == col);
                    let options = place.into_iter().flat_map(|place| place.options(table.catalog));
                    let names: Vec<&str> = options.map(|option| option.name.as_str()).collect();
                    if yes_no(given).is_some() {
                        return true;
                    }
                    name::find(given, names.into_iter())
                }
            };
            is_id || !matches!(found, Match::None(None))
        }
        Content::Months => period::months(given).is_some(),
        Content::Renewal | Content::YesNo => yes_no(given).is_some() || period::months(given).is_some(),
        // A host name has no spaces, and a name of a person or a place mostly has; a single word is none.
        Content::Pattern => {
            let is_word = given.chars().all(|c| c.is_alphabetic() || "()*-:".contains(c));
            !is_word && !given.contains(char::is_whitespace)
        }
        Content::Amount { .. } | Content::Number { .. } => counted(given).is_some(),
        Content::Money => price(given).is_some(),
        Content::Text { .. } => false,
    }
}
