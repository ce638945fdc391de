//! The shape is a promise: what decides stays pure, nothing imports upwards, no two files in a circle.
//!
//! The layout is read from `src/lib.rs`, which is the map: its comments name the floors.

mod imports;

use std::collections::{BTreeMap, BTreeSet};

use self::imports::Imports;

/// What touches the world.
const EFFECTS: &[&str] = &[
    "std::fs",
    "TcpStream",
    "TcpListener",
    "std::thread",
    "std::process",
    "std::env",
    "std::io",
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "reqwest",
    "rusqlite",
    "tokio",
    "hyper",
    "indicatif",
    "tracing::",
    "RandomState",
    "fastrand",
    "println!",
    "rayon",
];

/// The one effect that a pure room may have: the check uses every core, and is the same on one.
const MAY: [(&str, &str); 1] = [("check", "rayon")];

/// How `lib.rs` heads the floors, from the lowest up.
const FLOORS: [&str; 3] = ["// Values and decisions", "// Effects", "// People"];

/// Every source file by its name below `src`, without its tests.
fn sources() -> BTreeMap<String, String> {
    crate::harness::sources()
}

/// The rooms of each floor, as `lib.rs` declares them.
fn floors(map: &str) -> [BTreeSet<String>; 3] {
    let mut floors = [const { BTreeSet::new() }; 3];
    let mut floor = None;
    for line in map.lines() {
        if line.starts_with("// ") {
            floor = FLOORS.iter().position(|head| line.starts_with(head));
        }
        if let (Some(floor), Some(room)) = (floor, line.strip_prefix("pub mod ")) {
            floors[floor].insert(room.trim_end_matches(';').to_owned());
        }
    }
    floors
}

/// The room of a file: the first part of its name.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

fn is_outside(file: &str) -> bool {
    matches!(file, "lib.rs" | "main.rs" | "changelog.rs" | "threats.rs")
}

/// Whether the head of a file says that it is pure.
fn says_pure(text: &str) -> bool {
    let heads = text.lines().take_while(|line| line.starts_with("//!"));
    heads.flat_map(|line| line.split(' ')).any(|word| matches!(word, "Pure." | "Pure," | "Pure:"))
}

/// The lines that are code.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// What a file that is pure does all the same.
fn impure<'t>(file: &str, text: &'t str) -> Option<&'t str> {
    let may = |effect: &str| MAY.contains(&(room(file), effect));
    code(text).find(|line| EFFECTS.iter().any(|effect| line.contains(effect) && !may(effect)))
}

/// Imports from a lower floor to a higher one.
fn upward(imports: &Imports, floors: &[BTreeSet<String>; 3]) -> Vec<String> {
    let floor = |file: &str| floors.iter().position(|rooms| rooms.contains(room(file)));
    let arrows = imports.arrows.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to)));
    let up = arrows.filter(|(from, to)| !is_outside(from) && floor(from) < floor(to));
    up.map(|(from, to)| format!("{from} → {to}")).collect()
}

/// The imports between rooms.
fn rooms(imports: &Imports) -> Imports {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, all) in imports.arrows.iter().filter(|(from, _)| !is_outside(from)) {
        let others = all.iter().filter(|to| room(to) != room(from)).map(|to| room(to).to_owned());
        arrows.entry(room(from).to_owned()).or_default().extend(others);
    }
    Imports { arrows }
}

#[test]
fn every_room_has_its_floor() {
    let sources = sources();
    let floors = floors(&sources["lib.rs"]);
    assert!(floors.iter().all(|rooms| rooms.len() > 1), "{floors:?}");
    let known: BTreeSet<&str> = floors.iter().flatten().map(String::as_str).collect();
    let there: BTreeSet<&str> = sources.keys().filter(|file| !is_outside(file)).map(|file| room(file)).collect();
    assert_eq!(known, there);
    // The files and folders of `src` itself; few enough to be read at a glance.
    assert!(there.len() + 3 <= 24, "{}", there.len() + 3);
}

#[test]
fn what_decides_touches_nothing_and_reaches_nothing_that_does() {
    let sources = sources();
    let [pure_rooms, ..] = floors(&sources["lib.rs"]);
    let imports = Imports::of(&sources);
    let pure: BTreeSet<&str> = sources
        .iter()
        .filter(|(file, text)| pure_rooms.contains(room(file)) || says_pure(text))
        .map(|(file, _)| file.as_str())
        .collect();
    assert!(pure.contains("panel/billmanager/request.rs") && pure.contains("submit/life/mod.rs"), "heads are read");
    let mut faults = Vec::new();
    for file in &pure {
        faults.extend(impure(file, &sources[*file]).map(|line| format!("{file} touches the world: {line}")));
        let reached: Vec<&str> = imports.reached(file).into_iter().filter(|other| !pure.contains(other)).collect();
        if !reached.is_empty() {
            faults.push(format!("{file} says that it is pure, and leads to {reached:?}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn nothing_imports_upwards() {
    let sources = sources();
    let up = upward(&Imports::of(&sources), &floors(&sources["lib.rs"]));
    assert!(up.is_empty(), "{up:#?}");
}

#[test]
fn no_file_and_no_room_imports_in_a_circle() {
    let imports = Imports::of(&sources());
    for imports in [&imports, &rooms(&imports)] {
        let within = |circle: &BTreeSet<&str>| -> Vec<String> {
            let arrows = circle.iter().flat_map(|file| imports.arrows[*file].iter().map(move |to| (*file, to)));
            arrows.filter(|(_, to)| circle.contains(to.as_str())).map(|(from, to)| format!("{from} → {to}")).collect()
        };
        let circles: Vec<Vec<String>> = imports.circles().iter().map(within).collect();
        assert!(circles.is_empty(), "{circles:#?}");
    }
    assert!(imports.arrows["order/plan.rs"].contains("order/claim.rs"), "imports are seen");
}

#[test]
fn the_effects_do_not_know_each_other() {
    let rooms = rooms(&Imports::of(&sources()));
    let apart = ["panel", "ledger", "reader", "report"];
    for one in apart {
        for other in apart.into_iter().filter(|other| *other != one) {
            assert!(!rooms.arrows[one].contains(other), "{one} imports {other}");
        }
    }
    assert!(!rooms.arrows["submit"].contains("ledger"), "the workers know the journal's trait, not the ledger");
}

/// The core knows the panel's port. How a dialect speaks and what the wire does is the panel's own.
#[test]
fn only_the_door_knows_what_is_behind_the_panels_port() {
    let imports = Imports::of(&sources());
    // The port, the facts that it hands on, and what a panel tells beside its list.
    let port = ["panel/mod.rs", "panel/facts.rs", "panel/beside.rs"];
    let behind = |file: &str| file.starts_with("panel/") && !port.contains(&file);
    let may = |file: &str| behind(file) || file.starts_with("verb/");
    for (file, taken) in imports.arrows.iter().filter(|(file, _)| !may(file)) {
        let hit = taken.iter().find(|file| behind(file));
        assert!(hit.is_none(), "{file} reaches behind the panel's port: {hit:?}");
    }
    for file in port {
        let knows = &imports.arrows[file];
        assert!(!knows.iter().any(|file| behind(file)), "{file} knows who stands behind it: {knows:?}");
    }
}

/// What a run is and does stays the same however it was typed: the verbs and the settings alone know
/// the command line, and it knows none of them.
#[test]
fn only_the_verbs_know_what_was_typed() {
    let imports = Imports::of(&sources());
    let blind = ["verb/process/", "verb/books", "verb/door/", "verb/error", "verb/sheet"];
    // The file of settings stands with the command line, and its errors end a run as others do.
    let typed = |file: &&String| file.starts_with("cli/") && !file.starts_with("cli/file");
    for at in blind {
        let own: Vec<_> = imports.arrows.iter().filter(|(name, _)| name.starts_with(at)).collect();
        assert!(!own.is_empty(), "no module {at}");
        for (name, taken) in own {
            let hit = taken.iter().find(typed);
            assert!(hit.is_none(), "{name} knows the command line: {hit:?}");
        }
    }
    assert!(!rooms(&imports).arrows["cli"].contains("verb"), "the command line knows what is done with it");
}

#[test]
fn only_a_journal_makes_an_attempt_and_a_confirm() {
    let made: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| {
            code(text).any(|line| {
                let makes = ["Attempt {", "Self { claiming, id, number }", "Ok(Self { claiming, item })"];
                makes.iter().any(|makes| line.contains(makes))
            })
        })
        .map(|(name, _)| name)
        .collect();
    assert_eq!(made, ["order/attempt.rs", "order/cart.rs"]);
}

/// A house with one thing wrong, which must be seen.
fn planted(files: &[(&str, &str)]) -> (Imports, [BTreeSet<String>; 3]) {
    let map = "// Values and decisions: pure.\npub mod low;\n// Effects: one world each.\npub mod high;\n// People.\npub mod top;\n";
    let mut sources: BTreeMap<String, String> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    sources.insert("lib.rs".to_owned(), map.to_owned());
    (Imports::of(&sources), floors(map))
}

#[test]
fn a_circle_is_seen_however_it_is_spelt() {
    let one = "pub use self::two::Two;\npub struct One;\nmod two;";
    for two in [
        "use super::One;",
        "use crate::{\n    low::{\n        self,\n        One as Other,\n    },\n};",
        "fn f() { let _ = super::One; }",
        "fn f() { g!(a, [crate::low::One]); }",
        "fn f(one: &super::One) {}",
        "fn f() { use super::One; }",
        "mod inner { use super::super::One; }",
    ] {
        let used = format!("{one}\nfn f(two: Two) {{}}");
        let circle = |one: &str| planted(&[("low/mod.rs", one), ("low/two.rs", two)]).0.circles().len();
        assert_eq!(circle(&used), 1, "{two}");
        // What a room only hands on, it does not use.
        assert_eq!(circle(one), 0, "{two}");
    }
    let (imports, _) = planted(&[
        ("low/mod.rs", one),
        ("low/two.rs", "pub(super) struct Two;\n#[cfg(test)]\nmod tests { use super::super::One; }"),
    ]);
    assert!(imports.circles().is_empty(), "neither who may see a thing nor a test is an import");
}

#[test]
fn an_import_upwards_is_seen_through_names_that_are_handed_on() {
    let files = [
        ("low/mod.rs", "use crate::high::Thing;\npub use crate::high::{deep, Thing as Same};"),
        ("low/other.rs", "use super::Same;\nfn f() { super::deep::call(); }"),
        ("high/mod.rs", "pub mod deep;\npub use self::deep::Thing;"),
        ("high/deep.rs", "pub struct Thing;\npub fn call() {}"),
        ("top.rs", "use crate::low::Same;"),
    ];
    let (imports, floors) = planted(&files);
    let up = upward(&imports, &floors);
    assert_eq!(up, ["low/mod.rs → high/deep.rs", "low/other.rs → high/deep.rs"]);
    assert!(imports.reached("top.rs").contains("high/deep.rs"));
}

#[test]
fn a_pure_file_that_touches_the_world_is_seen() {
    assert_eq!(impure("order/x.rs", "// std::fs\nuse std::fs;"), Some("use std::fs;"));
    assert_eq!(impure("check/mod.rs", "use rayon::prelude::*;"), None);
    assert!(impure("order/x.rs", "use rayon::prelude::*;").is_some());
    assert!(says_pure("//! What it does. Pure.\n\nuse a;") && !says_pure("//! Not so.\n// Pure."));
}

#[test]
fn a_path_gets_into_a_text_only_cleaned() {
    let sources = sources();
    let raw = |line: &&str| line.matches(".display()").count() > line.matches(".display().to_string()").count();
    let found: Vec<String> = sources
        .iter()
        .flat_map(|(file, text)| code(text).filter(raw).map(move |line| format!("{file}: {}", line.trim())))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
    let shown = code(&sources["ledger/error.rs"]).filter(|line| line.contains(".shown()")).count();
    assert!(shown > 10, "{shown}");
}
