//! Workbooks of every kind on disk, for `.ci/workbooks` to show to other programs.

use std::fs;
use std::path::PathBuf;

use vdsbatch::lang::Lang;
use vdsbatch::outcome::{Outcome, Status};
use vdsbatch::report::Rendering;
use vdsbatch::row::Cell;
use vdsbatch::run::Run;

use super::{LANGS, moscow, sample};

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("workbooks");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn write(name: &str, run: &Run, rendering: &Rendering) {
    let bytes = rendering.workbook(run).expect("a workbook");
    fs::write(folder().join(format!("{name}.xlsx")), bytes).expect("a file");
}

/// As full a summary as there is: many tariffs, cost centres, months and things to do.
fn crowded() -> Run {
    let mut run = sample::every_status();
    for n in 0..40_u32 {
        let mut line =
            sample::line(n + 20, &format!("app-{n}.example.ru"), sample::sent(Outcome::new(Status::Accepted)));
        let order = line.order.as_mut().expect("an order");
        order.cost_centre = format!("ЦФО-{:02} Отдел разработки", n % 15);
        let months = [1, 3, 6, 12][n as usize % 4];
        order.terms = sample::terms(["KVM Ferrum", "SSD Ferrum", "OVZ Ferrum"][n as usize % 3], months);
        order.price = (n % 7 != 0).then(|| sample::money("1234567.89"));
        sample::add(&mut run, line);
    }
    for n in 0..24_u32 {
        let reason = vdsbatch::outcome::ReasonCode::ALL[n as usize];
        let outcome = Outcome::because(Status::Rejected, vdsbatch::outcome::Reason::new(reason));
        sample::add(&mut run, sample::line(n + 70, &format!("db-{n}.example.ru"), sample::sent(outcome)));
    }
    sample::second_run(sample::with_trail(run))
}

fn hostile() -> Run {
    let mut run = sample::with_trail(sample::every_status());
    let long = "я".repeat(40_000);
    for (text, row) in
        ["\u{0}\u{1}\u{1b}[2J", "_x0041_", "</t></is>&amp;", "=cmd|' /C calc'!A0", &long].iter().zip(&mut run.rows)
    {
        row.row.cells[0].1 = Cell::text(*text);
        row.row.cells[11].1 = Cell::text(*text);
    }
    run.facts.input.layout.columns[10].header = "=[a]'#@,\"b".to_owned();
    run.facts.input.layout.columns[11].header = long.clone();
    run.facts.input.file = long.clone();
    run.facts.operator = "=1+1".to_owned();
    run.lines[0].order.as_mut().expect("an order").cost_centre = long;
    run
}

#[test]
#[ignore = "writes files for `.ci/workbooks`, which shows them to other programs"]
fn workbooks_of_every_kind_are_written() {
    for lang in LANGS {
        let run = sample::with_trail(sample::every_status());
        write(&format!("every-status-{lang}"), &run, &moscow(lang));
        write(&format!("second-run-{lang}"), &sample::second_run(run), &moscow(lang));
        write(&format!("crowded-{lang}"), &crowded(), &moscow(lang));
        write(&format!("hostile-{lang}"), &hostile(), &moscow(lang));
        write(&format!("empty-{lang}"), &sample::empty(), &moscow(lang));
        write(&format!("one-{lang}"), &sample::with_trail(sample::long(1)), &moscow(lang));
        let mut streamed = moscow(lang);
        streamed.table_lines = 5;
        write(&format!("streamed-{lang}"), &sample::with_trail(sample::every_status()), &streamed);
        let mut practice = sample::with_trail(sample::long(30));
        practice.facts.sandbox = true;
        write(&format!("practice-{lang}"), &practice, &moscow(lang));
        let mut plan = sample::empty();
        for n in 0..5 {
            sample::add(&mut plan, sample::line(n + 4, &format!("web-{n}.example.ru"), Outcome::new(Status::Ready)));
        }
        write(&format!("plan-{lang}"), &plan, &moscow(lang));
    }
}

#[test]
#[ignore = "writes files for `.ci/workbooks long`; takes minutes unless optimised"]
fn a_workbook_of_a_hundred_thousand_servers_is_written() {
    write("hundred-thousand", &sample::with_trail(sample::long(100_000)), &moscow(Lang::Ru));
    write("table-of-fifty-thousand", &sample::with_trail(sample::long(50_000)), &moscow(Lang::En));
}
