//! What the columns of a sheet say against the tariff table, before any row.

use crate::catalog::{Catalog, Dialect, Vat};
use crate::sheet::problem::{CatalogueProblem, Diagnostic, OfferProblem, Place, Problem};
use crate::sheet::vat::{Stated, stated};
use crate::sheet::{CellRef, Field, Layout, Role};

/// Prices whose header says otherwise of value added tax than the table does: their sums would be of another
/// kind than what the panel charges.
#[must_use]
pub fn columns(catalog: &Catalog, layout: &Layout) -> Vec<Diagnostic> {
    let first = stated(layout).next().map(|(_, stated)| stated);
    let vat = stated(layout).filter_map(|(column, said)| {
        let problem = against_table(catalog, said).or_else(|| against_other(first?, said))?;
        Some(Diagnostic::of_cell(CellRef { row: layout.header_row, col: column.col }, problem))
    });
    vat.chain(recipes(catalog, layout)).chain(untold(catalog)).collect()
}

/// What a header says otherwise of the tax than the table.
fn against_table(catalog: &Catalog, said: Stated<'_>) -> Option<CatalogueProblem> {
    let given = || said.header.to_owned();
    let contradicts = match catalog.vat {
        Vat::Included => !said.with,
        Vat::Excluded | Vat::None => said.with,
        Vat::Unknown => false,
    };
    if contradicts {
        return Some(CatalogueProblem::OtherVat { given: given(), with: said.with });
    }
    let (rate, table) = (said.rate?, catalog.vat_rate?);
    (rate != table.into()).then(|| CatalogueProblem::OtherVatRate { given: given(), table })
}

/// What a header says otherwise of the tax than the first that names it.
fn against_other(first: Stated<'_>, said: Stated<'_>) -> Option<CatalogueProblem> {
    let other_rate = first.rate.zip(said.rate).is_some_and(|(one, other)| one != other);
    let differs = first.with != said.with || other_rate;
    differs.then(|| CatalogueProblem::TwoVats { given: said.header.to_owned(), other: first.header.to_owned() })
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

    #[test]
    fn rates_and_headers_that_contradict_each_other_are_found() {
        let bundled = || Catalog::bundled("ihor").expect("bundled").expect("sound");
        let found = |vat, vat_rate, headers: [&str; 2]| {
            let catalog = Catalog { vat, vat_rate, ..bundled() };
            let fields = [Field::Price, Field::PricePerMonth];
            let columns = headers.into_iter().zip(fields).zip(4..).map(|((header, field), at)| Column {
                col: Col::from_index(at),
                header: header.to_owned(),
                role: Role::Field(field),
                unit: None,
            });
            let header_row = RowNo::from_index(0);
            let layout = Layout { sheet: None, header_row, columns: columns.collect(), russian: true };
            let codes: Vec<_> = columns_of(&catalog, &layout);
            assert!(codes.iter().all(|code| *code == "E067"), "{codes:?}");
            codes.len()
        };
        let (with, without) = (["Цена с НДС 20%", "Цена за месяц с НДС"], ["Цена с НДС", "Цена за месяц без НДС"]);
        assert_eq!([found(Vat::Unknown, None, with), found(Vat::Unknown, None, without)], [0, 1]);
        assert_eq!(found(Vat::Unknown, None, ["Цена с НДС 20%", "Цена за месяц с НДС 22%"]), 1);
        assert_eq!([found(Vat::Included, Some(20), with), found(Vat::Included, Some(22), with)], [0, 1]);
    }

    fn columns_of(catalog: &Catalog, layout: &Layout) -> Vec<&'static str> {
        columns(catalog, layout).iter().map(|found| found.code().0).collect()
    }
}
