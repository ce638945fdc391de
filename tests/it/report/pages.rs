//! The sheets around the orders: Summary, To fix, To check, Source; and the workbook's own facts.

use std::collections::BTreeMap;

use vdsbatch::order::{Outcome, Status, Weight};
use vdsbatch::run::{End, Run, Verdict};
use vdsbatch::sheet::problem::{Diagnostic, DomainProblem};
use vdsbatch::sheet::{Cell, CellRef, Col, Column, Role, Value};
use vdsbatch::text::lang::Lang;

use super::readback::Cells;
use super::{LANGS, rendered, sample};

/// The row of the first column's text, and the cells to the right of it.
pub fn beside(cells: &Cells, label: &str) -> Vec<String> {
    let label = format!("s:{label}");
    let row = cells.iter().find(|((_, col), cell)| *col == 0 && **cell == label);
    let row = row.unwrap_or_else(|| panic!("no {label} in {cells:?}")).0.0;
    (1..6).map(|col| cells.get(&(row, col)).cloned().unwrap_or_default()).collect()
}

/// The cells of the first column.
pub fn labels(cells: &Cells) -> Vec<&str> {
    cells.iter().filter(|((_, col), _)| *col == 0).map(|(_, cell)| cell.trim_start_matches("s:")).collect()
}

#[test]
fn the_summary_says_what_became_of_the_run() {
    let book = rendered(&sample::every_status(), Lang::En);
    let cells = book.cells("Summary");
    let first: Vec<_> = labels(cells).into_iter().take(3).collect();
    assert_eq!(
        first,
        [
            "Server orders: results",
            "To be checked: it is not known whether 2 servers are ordered",
            "Why it stopped: P206 not enough money on the balance"
        ]
    );
    for (label, value) in [
        ("Provider", "s:Ihor"),
        ("Account", "s:buyer @ https://billing.example.ru/billmgr"),
        ("Input file", "s:заказ.xlsx, sheet \"Orders\" (xlsx)"),
        ("SHA-256", "s:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        ("Tariff table", "s:ihor, as of July 2016"),
        (
            "Age of the tariff table",
            "s:the tariff table is older than a year (July 2016), and tariff ids may have changed since: compare it with the order form in the panel",
        ),
        ("Prices", "s:RUB; VAT included"),
        ("Program", "s:vdsbatch 0.1.0"),
        ("Operator", "s:мария, on secret-host-17"),
        ("Run", "s:20261123-213000-a1b2"),
        ("Started (UTC+03)", "d:2026-11-24 00:29:58"),
        ("Ended (UTC+03)", "d:2026-11-24 00:31:19"),
    ] {
        assert_eq!(beside(cells, label)[0], value, "{label}");
    }
    // Servers, planned, price unknown for, actual, planned less actual.
    let unknown = "s:not known";
    for (label, figures) in [
        ("Confirmed", ["n:2", "n:2401", "", "n:1250", "n:-49.5"]),
        ("Accepted", ["n:1", "n:1200.5", "", unknown, unknown]),
        ("Already ordered", ["n:1", "n:1200.5", "", "n:1250", "n:-49.5"]),
        ("Unpaid", ["n:1", "n:1200.5", "", "", ""]),
        ("Unknown", ["n:2", "n:1200.5", "n:1", unknown, unknown]),
        ("Rejected", ["n:1", unknown, "n:1", "", ""]),
        ("Conflict", ["n:1", "n:1200.5", "", "", ""]),
        ("Invalid", ["n:1", "", "", "", ""]),
        ("Not sent", ["n:1", "n:1200.5", "", "", ""]),
        ("Skipped", ["n:1", "", "", "", ""]),
        ("Sum of statuses", ["n:12", "n:9604", "n:2", "n:2500", "n:-99"]),
        ("Servers without an actual amount", ["n:4", "", "", "", ""]),
        // 9604 less these 7203 less 2500 is −99: what is in the sums and not in the difference has its amount.
        ("Not in planned less actual", ["n:7", "n:7203", "", "", ""]),
        ("Read from the sheet", ["n:12", "", "", "", ""]),
        ("Read − sum of statuses", ["n:0", "s:balances", "", "", ""]),
        ("KVM Ferrum · 3 mo.", ["n:6", "n:6002.5", "n:1", "n:1250", "n:-49.5"]),
        ("=1+1", ["n:6", "n:6002.5", "n:1", "n:1250", "n:-49.5"]),
        ("This run", ["n:6", "n:6002.5", "n:1", "n:1250", "n:-49.5"]),
        ("From another sheet or by hand", ["n:1", "n:1200.5", "", "n:1250", "n:-49.5"]),
        ("Total ordered or to be checked", ["n:7", "n:7203", "n:1", "n:2500", "n:-99"]),
    ] {
        assert_eq!(beside(cells, label), figures, "{label}");
    }
    let todo: Vec<_> = labels(cells).into_iter().skip_while(|label| *label != "What to do next").collect();
    assert!(todo[1].starts_with("Unknown · 2: look for the domain in the panel"), "{todo:?}");
    assert!(todo[1].ends_with("(web-6.example.ru, web-7.example.ru)"), "{todo:?}");
    assert!(
        todo[2].starts_with(
            "Unpaid · 1: pay for the order in the panel or cancel it there; then compare with the panel again"
        ),
        "{todo:?}"
    );
    assert!(todo[2].ends_with(" (web-5.example.ru)"), "{todo:?}");
    assert_eq!(todo.len(), 1 + 8 + 2, "{todo:?}");
    assert!(book.formulas("Summary").values().any(|formula| formula == "B31-B30"));
}

#[test]
fn the_summary_is_one_page() {
    for lang in LANGS {
        let sheet = rendered(&sample::every_status(), lang).part("xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>"));
        assert!(sheet.contains("paperSize=\"9\""));
        assert!(!sheet.contains("fitToHeight=\"0\""));
    }
}

#[test]
fn a_lost_line_is_seen_in_the_control() {
    let mut run = sample::every_status();
    run.servers = 13;
    let book = rendered(&run, Lang::En);
    let control = beside(book.cells("Summary"), "Read − sum of statuses");
    assert_eq!(
        control[..2],
        [
            "n:1".to_owned(),
            "s:DOES NOT BALANCE: do not book from this workbook; give it to the administrator".to_owned()
        ]
    );
    book.recalculate();
}

#[test]
fn practice_and_plans_say_so_in_large_letters() {
    let mut run = sample::long(2);
    run.facts.sandbox = true;
    let book = rendered(&run, Lang::En);
    assert_eq!(labels(book.cells("Summary"))[1], "PRACTICE RUN — nothing was ordered or paid");
    for part in book.parts().iter().filter(|part| part.starts_with("xl/worksheets/sheet")) {
        assert!(book.part(part).contains("a1b2 · PRACTICE RUN&amp;C"), "{part} says it at its foot");
    }
    assert!(!labels(book.cells("Summary")).iter().any(|label| label.contains("PLAN")));
    let book = rendered(&plan(), Lang::Ru);
    let cells = book.cells("Сводка");
    assert_eq!(
        labels(cells)[..3],
        [
            "Заказы серверов: план",
            "ПЛАН — ничего не отправлялось",
            "В плане нет ошибок: все выбранные серверы можно заказать"
        ]
    );
    assert_eq!(beside(cells, "Готово к отправке"), ["n:1", "n:1200.5", "", "", ""]);
    assert_eq!(beside(cells, "Итого к заказу"), ["n:1", "n:1200.5", "", "", ""]);
    assert_eq!(book.names, ["Сводка", "Заказы", "Продления", "Исходные данные"]);
}

#[test]
fn a_plan_says_what_becomes_of_it() {
    let advice = |run: &Run| {
        let book = rendered(run, Lang::En);
        let cells = book.cells("Summary");
        let all = labels(cells).into_iter().map(ToOwned::to_owned);
        all.skip_while(|label| label != "What to do next").skip(1).collect::<Vec<_>>()
    };
    let mut run = plan();
    assert_eq!(advice(&run)[0], "Ready · 1: have this plan approved, then run the same command again");
    run.facts.dry_run = true;
    assert_eq!(advice(&run)[0], "Ready · 1: have this plan approved, then run the same command without --dry-run");
    // With errors in the sheet the plan is none yet, and the sheet is what to correct: what is ready in
    // it would be left out by the rows to fix alone.
    sample::add_invalid(&mut run, 9);
    run.end.as_mut().expect("an end").verdict = Verdict::SheetErrors;
    let lines = advice(&run);
    assert_eq!(
        lines[0],
        "Invalid · 1: correct the row in the sheet and run the same command again (web-{n}.example.ru)"
    );
    assert!(!lines.iter().any(|line| line.starts_with("ready")), "{lines:?}");
    let earlier = Outcome::new(Status::AlreadyOrdered);
    sample::add(&mut run, sample::line(5, "web-2.example.ru", earlier));
    assert_eq!(beside(rendered(&run, Lang::En).cells("Summary"), "Total ordered and to order")[0], "n:2");
}

fn plan() -> Run {
    let mut run = sample::empty();
    sample::add(&mut run, sample::line(4, "web-1.example.ru", Outcome::new(Status::Ready)));
    run
}

#[test]
fn every_end_has_its_headline() {
    let mut said = BTreeMap::new();
    for lang in LANGS {
        for verdict in [
            Verdict::Done,
            Verdict::StoppedBefore,
            Verdict::SheetErrors,
            Verdict::SomeFailed,
            Verdict::SomeUnknown,
            Verdict::Unseen,
            Verdict::Guarded,
            Verdict::Stopped,
            Verdict::NoWorkbook,
            Verdict::Interrupted,
        ] {
            let mut run = sample::every_status();
            // A doubt is graver than whatever else a run came to.
            if verdict != Verdict::SomeUnknown {
                run.lines.retain(|line| line.outcome.status != Status::Unknown);
            }
            if verdict == Verdict::Done {
                run.lines.retain(|line| line.outcome.status.facts().weight == Weight::Good);
            }
            run.end = Some(End {
                at: sample::at("2026-11-23T21:31:19Z"),
                verdict,
                stop: None,
                unexplained: Vec::new(),
                closing: None,
                enquiry: None,
                approval: None,
            });
            *said.entry(vdsbatch::report::headline(&run, lang)).or_insert(0) += 1;
        }
        let mut run = sample::every_status();
        run.end = None;
        *said.entry(vdsbatch::report::headline(&run, lang)).or_insert(0) += 1;
        assert_eq!(rendered(&run, lang).cells(lang.pick("Summary", "Сводка"))[&(1, 0)], {
            format!("s:{}", vdsbatch::report::headline(&run, lang))
        });
    }
    assert_eq!(said.len(), 22);
}

#[test]
fn advice_is_ten_lines_at_most_and_groups_are_summed_up() {
    let mut run = sample::empty();
    for n in 0..40_u32 {
        let mut line = sample::line(n + 4, &format!("web-{n}.example.ru"), Outcome::new(Status::Confirmed));
        let reason = vdsbatch::order::ReasonCode::ALL[n as usize % 24];
        if n < 24 {
            line.outcome = Outcome::because(Status::Rejected, vdsbatch::order::Reason::new(reason));
        }
        let order = line.order.as_mut().expect("an order");
        order.cost_centre = format!("centre {n}");
        sample::add(&mut run, line);
    }
    let book = rendered(&run, Lang::En);
    let cells = book.cells("Summary");
    let all = labels(cells);
    let todo = all.iter().position(|label| *label == "What to do next").expect("advice");
    assert!(all[todo + 10].contains("more: see the column \"Next step\""), "{all:?}");
    assert_eq!(all[todo + 11], "Prepared by:");
    assert_eq!(beside(cells, "9 more: sheet \"Groups\"")[0], "n:9");
    assert_eq!(beside(cells, "Total ordered")[0], "n:16");
    book.recalculate();
}

#[test]
fn what_to_fix_stands_in_the_layout_of_the_input() {
    let run = sample::every_status();
    for lang in LANGS {
        let book = rendered(&run, lang);
        let cells = book.cells(lang.pick("To fix", "Исправить"));
        let orders = book.cells(lang.pick("Orders", "Заказы"));
        let mut want = Cells::new();
        for (col, header, _) in sample::HEADERS {
            want.insert((0, u32::from(col)), format!("s:{header}"));
        }
        want.insert((0, 13), format!("s:{}", lang.pick("Why it was not ordered", "Почему не заказано")));
        // Rejected, conflict, not sent: the server's own name, a count of 1, no start.
        for (row, no, domain) in [(1, 8, "web-8.example.ru"), (2, 9, "web-9.example.ru"), (4, 11, "web-11.example.ru")]
        {
            as_read(&mut want, row, "KVM Ferrum", domain);
            want.insert((row, 6), "n:1".to_owned());
            want.remove(&(row, 7));
            want.insert((row, 13), orders[&(no, 15)].clone());
        }
        // A row that could not expand is as it was read: nine servers from number 4 on.
        as_read(&mut want, 3, "KVM Ferum", "web-{n}.example.ru");
        // On this sheet the cell stands elsewhere, and is filled: no address.
        want.insert((3, 13), orders[&(10, 15)].replace("A14: ", ""));
        assert_eq!(*cells, want);
    }
}

#[test]
fn a_domain_that_stands_twice_is_marked_on_its_servers_alone() {
    let mut run = sample::empty();
    for (no, name) in [(4, "web-1.example.ru"), (5, "web-2.example.ru"), (6, "WEB-2.example.ru.")] {
        sample::add_invalid(&mut run, no);
        name.clone_into(&mut run.lines.last_mut().expect("a line").name);
    }
    // Rows 4 and 5 are one row of two servers, the second of which stands in row 6 too.
    run.rows.remove(1);
    run.lines[1].row = run.lines[0].row;
    run.lines[1].server = 2;
    let others = [[6], [4]];
    for (row, others) in run.rows.iter_mut().zip(others) {
        let cell = CellRef { row: row.row.no, col: Col::from_index(3) };
        let others = others.map(sample::row_no).to_vec();
        let twice = DomainProblem::Twice { domain: "web-2.example.ru".to_owned(), others };
        row.diagnostics = vec![Diagnostic::of_cell(cell, twice)];
    }
    let book = rendered(&run, Lang::En);
    assert_eq!(book.names[2], "To fix");
    let sheet = book.part("xl/worksheets/sheet3.xml");
    let style = |cell: &str| {
        let found = sheet.split(&format!("<c r=\"{cell}\" s=\"")).nth(1).unwrap_or_else(|| panic!("{cell}: {sheet}"));
        found.split('"').next().expect("a style").to_owned()
    };
    assert_eq!(style("D2"), style("A2"), "its name stands once");
    assert_ne!(style("D3"), style("A3"));
    assert_ne!(style("D4"), style("A4"));
}

fn as_read(cells: &mut Cells, row: u32, tariff: &str, domain: &str) {
    for (col, cell) in [
        (0, format!("s:{tariff}")),
        (1, "s:CentOS-7-x86_64-minimal".to_owned()),
        (2, "n:3".to_owned()),
        (3, format!("s:{domain}")),
        (4, "n:40".to_owned()),
        (5, "s:no header here".to_owned()),
        (6, "n:9".to_owned()),
        (7, "n:4".to_owned()),
        (8, "s:1 200,50 ₽".to_owned()),
        (9, "s:=1+1".to_owned()),
        (10, "s:Заявка №7".to_owned()),
        (11, "d:2026-11-20".to_owned()),
        (12, "b:true".to_owned()),
    ] {
        cells.insert((row, col), cell);
    }
}

#[test]
fn an_unknown_order_is_never_offered_for_another_try() {
    for lang in LANGS {
        let book = rendered(&sample::every_status(), lang);
        let fix = book.cells(lang.pick("To fix", "Исправить"));
        assert!(!fix.values().any(|cell| cell.contains("web-6.") || cell.contains("web-7.")));
        let check = book.cells(lang.pick("To check", "Проверить"));
        let account = "--account buyer --panel https://billing.example.ru/billmgr";
        assert_eq!(check[&(1, 1)], "s:web-6.example.ru");
        assert_eq!(check[&(2, 1)], "s:web-7.example.ru");
        assert_eq!(check[&(1, 5)], "d:2026-11-24 00:30:00");
        assert_eq!(check[&(1, 6)], "d:2026-11-24 00:30:02");
        assert_eq!(check[&(1, 4)], "n:1200.5");
        assert_eq!(check[&(2, 4)], format!("s:{}", lang.pick("not known", "неизвестно")));
        assert!(check[&(1, 8)].starts_with("s:T304 "));
        assert_eq!(
            check[&(1, 9)],
            format!("s:{}", lang.pick("no list was read since then", "список с тех пор не читался"))
        );
        assert!(!(11..14).any(|col| check.contains_key(&(1, col))), "room for what a person finds");
        assert_eq!(
            check[&(1, 14)],
            format!(
                "s:{}:\nvdsbatch resolve web-6.example.ru --ordered {} --reason \"…\" {account}\n\
                 {}:\nvdsbatch resolve web-6.example.ru --not-ordered --reason \"…\" {account}",
                lang.pick("if it is in the panel", "если заказ есть в панели"),
                lang.pick("ID", "НОМЕР_УСЛУГИ"),
                lang.pick("if it is certainly not in the panel", "если заказа точно нет в панели"),
            )
        );
        assert_eq!(check.keys().map(|(row, _)| *row).max(), Some(2));
    }
}

#[test]
fn a_sheet_that_was_fed_back_keeps_one_column_of_reasons() {
    let mut run = sample::every_status();
    let col = Col::from_index(13);
    let header = "Что исправить".to_owned();
    run.facts.input.layout.columns.push(Column { col, header, role: Role::Carried, unit: None });
    for row in &mut run.rows {
        row.row.cells.push((col, Cell::text("an older reason")));
    }
    let book = rendered(&run, Lang::En);
    let cells = book.cells("To fix");
    assert_eq!(cells[&(0, 13)], "s:Why it was not ordered");
    assert!(!cells.values().any(|cell| cell.contains("an older reason")));
    assert_eq!(cells.keys().map(|(_, col)| *col).max(), Some(13));
}

#[test]
fn the_source_stands_in_the_cells_where_it_was_read() {
    let run = sample::every_status();
    let book = rendered(&run, Lang::Ru);
    let cells = book.cells("Исходные данные");
    let mut want = Cells::new();
    for (col, header, _) in sample::HEADERS {
        want.insert((sample::HEADER_ROW, u32::from(col)), format!("s:{header}"));
    }
    for read in &run.rows {
        let domain = read.row.cell(Col::from_index(3)).expect("a domain").as_read();
        let tariff = read.row.cell(Col::from_index(0)).expect("a tariff").as_read();
        as_read(&mut want, read.row.no.get() - 1, &tariff, &domain);
    }
    assert_eq!(*cells, want);
}

#[test]
fn a_csv_line_below_the_last_row_of_a_sheet_moves_up() {
    let mut run = sample::long(2);
    run.rows[1].row.no = sample::row_no(2_000_000);
    run.lines[1].row = sample::row_no(2_000_000);
    run.rows[1].row.cells[3].1 = Cell { value: Value::Text("далеко.рф".to_owned()), formula: false };
    let cells = rendered(&run, Lang::En);
    assert_eq!(cells.cells("Source")[&(2, 3)], "s:далеко.рф");
}

#[test]
fn the_workbook_is_marked_and_names_no_machine_but_on_the_summary() {
    for lang in LANGS {
        let book = rendered(&sample::every_status(), lang);
        let custom = book.part("docProps/custom.xml");
        assert!(custom.contains("name=\"vdsbatch-results\""));
        let mark = custom.split("name=\"vdsbatch-workbook\"").nth(1).expect("a mark");
        assert!(mark.starts_with("><vt:lpwstr>results</vt:lpwstr>"), "{custom}");
        let plan = rendered(&plan(), lang).part("docProps/custom.xml");
        assert!(plan.contains("name=\"vdsbatch-workbook\"><vt:lpwstr>plan</vt:lpwstr>"), "{plan}");
        assert!(custom.contains("20261123-213000-a1b2"));
        let core = book.part("docProps/core.xml");
        assert!(core.contains("<dc:creator>vdsbatch 0.1.0</dc:creator>"));
        assert!(core.contains("<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-11-23T21:31:19Z"), "{core}");
        for part in book.parts().iter().filter(|part| part.starts_with("docProps/")) {
            let text = book.part(part);
            assert!(!text.contains("secret-host") && !text.contains("мария"), "{part}");
        }
        for sheet in &book.names[1..] {
            assert!(!book.cells(sheet).values().any(|cell| cell.contains("secret-host")), "{sheet}");
        }
        for (part, at) in book.parts().iter().filter(|part| part.starts_with("xl/worksheets/sheet")).zip(1..) {
            assert!(!book.part(part).contains("secret-host"), "sheet {at}");
        }
    }
}
