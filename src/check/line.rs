//! Rows that hold a line of text and no order: headings within the table, remarks and signatures below it.

use super::cells::trimmed;
use super::name::{self, Match};
use super::number::counted;
use super::period;
use super::price::price;
use crate::catalog::Catalog;
use crate::sheet::{Cell, Col, Content, Field, Layout, Offered, Role, Row, Value};
use crate::text::alike::yes_no;

/// The first text of a row in which nothing is what an order needs.
pub(super) fn line(row: &Row, layout: &Layout, catalog: &Catalog) -> Option<String> {
    let mut first = None;
    for (col, cell) in &row.cells {
        let Some(field) = field(*col, layout) else { continue };
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
        if speaks(cell, given, field, catalog) {
            return None;
        }
        if !given.is_empty() && first.is_none() {
            first = Some(given.to_owned());
        }
    }
    first
}

fn field(col: Col, layout: &Layout) -> Option<Field> {
    match layout.column(col)?.role {
        Role::Field(field) => Some(field),
        Role::Carried => None,
    }
}

/// Whether a text may say something of an order: what is nearly right is meant to be.
fn speaks(cell: &Cell, given: &str, field: Field, catalog: &Catalog) -> bool {
    if given.is_empty() || matches!(cell.value, Value::Date(_)) {
        return false;
    }
    match field.facts().content {
        Content::Name(offered) => {
            let is_id = given.bytes().all(|byte| byte.is_ascii_digit())
                || given.get(..3).is_some_and(|begin| begin.eq_ignore_ascii_case("id:"));
            let found = match offered {
                Offered::Tariffs => name::find(given, catalog.tariffs.iter().map(|tariff| tariff.name.as_str())),
                Offered::Templates => {
                    name::find(given, catalog.templates.iter().map(|template| template.name.as_str()))
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
