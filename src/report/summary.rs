//! The Summary sheet: one A4 page that says what became of the run.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::entry::Entry;
use super::page::Page;
use super::style::{Look, Styles};
use super::table::{LABEL, LAST, SERVERS, SUM, WIDTHS, across, height};
use super::vat::Tax;
use super::view::View;
use super::{charges, control, groups, known, todo, warnings, words};
use crate::run::{SameSheet, compared};
use crate::text::day;
use crate::text::lang::tr;
use crate::text::printable::printable;

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let mut page = Page::new(sheet, view, styles);
    for (width, col) in WIDTHS.into_iter().zip(0..) {
        page.sheet.set_column_width(col, width)?;
    }
    let mut row = verdict(&mut page)?;
    row = facts(&mut page, row + 1)?;
    row = control::write(&mut page, row + 1)?;
    row = known::write(&mut page, row + 1)?;
    row = groups::write(&mut page, row + 1)?;
    row = charges::write(&mut page, row + 1)?;
    row = warnings::write(&mut page, row + 1)?;
    row = next_steps(&mut page, row + 1)?;
    row = signatures(&mut page, row + 1)?;
    page.print(false);
    // One page, however much stands on it: it is signed and filed as one.
    page.sheet.set_print_fit_to_pages(1, 1);
    page.sheet.set_print_area(0, LABEL, row, LAST)?;
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

fn facts(page: &mut Page<'_>, first: u32) -> Result<u32, XlsxError> {
    let mut row = first;
    let wide: u16 = WIDTHS.iter().skip(1).sum();
    for (label, entry) in company(page.view).chain(facts_of(page.view)) {
        let styles = page.styles;
        // A company's own label may be longer than its column.
        page.sheet.write_string_with_format(row, LABEL, &label, &styles.label.clone().set_text_wrap())?;
        let format = match entry {
            Entry::Moment(_) => &styles.value_moment,
            // Filled in by hand.
            Entry::Blank => &styles.line,
            _ => &styles.value,
        };
        // Merging takes text alone: what is of another type is written over its first cell.
        page.sheet.merge_range(row, SERVERS, row, LAST, "", format)?;
        page.write(row, SERVERS, &entry, format)?;
        let text = if let Entry::Text(text) = &entry { text } else { "" };
        page.sheet.set_row_height(row, height(text, wide, 11).max(height(&label, WIDTHS[0], 11)))?;
        row += 1;
    }
    Ok(row)
}

/// The lines of the company's own; one without a text is filled in by hand.
fn company<'a>(view: &View<'a>) -> impl Iterator<Item = (String, Entry<'a>)> {
    view.run.facts.company.iter().map(|line| (printable(line.label()), Entry::text(printable(line.text()))))
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
        (said("Tariff table", "Таблица тарифов"), {
            let (name, as_of) = (printable(&catalog.name), day::as_of(&printable(&catalog.as_of), lang));
            Entry::text(tr!(lang, "{name}, as of {as_of}", "{name}, на {as_of}"))
        }),
        (said("Prices", "Цены"), {
            let currency = catalog.currency.as_deref().map(|code| format!("{}; ", printable(code)));
            Entry::text(format!("{}{}", currency.unwrap_or_default(), Tax::of(run).words(lang)))
        }),
        (said("Program", "Программа"), Entry::text(format!("vdsbatch {}", facts.version))),
        (said("Operator", "Оператор"), {
            let (who, host) = (printable(&facts.operator), printable(&facts.host));
            Entry::text(tr!(lang, "{who}, on {host}", "{who}, на {host}"))
        }),
        (said("Run", "Прогон"), Entry::text(facts.id.as_str())),
        (said("Check", "Проверка"), Entry::text(warnings::counted(view))),
    ];
    if let Some(warning) = facts.aged(lang) {
        list.push((said("Age of the tariff table", "Возраст таблицы тарифов"), Entry::text(warning)));
    }
    if let Some(rows) = &facts.rows {
        list.push((said("Rows chosen", "Выбранные строки"), Entry::text(rows.words())));
    }
    if facts.no_list {
        let not_read =
            lang.pick("not read (--no-list): nothing is confirmed", "не читался (--no-list): подтверждений нет");
        list.push((said("Panel's list", "Список панели"), Entry::text(not_read)));
    }
    if let Some((label, code)) = run.approval_words(lang) {
        list.push((label.to_owned(), Entry::text(code)));
    }
    list.extend(asked(view));
    list.extend(other_runs(view));
    list.extend(times(view));
    list
}

/// What the panel told before anything was ordered, where it was asked.
fn asked<'a>(view: &View<'a>) -> Vec<(String, Entry<'a>)> {
    let (run, lang) = (view.run, view.lang);
    let Some(enquiry) = &run.enquiry else { return Vec::new() };
    let (label, money) = enquiry.money(lang);
    let at = tr!(lang, "Panel asked (UTC{})", "Панель опрошена (UTC{})", view.zone.to_offset(enquiry.at));
    let services = enquiry.services_in_words(lang);
    let not_read = || lang.pick("the list was not read", "список не читался").to_owned();
    let prices = compared(&run.lines, run.facts.catalog.currency.as_deref(), lang);
    let quoted = prices.into_iter().chain(enquiry.unquoted_in_words(lang)).collect::<Vec<_>>().join("; ");
    let said = [
        (at.as_str(), Entry::moment(Some(enquiry.at), view.zone)),
        (label, Entry::text(money)),
        (
            lang.pick("Services in the account", "Услуг в учётной записи"),
            Entry::text(services.unwrap_or_else(not_read)),
        ),
        (lang.pick("Prices compared", "Сравнение цен"), Entry::text(quoted)),
        (lang.pick("Table compared", "Сверка таблицы"), Entry::text(enquiry.different(lang).unwrap_or_default())),
    ];
    let told = said.into_iter().filter(|(_, entry)| *entry != Entry::Blank);
    told.map(|(label, entry)| (label.to_owned(), entry)).collect()
}

/// The runs of the same sheet in whose place this one stands, or that stand in its place.
fn other_runs<'a>(view: &View<'a>) -> Vec<(String, Entry<'a>)> {
    let lang = view.lang;
    let named = |other: &SameSheet| {
        let (id, on) = (printable(&other.id), view.zone.to_datetime(other.started).strftime("%d.%m.%Y %H:%M"));
        Entry::text(format!("{id} · {on}"))
    };
    let before =
        view.run.supersedes().map(|other| (lang.pick("Supersedes run", "Заменяет прогон").to_owned(), named(other)));
    let after = view
        .run
        .superseded_by()
        .map(|other| (lang.pick("SUPERSEDED BY RUN", "ЗАМЕНЁН ПРОГОНОМ").to_owned(), named(other)));
    before.into_iter().chain(after).collect()
}

/// When the run started and ended.
fn times<'a>(view: &View<'a>) -> [(String, Entry<'a>); 2] {
    let (run, lang) = (view.run, view.lang);
    // Each time has its own: clocks may be put back in the middle of a run.
    let offset = |at| view.zone.to_offset(at);
    let started = run.facts.started;
    let ended = match run.end.as_ref().map(|end| end.at) {
        Some(at) => (tr!(lang, "Ended (UTC{})", "Окончание (UTC{})", offset(at)), Entry::moment(Some(at), view.zone)),
        None => (
            lang.pick("Ended", "Окончание").to_owned(),
            Entry::text(lang.pick("not yet, or cut off", "нет (не завершён или оборван)")),
        ),
    };
    let label = tr!(lang, "Started (UTC{})", "Начало (UTC{})", offset(started));
    [(label, Entry::moment(Some(started), view.zone)), ended]
}

fn input(view: &View<'_>) -> String {
    let input = &view.run.facts.input;
    let (file, format) = (printable(&input.file), printable(&input.format));
    match input.layout.sheet.as_deref().map(printable) {
        Some(sheet) => tr!(view.lang, "{file}, sheet \"{sheet}\" ({format})", "{file}, лист «{sheet}» ({format})"),
        None => format!("{file} ({format})"),
    }
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
    let below = if page.view.plan { approver(page, row + 1)? } else { row };
    for (who, label) in who.into_iter().zip([LABEL, SUM]) {
        page.sheet.write_string_with_format(row, label, format!("{who}:"), &page.styles.line)?;
        page.sheet.write_blank(row, label + 1, &page.styles.line)?;
    }
    for col in SUM + 2..=LAST {
        page.sheet.write_blank(row, col, &page.styles.line)?;
    }
    let said = lang.pick("name, date, signature", "имя, дата, подпись");
    page.put(below + 1, LABEL, &Entry::text(said), Look::Muted)?;
    Ok(below + 1)
}

/// The line of whoever approves a plan. Returns its row.
fn approver(page: &mut Page<'_>, row: u32) -> Result<u32, XlsxError> {
    let label = page.view.lang.pick("Approved by:", "Утвердил:");
    page.sheet.set_row_height(row, 24)?;
    page.sheet.write_string_with_format(row, LABEL, label, &page.styles.line)?;
    for col in LABEL + 1..=LAST {
        page.sheet.write_blank(row, col, &page.styles.line)?;
    }
    Ok(row)
}
