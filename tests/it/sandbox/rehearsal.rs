//! What is rehearsed at the practice panels of today with the program itself: the bundled tables, and the dialects.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::harness::{Desk, vdsbatch};

#[test]
fn the_tables_to_practise_with_are_ordered_from_end_to_end() {
    let desk = Desk::new();
    for (table, tariffs) in [("demo5", ["Demo KVM", "Demo Start"]), ("demo6", ["Demo Cloud", "Demo Micro"])] {
        let rows = tariffs.map(|tariff| format!("{tariff};Debian-13-amd64;1;{}.example.com", tariff.replace(' ', "-")));
        let sheet = desk.path(&format!("{table}.csv"));
        std::fs::write(&sheet, format!("Tariff;OS template;Period;Domain\n{}\n", rows.join("\n"))).expect("a sheet");
        let folder = desk.path(table);
        let ran = |faults: &str| {
            let mut command = vdsbatch();
            command.arg("process").arg(&sheet).args(["--sandbox", "--yes", "--catalog", table, "--faults", faults]);
            command.arg("--sandbox-dir").arg(&folder).arg("-o").arg(desk.path(&format!("{table}{faults}.xlsx")));
            command
        };
        desk.run(&mut ran("seed=1")).exits(0).says("confirmed 2");
        let kept = std::fs::read_to_string(folder.join("panel/panel.jsonl")).expect("what happened");
        for name in tariffs.map(|tariff| format!("{}.example.com", tariff.replace(' ', "-").to_lowercase())) {
            let made = kept.lines().filter(|line| line.contains(&name) && !line.contains("laid")).count();
            assert_eq!(made, 1, "{name}: {kept}");
        }
        assert_eq!(kept.lines().filter(|line| line.contains("laid")).count(), if table == "demo6" { 2 } else { 0 });
        // A second run finds both, and orders none.
        desk.run(&mut ran("seed=2")).exits(0);
        let again = std::fs::read_to_string(folder.join("panel/panel.jsonl")).expect("what happened");
        assert!(!again.trim_start_matches(kept.as_str()).contains("example.com"), "{again}");
    }
}

#[test]
fn a_practice_panel_by_itself_says_which_dialect_it_speaks() {
    for (dialect, function) in
        [("billmanager4", "vds.order.7"), ("billmanager5", "vds.order.param"), ("billmanager6", "v2.vds.order.param")]
    {
        let mut command = vdsbatch();
        command.args(["sandbox", "--lang", "en", "--dialect", dialect]).stdout(Stdio::piped());
        let mut panel = command.spawn().expect("it starts");
        let lines = BufReader::new(panel.stdout.take().expect("a stream")).lines();
        let said: Vec<String> = lines.take(3).map(|line| line.expect("a line")).collect();
        panel.kill().and_then(|()| panel.wait()).expect("it ends");
        assert_eq!(said[2], format!("dialect: {dialect}, order function: `func={function}`"));
    }
    let desk = Desk::new();
    let mut both = vdsbatch();
    both.args(["sandbox", "--dialect", "billmanager5", "--catalog", "demo6"]);
    desk.run(&mut both).says("`--dialect` excludes `--catalog`");
    let mut unknown = vdsbatch();
    unknown.args(["sandbox", "--dialect", "whmcs"]);
    desk.run(&mut unknown).says("billmanager6");
}
