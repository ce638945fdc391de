//! What of the catalogue a row names: tariff, data centre, template, recipe.

use super::cells::{Cells, Given};
use super::name::{self, Match};
use super::table::Table;
use crate::catalog::{DataCentreId, Recipe, Tariff, TariffId, Template};
use crate::sheet::Field;
use crate::sheet::problem::{CatalogueProblem, OfferProblem};
use crate::text::alike::yes_no;

/// A data centre that a row names, and how.
struct Place {
    id: DataCentreId,
    given: String,
}

/// The tariff that a row names, by its name or as `id:N`; by a name that several share, or an id, together with
/// the data centre.
pub(super) fn tariff<'c>(cells: &mut Cells<'_>, table: &Table<'c>) -> Option<&'c Tariff> {
    let given = cells.needed(Field::Tariff);
    let place = data_centre(cells, table)?;
    let given = given?;
    let id = given.get(..3).filter(|prefix| prefix.eq_ignore_ascii_case("id:")).map(|_| given[3..].trim());
    let known = |id: TariffId| table.catalog.tariff(id).is_some();
    if let Some(id) = id {
        let Some(id) = id.parse().ok().map(TariffId::new).filter(|id| known(*id)) else {
            let given = given.into_owned();
            cells.report(Field::Tariff, CatalogueProblem::UnknownTariff { given, nearest: None });
            return None;
        };
        return sold_there(cells, table, (&given, place), |tariff| tariff.id == id);
    }
    let name = match name::find(&given, table.tariffs.iter().copied()) {
        Match::One(name, folded) => {
            if folded {
                let (given, name) = (given.clone().into_owned(), name.to_owned());
                cells.report(Field::Tariff, CatalogueProblem::LookAlike { given, name });
            }
            name
        }
        Match::Many(names) => {
            cells.report(Field::Tariff, CatalogueProblem::Ambiguous { given: given.into_owned(), names });
            return None;
        }
        Match::None(nearest) => {
            // A bare number may be meant as an id.
            let id = given.parse().ok().filter(|id| known(TariffId::new(*id)));
            let nearest = id.map(|id| format!("id:{id}")).or(nearest);
            cells.report(Field::Tariff, CatalogueProblem::UnknownTariff { given: given.into_owned(), nearest });
            return None;
        }
    };
    // Its own name is enough of a tariff, even if others share it.
    let own = table.catalog.tariffs.iter().find(|tariff| tariff.name == name);
    match (own, &place) {
        (Some(own), None) => Some(own),
        _ => sold_there(cells, table, (&given, place), |tariff| {
            tariff.name == name || tariff.product.as_deref() == Some(name)
        }),
    }
}

/// The one of several tariffs that stands in the data centre of a row.
fn sold_there<'c>(
    cells: &mut Cells<'_>,
    table: &Table<'c>,
    (given, place): (&str, Option<Place>),
    fits: impl Fn(&Tariff) -> bool,
) -> Option<&'c Tariff> {
    let fitting = || table.catalog.tariffs.iter().filter(|tariff| fits(tariff));
    let places = || {
        let mut places: Vec<String> =
            fitting().filter_map(|tariff| tariff.data_centre).map(|id| table.data_centre(id)).collect();
        places.dedup();
        places
    };
    let there = |tariff: &&Tariff| place.as_ref().is_none_or(|place| tariff.data_centre == Some(place.id));
    let mut found = fitting().filter(there);
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one),
        (None, _) => {
            let given = given.to_owned();
            let problem =
                place.map_or(CatalogueProblem::UnknownTariff { given: given.clone(), nearest: None }.into(), |place| {
                    let allowed = places();
                    crate::sheet::problem::CellProblem::from(OfferProblem::OtherDataCentre {
                        given: place.given,
                        tariff: given,
                        allowed,
                    })
                });
            cells.report(Field::DataCentre, problem);
            None
        }
        (Some(_), Some(_)) => {
            let (given, allowed) = (given.to_owned(), places());
            let names: Vec<String> = fitting().filter(there).map(|tariff| tariff.name.clone()).collect();
            if place.is_none() && allowed.len() == names.len() {
                cells.report(Field::Tariff, OfferProblem::WhichDataCentre { given, allowed });
            } else {
                cells.report(Field::Tariff, CatalogueProblem::Ambiguous { given, names });
            }
            None
        }
    }
}

/// The data centre that a row names, by its name or id. The outer absence: something is wrong. The inner: it
/// names none.
#[expect(clippy::option_option, reason = "the two absences mean different things")]
fn data_centre(cells: &mut Cells<'_>, table: &Table<'_>) -> Option<Option<Place>> {
    let given = match cells.given(Field::DataCentre) {
        Given::Bad => return None,
        Given::Empty => return Some(None),
        Given::Text(given) => given.into_owned(),
    };
    let known = &table.catalog.data_centres;
    let nearest = match name::find(&given, known.iter().map(|place| place.name.as_str())) {
        Match::One(name, folded) => {
            let id = known.iter().find(|place| place.name == name)?.id;
            if folded {
                let name = name.to_owned();
                cells.report(Field::DataCentre, CatalogueProblem::LookAlike { given: given.clone(), name });
            }
            return Some(Some(Place { id, given }));
        }
        Match::Many(names) => {
            cells.report(Field::DataCentre, CatalogueProblem::Ambiguous { given, names });
            return None;
        }
        Match::None(nearest) => nearest,
    };
    let tariffs = || table.catalog.tariffs.iter().filter_map(|tariff| tariff.data_centre);
    let digits =
        given.get(..3).filter(|begin| begin.eq_ignore_ascii_case("id:")).map_or(given.as_str(), |_| &given[3..]);
    let id = digits.trim().parse().ok().map(DataCentreId::new);
    if let Some(id) = id.filter(|id| tariffs().chain(known.iter().map(|place| place.id)).any(|known| known == *id)) {
        return Some(Some(Place { id, given }));
    }
    let mut allowed: Vec<String> = known.iter().map(|place| place.name.clone()).collect();
    if allowed.is_empty() {
        allowed = tariffs().map(|id| format!("id:{id}")).collect();
        allowed.sort_unstable();
        allowed.dedup();
    }
    cells.report(Field::DataCentre, OfferProblem::UnknownDataCentre { given, allowed, nearest });
    None
}

/// What a text means among things that have a name and may have a title.
enum Found<'c, T> {
    One(&'c T, Option<&'c str>),
    Many(Vec<String>),
    None(Option<String>),
}

/// Finds one of several by its name, else by its title. `words` are the names and behind them the titles.
fn titled<'c, T>(given: &str, all: &'c [T], words: &[&'c str], called: fn(&T) -> (&str, Option<&str>)) -> Found<'c, T> {
    let (words, folded) = match name::find(given, words.iter().copied()) {
        Match::None(nearest) => return Found::None(nearest),
        Match::One(word, folded) => {
            let folded = Some(word).filter(|_| folded);
            // Nearly every row says a name.
            if let Some(named) = all.iter().find(|one| called(one).0 == word) {
                return Found::One(named, folded);
            }
            (vec![word.to_owned()], folded)
        }
        Match::Many(words) => (words, None),
    };
    let mut found: Vec<&'c T> = Vec::new();
    for word in &words {
        let named = all.iter().filter(|one| called(one).0 == word);
        let titled = all.iter().filter(|one| called(one).1 == Some(word));
        for one in named.chain(titled) {
            if !found.iter().any(|other| std::ptr::eq(*other, one)) {
                found.push(one);
            }
        }
    }
    match found.as_slice() {
        [one] => Found::One(one, folded),
        several => Found::Many(several.iter().map(|one| called(one).0.to_owned()).collect()),
    }
}

fn of_template(template: &Template) -> (&str, Option<&str>) {
    (&template.name, template.title.as_deref())
}

fn of_recipe(recipe: &Recipe) -> (&str, Option<&str>) {
    (&recipe.name, recipe.title.as_deref())
}

/// The operating system's template that a row names, by its name or its title.
pub(super) fn template<'c>(cells: &mut Cells<'_>, table: &Table<'c>) -> Option<&'c Template> {
    let given = cells.needed(Field::Template)?;
    let (problem, found) = match titled(&given, &table.catalog.templates, &table.templates, of_template) {
        Found::One(template, None) => return Some(template),
        Found::One(template, Some(name)) => {
            let (given, name) = (given.into_owned(), name.to_owned());
            (CatalogueProblem::LookAlike { given, name }, Some(template))
        }
        Found::Many(names) => (CatalogueProblem::Ambiguous { given: given.into_owned(), names }, None),
        Found::None(nearest) => (CatalogueProblem::UnknownTemplate { given: given.into_owned(), nearest }, None),
    };
    cells.report(Field::Template, problem);
    found
}

/// The recipe that a row names, if it goes with the template. The outer absence: something is wrong. The inner:
/// nothing is to be installed.
#[expect(clippy::option_option, reason = "the two absences mean different things")]
pub(super) fn recipe<'c>(
    cells: &mut Cells<'_>,
    table: &Table<'c>,
    template: Option<&Template>,
) -> Option<Option<&'c Recipe>> {
    let given = match cells.given(Field::Recipe) {
        Given::Bad => return None,
        Given::Empty => return Some(None),
        Given::Text(given) => given.into_owned(),
    };
    let recipes = &table.catalog.recipes;
    let recipe = match titled(&given, recipes, &table.recipes, of_recipe) {
        Found::One(recipe, folded) => {
            if let Some(name) = folded.map(ToOwned::to_owned) {
                cells.report(Field::Recipe, CatalogueProblem::LookAlike { given, name });
            }
            recipe
        }
        Found::Many(names) => {
            cells.report(Field::Recipe, CatalogueProblem::Ambiguous { given, names });
            return None;
        }
        Found::None(_) if yes_no(&given) == Some(false) => return Some(None),
        Found::None(nearest) => {
            let shown = |recipe: &Recipe| recipe.title.as_ref().unwrap_or(&recipe.name).clone();
            let allowed = recipes.iter().map(shown).collect();
            cells.report(Field::Recipe, OfferProblem::UnknownRecipe { given, allowed, nearest });
            return None;
        }
    };
    let Some(allowed) = &recipe.templates else { return Some(Some(recipe)) };
    // What is wrong with the template is told at its own cell.
    let template = template?;
    if allowed.contains(&template.name) {
        return Some(Some(recipe));
    }
    let (recipe, template, allowed) = (recipe.name.clone(), template.name.clone(), allowed.clone());
    cells.report(Field::Recipe, OfferProblem::RecipeNotTaken { recipe, template, allowed });
    None
}

/// Warns of a template that the tariff is not known to take. The table may be behind the panel, so the
/// order goes out all the same.
pub(super) fn taken(cells: &mut Cells<'_>, tariff: &Tariff, template: &Template) {
    if tariff.templates.as_ref().is_some_and(|taken| !taken.contains(&template.name)) {
        let (tariff, template) = (tariff.name.clone(), template.name.clone());
        cells.report(Field::Template, CatalogueProblem::TemplateNotTaken { tariff, template });
    }
}
