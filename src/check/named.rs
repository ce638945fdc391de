//! What a row asks for of all that a tariff table names beside the fields: amounts and choices.

use super::amounts::is_sold;
use super::cells::{Cells, Given};
use super::name::{self, Match};
use super::number::{amount, counted, date, has_size, is_space};
use super::places::Spot;
use super::table::{NamedPlace, Sold, Table};
use crate::catalog::{Choice, ChoiceOption, NamedResource, Tariff};
use crate::order::{NamedTerm, NamedValue};
use crate::sheet::problem::{CatalogueProblem, OfferProblem, Quantity, ValueProblem};
use crate::text::alike::{plain, yes_no};
use crate::text::heading::folded;

/// What a row asks for by name.
#[derive(Debug, Default)]
pub(super) struct Named<'c> {
    /// How much of the tariff's resources, in the table's order.
    pub(super) amounts: Vec<u32>,
    /// The options of its choices, in the table's order.
    pub(super) options: Vec<&'c ChoiceOption>,
    /// What the sheet has a column for.
    pub(super) asked: Vec<NamedTerm>,
}

/// Reads all of them, reporting everything that is wrong; none if anything is.
pub(super) fn named<'c>(cells: &mut Cells<'_>, table: &Table<'c>, tariff: Option<&'c Tariff>) -> Option<Named<'c>> {
    let usual = tariff.map(|tariff| table.usual(tariff)).unwrap_or_default();
    let mut named = Named { amounts: usual.amounts, options: usual.options, asked: Vec::new() };
    if table.named.is_empty() {
        return Some(named);
    }
    let at = tariff.and_then(|tariff| table.place(tariff));
    let mut sound = true;
    for place in &table.named {
        let sold = at.and_then(|at| place.sold(at));
        let given = cells.given_at(place.spot(sold));
        let Some(tariff) = tariff else { continue };
        let read = match (given, sold) {
            (Given::Bad, _) => None,
            (Given::Empty, None) => Some(()),
            (Given::Text(given), None) => unsold(cells, place, &given, tariff),
            (given, Some(Sold::Resource(at))) => tariff.named.get(at).and_then(|of| {
                let text = text(given);
                let value = text
                    .as_ref()
                    .map_or(Some(of.resource.default), |text| how_much(cells, place.spot(sold), text, (of, tariff)))?;
                named.amounts[at] = value;
                named.asked.push(NamedTerm {
                    name: of.name.clone(),
                    value: NamedValue::Amount(value),
                    given: text.is_some(),
                });
                Some(())
            }),
            (given, Some(Sold::Choice(at))) => tariff.choices.get(at).and_then(|of| {
                let text = text(given);
                if let Some(text) = &text {
                    *named.options.get_mut(at)? = which(cells, place.spot(sold), text, (of, tariff))?;
                }
                let option = named.options.get(at)?;
                let (value, name) = (option.value.clone(), option.name.clone());
                let value = NamedValue::Option { value, name };
                named.asked.push(NamedTerm { name: of.name.clone(), value, given: text.is_some() });
                Some(())
            }),
        };
        // The cells after a wrong one are read all the same: a person is told of all of them at once.
        sound &= read.is_some();
    }
    sound.then_some(named)
}

fn text(given: Given<'_>) -> Option<String> {
    match given {
        Given::Text(text) => Some(text.into_owned()),
        Given::Empty | Given::Bad => None,
    }
}

/// Of what a tariff does not have it takes none, rather than an order without what was asked for.
fn unsold(cells: &mut Cells<'_>, place: &NamedPlace<'_>, given: &str, tariff: &Tariff) -> Option<()> {
    // A unit changes nothing of a zero, and the header may have one.
    let end = given.find(|c: char| !c.is_ascii_digit() && !is_space(c)).unwrap_or(given.len());
    let none = yes_no(given) == Some(false) || counted(&given[..end]).is_some_and(|counted| counted.number == 0);
    if !none {
        let (given, name, tariff) = (given.to_owned(), place.name.to_owned(), tariff.name.clone());
        cells.report_at(place.spot(None), OfferProblem::NotSold { given, name, tariff });
    }
    none.then_some(())
}

/// How much of a resource a text asks for.
fn how_much(
    cells: &mut Cells<'_>,
    spot: Spot<'_>,
    given: &str,
    (of, tariff): (&NamedResource, &Tariff),
) -> Option<u32> {
    let unit = of.resource.unit.as_deref();
    let Some(value) = in_unit(given, unit).or_else(|| amount(given, unit)) else {
        let (given, own) = (given.to_owned(), unit.map(ToOwned::to_owned));
        let name = Some(Quantity::Column(of.name.clone()));
        let problem = date(&given).unwrap_or_else(|| match own {
            Some(unit) if has_size(&given) => ValueProblem::NotDivisible { given, unit, of: name }.into(),
            unit => ValueProblem::NotWhole { given, unit, of: name }.into(),
        });
        cells.report_at(spot, problem);
        return None;
    };
    let (min, max, step) = (of.resource.min, of.resource.max, of.resource.step);
    // Where the table knows no limit, none of it is an amount.
    if !is_sold(value, min.unwrap_or(0), (min, max, step)) {
        let (given, tariff, unit) = (given.to_owned(), tariff.name.clone(), of.resource.unit.clone());
        let min = Some(min.unwrap_or(0));
        cells.report_at(spot, CatalogueProblem::OutOfRange { given, tariff, min, max, step, unit });
        return None;
    }
    Some(value)
}

/// A number with the table's own unit behind it, whatever that is: `100 Mbit/s`.
fn in_unit(given: &str, unit: Option<&str>) -> Option<u32> {
    let end = given.find(|c: char| !c.is_ascii_digit() && !is_space(c))?;
    let (number, behind) = given.split_at(end);
    let is_own = unit.is_some_and(|unit| folded(unit) == folded(behind));
    counted(number).filter(|_| is_own).map(|counted| counted.number)
}

/// Which option of a choice a text means: by its name as people write it, else yes or no where it is on or off,
/// else by what the panel is told. What is one option's name and another one's value tells neither.
fn which<'c>(
    cells: &mut Cells<'_>,
    spot: Spot<'_>,
    given: &str,
    (of, tariff): (&'c Choice, &Tariff),
) -> Option<&'c ChoiceOption> {
    let mut ambiguous = |names: Vec<String>| {
        cells.report_at(spot, CatalogueProblem::Ambiguous { given: given.to_owned(), names });
        None
    };
    let by_value = valued(of, given);
    let other = |one: &ChoiceOption| by_value.filter(|other| other.value != one.value);
    let nearest = match name::find(given, of.options.iter().map(|option| option.name.as_str())) {
        Match::One(name, folded) => {
            let called: Vec<&ChoiceOption> = of.options.iter().filter(|option| option.name == name).collect();
            let [one] = called.as_slice() else {
                return ambiguous(called.into_iter().map(|option| option.value.clone()).collect());
            };
            if let Some(other) = other(one) {
                return ambiguous(both(one, other));
            }
            if folded {
                let name = name.to_owned();
                cells.report_at(spot, CatalogueProblem::LookAlike { given: given.to_owned(), name });
            }
            return Some(one);
        }
        Match::Many(names) => return ambiguous(names),
        Match::None(nearest) => nearest,
    };
    let switched = switched(of, given);
    if let Some((one, other)) = switched.and_then(|one| Some((one, other(one)?))) {
        return ambiguous(both(one, other));
    }
    let in_full = || of.options.iter().find(|option| plain(&option.in_full()) == plain(given));
    switched.or(by_value).or_else(in_full).or_else(|| {
        // A figure tells one option from the next.
        let nearest = nearest.filter(|name| figures(name).eq(figures(given)));
        let (given, choice, tariff) = (given.to_owned(), of.name.clone(), tariff.name.clone());
        let allowed = of.options.iter().map(|option| option.name.clone()).collect();
        cells.report_at(spot, OfferProblem::UnknownOption { given, choice, tariff, allowed, nearest });
        None
    })
}

/// The option that the panel is told so: letter for letter, else the only one without regard to case.
fn valued<'c>(of: &'c Choice, given: &str) -> Option<&'c ChoiceOption> {
    let exact = of.options.iter().find(|option| option.value == given);
    exact.or_else(|| {
        let mut alike = of.options.iter().filter(|option| option.value.eq_ignore_ascii_case(given));
        alike.next().filter(|_| alike.next().is_none())
    })
}

/// Two options that a text may mean, as each can be written.
fn both(one: &ChoiceOption, other: &ChoiceOption) -> Vec<String> {
    [one, other].map(ChoiceOption::in_full).to_vec()
}

/// The figures of a text, in their order.
fn figures(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

/// The option of a choice between on and off that yes or no means.
fn switched<'c>(of: &'c Choice, given: &str) -> Option<&'c ChoiceOption> {
    let wanted = yes_no(given)?;
    let [one, other] = of.options.as_slice() else { return None };
    // A number is an id, and no yes: `1` may be the first of several.
    let state = |option: &ChoiceOption| match option.value.as_str() {
        "on" => Some(true),
        "off" => Some(false),
        _ if option.name.chars().any(|c| c.is_ascii_digit()) => None,
        _ => yes_no(&option.name),
    };
    match (state(one), state(other)) {
        (Some(first), Some(second)) if first != second => Some(if first == wanted { one } else { other }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::check::{Judged, Judgement, sheet};
    use crate::sheet::problem::{CellProblem, Problem};
    use crate::sheet::{Cell, Col, Column, Field, Layout, Role, Row, RowNo};

    /// A row with this for the choice of the table's first tariff, judged.
    fn judged(catalog: &Catalog, template: &str, given: &str) -> Judged {
        let tariff = &catalog.tariffs[0];
        let period = tariff.periods.keys().next().expect("a period").to_string();
        let cells = [
            (Role::Field(Field::Tariff), tariff.name.as_str()),
            (Role::Field(Field::Template), template),
            (Role::Field(Field::Period), &period),
            (Role::Field(Field::Domain), "web-1.example.ru"),
            (Role::Named(tariff.choices[0].name.clone()), given),
        ];
        let column = |(at, (role, _)): (u16, &(Role, &str))| Column {
            col: Col::from_index(at),
            header: String::new(),
            role: role.clone(),
            unit: None,
        };
        let columns = (0..).zip(&cells).map(column).collect();
        let layout = Layout { sheet: None, header_row: RowNo::from_index(0), columns, russian: false };
        let cells = (0..).zip(cells).map(|(at, (_, text))| (Col::from_index(at), Cell::text(text))).collect();
        sheet(catalog, &layout, None, vec![Row { no: RowNo::from_index(1), cells }]).judged.remove(0)
    }

    /// The option that is proposed for what is none.
    fn proposed(catalog: &Catalog, given: &str) -> Option<String> {
        match &judged(catalog, "Debian-13-amd64", given).diagnostics[0].problem {
            Problem::Cell(CellProblem::Offer(OfferProblem::UnknownOption { nearest, .. })) => nearest.clone(),
            other => panic!("{given}: {other:?}"),
        }
    }

    /// What the choice of the table's first tariff is by these cells, or the problem's code.
    fn chosen(catalog: &Catalog, template: &str, given: &str) -> String {
        let judged = judged(catalog, template, given);
        match judged.judgement {
            Judgement::Orders(orders) => match &orders[0].terms.asked.named[0].value {
                NamedValue::Option { value, .. } => value.clone(),
                NamedValue::Amount(amount) => amount.to_string(),
            },
            _ => match &judged.diagnostics[0].problem {
                Problem::Cell(CellProblem::Catalogue(CatalogueProblem::Ambiguous { names, .. })) => names.join("|"),
                other => format!("{other:?}").split([' ', '(']).nth(2).unwrap_or_default().to_owned(),
            },
        }
    }

    fn catalog(options: &[(&str, &str)]) -> Catalog {
        let mut catalog = Catalog::bundled("demo6").expect("bundled").expect("sound");
        let option = |(value, name): &(&str, &str)| ChoiceOption {
            value: (*value).to_owned(),
            name: (*name).to_owned(),
            prices: std::collections::BTreeMap::new(),
        };
        let choice = &mut catalog.tariffs[0].choices[0];
        choice.options = options.iter().map(option).collect();
        choice.default = options[0].0.to_owned();
        catalog
    }

    #[test]
    fn an_option_is_known_by_its_name_then_by_yes_and_no_then_by_its_value() {
        let debian = "Debian-13-amd64";
        let switch = [("off", "without"), ("on", "with")];
        let words = [("71", "Нет"), ("72", "Да")];
        let several = [("1", "100 Mbit/s"), ("2", "1 Gbit/s"), ("3", "1")];
        let pair = [("1", "0"), ("2", "1")];
        let same = [("0", "0"), ("1", "1")];
        let crossed = [("201", "203"), ("203", "201")];
        let cased = [("b", "one"), ("B", "two")];
        let turned = [("0", "Да"), ("1", "Нет")];
        for (options, given, value) in [
            (&switch[..], "with", "on"),
            (&switch, "да", "on"),
            (&switch, "TRUE", "on"),
            (&switch, "0", "off"),
            (&switch, "OFF", "off"),
            (&words, "yes", "72"),
            (&words, "-", "71"),
            (&words, "72", "72"),
            // A name that is the value of another one tells neither.
            (&several, "1", "1 (3)|100 Mbit/s (1)"),
            (&several, "2", "2"),
            (&several, "3", "3"),
            (&several, "1gbit/s", "2"),
            // Figures are no yes and no.
            (&pair, "1", "1 (2)|0 (1)"),
            (&pair, "0", "1"),
            (&pair, "2", "2"),
            (&same, "1", "1"),
            (&crossed, "203", "203 (201)|201 (203)"),
            (&turned, "1", "Да (0)|Нет (1)"),
            (&turned, "yes", "0"),
            // In full nothing is ambiguous.
            (&crossed, "203 (201)", "201"),
            (&crossed, "201 (203)", "203"),
            (&cased, "B", "B"),
            (&cased, "b", "b"),
        ] {
            assert_eq!(chosen(&catalog(options), debian, given), value, "{options:?}: {given}");
        }
        let wrong = chosen(&catalog(&pair), debian, "yes");
        assert!(wrong.contains("UnknownOption") || wrong.contains("Offer"), "{wrong}");
    }

    #[test]
    fn no_option_is_proposed_that_differs_by_a_figure_or_by_all_its_letters() {
        let table = catalog(&[("1", "100 Mbit/s"), ("2", "1 Gbit/s"), ("3", "on")]);
        for (given, nearest) in [("1 Gbit", Some("1 Gbit/s")), ("5 Gbit/s", None), ("x", None), ("10 Gbit/s", None)] {
            assert_eq!(proposed(&table, given).as_deref(), nearest, "{given}");
        }
    }

    #[test]
    fn names_that_do_not_tell_options_or_templates_apart_are_ambiguous() {
        let options = [("1", "own"), ("2", "own"), ("3", "Other"), ("4", "other")];
        let mut table = catalog(&options);
        let debian = "Debian-13-amd64";
        assert_eq!(chosen(&table, debian, "own"), "1|2");
        assert_eq!(chosen(&table, debian, "OTHER"), "Other|other");
        assert_eq!((chosen(&table, debian, "Other").as_str(), chosen(&table, debian, "2").as_str()), ("3", "2"));
        for template in &mut table.templates[..2] {
            template.title = Some("Linux".to_owned());
        }
        let [first, second] = [0, 1].map(|at| table.templates[at].name.clone());
        assert_eq!(chosen(&table, "linux", "3"), format!("{first}|{second}"));
    }
}
