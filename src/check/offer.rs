//! What of the catalogue a row names: tariff and template.

use super::cells::Cells;
use super::name::{self, Match};
use crate::catalog::{Catalog, Tariff, TariffId, Template};
use crate::sheet::Field;
use crate::sheet::problem::CatalogueProblem;

/// The tariff that a row names, by its name or as `id:N`.
pub(super) fn tariff<'c>(cells: &mut Cells<'_>, catalog: &'c Catalog) -> Option<&'c Tariff> {
    let given = cells.needed(Field::Tariff)?;
    let id = given.get(..3).filter(|prefix| prefix.eq_ignore_ascii_case("id:")).map(|_| given[3..].trim());
    if let Some(id) = id {
        let found = id.parse().ok().and_then(|id| catalog.tariff(TariffId::new(id)));
        if found.is_none() {
            cells.report(Field::Tariff, CatalogueProblem::UnknownTariff { given: given.into_owned(), nearest: None });
        }
        return found;
    }
    let name = match name::find(&given, catalog.tariffs.iter().map(|tariff| tariff.name.as_str())) {
        Match::One(name, folded) => {
            if folded {
                cells.report(
                    Field::Tariff,
                    CatalogueProblem::LookAlike { given: given.into_owned(), name: name.to_owned() },
                );
            }
            name
        }
        Match::Many(names) => {
            cells.report(Field::Tariff, CatalogueProblem::Ambiguous { given: given.into_owned(), names });
            return None;
        }
        Match::None(nearest) => {
            // A bare number may be meant as an id.
            let id = given.parse().ok().filter(|id| catalog.tariff(TariffId::new(*id)).is_some());
            let nearest = id.map(|id| format!("id:{id}")).or(nearest);
            cells.report(Field::Tariff, CatalogueProblem::UnknownTariff { given: given.into_owned(), nearest });
            return None;
        }
    };
    catalog.tariffs.iter().find(|tariff| tariff.name == name)
}

/// The operating system's template that a row names.
pub(super) fn template<'c>(cells: &mut Cells<'_>, catalog: &'c Catalog) -> Option<&'c Template> {
    let given = cells.needed(Field::Template)?;
    match name::find(&given, catalog.templates.iter().map(|template| template.name.as_str())) {
        Match::One(name, folded) => {
            if folded {
                cells.report(
                    Field::Template,
                    CatalogueProblem::LookAlike { given: given.into_owned(), name: name.to_owned() },
                );
            }
            catalog.template(name)
        }
        Match::Many(names) => {
            cells.report(Field::Template, CatalogueProblem::Ambiguous { given: given.into_owned(), names });
            None
        }
        Match::None(nearest) => {
            cells.report(Field::Template, CatalogueProblem::UnknownTemplate { given: given.into_owned(), nearest });
            None
        }
    }
}

/// Warns of a template that the tariff is not known to take. The table may be behind the panel, so the
/// order goes out all the same.
pub(super) fn taken(cells: &mut Cells<'_>, tariff: &Tariff, template: &Template) {
    if tariff.templates.as_ref().is_some_and(|taken| !taken.contains(&template.name)) {
        let (tariff, template) = (tariff.name.clone(), template.name.clone());
        cells.report(Field::Template, CatalogueProblem::TemplateNotTaken { tariff, template });
    }
}
