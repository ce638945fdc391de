//! What a workbook tells a person to do about a server, and in all.

use vdsbatch::order::service::{Service, ServiceState};
use vdsbatch::order::{Earlier, Outcome, Reason, ReasonCode, Status};
use vdsbatch::panel::ReadError;
use vdsbatch::report::headline;
use vdsbatch::run::{Guard, Run, Stop, Verdict};
use vdsbatch::text::lang::Lang;
use vdsbatch::verb::error::Error;

use super::pages::{beside, labels};
use super::{LANGS, rendered, sample};

const ACCOUNT: &str = "--account buyer --panel https://billing.example.ru/billmgr";

fn one(outcome: Outcome) -> Run {
    let mut run = sample::empty();
    sample::add(&mut run, sample::line(4, "web-1.example.ru", outcome));
    run
}

/// Reason and next step of the only server.
fn said(outcome: Outcome, lang: Lang) -> (String, String) {
    of(&one(outcome), lang)
}

fn of(run: &Run, lang: Lang) -> (String, String) {
    let book = rendered(run, lang);
    let cells = book.cells(lang.pick("Orders", "Заказы"));
    let cell = |col| cells.get(&(1, col)).map(|cell| cell.trim_start_matches("s:").to_owned()).unwrap_or_default();
    (cell(15), cell(16))
}

#[test]
fn what_a_practice_that_is_gone_did_not_send_is_not_told_to_be_repeated() {
    let mut run = one(because(Status::NotSent, ReasonCode::Interrupted));
    assert!(of(&run, Lang::En).1.contains("run the same command again"));
    run.facts.sandbox = true;
    assert!(of(&run, Lang::En).1.contains("a new practice run starts from the beginning"));
    assert!(of(&run, Lang::Ru).1.contains("новый учебный прогон начнётся сначала"));
}

#[test]
fn a_plan_that_was_not_confirmed_says_how_to_confirm_it_and_not_that_it_is_refused_for_ever() {
    let mut run = one(Outcome::new(Status::Ready));
    let end = run.end.as_mut().expect("an end");
    (end.verdict, end.stop) = (Verdict::Guarded, Some(Stop::Guard(Guard::NotConfirmed.into())));
    let told = advice(&run);
    assert!(told.iter().any(|line| line.contains("run the same command again and type the number")), "{told:?}");
    assert!(!told.iter().any(|line| line.contains("will not be sent")), "{told:?}");
}

/// The lines below "What to do next".
fn advice(run: &Run) -> Vec<String> {
    let book = rendered(run, Lang::En);
    let all = labels(book.cells("Summary")).into_iter().map(ToOwned::to_owned);
    all.skip_while(|label| label != "What to do next").skip(1).take_while(|label| label != "Prepared by:").collect()
}

fn because(status: Status, code: ReasonCode) -> Outcome {
    Outcome::because(status, Reason::new(code))
}

fn earlier(status: Status) -> Earlier {
    let at = Some(sample::at("2026-11-01T09:00:00Z"));
    Earlier { run: Some("20261101-090000-ffff".to_owned()), at, status }
}

#[test]
fn what_was_not_sent_is_not_looked_for() {
    // What a run that goes on is about to do, no person does.
    for code in ReasonCode::ALL.iter().filter(|code| !code.is_under_way()) {
        let (_, english) = said(because(Status::NotSent, *code), Lang::En);
        assert!(!english.contains("look for"), "{code:?}: {english}");
        assert!(english.contains("run the same command again"), "{code:?}: {english}");
        let (_, russian) = said(because(Status::NotSent, *code), Lang::Ru);
        assert!(russian.contains("запустите ту же команду"), "{code:?}: {russian}");
    }
    let of = |code| said(because(Status::NotSent, code), Lang::En).1;
    assert_eq!(
        of(ReasonCode::TimedOut),
        "wait a few minutes, then run the same command again; if it happens again, ask the provider"
    );
    // The terminal says the same of a list that never came.
    let error = ReadError { reason: Reason::new(ReasonCode::TimedOut), passing: true, retry_after: None };
    assert_eq!(
        Error::from(error).message(Lang::En),
        "T304 no answer came in time (nothing was sent; wait a few minutes, then run the same command again; if it happens again, ask the provider)"
    );
    assert_eq!(
        of(ReasonCode::Captcha),
        "ask the provider to allow API access from this computer's IP address, then run the same command again"
    );
}

#[test]
fn an_order_in_doubt_is_looked_for_whatever_the_reason() {
    // What a run that goes on is about to do, no person does.
    for code in ReasonCode::ALL.iter().filter(|code| !code.is_under_way()) {
        let (_, english) = said(because(Status::Unknown, *code), Lang::En);
        let look = "look for the domain in the panel; do not order it by hand; then run the command in \"Then run\" on the sheet \"To check\"";
        assert!(english.starts_with(look), "{code:?}: {english}");
        let (_, russian) = said(because(Status::Unknown, *code), Lang::Ru);
        assert!(
            russian.contains(
                "не заказывайте его вручную; затем выполните команду из столбца «Затем выполните» на листе «Проверить»"
            ),
            "{code:?}: {russian}"
        );
    }
    let (_, step) = said(because(Status::Unknown, ReasonCode::StillAwaited), Lang::En);
    assert_eq!(step, "wait until the run has ended, then make its workbook with `vdsbatch report RUN`");
    let (_, step) = said(because(Status::Unknown, ReasonCode::Captcha), Lang::En);
    assert!(step.contains("; ask the provider to allow API access from this computer's IP address; "), "{step}");
    assert!(step.ends_with(&format!(": `vdsbatch reconcile {ACCOUNT}`")), "{step}");
    // A panel without a list has nothing to answer.
    assert!(!said(because(Status::Unknown, ReasonCode::NoList), Lang::En).1.contains("reconcile"));
}

#[test]
fn an_earlier_order_in_doubt_is_not_called_ordered_and_is_settled_first() {
    let outcome =
        Outcome { earlier: Some(earlier(Status::Unknown)), ..because(Status::Conflict, ReasonCode::OtherTerms) };
    let (reason, step) = said(outcome.clone(), Lang::En);
    assert!(
        reason.ends_with("sent 01.11.2026 by run 20261101-090000-ffff; not known whether it was ordered"),
        "{reason}"
    );
    assert!(step.starts_with("settle the earlier order first: look for the domain in the panel"), "{step}");
    assert!(step.contains("`vdsbatch resolve web-1.example.ru --ordered ID"), "{step}");
    assert!(!step.contains("choose another domain"), "{step}");
    let (reason, _) = said(outcome, Lang::Ru);
    assert!(reason.ends_with("отправлено 01.11.2026 прогоном 20261101-090000-ffff; требует проверки"), "{reason}");
}

#[test]
fn what_a_person_decided_asks_for_nothing_more() {
    let run = one(sample::sent(because(Status::Confirmed, ReasonCode::DecidedOrdered)));
    assert_eq!(of(&run, Lang::En).1, "");
    assert_eq!(advice(&run), ["nothing"]);
}

#[test]
fn a_service_that_was_deleted_is_told_on_the_summary() {
    let service = Service { state: Some(ServiceState::Deleted), ..sample::service("60001", "web-1.example.ru") };
    let outcome = Outcome {
        service: Some(Box::new(service.clone())),
        earlier: Some(earlier(Status::Confirmed)),
        ..because(Status::AlreadyOrdered, ReasonCode::DeletedSince)
    };
    let run = one(outcome);
    assert_eq!(headline(&run, Lang::En), "To be checked: the panel lists 1 server as deleted");
    let release = format!(
        "to order it again, first free the domain, with the reason: `vdsbatch release web-1.example.ru --reason \"…\" {ACCOUNT}`"
    );
    assert_eq!(advice(&run), [format!("Already ordered · 1: {release} (web-1.example.ru)")]);
    let book = rendered(&run, Lang::En);
    let notes =
        labels(book.cells("Summary")).into_iter().find(|label| label.starts_with("Not counted")).expect("a note");
    assert_eq!(notes, "Not counted, listed by the panel as deleted: 1.");
    // The same if a later list showed it, of an order of this run.
    let run = one(sample::sent(Outcome { service: Some(Box::new(service)), ..Outcome::new(Status::Confirmed) }));
    assert!(advice(&run)[0].starts_with("Confirmed · 1: to order it again"), "{:?}", advice(&run));
}

#[test]
fn a_service_ordered_earlier_that_differs_is_compared() {
    let differences = sample::every_status().lines[1].outcome.differences.clone();
    let outcome =
        Outcome { differences, earlier: Some(earlier(Status::Confirmed)), ..Outcome::new(Status::AlreadyOrdered) };
    assert_eq!(
        advice(&one(outcome)),
        [
            "Already ordered · 1: the service is not as ordered: have the provider correct it or give the money back (web-1.example.ru)"
        ]
    );
}

#[test]
fn commands_name_the_account_as_a_shell_takes_it() {
    let step = |login: &str| {
        let service = Some(Box::new(sample::service("60001", "web-1.example.ru")));
        let mut run = one(Outcome { service, ..because(Status::Conflict, ReasonCode::InAccount) });
        login.clone_into(&mut run.facts.account.as_mut().expect("an account").login);
        of(&run, Lang::En).1
    };
    let with = |quoted: &str| {
        format!(
            "choose another domain, or take the service over into the ledger, with the reason: `vdsbatch adopt web-1.example.ru 60001 --reason \"…\" --account {quoted} --panel https://billing.example.ru/billmgr`"
        )
    };
    assert_eq!(step("buyer@example.ru"), with("buyer@example.ru"));
    assert_eq!(step("ООО Ромашка"), with("\"ООО Ромашка\""));
    assert_eq!(step("a$b"), with("'a$b'"));
    assert_eq!(step("o'neil $"), with(if cfg!(windows) { "'o''neil $'" } else { r"'o'\''neil $'" }));
    let mut run = one(sample::sent(Outcome::new(Status::Accepted)));
    run.facts.sandbox = true;
    assert!(of(&run, Lang::En).1.ends_with("--sandbox-dir keeps them)"), "a practice panel without a folder is gone");
}

#[test]
fn money_of_an_order_in_doubt_makes_the_sum_a_lower_bound() {
    let mut run = one(sample::sent(because(Status::Unknown, ReasonCode::TimedOut)));
    sample::add(
        &mut run,
        sample::line(5, "web-2.example.ru", sample::sent(because(Status::Unpaid, ReasonCode::NotPaid))),
    );
    for lang in LANGS {
        let book = rendered(&run, lang);
        let orders = book.cells(lang.pick("Orders", "Заказы"));
        assert_eq!(orders[&(1, 7)], format!("s:{}", lang.pick("not known", "неизвестно")));
        assert!(!orders.contains_key(&(2, 7)), "nothing was paid for an unpaid order");
        let summary = book.cells(lang.pick("Summary", "Сводка"));
        let label = lang.pick("Servers without an actual amount", "Серверов без фактической суммы");
        assert_eq!(beside(summary, label)[0], "n:1");
        book.recalculate();
    }
}

#[test]
fn an_unpaid_order_is_named_by_its_number() {
    let reason = Reason::with_words(ReasonCode::NotPaid, "5");
    for (lang, words) in [
        (Lang::En, "P207 the order exists in the panel and is not paid: order 5"),
        (Lang::Ru, "P207 заказ создан в панели, но не оплачен: заказ 5"),
    ] {
        assert_eq!(said(Outcome::because(Status::Unpaid, reason.clone()), lang).0, words);
    }
}
