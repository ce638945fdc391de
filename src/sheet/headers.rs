//! Which column is for what: headers in English and Russian, as people write them.

use icu_normalizer::ComposingNormalizerBorrowed;
use strsim::damerau_levenshtein;

use super::raw::RawRow;
use crate::diagnostic::{Diagnostic, FileProblem};

use crate::row::{Cell, CellRef, Col, Column, Field, Layout, Role};

/// So many known headers make a header row.
const ENOUGH: usize = 3;

/// From so many letters on, a header one edit away from a known one is an error.
const LONG: usize = 6;

/// The names of a field, the usual ones first.
const fn names(field: Field) -> &'static [&'static str] {
    match field {
        Field::Tariff => &["Tariff", "Тариф", "Plan", "Rate", "Package", "Тарифный план", "План"],
        Field::Template => &["OS template", "Шаблон ОС", "OS", "Template", "Image", "Шаблон", "ОС", "Образ"],
        Field::Period => &["Period", "Период", "Months", "Term", "Billing period", "Срок", "Месяцев", "Период оплаты"],
        Field::Domain => &["Domain", "Домен", "Hostname", "Server name", "FQDN", "Имя сервера", "Имя", "Хост"],
        Field::Disk => &["Disk", "Диск", "HDD", "SSD", "Storage", "Объём диска"],
        Field::Ram => &["RAM", "ОЗУ", "Memory", "Память", "Оперативная память"],
        Field::Cpu => &["CPU", "ЦП", "vCPU", "Cores", "Ядра", "Процессор"],
        Field::Ipv4 => &["IPv4"],
        Field::Ipv6 => &["IPv6"],
        Field::Ispmanager => &["ISPmanager", "Control panel", "Панель управления"],
        Field::AutoRenew => &["Auto-renew", "Автопродление", "Autoprolong"],
        Field::Count => &["Count", "Количество", "Quantity", "Qty", "Кол-во"],
        Field::Start => &["Start", "Начать с", "First number", "Первый номер"],
        Field::Price => &["Price", "Цена", "Price per period", "Цена за период"],
        Field::PricePerMonth => &["Price per month", "Цена за месяц"],
        Field::CostCentre => {
            &["Cost centre", "Центр затрат", "Cost center", "Department", "Project", "ЦФО", "Отдел", "Проект"]
        }
        Field::Reference => &["Reference", "Заявка", "Ticket", "Request", "Основание"],
        Field::Enabled => &["Order?", "Заказать?", "Enabled", "Заказать"],
        Field::Comment => &["Comment", "Комментарий", "Note", "Примечание"],
    }
}

/// A header as it is compared: NFKC, lower case, `ё` as `е`, without a unit in brackets or behind
/// a comma, without spaces and `_ - . * ? :`.
pub(super) fn normal(header: &str) -> String {
    let nfkc = ComposingNormalizerBorrowed::new_nfkc().normalize(header);
    let end = nfkc.find(['(', '[', ',']).filter(|at| *at > 0).unwrap_or(nfkc.len());
    nfkc[..end]
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !crate::printable::hidden(*c) && !"_-.*?:".contains(*c))
        .map(|c| if c == 'ё' { 'е' } else { c })
        .collect()
}

/// The field of a header, if it is a known one.
pub(super) fn field(header: &str) -> Option<Field> {
    let wanted = normal(header);
    Field::ALL.into_iter().find(|field| names(*field).iter().any(|name| normal(name) == wanted))
}

/// How many of these cells are known headers.
pub(super) fn known(cells: &[(Col, Cell)]) -> usize {
    cells.iter().filter(|(_, cell)| field(&cell.as_read()).is_some()).count()
}

/// Finds the header row among the first rows of a sheet.
pub(super) fn header_row(rows: &[RawRow]) -> Option<&RawRow> {
    rows.iter().find(|row| known(&row.cells) >= ENOUGH)
}

/// Whether a header row has every column without which nothing can be ordered.
pub(super) fn has_needed(row: &RawRow) -> bool {
    let fields: Vec<Field> = row.cells.iter().filter_map(|(_, cell)| field(&cell.as_read())).collect();
    Field::NEEDED.iter().all(|needed| fields.contains(needed))
}

/// Reads a header row: the layout and what is worth knowing of it.
///
/// # Errors
///
/// Everything that is wrong with the columns.
pub(super) fn layout(sheet: Option<String>, row: &RawRow) -> Result<(Layout, Vec<Diagnostic>), Vec<Diagnostic>> {
    let header_row = &row.no;
    let mut columns: Vec<Column> = Vec::new();
    let mut found = Vec::new();
    for (col, cell) in &row.cells {
        let header = cell.as_read().trim().to_owned();
        // The rest of a merged header is no column of its own.
        if header.is_empty() {
            continue;
        }
        let role = field(&header).map_or(Role::Carried, Role::Field);
        if let (Role::Field(_), Some(other)) = (role, columns.iter().find(|column| column.role == role)) {
            let at = CellRef { row: *header_row, col: other.col };
            let problem = FileProblem::TwoColumns { here: header.clone(), other: other.header.clone(), at };
            found.push(Diagnostic::of_header(CellRef { row: *header_row, col: *col }, problem));
        }
        columns.push(Column { col: *col, header, role });
    }
    let russian = columns
        .iter()
        .filter(|column| matches!(column.role, Role::Field(_)))
        .map(|column| if column.header.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c)) { 1 } else { -1 })
        .sum::<i32>()
        > 0;
    let layout = Layout { sheet, header_row: *header_row, columns, russian };
    found.extend(near_misses(&layout));
    for field in Field::NEEDED {
        if layout.col(field).is_none() {
            found.push(Diagnostic::of_sheet(FileProblem::NoColumn { field }));
        }
    }
    if found.iter().any(|diagnostic| diagnostic.severity() == crate::diagnostic::Severity::Error) {
        return Err(found);
    }
    let carried: Vec<String> = layout.carried().map(|column| column.header.clone()).collect();
    if !carried.is_empty() {
        found.push(Diagnostic::of_sheet(FileProblem::Carried { headers: carried }));
    }
    Ok((layout, found))
}

fn near_misses(layout: &Layout) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for column in layout.carried() {
        let given = normal(&column.header);
        let letters = given.chars().count();
        let free = Field::ALL.into_iter().filter(|field| layout.col(*field).is_none());
        let near = free
            .flat_map(|field| names(field).iter())
            .find(|name| letters >= 3 && damerau_levenshtein(&normal(name), &given) == 1);
        if let Some(meant) = near {
            let short = letters < LONG;
            let problem = FileProblem::NearMiss { given: column.header.clone(), meant: (*meant).to_owned(), short };
            found.push(Diagnostic::of_header(CellRef { row: layout.header_row, col: column.col }, problem));
        }
    }
    found
}

/// Whether a row only sums up: its first filled cell begins with a word for a total, and it names
/// no domain.
pub(super) fn is_total(cells: &[(Col, Cell)], layout: &Layout) -> bool {
    let Some((_, first)) = cells.first() else { return false };
    let first = normal(&first.as_read());
    let sums = ["итог", "всего", "total"].iter().any(|word| first.starts_with(word));
    let domain = layout.col(Field::Domain);
    sums && cells
        .iter()
        .all(|(col, cell)| Some(*col) != domain || cell.as_read().trim().is_empty() || Some(cells[0].0) == domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_as_people_write_them() {
        for (header, expected) in [
            ("Tariff", Field::Tariff),
            ("TARIFF *", Field::Tariff),
            ("Disk, GB", Field::Disk),
            ("Объем диска (ГБ)", Field::Disk),
            ("Кол-во", Field::Count),
            ("Price\u{a0}per month", Field::PricePerMonth),
            ("price_per_period", Field::Price),
            ("ＲＡＭ", Field::Ram),
            ("Заказать?", Field::Enabled),
        ] {
            assert_eq!(field(header), Some(expected), "{header}");
        }
        for header in ["Сумма", "Total", "Owner", "", "(GB)"] {
            assert_eq!(field(header), None, "{header}");
        }
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        for field in Field::ALL {
            for name in names(field) {
                assert_eq!(super::field(name), Some(field), "{name}");
            }
        }
        for field in Field::ALL {
            assert_eq!(super::field(field.header().0), Some(field));
            assert_eq!(super::field(field.header().1), Some(field));
        }
    }
}
