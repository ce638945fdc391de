//! The shape is a promise: pure modules stay pure, and imports go one way.

mod imports;

use std::collections::{BTreeMap, BTreeSet};

use imports::Imports;

/// The modules that decide and do nothing.
const PURE: &[&str] = &[
    "account",
    "alike",
    "attempt",
    "catalog",
    "check",
    "claim",
    "code",
    "config",
    "diagnostic",
    "explain",
    "event",
    "exit",
    "generate",
    "input",
    "lang",
    "money",
    "names",
    "order",
    "outcome",
    "plan",
    "printable",
    "row",
    "run",
    "service",
    "template",
    "submit/step",
    "submit/breakers",
    "submit/life",
    "submit/settings",
    "submit/settled",
    "billing/answer",
    "billing/discretion",
    "billing/unescape",
    "sandbox/echo",
];

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
    "println!",
];

/// Every source file as (module path such as `check/price`, text without tests).
fn sources() -> BTreeMap<String, String> {
    let named = |(path, text): (String, String)| (path.trim_end_matches(".rs").to_owned(), text);
    crate::harness::sources().into_iter().map(named).collect()
}

/// The lines that are code.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// The top modules that a file imports or names.
fn imports(text: &str, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in code(text) {
        let mut rest = line;
        while let Some(at) = rest.find("crate::") {
            rest = &rest[at + 7..];
            let names = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or(list));
            let grouped = rest.starts_with('{');
            for name in names.split(',').take(if grouped { usize::MAX } else { 1 }) {
                let name: String = name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if modules.contains(&name) {
                    found.insert(name);
                }
            }
        }
    }
    found
}

fn graph() -> BTreeMap<String, BTreeSet<String>> {
    let sources = sources();
    let top = |name: &str| name.split('/').next().unwrap_or(name).to_owned();
    let modules: BTreeSet<String> =
        sources.keys().map(|name| top(name)).filter(|name| name != "lib" && name != "main").collect();
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, text) in &sources {
        let from = top(name);
        if from == "lib" || from == "main" {
            continue;
        }
        let to = imports(text, &modules).into_iter().filter(|to| *to != from);
        graph.entry(from.clone()).or_default().extend(to);
    }
    graph
}

#[test]
fn pure_modules_touch_nothing() {
    let sources = sources();
    for pure in PURE {
        let own: Vec<_> =
            sources.iter().filter(|(name, _)| *name == pure || name.starts_with(&format!("{pure}/"))).collect();
        assert!(!own.is_empty(), "no module {pure}");
        for (name, text) in own {
            for line in code(text) {
                let hit = EFFECTS.iter().find(|effect| line.contains(**effect));
                assert!(hit.is_none(), "{name} touches the world: {line}");
            }
        }
    }
}

#[test]
fn pure_modules_reach_no_effects() {
    let effects = ["billing", "ledger", "sheet", "report", "submit", "progress", "sandbox", "verb", "cli", "console"];
    let graph = graph();
    for pure in PURE.iter().copied().filter(|name| !name.contains('/')) {
        for effect in effects {
            assert!(!graph[pure].contains(effect), "{pure} imports {effect}");
        }
    }
}

#[test]
fn the_effects_do_not_know_each_other() {
    let graph = graph();
    let apart = ["billing", "ledger", "sheet", "report"];
    for one in apart {
        for other in apart.into_iter().filter(|other| *other != one) {
            assert!(!graph[one].contains(other), "{one} imports {other}");
        }
    }
    assert!(!graph["submit"].contains("ledger"), "the workers know the journal's trait, not the ledger");
}

#[test]
fn imports_go_one_way() {
    let graph = graph();
    fn visit<'g>(
        graph: &'g BTreeMap<String, BTreeSet<String>>,
        name: &'g str,
        way: &mut Vec<&'g str>,
        done: &mut BTreeSet<&'g str>,
    ) {
        if done.contains(name) {
            return;
        }
        assert!(!way.contains(&name), "a cycle: {way:?} → {name}");
        way.push(name);
        for next in &graph[name] {
            visit(graph, next, way, done);
        }
        way.pop();
        done.insert(name);
    }
    let mut done = BTreeSet::new();
    for name in graph.keys() {
        visit(&graph, name, &mut Vec::new(), &mut done);
    }
    assert!(graph["plan"].contains("order"), "the graph sees imports");
}

/// What a run is and does stays the same however it was typed: the verbs and the settings alone know
/// the command line, and it knows none of them.
#[test]
fn only_the_verbs_know_what_was_typed() {
    let sources = sources();
    let blind = ["verb/process/", "verb/books", "verb/door/", "verb/error", "verb/sheet"];
    for at in blind {
        let own: Vec<_> = sources.iter().filter(|(name, _)| name.starts_with(at)).collect();
        assert!(!own.is_empty(), "no module {at}");
        for (name, text) in own {
            let hit = code(text).find(|line| line.contains("cli::"));
            assert!(hit.is_none(), "{name} knows the command line: {hit:?}");
        }
    }
    assert!(!graph()["cli"].contains("verb"), "the command line knows what is done with it");
}

#[test]
fn only_a_journal_makes_an_attempt() {
    let made: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| {
            code(text).any(|line| line.contains("Attempt {") || line.contains("Self { order, id, number }"))
        })
        .map(|(name, _)| name)
        .collect();
    assert_eq!(made, ["attempt"]);
}

/// A circle with the arrows that make it.
fn told(imports: &Imports, circle: &BTreeSet<&str>) -> String {
    let to = |from: &str| imports.arrows[from].iter().filter(|to| circle.contains(to.as_str()));
    let arrows = circle.iter().flat_map(|from| to(from).map(move |to| format!("  {from} -> {to}\n")));
    arrows.collect()
}

#[test]
fn no_file_imports_in_a_circle() {
    let imports = Imports::of(&crate::harness::sources());
    let circles: Vec<String> = imports.circles().iter().map(|circle| told(&imports, circle)).collect();
    assert!(circles.is_empty(), "files import each other in a circle:\n{}", circles.join("\n"));
}

#[test]
fn a_circle_is_seen_however_its_imports_are_spelt() {
    let below = "pub struct Below;";
    let above = "mod child; mod low; pub use self::low::Below; pub struct Above; ";
    // The parent calls the child in each: one that takes what the parent only hands on closes no circle.
    let calls = "fn call() { child::call() }";
    let seen = |parent: &str, child: &str| {
        let files =
            [("a.rs", [above, parent].concat()), ("a/child.rs", child.to_owned()), ("a/low.rs", below.to_owned())];
        let sources = files.map(|(name, text)| (name.to_owned(), text)).into();
        !Imports::of(&sources).circles().is_empty()
    };
    for child in [
        "use super::Above;",
        "use crate::a::{Below, Above as Other};",
        "fn call() -> crate::a::Above { todo!() }",
        "fn call() { println!(\"{:?}\", super::Above) }",
    ] {
        assert!(seen(calls, child), "{child}");
    }
    for child in
        ["use super::Below;", "fn call(_: super::super::a::Below) {}", "pub(super) fn call() {}", "// super::Above"]
    {
        assert!(!seen(calls, child), "{child}");
    }
    assert!(!seen("pub use self::child::call;", "use super::Above;"), "what is only handed on is not taken");
    assert!(seen("pub use self::child::call; fn go() { call() }", "use super::Above;"), "what is called is taken");
}
