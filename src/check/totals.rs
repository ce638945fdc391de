//! Rows of totals, held against the rows above them: a total that is not theirs tells of a row that was lost, added
//! or read otherwise than somebody thinks.

use rust_decimal::Decimal;

use super::cells::trimmed;
use super::number::counted;
use super::price::{price, price_of_number};
use super::shown::{self, taken};
use crate::money::Money;
use crate::sheet::problem::{Diagnostic, FileProblem, Place};
use crate::sheet::vat::{self, Said};
use crate::sheet::{Cell, CellRef, Col, Content, Field, Layout, RowNo, Value};

/// So many earlier totals are looked back to: a total may sum up others.
const BACK: usize = 64;

/// Words for figures of a total row that are no sums.
const NO_SUM: [&str; 4] = ["количество", "count", "среднее", "average"];

/// Words for a part of a sum.
const AMONG: [&str; 2] = ["числе", "ч"];

/// Words for what is taken off a sum; what follows is no sum of rows any more.
const TAKEN_OFF: [&str; 2] = ["скидка", "discount"];

/// What the rows so far come to.
#[derive(Debug)]
pub struct Totals {
    columns: Vec<Column>,
    domain: Option<Col>,
    count: Option<Col>,
    /// Whether a total that is not right is an error.
    strict: bool,
    /// Whether a discount stands below the last order.
    off: bool,
    rows: u64,
    /// How many rows there were at each earlier total.
    earlier: Vec<u64>,
}

/// A column whose totals are compared.
#[derive(Debug)]
struct Column {
    col: Col,
    content: Content,
    header: String,
    /// Whether its amounts include tax, where the header says so.
    with_tax: Option<bool>,
    /// Whether a tax stands below the last order, so that a sum may be with it or without.
    aside: bool,
    /// What its rows come to, and what they came to at each earlier total.
    sums: Sums,
    totals: Vec<Sums>,
}

/// Sums of a column since the first row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums {
    /// Of the rows that are ordered, of those with the ones that say not to order them, and of all.
    of: [Sum; 3],
    /// How many cells hold no figure that can be added.
    unread: u64,
}

/// What becomes of a row; whoever sums up may mean those that are left out as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taken {
    /// It is ordered, or wrong.
    Ordered,
    /// It says itself that it is not to be ordered.
    Refused,
    /// It is hidden, and hidden rows are left out.
    Hidden,
}

/// A sum of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    /// As they stand.
    plain: Decimal,
    /// Each as often as its row orders; an empty count is one server.
    times: Decimal,
}

/// What a cell adds to a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    Empty,
    Is(Decimal),
    Unread,
}

impl Totals {
    /// For the rows of a sheet; `strict` makes a total that is not right an error.
    #[must_use]
    pub fn new(layout: &Layout, strict: bool) -> Self {
        let compared = [Field::Count, Field::Price, Field::PricePerMonth];
        let column = |field: Field| {
            let col = layout.col(field)?;
            let header = layout.column(col)?.header.clone();
            let content = field.facts().content;
            let with_tax = vat::split(&header).and_then(|(_, said)| with_tax(said));
            Some(Column { col, content, header, with_tax, aside: false, sums: Sums::default(), totals: Vec::new() })
        };
        Self {
            columns: compared.into_iter().filter_map(column).collect(),
            domain: layout.col(Field::Domain),
            count: layout.col(Field::Count),
            strict,
            off: false,
            rows: 0,
            earlier: Vec::new(),
        }
    }

    /// Takes a row that may hold orders, and what becomes of it.
    pub fn row(&mut self, cells: &[(Col, Cell)], taken: Taken) {
        if self.columns.is_empty() {
            return;
        }
        self.rows += 1;
        self.off = false;
        self.columns.iter_mut().for_each(|column| column.aside = false);
        let count = match self.count.and_then(|col| at(cells, col)).map_or(Figure::Empty, |cell| figure(COUNT, cell)) {
            Figure::Empty => Some(Decimal::ONE),
            Figure::Is(count) => Some(count),
            Figure::Unread => None,
        };
        // A line of text among the orders is no server.
        let orders = self.domain.and_then(|col| at(cells, col)).is_some_and(|cell| !cell.is_blank());
        for column in &mut self.columns {
            let found = at(cells, column.col).map_or(Figure::Empty, |cell| figure(column.content, cell));
            let is_count = matches!(column.content, Content::Number { .. });
            let (plain, times) = match (found, count) {
                (Figure::Unread, _) | (Figure::Is(_), None) => {
                    column.sums.unread += 1;
                    continue;
                }
                (Figure::Is(count), Some(_)) if is_count => (count, count),
                (Figure::Is(price), Some(count)) => (price, price.saturating_mul(count)),
                (Figure::Empty, _) if is_count && orders => (Decimal::ZERO, Decimal::ONE),
                (Figure::Empty, _) => continue,
            };
            for sum in &mut column.sums.of[taken as usize..] {
                sum.plain = sum.plain.saturating_add(plain);
                sum.times = sum.times.saturating_add(times);
            }
        }
    }

    /// Takes a row of totals, and tells which of its figures are not what the rows above it come to.
    pub fn total(&mut self, row: RowNo, cells: &[(Col, Cell)]) -> Vec<Diagnostic> {
        // Above the rows it may sum up what follows.
        if self.rows == 0 {
            return Vec::new();
        }
        let kind = kind(cells);
        match kind {
            Kind::NoSum => return Vec::new(),
            Kind::Off => {
                self.off = true;
                return Vec::new();
            }
            Kind::Tax | Kind::Taxed(_) | Kind::Sum => {}
        }
        // What a tax is of, or is with, is told by the column alone.
        let compared: Vec<bool> = self.columns.iter_mut().map(|column| column.is_summed(kind, self.off)).collect();
        if kind == Kind::Tax {
            return Vec::new();
        }
        let rows = self.rows - self.earlier.last().copied().unwrap_or_default();
        let since = if rows > 0 { rows } else { self.rows };
        let mut found = Vec::new();
        for (column, _) in self.columns.iter().zip(compared).filter(|(_, compared)| *compared) {
            let Some(cell) = at(cells, column.col) else { continue };
            let problem = match figure(column.content, cell) {
                Figure::Is(total) => column.differs(total, (since, rows > 0), self.strict),
                Figure::Unread if is_figure(cell) => Some(column.unread(cell, self.strict)),
                Figure::Unread | Figure::Empty => None,
            };
            if let Some(problem) = problem {
                found
                    .push(Diagnostic { place: Place::Cell(CellRef { row, col: column.col }), problem: problem.into() });
            }
        }
        // Two in a row sum up the same rows.
        if rows > 0 {
            self.earlier.push(self.rows);
            self.columns.iter_mut().for_each(|column| column.totals.push(column.sums));
        }
        found
    }
}

impl Column {
    /// Whether the figure in a row of totals is a sum of this column's cells.
    fn is_summed(&mut self, kind: Kind, off: bool) -> bool {
        if !matches!(self.content, Content::Money) {
            // A tax and a discount change no count.
            return matches!(kind, Kind::Sum | Kind::Taxed(_));
        }
        let is_same = match kind {
            Kind::Sum => !self.aside,
            Kind::Taxed(with) => self.with_tax == Some(with),
            Kind::Tax | Kind::Off | Kind::NoSum => false,
        };
        // A tax that is in the amounts comes on top of none.
        self.aside |= matches!(kind, Kind::Tax | Kind::Taxed(_)) && self.with_tax != Some(true);
        is_same && !off
    }

    /// What is said of a figure that cannot be read.
    fn unread(&self, cell: &Cell, strict: bool) -> FileProblem {
        FileProblem::TotalUnread { header: self.header.clone(), given: cell.as_read().into_owned(), strict }
    }

    /// What is wrong with a total; none if the rows since an earlier total, or all of them, come to it, or if some of
    /// them cannot be added.
    fn differs(&self, total: Decimal, (rows, some): (u64, bool), strict: bool) -> Option<FileProblem> {
        let earlier = self.totals.iter().rev().take(BACK).copied().chain([Sums::default()]);
        // Between a total of totals and the last of those stand no rows.
        let ranges: Vec<Sums> = earlier.map(|earlier| self.sums.since(earlier)).skip(usize::from(!some)).collect();
        let nearest = ranges.first().copied().filter(|_| some).unwrap_or(self.sums);
        let is_right = |sums: &Sums| sums.of.iter().any(|sum| sum.plain == total || sum.times == total);
        if nearest.unread > 0 || ranges.iter().any(is_right) {
            return None;
        }
        let [.., sum] = nearest.of;
        let (plain, times) = (self.words(sum.plain), self.words(sum.times));
        Some(FileProblem::TotalDiffers {
            header: self.header.clone(),
            given: self.words(total),
            times: (plain != times).then_some(times),
            sum: plain,
            rows,
            strict,
        })
    }

    fn words(&self, amount: Decimal) -> String {
        match (self.content, Money::new(amount)) {
            (Content::Money, Some(money)) => money.to_string(),
            _ => amount.normalize().to_string(),
        }
    }
}

impl Sums {
    fn since(self, earlier: Self) -> Self {
        let sum = |at: usize| Sum {
            plain: self.of[at].plain - earlier.of[at].plain,
            times: self.of[at].times - earlier.of[at].times,
        };
        Self { of: [sum(0), sum(1), sum(2)], unread: self.unread - earlier.unread }
    }
}

/// What the figures of a total row are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Sums of rows.
    Sum,
    /// Sums of rows with tax, or without.
    Taxed(bool),
    /// A tax.
    Tax,
    /// A discount.
    Off,
    /// Counts or averages.
    NoSum,
}

fn kind(cells: &[(Col, Cell)]) -> Kind {
    let label = cells.iter().map(|(_, cell)| cell.as_read()).find(|text| text.chars().any(char::is_alphabetic));
    let label = label.unwrap_or_default().to_lowercase();
    let has = |known: &[&str]| label.split(|c: char| !c.is_alphanumeric()).any(|word| known.contains(&word));
    if has(&TAKEN_OFF) {
        return Kind::Off;
    }
    match vat::split(&label).map(|(rest, said)| (rest.chars().any(char::is_alphabetic), with_tax(said))) {
        // With a word for a sum it is that, else the tax itself: `Total incl. VAT`, `incl. VAT`.
        Some((true, Some(with))) => Kind::Taxed(with),
        Some(_) => Kind::Tax,
        None if has(&NO_SUM) || has(&AMONG) => Kind::NoSum,
        None => Kind::Sum,
    }
}

/// Whether amounts are with tax, as far as words say so.
const fn with_tax(said: Said) -> Option<bool> {
    match said {
        Said::With => Some(true),
        Said::Without => Some(false),
        Said::Unclear => None,
    }
}

/// Whether a cell that cannot be read is meant as a figure, and no remark.
fn is_figure(cell: &Cell) -> bool {
    matches!(cell.value, Value::Error(_) | Value::NoValue | Value::TwoReadings(_))
        || cell.as_read().chars().any(char::is_numeric)
}

const COUNT: Content = Field::Count.facts().content;

fn at(cells: &[(Col, Cell)], col: Col) -> Option<&Cell> {
    cells.iter().find(|(at, _)| *at == col).map(|(_, cell)| cell)
}

/// What a cell adds to the sum of a column: what the field would take of it.
fn figure(content: Content, cell: &Cell) -> Figure {
    let of_number = |number: f64| match content {
        Content::Money => price_of_number(number).map(Money::amount),
        _ => Decimal::try_from(number).ok().filter(Decimal::is_integer),
    };
    let of_text = |text: &str| match content {
        Content::Money => price(text).map(Money::amount),
        _ => counted(text)
            .filter(|found| matches!(found.unit.as_str(), "" | "шт" | "pcs"))
            .map(|found| Decimal::from(found.number)),
    };
    let found = match &cell.value {
        Value::Text(text) if trimmed(text).is_empty() => return Figure::Empty,
        Value::Text(text) => of_text(trimmed(text)),
        Value::Number(number) => of_number(*number),
        Value::Shown(shown) => match taken(content, shown) {
            shown::Taken::Text(text) => of_text(trimmed(&text)),
            shown::Taken::Number(number) | shown::Taken::Rounded(number) => of_number(number),
            shown::Taken::Unclear => None,
        },
        Value::Bool(_)
        | Value::Date(_)
        | Value::Error(_)
        | Value::NoValue
        | Value::Merged(_)
        | Value::TwoReadings(_) => None,
    };
    found.map_or(Figure::Unread, Figure::Is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Column as Named, Role};

    /// A sheet of domain, count, price; each row is their texts, `no` as a fourth says not to order it.
    fn told(rows: &[[&str; 3]]) -> Vec<String> {
        told_of("Price", rows)
    }

    /// The same below this header of the price.
    fn told_of(price: &str, rows: &[[&str; 3]]) -> Vec<String> {
        let fields = [Field::Domain, Field::Count, Field::Price];
        let column = |(at, field): (u16, Field)| Named {
            col: Col::from_index(at),
            header: if field == Field::Price { price } else { field.header().0 }.to_owned(),
            role: Role::Field(field),
            unit: None,
        };
        let columns = (0..).zip(fields).map(column).collect();
        let layout = Layout { sheet: None, header_row: RowNo::from_index(0), columns, russian: false };
        let mut totals = Totals::new(&layout, false);
        let mut found = Vec::new();
        for (no, row) in (1..).zip(rows) {
            let filled = (0..).zip(row).filter(|(_, text)| !text.is_empty());
            let cells: Vec<(Col, Cell)> = filled.map(|(at, text)| (Col::from_index(at), Cell::text(*text))).collect();
            let label = row[0].to_lowercase();
            if ["total", "vat", "average", "discount", "итого", "ндс"].iter().any(|word| label.contains(word)) {
                found.extend(totals.total(RowNo::from_index(no), &cells));
            } else {
                totals.row(
                    &cells,
                    match label.split(['.', '-']).next() {
                        Some("skipped") => Taken::Refused,
                        Some("hidden") => Taken::Hidden,
                        _ => Taken::Ordered,
                    },
                );
            }
        }
        found.iter().map(|found| found.line("f", None, crate::text::lang::Lang::En)).collect()
    }

    #[test]
    fn a_total_is_right_that_the_rows_above_it_come_to_in_any_way_that_people_sum_up() {
        let rows = |total: [&'static str; 3]| {
            told(&[["a.ru", "2", "100"], ["b.ru", "", "50.50"], ["skipped.ru", "3", "10"], total])
        };
        for total in ["5", "2", "6", "3", ""] {
            assert_eq!(rows(["Total", total, ""]), Vec::<String>::new(), "{total} servers");
        }
        for total in ["160.50", "280.50", "150,50 ₽", "250.50", "", "see below"] {
            assert_eq!(rows(["Total", "", total]), Vec::<String>::new(), "{total}");
        }
        let wrong = rows(["Total", "4", "160.51"]);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(wrong[0].starts_with("f: B5: E007 ") && wrong[0].contains("`4`"), "{wrong:?}");
        assert!(wrong[1].contains("160.50") && wrong[1].contains("280.50"), "{wrong:?}");
    }

    #[test]
    fn a_total_may_be_of_rows_that_are_left_out_as_well() {
        let rows =
            |total| told(&[["a.ru", "1", ""], ["skipped.ru", "2", ""], ["hidden.ru", "4", ""], ["Total", total, ""]]);
        for total in ["1", "3", "7"] {
            assert_eq!(rows(total), Vec::<String>::new(), "{total}");
        }
        for total in ["2", "4", "5", "6"] {
            assert_eq!(rows(total).len(), 1, "{total}");
        }
    }

    #[test]
    fn each_total_is_of_the_rows_since_an_earlier_one_and_a_grand_total_of_all() {
        let fine = [
            ["a.ru", "1", "100"],
            ["Total", "1", "100"],
            ["b.ru", "2", "50"],
            ["Total", "2", "50"],
            ["Total of the group", "3", "150"],
            ["c.ru", "4", "1"],
            ["Total", "4", "1"],
            ["Grand total", "7", "204"],
        ];
        assert_eq!(told(&fine), Vec::<String>::new());
        let mut wrong = fine;
        wrong[3][1] = "5";
        wrong[7][2] = "205";
        let found = told(&wrong);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("f: B5:") && found[1].starts_with("f: C9:"), "{found:?}");
    }

    #[test]
    fn what_is_no_sum_of_rows_is_not_compared() {
        let apart = [
            ["a.ru", "1", "100"],
            ["VAT 20%", "", "20"],
            ["Total to be paid", "", "120"],
            ["b.ru", "1", "100"],
            ["Discount", "", "50"],
            ["Total", "", "50"],
            ["Average", "9", "100"],
            ["Total with VAT", "", "777"],
        ];
        assert_eq!(told(&apart), Vec::<String>::new());
        // A row that cannot be added makes no total wrong: it is wrong itself.
        assert_eq!(told(&[["a.ru", "many", "1.234"], ["b.ru", "1", "1"], ["Total", "9", "9"]]), Vec::<String>::new());
        assert_eq!(told(&[["a.ru", "many", "1"], ["Total", "", ""], ["b.ru", "1", "1"], ["Total", "9", "1"]]).len(), 1);
    }

    #[test]
    fn a_sum_with_tax_is_compared_where_the_prices_are_with_it_and_a_count_always() {
        let rows = |header, below: &[[&'static str; 3]]| {
            let rows = [["a.ru", "2", "4000"], ["b.ru", "4", "0,50"]];
            told_of(header, &[&rows, below].concat())
        };
        let labels = ["Итого с НДС", "Итого с НДС 20%", "ИТОГО, в т.ч. НДС", "Total (VAT included)", "Total incl. VAT"];
        for (header, labels) in [
            ("Цена с НДС 20%", &labels[..]),
            ("Price incl. VAT", &labels),
            ("Цена без НДС", &["Итого без НДС", "Total excl. VAT"]),
        ] {
            for label in labels {
                assert_eq!(rows(header, &[[label, "6", "4000,50"]]), Vec::<String>::new(), "{header}: {label}");
                let found = rows(header, &[[label, "9", "9999"]]);
                assert_eq!(found.len(), 2, "{header}: {label}: {found:?}");
            }
        }
        // With the tax or without it is not what the header says, or it says nothing: only the count is a sum.
        for (header, label) in [
            ("Цена с НДС", "Итого без НДС"),
            ("Цена без НДС", "Итого с НДС"),
            ("Цена", "Итого с НДС"),
            ("Цена НДС", "Итого без НДС"),
        ] {
            let found = rows(header, &[[label, "9", "9999"]]);
            assert!(found.len() == 1 && found[0].contains("`9`"), "{header}: {label}: {found:?}");
        }
        // A tax that is in the prices changes no sum, another one does; it is no sum of rows itself.
        let behind = |header| rows(header, &[["в т.ч. НДС 20%", "20", "666,75"], ["Итого", "6", "9999"]]).len();
        assert_eq!([behind("Цена с НДС"), behind("Цена без НДС"), behind("Цена")], [1, 0, 0]);
        let off = rows("Цена с НДС", &[["Discount", "5", "0,50"], ["Итого с НДС", "6", "4000"]]);
        assert_eq!(off, Vec::<String>::new());
    }

    #[test]
    fn a_figure_of_a_total_that_cannot_be_read_is_told() {
        let total = |count, price| told(&[["a.ru", "6", "100"], ["Total", count, price]]);
        for count in ["7 серв.", "7 ед.", "7 VPS", "6,5", "-7"] {
            let found = total(count, "100");
            assert!(
                found.len() == 1 && found[0].contains(&format!("B3: E007 warning: the total `{count}`")),
                "{found:?}"
            );
        }
        for price in ["9.999,00", "9,999.00", "$9999", "-9999", "9999 тыс. руб.", "4000.505"] {
            let found = total("6", price);
            assert!(
                found.len() == 1 && found[0].contains(&format!("C3: E007 warning: the total `{price}`")),
                "{found:?}"
            );
        }
        for remark in ["—", "see below", "x", ""] {
            assert_eq!(total(remark, remark), Vec::<String>::new(), "{remark}");
        }
    }
}
