//! What a workbook says of how its run ended, and why.

use serde_json::Value;
use vdsbatch::lang::Lang;
use vdsbatch::outcome::{Outcome, Status, Stop, Verdict};
use vdsbatch::report::headline;
use vdsbatch::run::Run;

use super::{moscow, sample};

fn json(run: &Run) -> Value {
    serde_json::from_slice(&moscow(Lang::En).json(run)).expect("JSON")
}

#[test]
fn what_was_settled_since_is_no_longer_in_doubt() {
    let mut run = sample::every_status();
    for line in run.lines.iter_mut().filter(|line| line.outcome.status == Status::Unknown) {
        line.outcome = sample::sent(Outcome::new(Status::Confirmed));
    }
    assert_eq!(headline(&run, Lang::En), "Stopped early: not every order was sent");
    assert_eq!((json(&run)["verdict"].as_str(), json(&run)["exit_code"].as_u64()), (Some("stopped"), Some(7)));
    run.lines.retain(|line| line.outcome.status != Status::NotSent);
    assert_eq!(headline(&run, Lang::En), "Not every server was ordered");
    run.end.as_mut().expect("an end").stop = Some(Stop::FirstOrder(Status::Unknown));
    run.lines.retain(|line| line.outcome.status == Status::Confirmed);
    assert_eq!(headline(&run, Lang::Ru), "Все выбранные серверы заказаны");
    assert_eq!((json(&run)["verdict"].as_str(), json(&run)["exit_code"].as_u64()), (Some("done"), Some(0)));
    // What was not settled by lines stays as it ended.
    run.end.as_mut().expect("an end").verdict = Verdict::Interrupted;
    assert_eq!(run.verdict(), Some(Verdict::Interrupted));
}
