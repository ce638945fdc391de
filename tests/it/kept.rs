//! What a ledger keeps of problems and reasons: values, written as they always were, and read as they
//! always were.
//!
//! These are literals that version 0.1 wrote. The names and values in them are those of
//! `check --format json` as well, so none of them may change.

use std::collections::BTreeSet;

use vdsbatch::order::{Detail, Flaw, Reason, ReasonCode, Unread};
use vdsbatch::run::{Hindrance, Stop};
use vdsbatch::sheet::problem::{CellProblem, Diagnostic, Problem};
use vdsbatch::text::lang::Lang;

/// Every problem of a cell or row, with its code.
const CELLS: &[(&str, &str)] = &[
    ("E010", r#"{"unknown_tariff":{"given":"KVM Ferum","nearest":"KVM Ferrum"}}"#),
    ("E011", r#"{"period_not_offered":{"given":"2","tariff":"KVM Ferrum","allowed":[1,3,6,12]}}"#),
    ("E011", r#"{"renewal_not_offered":{"given":"2","tariff":"KVM Ferrum","allowed":[1,3]}}"#),
    ("E013", r#"{"renewal_unclear":{"given":"1"}}"#),
    ("E012", r#"{"unknown_template":{"given":"Windows","nearest":null}}"#),
    ("E013", r#"{"ambiguous":{"given":"a b","names":["AB","A B"]}}"#),
    ("E014", r#"{"out_of_range":{"given":"0","tariff":"KVM Ferrum","min":1,"max":null,"step":null}}"#),
    ("E015", r#"{"ispmanager_against_template":{"template":"Debian","holds":false}}"#),
    ("E016", r#"{"no_ispmanager":{"tariff":"SSD Ferrum"}}"#),
    ("E017", r#""no_renew_unknown""#),
    ("E018", r#"{"template_not_taken":{"tariff":"KVM Ferrum","template":"Debian"}}"#),
    ("E019", r#"{"look_alike":{"given":"КVM","name":"KVM"}}"#),
    ("E020", r#"{"bad_domain":{"given":"web","fault":"one_label"}}"#),
    ("E020", r#"{"bad_domain":{"given":"we b.ru","fault":{"character":" "}}}"#),
    ("E021", r#"{"twice":{"domain":"web-1.example.ru","others":[3,4]}}"#),
    ("E022", r#"{"mixed_letters":{"given":"web.exаmple.ru","letter":"а","position":7}}"#),
    ("E030", r#"{"no_number":{"count":3,"proposal":"web-{n}.example.ru"}}"#),
    ("E031", r#"{"bad_pattern":{"given":"web-{x}.ru"}}"#),
    ("E032", r#"{"bad_count":{"given":"0"}}"#),
    ("E033", r#"{"bad_start":{"given":"-1"}}"#),
    ("E034", r#"{"bad_user":{"login":"anna@example.ru"}}"#),
    ("E035", r#""user_assumed""#),
    ("E036", r#"{"start_unused":{"given":"5"}}"#),
    ("E040", r#"{"empty":{"field":"tariff"}}"#),
    ("E041", r#"{"not_whole":{"given":"12.5","unit":"GB"}}"#),
    ("E041", r#"{"not_divisible":{"given":"1000 MB","unit":"GB"}}"#),
    ("E041", r#"{"not_whole":{"given":"12.5","unit":"GB","of":{"field":"disk"}}}"#),
    ("E041", r#"{"not_divisible":{"given":"1000 MB","unit":"GB","of":{"column":"Port"}}}"#),
    ("E042", r#"{"date":{"given":"2026-12-03"}}"#),
    ("E042", r#"{"day_as_text":{"given":"2026-12-03"}}"#),
    ("E043", r##"{"error_value":{"given":"#REF!"}}"##),
    ("E043", r##"{"carried_error":{"given":"#REF!"}}"##),
    ("E044", r#""no_stored_value""#),
    ("E045", r#"{"formula":{"value":"20"}}"#),
    ("E045", r#""empty_result""#),
    ("E053", r#"{"merged":{"with":{"row":2,"col":0}}}"#),
    ("E059", r#"{"shown_unclear":{"shown":"400","stored":"4"}}"#),
    ("E059", r#"{"shown_rounded":{"shown":"100 ₽","stored":"100.4"}}"#),
    ("E064", r#"{"two_readings":{"read":"40","written":"400"}}"#),
    ("E046", r#"{"not_yes_no":{"given":"maybe"}}"#),
    ("E047", r#"{"not_money":{"given":"1.200"}}"#),
    ("E047", r#"{"too_much_money":{"given":"999999999999","months":12}}"#),
    ("E014", r#"{"out_of_range":{"given":"2048","tariff":"KVM Ferrum","min":1,"max":16,"step":null,"unit":"GB"}}"#),
    ("E047", r#"{"other_money":{"given":"450 $","unit":"$","currency":"RUB"}}"#),
    ("E067", r#"{"other_vat":{"given":"Цена без НДС","with":false}}"#),
    ("E067", r#"{"other_vat_rate":{"given":"Цена с НДС 20%","table":22}}"#),
    ("E067", r#"{"two_vats":{"given":"Цена за месяц без НДС","other":"Цена с НДС"}}"#),
    ("E068", r#"{"text_line":{"given":"Approved by:"}}"#),
    ("E048", r#"{"prices_disagree":{"period":"100.00","months":"90.00"}}"#),
    ("E071", r#"{"unknown_option":{"given":"2","choice":"Port","tariff":"Cloud","allowed":["1","10"],"nearest":"1"}}"#),
    ("E071", r#"{"not_sold":{"given":"2","name":"Port","tariff":"Cloud"}}"#),
    ("E071", r#"{"no_amount":{"given":"51200 MB","field":"disk","tariff":"Cloud"}}"#),
    ("E072", r#"{"unknown_data_centre":{"given":"Paris","allowed":["Riga"],"nearest":null}}"#),
    ("E072", r#"{"other_data_centre":{"given":"Riga","tariff":"Cloud","allowed":[]}}"#),
    ("E072", r#"{"which_data_centre":{"given":"Cloud","allowed":["Riga","Oslo"]}}"#),
    ("E073", r#"{"unknown_recipe":{"given":"lemp","allowed":["lamp"],"nearest":"lamp"}}"#),
    ("E073", r#"{"recipe_not_taken":{"recipe":"lamp","template":"Debian","allowed":["CentOS"]}}"#),
    ("E074", r#"{"recipe_fixed":{"given":"Recipe","fixed":"null"}}"#),
    ("E074", r#"{"no_recipes":{"given":"Recipe"}}"#),
    ("E074", r#"{"not_told":{"tariff":"Cloud","choice":"Port","value":"on"}}"#),
    ("E075", r#"{"astray":{"given":"1 Gbit/s","header":"Ports","name":"Port"}}"#),
];

/// Every problem of a file, with its code.
const FILES: &[(&str, &str)] = &[
    ("E001", r#"{"open_quote":{"line":7}}"#),
    ("E001", r#"{"swallowed":{"lines":3}}"#),
    ("E002", r#""no_header""#),
    ("E003", r#"{"no_column":{"field":"domain"}}"#),
    ("E004", r#"{"two_columns":{"here":"RAM","other":"ОЗУ","at":{"row":1,"col":3}}}"#),
    ("E005", r#"{"near_miss":{"given":"Tarif","meant":"Tariff","short":false}}"#),
    ("E003", r#"{"no_column":{"field":"domain","russian":true}}"#),
    ("E003", r#"{"not_understood":{"headers":[["Server","domain"],["Owner",null]],"russian":false}}"#),
    ("E004", r#"{"two_texts":{"here":"Проект","other":"Отдел","at":{"row":1,"col":3}}}"#),
    ("E005", r#"{"says_more":{"given":"Цена (всего)","meant":"Цена"}}"#),
    ("E005", r#"{"not_read":{"given":"Стоимость","field":"price"}}"#),
    ("E005", r#"{"foreign_unit":{"given":"Диск, руб.","field":"disk"}}"#),
    ("E005", r#"{"foreign_unit_of":{"given":"Port, GB","name":"Port"}}"#),
    ("E055", r#""second_header""#),
    ("E056", r#"{"no_header_above":{"given":"500","cells":2}}"#),
    ("E056", r#"{"header_unclear":{"given":"год","header":"Period"}}"#),
    ("E057", r#"{"other_sheets":{"names":["December"]}}"#),
    ("E006", r#"{"carried":{"headers":["Owner"]}}"#),
    ("E007", r#""total_row""#),
    ("E007", r#"{"total_differs":{"header":"Count","given":"41","sum":"40","rows":3}}"#),
    (
        "E007",
        r#"{"total_differs":{"header":"Price","given":"1.00","sum":"2.00","times":"4.00","rows":3,"strict":true}}"#,
    ),
    ("E007", r#"{"total_unread":{"header":"Count","given":"7 VPS","strict":true}}"#),
    ("E008", r#"{"open_elsewhere":{"lock":".~lock.orders.xlsx#","by":"anna"}}"#),
    ("E009", r#"{"ragged":{"cells":5,"headers":4}}"#),
    ("E050", r#""hidden_row""#),
    ("E050", r#"{"hidden_taken":{"included":true}}"#),
    ("E050", r#"{"hidden_rows":{"rows":"5–9, 12","included":true}}"#),
    ("E051", r#"{"hidden_sheets":{"names":["Old"]}}"#),
    ("E054", r#""no_rows""#),
    ("E052", r#"{"hidden_unseen":{"format":"ods","to_skip":true}}"#),
];

/// Every problem of what is hidden or marked, with its code.
const SIGHTS: &[(&str, &str)] = &[
    ("E058", r#"{"hidden_cells":{"header":"Disk","cells":2,"rows":"5–9, 12"}}"#),
    ("E058", r#"{"hidden_columns":{"headers":["Disk"],"included":true}}"#),
    ("E058", r#"{"hidden_carried":{"headers":["Key"]}}"#),
    ("E065", r#"{"struck_out":{"cells":2,"rows":"5–9, 12"}}"#),
    ("E066", r#"{"commented":{"cells":2,"at":"D2, E5"}}"#),
];

fn names(of: &[(&str, &str)]) -> usize {
    let name = |kept: &str| kept.split('"').nth(1).expect("a name").to_owned();
    of.iter().map(|(_, kept)| name(kept)).collect::<BTreeSet<String>>().len()
}

#[test]
fn problems_of_every_ledger_are_read_and_written_to_the_letter() {
    assert_eq!((names(CELLS), names(FILES), names(SIGHTS)), (57, 28, 5));
    let of = |kind: &'static str| move |(code, kept): &(&'static str, &str)| (*code, format!(r#"{{"{kind}":{kept}}}"#));
    let kept = CELLS.iter().map(of("cell")).chain(FILES.iter().map(of("file"))).chain(SIGHTS.iter().map(of("sight")));
    for (code, problem) in kept {
        for place in [r#""sheet""#, r#"{"row":5}"#, r#"{"cell":{"row":5,"col":2}}"#] {
            let kept = format!(r#"{{"place":{place},"problem":{problem}}}"#);
            let read: Diagnostic = serde_json::from_str(&kept).unwrap_or_else(|error| panic!("{kept}: {error}"));
            assert_eq!(serde_json::to_string(&read).expect("JSON"), kept);
            assert_eq!(read.code().0, code, "{kept}");
            for lang in [Lang::En, Lang::Ru] {
                assert!(!read.message(lang).is_empty(), "{kept}");
            }
        }
    }
    // A lock file without a name, as the first versions kept it.
    let old = r#"{"file":{"open_elsewhere":{"lock":"~$orders.xlsx"}}}"#;
    assert!(matches!(serde_json::from_str(old).expect("a problem"), Problem::File(_)));
    assert!(serde_json::from_str::<CellProblem>(r#"{"unheard_of":{"given":"1"}}"#).is_err(), "nothing is guessed");
}

/// What can be wrong with an answer: how it is kept, and the words that version 0.1 kept of it.
const FLAWS: &[(&str, &str)] = &[
    (r#"{"http_status":502}"#, "HTTP 502"),
    (r#"{"not_utf8":200}"#, "HTTP 200, not UTF-8"),
    (r#""empty""#, "empty"),
    (r#""several_errors""#, "several errors"),
    (r#""error_with_number""#, "an error beside the number of an order"),
    (r#""success_and_error""#, "both a success and an error"),
    (r#""neither_success_nor_error""#, "neither a success nor an error"),
    (r#""web_page""#, "a web page"),
    (r#""xml_not_whole""#, "XML that is not whole"),
    (r#""other_script""#, "another script"),
    (r#""json""#, "JSON instead of XML"),
    (r#""gzip""#, "packed with gzip, which nobody asked for"),
    (r#""deflate""#, "packed with deflate, which nobody asked for"),
    (r#""zstd""#, "packed with zstd, which nobody asked for"),
    (r#""several_successes""#, "several successes"),
    (r#""several_numbers""#, "several numbers of one kind"),
    (r#""astray""#, "a success, an error or a number where it does not belong"),
    (r#""nothing_known""#, "neither XML nor a known page"),
    (r#""no_data""#, "a success without data"),
    (r#""no_account""#, "no account's data"),
    (r#""no_count""#, "the number of services is none"),
    (r#""brotli""#, "packed with br, which nobody asked for"),
    (r#""packed""#, "packed in a way that nobody asked for"),
    (r#""endless""#, "the list does not end"),
    (r#""too_large""#, "the answer is larger than any answer to this"),
    (r#""cut_short""#, "the answer was cut short"),
    (r#""json_not_whole""#, "JSON that is not whole"),
    (r#""odd_number""#, "a number that is none"),
    (r#""odd_cart""#, "a cart that is not understood"),
    (r#""several_totals""#, "several sums for the whole order"),
    (r#""several_currencies""#, "several currencies"),
    (r#""odd_total""#, "a sum that is not understood"),
    (r#""other_period""#, "a price of another period than the order's"),
    (r#""no_tariffs""#, "a price list without tariffs"),
    (r#""odd_offer""#, "what is sold is said in a way that is not understood"),
    (r#""other_form""#, "another form than was asked for"),
    (r#""other_currency""#, "a sum in another currency than the tariff table's"),
    (r#""not_whole""#, "a sum to which tax is added, or from which a discount is taken"),
];

#[test]
fn what_is_wrong_with_an_answer_is_kept_as_values_and_reads_as_it_did_when_it_was_kept_as_words() {
    assert_eq!(FLAWS.len(), Flaw::WORDS.len());
    for (flaw, words) in FLAWS {
        let read = |kept: &str| serde_json::from_str::<Reason>(kept).unwrap_or_else(|error| panic!("{kept}: {error}"));
        let kept = format!(r#"{{"code":"unreadable","words":"","field":null,"detail":{{"answer":{flaw}}}}}"#);
        let now = read(&kept);
        let old = format!(r#"{{"code":"unreadable","words":"{words}","field":null}}"#);
        let before = read(&old);
        assert!(matches!(now.detail, Some(Detail::Answer(_))), "{kept}");
        assert_eq!(now.message(Lang::En), before.message(Lang::En));
        for (lang, reason) in [(Lang::En, &now), (Lang::En, &before), (Lang::Ru, &before)] {
            assert!(reason.message(lang).ends_with(&format!(": {words}")), "{kept}");
        }
        // What is kept as words stays in the language of these; values are told in the reader's.
        let russian = now.message(Lang::Ru);
        let told = russian.strip_prefix("P212 из ответа панели не ясно, создан ли заказ: ").expect(&russian);
        assert_eq!(told == *words, *words == "HTTP 502", "{russian}");
        assert_eq!(now.said(), before.said());
        // An old reason stays as it was kept.
        assert_eq!([&now, &before].map(|reason| serde_json::to_string(reason).expect("JSON")), [kept, old]);
    }
    let nothing = Reason::new(ReasonCode::TimedOut);
    assert_eq!((nothing.said(), nothing.message(Lang::En).as_str()), (None, "T304 no answer came in time"));
}

/// Why the ledger did not take something: how it is kept, and what version 0.1 said of it.
const UNWRITTEN: &[(&str, &str)] = &[
    (r#""database or disk is full""#, "database or disk is full"),
    (r#"{"unread":"disk I/O error"}"#, "cannot read the ledger: disk I/O error"),
    (
        r#"{"unread":{"not_known":{"column":"line.outcome","given":"perhaps"}}}"#,
        "cannot read the ledger: line.outcome: `perhaps` is not known",
    ),
    (r#""no_writer""#, "the writing thread has ended"),
    (r#"{"no_claim":"web-1.example.ru"}"#, "this run may not send `web-1.example.ru`: it has no open claim on it"),
    (r#"{"not_again":"web-1.example.ru"}"#, "`web-1.example.ru` may not be sent for the second time"),
    (r#"{"no_fit":"web-1.example.ru"}"#, "this does not fit the claim on `web-1.example.ru`"),
];

#[test]
fn why_the_ledger_failed_is_kept_as_values_and_reads_as_it_did_when_it_was_kept_as_a_sentence() {
    let stop = |kept: &str| serde_json::from_str::<Stop>(kept).unwrap_or_else(|error| panic!("{kept}: {error}"));
    let reason = |kept: &str| serde_json::from_str::<Reason>(kept).unwrap_or_else(|error| panic!("{kept}: {error}"));
    for (why, said) in UNWRITTEN {
        let sentence = format!("cannot write to the ledger: {said}");
        let (now, old) = (format!(r#"{{"unwritten":{why}}}"#), format!(r#"{{"ledger":"{sentence}"}}"#));
        for (lang, head) in
            [(Lang::En, "the ledger could not be written"), (Lang::Ru, "не удалось записать в журнал заказов")]
        {
            let [now, old] = [&now, &old].map(|kept| stop(kept).message(lang));
            assert_eq!(old, format!("{head}: {said}"));
            assert!(now == old || (lang == Lang::Ru && now.starts_with(&format!("{head}: "))), "{now}");
        }
        assert_eq!(
            [&now, &old].map(|kept| serde_json::to_string(&stop(kept)).expect("JSON")),
            [now.clone(), old.clone()]
        );

        let now = format!(r#"{{"code":"ledger-failed","words":"","field":null,"detail":{{"ledger":{why}}}}}"#);
        let old = format!(r#"{{"code":"ledger-failed","words":"{sentence}","field":null}}"#);
        assert_eq!(reason(&now).message(Lang::En), reason(&old).message(Lang::En));
        assert_eq!(reason(&now).said(), reason(&old).said());
        assert_eq!(
            [&now, &old].map(|kept| serde_json::to_string(&reason(kept)).expect("JSON")),
            [now.clone(), old.clone()]
        );

        // What kept a run from its first request was said without the sentence's head.
        let [now, old] = [(*why).to_owned(), format!("{said:?}")].map(|kept| {
            serde_json::from_str::<Hindrance>(&format!(r#"{{"ledger_unwritten":{kept}}}"#)).expect("a hindrance")
        });
        assert_eq!(now.message(Lang::En), old.message(Lang::En));
        assert!(now.message(Lang::En).starts_with(&format!("{sentence} (free disk space")), "{now:?}");
    }
    let unread = Unread::NotKnown { column: "claim.state".to_owned(), given: "perhaps\u{1b}".to_owned() };
    let kept = r#"{"ledger_unread":{"not_known":{"column":"claim.state","given":"perhaps\u001b"}}}"#;
    assert_eq!(serde_json::to_string(&Hindrance::LedgerUnread(unread.clone())).expect("JSON"), kept);
    assert_eq!(unread.to_string(), r"cannot read the ledger: claim.state: `perhaps\u{1b}` is not known");
}

/// What kept a connection from being made: how it is kept.
const LINKS: &[&str] = &[
    r#""old_tls""#,
    r#""no_common_tls""#,
    r#""no_tls""#,
    r#"{"proxy":{"proxy":"http://proxy:3128","answer":{"status":407}}}"#,
    r#"{"proxy":{"proxy":"http://proxy:3128","answer":"no_answer"}}"#,
    r#"{"proxy":{"proxy":"http://proxy:3128","answer":"closed"}}"#,
    r#"{"proxy":{"proxy":"http://proxy:3128","answer":{"unreached":"refused"}}}"#,
];

/// Why a certificate is not trusted.
const DISTRUST: &[&str] = &[
    "expired",
    "not_yet",
    "issuer_out_of_time",
    "other_name",
    "not_vouched",
    "other_pin",
    "bad_signature",
    "unknown_signature",
    "purpose",
    "revoked",
    "unreadable",
    "none_shown",
];

#[test]
fn what_kept_a_connection_from_being_made_is_kept_as_values_in_both_languages() {
    let sha256 = ["AB"; 32].join(":");
    let shown = format!(
        r#"{{"names":["panel.example.ru"],"from":"2020-01-01T00:00:00Z","until":null,"own":true,"sha256":"{sha256}"}}"#
    );
    let named = [r#""nothing""#, r#"{"file":"ca.pem"}"#, r#""pin""#];
    let certificates = DISTRUST.iter().flat_map(|why| {
        let shown = &shown;
        named.iter().flat_map(move |named| {
            [shown.as_str(), "null"].map(|shown| {
                let at = "2026-11-30T04:00:00Z";
                let fields = format!(r#""why":"{why}","host":"h","shown":{shown},"named":{named},"at":"{at}""#);
                format!(r#"{{"certificate":{{{fields}}}}}"#)
            })
        })
    });
    for link in LINKS.iter().map(ToString::to_string).chain(certificates) {
        let kept = format!(r#"{{"code":"unreachable","words":"","field":null,"detail":{{"link":{link}}}}}"#);
        let read: Reason = serde_json::from_str(&kept).unwrap_or_else(|error| panic!("{kept}: {error}"));
        assert_eq!(serde_json::to_string(&read).expect("JSON"), kept);
        let told = [Lang::En, Lang::Ru].map(|lang| format!("{}\n{}", read.message(lang), read.next_step_unsent(lang)));
        assert!(told.iter().all(|told| !told.contains('{')), "{told:?}");
        assert_ne!(told[0], told[1]);
        // What was done already is never advised.
        if link.contains(r#""named":"pin""#) || link.contains(r#""file""#) {
            assert!(!told[0].contains("--ca-file") && !told[0].contains("--certificate-sha256"), "{told:?}");
        }
    }
}
