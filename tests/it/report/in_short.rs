//! A run in one object: its money by currency, what comes next, and what is known of one that was none.

use serde_json::{Value, json};
use vdsbatch::report::data::{Around, RunSummary, Stopped, Written};
use vdsbatch::run::exit::Exit;
use vdsbatch::run::{Run, Verdict};
use vdsbatch::text::json::enveloped;
use vdsbatch::text::lang::Lang;

use super::{moscow, sample};
use crate::schema::Schema;

fn around(exit: Exit) -> Around {
    let stopped = None;
    Around {
        sheet: "orders.xlsx".to_owned(),
        exit,
        stopped,
        ledger: None,
        written: Written::default(),
        next: Vec::new(),
    }
}

fn told(run: &Run) -> Value {
    let exit = run.verdict().map_or(Exit::NotRun, Verdict::exit);
    let summary = moscow(Lang::En).summary(run, around(exit));
    serde_json::to_value(enveloped(&summary)).expect("JSON")
}

#[test]
fn money_of_two_currencies_is_never_added_and_what_is_not_known_is_no_zero() {
    let mut run = sample::long(13);
    for at in [2, 3, 4] {
        let service = run.lines[at].outcome.service.as_mut().expect("a service");
        service.currency = Some(if at == 4 { "EUR" } else { "usd" }.to_owned());
    }
    let money = &told(&run)["money"];
    // Of thirteen two were rejected, and two are in doubt, of which nobody knows the actual amount.
    let of = |at: usize| ["currency", "servers", "actual", "actual_unknown"].map(|name| money[at][name].clone());
    assert_eq!(of(0), [json!("RUB"), json!(11), json!("7500.00"), json!(2)], "{money:#}");
    assert_eq!(of(1), [json!("EUR"), json!(1), json!("1250.00"), json!(0)], "{money:#}");
    assert_eq!(of(2), [json!("USD"), json!(2), json!("2500.00"), json!(0)], "{money:#}");
    assert_eq!((money.as_array().map(Vec::len), &money[1]["planned"]), (Some(3), &Value::Null));
    for line in &mut run.lines {
        line.order.as_mut().expect("an order").price = None;
    }
    let money = &told(&run)["money"][0];
    assert_eq!((&money["planned"], &money["planned_unknown"]), (&Value::Null, &json!(11)), "{money:#}");
}

#[test]
fn runs_of_every_kind_are_told_as_the_schema_says() {
    let mut schema = Schema::new();
    let every = sample::every_status();
    for run in [every.clone(), sample::with_trail(every.clone()), sample::second_run(every), sample::long(13)] {
        schema.holds(&told(&run), "summary");
        let document: Value = serde_json::from_slice(&moscow(Lang::En).json(&run)).expect("JSON");
        schema.holds(&document, "run");
    }
    let run = sample::every_status();
    let summary = told(&run);
    let counted: u64 = summary["statuses"].as_object().expect("statuses").values().filter_map(Value::as_u64).sum();
    assert_eq!((summary["servers"].as_u64(), summary["control"].as_i64()), (Some(counted), Some(0)));
    // The gravest first, and never a command that nobody can type.
    assert_eq!(summary["next"][0]["status"], "unknown", "{summary:#}");
}

#[test]
fn what_could_not_begin_has_a_verdict_and_says_why() {
    for (exit, verdict) in
        [(Exit::NotRun, "stopped-before"), (Exit::SheetErrors, "sheet-errors"), (Exit::Guarded, "guarded")]
    {
        let stopped = Some(Stopped { code: None, message: "why".to_owned() });
        let summary = RunSummary::unbegun(Around { stopped, ..around(exit) });
        let told = serde_json::to_value(enveloped(&summary)).expect("JSON");
        Schema::new().holds(&told, "summary");
        assert_eq!((&told["verdict"], &told["headline"], &told["run"]), (&json!(verdict), &json!("why"), &Value::Null));
    }
}
