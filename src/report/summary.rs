//! The Summary sheet: one A4 page that says what became of the run.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::control::{self, LABEL, PAID, SERVERS};
use super::entry::{Entry, fitting};
use super::page::{Page, write_cell};
use super::style::{Look, Styles};
use super::todo;
use super::totals::Sum;
use super::view::View;
use super::words;
use crate::outcome::Status;
use crate::printable::printable;
use crate::run::Line;
use crate::tr;

/// Widths of the five columns, in characters.
const WIDTHS: [u16; 5] = [34, 14, 22, 18, 22];

/// How many lines a table of groups shows before it sums up the rest: the page is one.
const MOST_GROUPS: usize = 12;

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let mut page = Page::new(sheet, view, styles);
    for (width, col) in WIDTHS.into_iter().zip(0..) {
        page.sheet.set_column_width(col, width)?;
    }
    let mut row = verdict(&mut page)?;
    row = facts(&mut page, row + 1)?;
    row = control::write(&mut page, row + 1)?;
    row =
        groups(&mut page, row + 1, view.lang.pick("By tariff and period", "По тарифам и периодам"), tariff_and_period)?;
    if view.run.lines.iter().any(|line| !cost_centre(line, view).is_empty()) {
        row = groups(&mut page, row + 1, view.lang.pick("By cost centre", "По центрам затрат"), cost_centre)?;
    }
    row = next_steps(&mut page, row + 1)?;
    row = signatures(&mut page, row + 1)?;
    page.print(false);
    page.sheet.set_print_fit_to_pages(1, 1);
    page.sheet.set_print_area(0, LABEL, row, PAID)?;
    page.sheet.set_screen_gridlines(false);
    page.sheet.set_active(true);
    Ok(())
}

/// The verdict, and what must not be overlooked: that this was practice, or a plan.
fn verdict(page: &mut Page<'_>) -> Result<u32, XlsxError> {
    let (run, lang, styles) = (page.view.run, page.view.lang, page.styles);
    let mut row = 0;
    let title = if run.is_plan() {
        lang.pick("Server orders: plan", "Заказы серверов: план")
    } else {
        lang.pick("Server orders: results", "Заказы серверов: результаты")
    };
    across(page, row, title, &styles.title, 12)?;
    row += 1;
    if run.facts.sandbox {
        let alarm = lang
            .pick("PRACTICE RUN — nothing was ordered or paid", "УЧЕБНЫЙ ПРОГОН — ничего не заказано и не оплачено");
        across(page, row, alarm, &styles.alarm, 24)?;
        row += 1;
    }
    if run.is_plan() {
        across(page, row, lang.pick("PLAN — nothing was sent", "ПЛАН — ничего не отправлялось"), &styles.alarm, 24)?;
        row += 1;
    }
    across(page, row, &words::headline(run, lang), &styles.headline, 18)?;
    row += 1;
    if let Some(stop) = run.end.as_ref().and_then(|end| end.stop.as_ref()) {
        let why = stop.message(lang);
        across(page, row, &tr!(lang, "Why it stopped: {why}", "Почему остановлено: {why}"), &styles.value, 11)?;
        row += 1;
    }
    Ok(row)
}

/// Writes text over the whole width, as high as it needs. Merged cells do not grow by themselves.
fn across(page: &mut Page<'_>, row: u32, text: &str, format: &Format, points: u16) -> Result<(), XlsxError> {
    let wide: u16 = WIDTHS.iter().sum();
    page.sheet.merge_range(row, LABEL, row, PAID, &fitting(text.into()), format)?;
    page.sheet.set_row_height(row, height(text, wide, points))?;
    Ok(())
}

/// The height of wrapped text in points, where a column of `wide` characters of 11 points is wide.
fn height(text: &str, wide: u16, points: u16) -> f64 {
    let room = (usize::from(wide) * 12 / usize::from(points.max(1))).max(1);
    let lines = text.width().div_ceil(room).clamp(1, 8);
    f64::from(u16::try_from(lines).unwrap_or(8)) * f64::from(points) * 1.4 + 2.0
}

fn facts(page: &mut Page<'_>, first: u32) -> Result<u32, XlsxError> {
    let mut row = first;
    let wide: u16 = WIDTHS.iter().skip(1).sum();
    for (label, entry) in facts_of(page.view) {
        let styles = page.styles;
        page.sheet.write_string_with_format(row, LABEL, &label, &styles.label)?;
        let format = if matches!(entry, Entry::Moment(_)) { &styles.value_moment } else { &styles.value };
        page.sheet.merge_range(row, SERVERS, row, PAID, "", format)?;
        write_cell(page.sheet, (row, SERVERS), &entry, format, page.view)?;
        let text = if let Entry::Text(text) = &entry { text } else { "" };
        page.sheet.set_row_height(row, height(text, wide, 11))?;
        row += 1;
    }
    Ok(row)
}

fn facts_of<'a>(view: &View<'a>) -> Vec<(String, Entry<'a>)> {
    let (run, lang) = (view.run, view.lang);
    let facts = &run.facts;
    let catalog = &facts.catalog;
    let said = |en: &str, ru: &str| lang.pick(en, ru).to_owned();
    let mut list = vec![
        (said("Provider", "Провайдер"), Entry::text(printable(&catalog.title))),
        (
            said("Account", "Учётная запись"),
            match &facts.account {
                Some(account) => Entry::text(account.to_string()),
                None => Entry::text(lang.pick("none", "нет")),
            },
        ),
        (said("Input file", "Исходный файл"), Entry::text(input(view))),
        ("SHA-256".to_owned(), Entry::text(facts.input.sha256.as_str())),
        (said("Catalogue", "Каталог"), {
            let (name, as_of) = (printable(&catalog.name), printable(&catalog.as_of));
            Entry::text(tr!(lang, "{name}, as of {as_of}", "{name}, по состоянию на {as_of}"))
        }),
        (said("Prices", "Цены"), {
            let currency = catalog.currency.as_deref().map(|code| format!("{}, ", printable(code)));
            Entry::text(format!("{}{}", currency.unwrap_or_default(), words::vat(catalog.vat, lang)))
        }),
        (said("Program", "Программа"), Entry::text(format!("vdsbatch {}", facts.version))),
        (said("Operator", "Оператор"), {
            let (who, host) = (printable(&facts.operator), printable(&facts.host));
            Entry::text(tr!(lang, "{who}, on {host}", "{who}, на {host}"))
        }),
        (said("Run", "Прогон"), Entry::text(facts.id.as_str())),
    ];
    if facts.no_list {
        let not_read =
            lang.pick("not read (--no-list): nothing is confirmed", "не читался (--no-list): подтверждений нет");
        list.push((said("Panel's list", "Список панели"), Entry::text(not_read)));
    }
    let offset = |at| view.zone.to_offset(at);
    list.push((
        tr!(lang, "Started (UTC{})", "Начало (UTC{})", offset(facts.started)),
        Entry::moment(Some(facts.started), view.zone),
    ));
    list.push(match run.end.as_ref().map(|end| end.at) {
        Some(at) => (tr!(lang, "Ended (UTC{})", "Окончание (UTC{})", offset(at)), Entry::moment(Some(at), view.zone)),
        None => {
            (said("Ended", "Окончание"), Entry::text(lang.pick("not yet, or cut off", "нет (не завершён или оборван)")))
        }
    });
    list
}

fn input(view: &View<'_>) -> String {
    let input = &view.run.facts.input;
    let (file, format) = (printable(&input.file), printable(&input.format));
    match input.layout.sheet.as_deref().map(printable) {
        Some(sheet) => tr!(view.lang, "{file}, sheet `{sheet}` ({format})", "{file}, лист `{sheet}` ({format})"),
        None => format!("{file} ({format})"),
    }
}

/// Whether a server belongs to what this run ordered or may have ordered, or would order.
const fn of_this_run(status: Status) -> bool {
    match status {
        Status::Confirmed | Status::Accepted | Status::Unpaid | Status::Unknown | Status::Ready => true,
        Status::AlreadyOrdered
        | Status::Rejected
        | Status::Conflict
        | Status::Invalid
        | Status::NotSent
        | Status::Skipped => false,
    }
}

fn tariff_and_period(line: &Line, view: &View<'_>) -> String {
    line.order.as_ref().map_or_else(String::new, |order| {
        let (tariff, months) = (printable(&order.terms.tariff_name), order.terms.months);
        tr!(view.lang, "{tariff} · {months} mo.", "{tariff} · {months} мес.")
    })
}

fn cost_centre(line: &Line, _view: &View<'_>) -> String {
    line.order.as_ref().map(|order| printable(&order.cost_centre)).unwrap_or_default()
}

/// A table of what this run ordered, by a key, with what was ordered earlier apart and both summed.
fn groups(page: &mut Page<'_>, row: u32, title: &str, key: fn(&Line, &View<'_>) -> String) -> Result<u32, XlsxError> {
    let (view, lang) = (page.view, page.view.lang);
    let (list, earlier) = grouped(view, key);
    control::heads(page, row, title)?;
    let first = row + 1;
    let mut at = first;
    let mut whole = earlier;
    let shown = if list.len() > MOST_GROUPS { MOST_GROUPS - 1 } else { list.len() };
    let (named, rest) = list.split_at(shown);
    for (key, sum) in named {
        let key = if key.is_empty() { lang.pick("(none)", "(не указан)") } else { key };
        control::figures(page, at, key, sum)?;
        whole = whole.with(*sum);
        at += 1;
    }
    if !rest.is_empty() {
        let sum = rest.iter().fold(Sum::default(), |sum, (_, more)| sum.with(*more));
        let n = rest.len();
        control::figures(page, at, &tr!(lang, "{n} more", "ещё {n}"), &sum)?;
        whole = whole.with(sum);
        at += 1;
    }
    if earlier.servers > 0 {
        control::figures(page, at, lang.pick("Ordered earlier", "Заказано ранее"), &earlier)?;
        at += 1;
    }
    if at == first {
        control::figures(page, at, lang.pick("nothing ordered", "ничего не заказано"), &Sum::default())?;
        at += 1;
    }
    control::totals_line(page, at, first, total_label(view), &whole)?;
    Ok(at + 1)
}

/// What the total of a table of groups is of. An order in doubt is not called ordered.
fn total_label(view: &View<'_>) -> &'static str {
    let some = |status| view.run.lines.iter().any(|line| line.outcome.status == status);
    if some(Status::Ready) {
        view.lang.pick("Total to order", "Итого к заказу")
    } else if some(Status::Unknown) {
        view.lang.pick("Total ordered or in doubt", "Итого заказано или под вопросом")
    } else {
        view.lang.pick("Total ordered", "Итого заказано")
    }
}

/// Sums by key, the largest groups first, and the sum of what was ordered earlier.
fn grouped(view: &View<'_>, key: fn(&Line, &View<'_>) -> String) -> (Vec<(String, Sum)>, Sum) {
    let mut groups = std::collections::BTreeMap::<String, Sum>::new();
    let mut earlier = Sum::default();
    for line in &view.run.lines {
        if line.outcome.status == Status::AlreadyOrdered {
            earlier.add(line, view.paid_currency);
        } else if of_this_run(line.outcome.status) {
            groups.entry(key(line, view)).or_default().add(line, view.paid_currency);
        }
    }
    let mut list: Vec<_> = groups.into_iter().collect();
    list.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.servers));
    (list, earlier)
}

fn next_steps(page: &mut Page<'_>, first: u32) -> Result<u32, XlsxError> {
    let lang = page.view.lang;
    let mut row = first;
    let styles = page.styles;
    across(page, row, lang.pick("What to do next", "Что делать дальше"), &styles.section, 12)?;
    let mut lines = todo::lines(page.view);
    if lines.is_empty() {
        lines.push(lang.pick("nothing", "ничего").to_owned());
    }
    for line in lines {
        row += 1;
        across(page, row, &line, &styles.value, 11)?;
    }
    Ok(row + 1)
}

/// Lines to sign on. Returns the last row.
fn signatures(page: &mut Page<'_>, row: u32) -> Result<u32, XlsxError> {
    let lang = page.view.lang;
    let who = [lang.pick("Prepared by", "Составил"), lang.pick("Checked by", "Проверил")];
    page.sheet.set_row_height(row, 24)?;
    for (who, label) in who.into_iter().zip([LABEL, control::SUM]) {
        page.sheet.write_string_with_format(row, label, format!("{who}:"), &page.styles.line)?;
        page.sheet.write_blank(row, label + 1, &page.styles.line)?;
    }
    page.sheet.write_blank(row, PAID, &page.styles.line)?;
    page.put(row + 1, LABEL, &Entry::text(lang.pick("name, date, signature", "имя, дата, подпись")), Look::Muted)?;
    Ok(row + 1)
}
