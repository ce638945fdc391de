//! What machines are told is what the schema says: every member that must be there, of its type, and none that is not
//! in the schema; and every kind of answer is given by some verb.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use crate::harness::{CANARY, Desk, LOGIN, vdsbatch};

/// The schema, and which of its kinds were held against an answer.
pub struct Schema {
    whole: Value,
    seen: BTreeSet<String>,
}

impl Schema {
    pub fn new() -> Self {
        let whole = serde_json::from_str(vdsbatch::verb::SCHEMA).expect("JSON");
        Self { whole, seen: BTreeSet::new() }
    }

    fn definitions(&self) -> &Map<String, Value> {
        self.whole["$defs"].as_object().expect("definitions")
    }

    /// The kinds of answers, as far as they are none of parts.
    fn kinds(&self) -> BTreeSet<String> {
        let is_kind = |name: &&String| name.starts_with(char::is_lowercase);
        self.definitions().keys().filter(is_kind).cloned().collect()
    }

    /// Holds an answer against its kind, and returns it.
    #[track_caller]
    pub fn answer(&mut self, text: &str, kind: &str) -> Value {
        let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(value["kind"], kind, "{text}");
        self.holds(&value, kind);
        value
    }

    /// Holds a value against a definition.
    #[track_caller]
    pub fn holds(&mut self, value: &Value, name: &str) {
        let definition = self.definitions().get(name).unwrap_or_else(|| panic!("no definition `{name}`")).clone();
        let faults = self.faults(value, &definition, name);
        assert!(faults.is_empty(), "{faults:#?}\n{value:#}");
        self.seen.insert(name.to_owned());
    }

    /// What of a value is not as a part of the schema says it; `at` is where it stands.
    fn faults(&self, value: &Value, schema: &Value, at: &str) -> Vec<String> {
        let wrong = |what: &str| vec![format!("{at}: {what}: {value}")];
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.trim_start_matches("#/$defs/");
            let Some(definition) = self.definitions().get(name) else { return wrong(&format!("no definition {name}")) };
            return self.faults(value, definition, at);
        }
        if let Some(several) = schema["anyOf"].as_array() {
            let of_each: Vec<_> = several.iter().map(|one| self.faults(value, one, at)).collect();
            // What comes nearest says most.
            return of_each.into_iter().min_by_key(Vec::len).unwrap_or_default();
        }
        if schema.get("const").is_some_and(|wanted| wanted != value) {
            return wrong("another value than the only one");
        }
        if schema["enum"].as_array().is_some_and(|words| !words.contains(value)) {
            return wrong("no known word");
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::String(one) => vec![one],
            Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        if !types.is_empty() && !types.iter().any(|name| is_of(value, name)) {
            return wrong(&format!("no {types:?}"));
        }
        if let (Some("date-time"), Some(text)) = (schema["format"].as_str(), value.as_str())
            && text.parse::<jiff::Timestamp>().is_err()
        {
            return wrong("no time");
        }
        if let (Some("date"), Some(text)) = (schema["format"].as_str(), value.as_str())
            && text.parse::<jiff::civil::Date>().is_err()
        {
            return wrong("no day");
        }
        // The one pattern there is, of money.
        if let (true, Some(text)) = (schema["pattern"].is_string(), value.as_str())
            && text.parse::<rust_decimal::Decimal>().is_err()
        {
            return wrong("no amount");
        }
        match value {
            Value::Array(items) if schema["items"].is_object() => {
                let each = |(n, item): (usize, &Value)| self.faults(item, &schema["items"], &format!("{at}[{n}]"));
                items.iter().enumerate().flat_map(each).collect()
            }
            Value::Object(members) => self.members(members, schema, at),
            _ => Vec::new(),
        }
    }

    fn members(&self, members: &Map<String, Value>, schema: &Value, at: &str) -> Vec<String> {
        let known = schema["properties"].as_object();
        let mut faults = Vec::new();
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        faults.extend(required.filter(|name| !members.contains_key(*name)).map(|name| format!("{at}: no `{name}`")));
        for (name, value) in members {
            let at = format!("{at}.{name}");
            match (known.and_then(|known| known.get(name)), schema.get("additionalProperties")) {
                (Some(schema), _) | (None, Some(schema)) => faults.extend(self.faults(value, schema, &at)),
                // Of what is described no further, everything goes.
                (None, None) if known.is_none() => {}
                (None, None) => faults.push(format!("{at}: not in the schema")),
            }
        }
        faults
    }
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

/// The standard output of the program in a folder.
fn answered(folder: &Path, words: &[&str], code: i32) -> String {
    let mut command = vdsbatch();
    command.args(words).current_dir(folder).env("VDSBATCH_PASSWORD", CANARY).env("XDG_STATE_HOME", folder);
    let output = command.output().expect("it runs");
    assert_eq!(output.status.code(), Some(code), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn every_verb_answers_machines_as_the_schema_says() {
    let mut schema = Schema::new();
    ordered(&mut schema);
    decided(&mut schema);
    tables(&mut schema);
    alone(&mut schema);
    assert_eq!(schema.seen, schema.kinds(), "every kind is some verb's answer");
}

/// A run, and what is told of it.
fn ordered(schema: &mut Schema) {
    let desk = Desk::new().sheet([
        "KVM Ferrum | 1 | web-1.example.ru",
        "KVM Ferrum | 3 | web-2.example.ru",
        "KVM Ferum | 1 | web-3.example.ru",
    ]);
    let args = ["--only-valid", "--jobs", "1", "--summary", "json", "--progress", "json", "--format", "json"];
    let ran = desk.process(&args);
    let told = schema.answer(&ran.stdout, "summary");
    assert_eq!((told["exit_code"].as_i64(), ran.code), (Some(4), Some(4)), "{ran}");
    let events: Vec<Value> = ran.stderr.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    events.iter().for_each(|event| schema.holds(event, "progress-event"));
    let last = events.last().expect("events");
    assert_eq!((last["event"].as_str(), &last["summary"]), (Some("summary"), &told), "{ran}");
    let data = std::fs::read_to_string(told["written"]["data"].as_str().expect("a path")).expect("data");
    schema.answer(&data, "run");
    let mut asked = |words: &[&str], kind: &str, code: i32| {
        let ran = desk.run(&mut desk.verb(&[words, &["--format", "json"]].concat())).exits(code);
        schema.answer(&ran.stdout, kind)
    };
    asked(&["report", "last"], "run", 0);
    asked(&["report", "--since", "2026-01-01"], "book", 0);
    let runs = asked(&["runs"], "runs", 0);
    assert_eq!((&runs["runs"][0]["run"], &runs["runs"][0]["statuses"]), (&told["run"], &told["statuses"]), "{runs}");
    asked(&["show", "web-1.example.ru"], "order", 0);
    asked(&["account"], "account", 0);
    asked(&["ledger", "where"], "ledger-place", 0);
    asked(&["ledger", "check"], "ledger-check", 0);
    asked(&["ledger", "recover"], "ledger-recovered", 0);
    let reconciled = asked(&["reconcile"], "reconciled", 4);
    assert_eq!((&reconciled["run"], &reconciled["statuses"]), (&told["run"], &told["statuses"]), "{reconciled}");
    let error = asked(&["show", "web-9.example.ru"], "error", 1);
    assert!(error["commands"].as_array().is_some_and(|commands| !commands.is_empty()), "{error}");
    let error = asked(&["report", "20260101T000000Z-0000"], "error", 1);
    assert_eq!((error["exit_code"].as_i64(), error["exit"].as_str()), (Some(1), Some("not-run")));
}

/// What people decide.
fn decided(schema: &mut Schema) {
    let desk = Desk::with("cut-before@2,cut-before@3").orders(4);
    desk.process(&["--jobs", "1"]).exits(5);
    let made = desk.panel.add_service("web-2.example.ru").to_string();
    let found = desk.panel.add_service("found.example.ru").to_string();
    let mut asked = |words: &[&str], kind: &str, code: i32| {
        let ran = desk.run(&mut desk.verb(&[words, &["--format", "json"]].concat())).exits(code);
        schema.answer(&ran.stdout, kind)
    };
    let why = ["--reason", "looked in the panel"];
    let told = asked(&[&["resolve", "web-2.example.ru", "--ordered", &made], &why[..]].concat(), "decided", 0);
    assert_eq!((told["service_id"].as_str(), told["held"]["is"].as_str()), (Some(made.as_str()), Some("agreed")));
    asked(&[&["resolve", "web-3.example.ru", "--ordered", "777"], &why[..]].concat(), "error", 1);
    asked(&[&["adopt", "found.example.ru", &found], &why[..]].concat(), "decided", 0);
    asked(&["decisions"], "decisions", 0);
    asked(&["show", "web-3.example.ru"], "order", 0);
    let told = asked(&["reconcile"], "reconciled", 5);
    assert_eq!(told["unknown"][0]["domain"], "web-3.example.ru", "{told}");
}

/// Tariff tables, and what a panel says of them.
fn tables(schema: &mut Schema) {
    let desk = Desk::of("demo6", vdsbatch::panel::practice::Settings::default());
    let mut asked = |words: &[&str], kind: &str, code: i32| {
        let ran = desk.run(&mut desk.verb(&[words, &["--format", "json"]].concat())).exits(code);
        schema.answer(&ran.stdout, kind)
    };
    let quoted = asked(&["catalog", "check", "--catalog", "demo6"], "catalog-check", 0);
    assert_eq!(quoted["table"], "demo6");
    let pulled = asked(&["catalog", "pull", "-o", "own.toml"], "catalog-pulled", 0);
    let file = pulled["file"].as_str().expect("a path");
    assert!(Path::new(file).is_absolute() && Path::new(file).is_file(), "{pulled}");
    asked(&["catalog", "check", "--catalog", "own.toml"], "catalog-check", 0);
    asked(&["catalog", "pull", "-o", "-"], "error", 2);
    for words in [&["catalog", "show", "own.toml"][..], &["catalog", "show", "ihor"]] {
        let text = answered(desk.dir.path(), &[words, &["--format", "json"]].concat(), 0);
        schema.answer(&text, "catalog");
    }
    // What a panel was asked stands in the run.
    let desk = desk.orders(2);
    let ran = desk.run(&mut desk.command(&["--dry-run", "--online", "-o", "-", "--format", "json"])).exits(0);
    let run = schema.answer(&ran.stdout, "run");
    assert!(run["enquiry"]["services"].is_u64() && run["orders"][0]["order"]["prices"]["quote"].is_object(), "{run}");
    let told = schema.answer(&answered(desk.dir.path(), &["catalog", "list", "--format", "json"], 0), "catalogs");
    assert_eq!(told["tables"].as_array().map(Vec::len), Some(3));
}

/// Verbs that need no panel.
fn alone(schema: &mut Schema) {
    let dir = tempfile::tempdir().expect("a folder");
    let mut asked = |words: &[&str], kind: &str, code: i32| {
        let text = answered(dir.path(), &[words, &["--format", "json"]].concat(), code);
        schema.answer(&text, kind)
    };
    let made = asked(&["template", "-o", "blank.xlsx"], "sheet", 0);
    assert!(made["file"].as_str().is_some_and(|file| Path::new(file).is_file()), "{made}");
    let wanted = ["generate", "--tariff", "KVM Ferrum", "--template", "Debian-7-x86_64-minimal", "--domain"];
    let names = ["web-#.example.ru", "--count", "3", "-o", "web.csv"];
    let made = asked(&[&wanted[..], &names, &["--period", "1"]].concat(), "sheet", 0);
    assert_eq!(made["servers"], 3);
    let refused = asked(&[&wanted[..], &names, &["--period", "7"]].concat(), "sheet", 3);
    assert_eq!((refused["file"].is_null(), refused["problems"][0]["code"].as_str()), (true, Some("E011")));
    asked(&[&wanted[..], &["a.example.ru", "--period", "1", "-o", "-"]].concat(), "error", 2);
    asked(&["check", "web.csv"], "check", 0);
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/mistakes.xlsx");
    asked(&["check", samples], "check", 3);
    asked(&["check", "none.xlsx"], "error", 1);
    for code in ["E011", "P208", "unknown", "G114"] {
        asked(&["explain", code], "explanation", 0);
    }
    asked(&["explain", "E999"], "error", 2);
    let settings = "[company]\nContract = \"7\"\n[profile.firm]\naccount = \"anna\"\n";
    std::fs::write(dir.path().join("config.toml"), settings).expect("a file");
    asked(&["config", "show", "--config", "config.toml", "--profile", "firm"], "settings", 0);
    let second = ["profile", "add", "second", "--config", "config.toml", "--account", "boris"];
    let added = asked(&second, "profile", 0);
    let of = |told: &Value| (told["profile"]["name"] == "second", told["profile"]["default"].as_bool());
    assert_eq!((of(&added), added["profile"]["settings"]["account"].as_str()), ((true, Some(false)), Some("boris")));
    assert!(added["commands"][0].as_str().is_some_and(|next| next.contains("--profile second")), "{added}");
    asked(&second, "error", 1);
    let chosen = asked(&["profile", "use", "second", "--config", "config.toml"], "profile", 0);
    assert_eq!(of(&chosen), (true, Some(true)), "{chosen}");
    asked(&["profile", "use", "third", "--config", "config.toml"], "error", 1);
    asked(&["profile", "list", "--config", "config.toml"], "profiles", 0);
    let made = asked(&["support", "web.csv"], "support-file", 0);
    let file = Path::new(made["file"].as_str().expect("a path"));
    assert!(file.is_absolute() && file.is_file() && made["with_names"] == false, "{made}");
    asked(&["support", "-o", "-"], "error", 2);
    let nobody = asked(&["runs"], "error", 2);
    assert_eq!(nobody["exit"], "usage");
    asked(&["runs", "--account", LOGIN], "error", 1);
}

#[test]
fn the_schema_of_one_answer_is_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let one: Value = serde_json::from_str(&answered(dir.path(), &["schema", "summary"], 0)).expect("JSON");
    assert_eq!(one["$ref"], "#/$defs/summary");
    assert!(one["$defs"]["summary"]["properties"]["exit_code"].is_object(), "{one}");
    assert_eq!(answered(dir.path(), &["schema"], 0), vdsbatch::verb::SCHEMA);
    assert_eq!(answered(dir.path(), &["schema", "Status"], 2), "");
    let schema = Schema::new();
    let members = |definition: &Value| definition["properties"].as_object().cloned().unwrap_or_default();
    let of_all =
        schema.definitions().iter().flat_map(|(name, one)| members(one).into_iter().map(move |one| (name, one)));
    let undescribed = of_all.filter(|(_, (_, one))| one["description"].is_null() && one["const"].is_null());
    let undescribed: Vec<_> = undescribed.map(|(name, (member, _))| format!("{name}.{member}")).collect();
    assert!(undescribed.is_empty(), "{undescribed:?}");
}

#[test]
fn a_member_too_many_one_too_few_and_one_of_another_type_are_seen() {
    let schema = Schema::new();
    let definition = schema.definitions()["ledger-place"].clone();
    let sound = serde_json::json!({
        "kind": "ledger-place", "version": 1, "folder": "/x", "is_there": true, "taken_over_into": null
    });
    assert!(schema.faults(&sound, &definition, "").is_empty());
    let with = |name: &str, value: Value| {
        let mut other = sound.clone();
        other[name] = value;
        other
    };
    let mut without = sound.clone();
    without.as_object_mut().expect("an object").remove("is_there");
    for wrong in [with("more", 1.into()), with("folder", 1.into()), with("version", 2.into()), without] {
        assert_eq!(schema.faults(&wrong, &definition, "").len(), 1, "{wrong}");
    }
}
