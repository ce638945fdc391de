//! What the columns of a sheet say against the tariff table, before any row.

use crate::catalog::{Catalog, Dialect, Vat};
use crate::sheet::problem::{CatalogueProblem, Diagnostic, OfferProblem, Place, Problem};
use crate::sheet::vat::{self, Said};
use crate::sheet::{CellRef, Field, Layout, Role};

/// Prices whose header says otherwise of value added tax than the table does: their sums would be of another
/// kind than what the panel charges.
#[must_use]
pub fn columns(catalog: &Catalog, layout: &Layout) -> Vec<Diagnostic> {
    let prices =
        layout.columns.iter().filter(|column| matches!(&column.role, Role::Field(Field::Price | Field::PricePerMonth)));
    let contradicts = |said: Said| match catalog.vat {
        Vat::Included => said == Said::Without,
        Vat::Excluded | Vat::None => said == Said::With,
        Vat::Unknown => false,
    };
    let vat = prices.filter_map(|column| {
        let (_, said) = vat::split(&column.header).filter(|(_, said)| contradicts(*said))?;
        let problem = CatalogueProblem::OtherVat { given: column.header.clone(), with: said == Said::With };
        Some(Diagnostic::of_cell(CellRef { row: layout.header_row, col: column.col }, problem))
    });
    vat.chain(recipes(catalog, layout)).chain(untold(catalog)).collect()
}

/// A column of recipes where the panel cannot be told one, or is told another with every order.
fn recipes(catalog: &Catalog, layout: &Layout) -> Option<Diagnostic> {
    let column = layout.columns.iter().find(|column| column.role == Role::Field(Field::Recipe))?;
    let given = column.header.clone();
    let problem = match (catalog.fixed_recipe(), catalog.protocol.dialect) {
        (Some(fixed), _) => OfferProblem::RecipeFixed { given, fixed: fixed.to_owned() },
        (None, Dialect::Billmanager4) if !catalog.recipes.is_empty() => OfferProblem::NoRecipes { given },
        (None, _) => return None,
    };
    Some(Diagnostic::of_cell(CellRef { row: layout.header_row, col: column.col }, problem))
}

/// Choices that the panel of the table cannot be told.
fn untold(catalog: &Catalog) -> Option<Diagnostic> {
    if catalog.protocol.dialect != Dialect::Billmanager4 {
        return None;
    }
    let choices = catalog.tariffs.iter().flat_map(|tariff| tariff.choices.iter().map(move |choice| (tariff, choice)));
    let mut options = choices.flat_map(|(tariff, choice)| choice.options.iter().map(move |one| (tariff, choice, one)));
    let (tariff, choice, option) = options.find(|(_, _, option)| option.value.parse::<u32>().is_err())?;
    let (tariff, choice, value) = (tariff.name.clone(), choice.name.clone(), option.value.clone());
    let problem = Problem::Cell(OfferProblem::NotTold { tariff, choice, value }.into());
    Some(Diagnostic { place: Place::Sheet, problem })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Col, Column, RowNo};

    fn found(vat: Vat, header: &str) -> usize {
        let catalog = Catalog { vat, ..Catalog::bundled("ihor").expect("bundled").expect("sound") };
        let role = Role::Field(Field::Price);
        let column = Column { col: Col::from_index(4), header: header.to_owned(), role, unit: None };
        let header_row = RowNo::from_index(0);
        let layout = Layout { sheet: None, header_row, columns: vec![column], russian: true };
        columns(&catalog, &layout).len()
    }

    #[test]
    fn a_header_that_says_otherwise_of_the_tax_than_the_table_is_found() {
        for (vat, with, without) in
            [(Vat::Included, 0, 1), (Vat::Excluded, 1, 0), (Vat::None, 1, 0), (Vat::Unknown, 0, 0)]
        {
            assert_eq!([found(vat, "Цена с НДС"), found(vat, "Цена без НДС")], [with, without], "{vat:?}");
            assert_eq!(found(vat, "Цена"), 0);
        }
    }
}
