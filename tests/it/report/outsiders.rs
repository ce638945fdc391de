//! Workbooks of every kind on disk, for `.ci/workbooks` to show to other programs.

use std::fs;
use std::path::PathBuf;

use vdsbatch::order::{Outcome, Status};
use vdsbatch::report::Rendering;
use vdsbatch::run::Run;
use vdsbatch::text::lang::Lang;

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

#[test]
#[ignore = "writes files for `.ci/workbooks`, which shows them to other programs"]
fn workbooks_of_every_kind_are_written() {
    for lang in LANGS {
        let run = sample::with_trail(sample::every_status());
        write(&format!("every-status-{lang}"), &run, &moscow(lang));
        write(&format!("second-run-{lang}"), &sample::second_run(run), &moscow(lang));
        write(&format!("crowded-{lang}"), &sample::crowded(), &moscow(lang));
        write(&format!("hostile-{lang}"), &sample::hostile(), &moscow(lang));
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
    let table = Rendering { table_lines: 50_000, ..moscow(Lang::En) };
    write("table-of-fifty-thousand", &sample::with_trail(sample::long(50_000)), &table);
}
