//! What the columns of a sheet say against the tariff table, before any row.

use crate::catalog::{Catalog, Vat};
use crate::sheet::problem::{CatalogueProblem, Diagnostic};
use crate::sheet::vat::{self, Said};
use crate::sheet::{CellRef, Field, Layout, Role};

/// Prices whose header says otherwise of value added tax than the table does: their sums would be of another
/// kind than what the panel charges.
#[must_use]
pub fn columns(catalog: &Catalog, layout: &Layout) -> Vec<Diagnostic> {
    let prices =
        layout.columns.iter().filter(|column| matches!(column.role, Role::Field(Field::Price | Field::PricePerMonth)));
    let contradicts = |said: Said| match catalog.vat {
        Vat::Included => said == Said::Without,
        Vat::Excluded | Vat::None => said == Said::With,
        Vat::Unknown => false,
    };
    let found = prices.filter_map(|column| {
        let (_, said) = vat::split(&column.header).filter(|(_, said)| contradicts(*said))?;
        let problem = CatalogueProblem::OtherVat { given: column.header.clone(), with: said == Said::With };
        Some(Diagnostic::of_cell(CellRef { row: layout.header_row, col: column.col }, problem))
    });
    found.collect()
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
