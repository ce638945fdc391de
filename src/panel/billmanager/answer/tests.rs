use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::account::PanelUrl;
use crate::order::Domain;

const SCRIPT: &str = "<script language='JavaScript'>fr_master('startpage=vds', 'top.');</script>";
const OK: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<doc><ok/></doc>\n";
const IN_USE: &str = "The domain is already in use. Specify a different domain name.";
const LOGIN_FORM: &str = "<html><body><form method=\"post\"><input type=\"hidden\" name=\"func\" value=\"auth\">\
                          <input name=\"username\"><input type=\"password\" name=\"password\"></form></body></html>";

/// The answer to an order of `x1.example.ru` at a panel.
fn read_answer(reply: &Reply) -> Answer {
    let domain = Domain::new("x1.example.ru");
    let panel = PanelUrl::parse("https://panel.example/billmgr").expect("an address");
    super::read_answer(reply, &Asked { domain: domain.as_ref(), panel: Some(&panel), ..Asked::default() })
}

pub(in super::super) fn read(status: u16, body: &str) -> Answer {
    read_answer(&Reply { content_type: Some("text/xml".to_owned()), ..Reply::of(status, body) })
}

/// The answer in a word, and its reason's code.
pub(in super::super) fn word(answer: &Answer) -> (&'static str, Option<ReasonCode>) {
    match answer {
        Answer::Accepted { .. } => ("accepted", None),
        Answer::InCart { .. } => ("in cart", None),
        Answer::Unpaid(reason) => ("unpaid", Some(reason.code)),
        Answer::Refused(reason) => ("refused", Some(reason.code)),
        Answer::NoMoney(reason) => ("no money", Some(reason.code)),
        Answer::SignInRefused(reason) => ("sign-in", Some(reason.code)),
        Answer::Throttled { .. } => ("throttled", None),
        Answer::Blocked(reason) => ("blocked", Some(reason.code)),
        Answer::Unclear(reason) => ("unclear", Some(reason.code)),
    }
}

pub(in super::super) fn v4(code: u32, attributes: &str, text: &str) -> String {
    format!("<doc><error code=\"{code}\" {attributes}>{text}</error></doc>")
}

/// HTTP status, body, the answer in a word, its reason's code.
type Line = (u16, String, &'static str, Option<ReasonCode>);

fn table() -> Vec<Line> {
    [plain(), with_numbers()].concat()
}

/// Answers that say two things at once.
fn with_numbers() -> Vec<Line> {
    use ReasonCode as C;
    vec![
        // A service's number, and where to go on: accepted, unless that is a payment or elsewhere.
        (200, "<doc><id>77</id><ok type=\"url\">billmgr?func=vds</ok></doc>".into(), "accepted", None),
        (200, "<doc><id>77</id><ok type=\"url\"/></doc>".into(), "accepted", None),
        (200, "<doc><id>77</id><billorder>5</billorder><ok/></doc>".into(), "accepted", None),
        (
            200,
            "<doc><id>77</id><ok type=\"url\">billmgr?func=Payment.add</ok></doc>".into(),
            "unpaid",
            Some(C::NotPaid),
        ),
        (200, "<doc><id>77</id><ok type=\"url\">https://pay.example/5</ok></doc>".into(), "unpaid", Some(C::NotPaid)),
        (200, "<doc><ok type=\"url\">billmgr?func=vds</ok></doc>".into(), "accepted", None),
        (200, "<doc><ok type=\"url\"/></doc>".into(), "blocked", Some(C::AnotherStep)),
        // A refusal beside what was made, and two at once.
        (200, "<doc><billorder>5</billorder><error code=\"4\">x</error></doc>".into(), "unclear", Some(C::Unreadable)),
        (
            200,
            "<doc><error type=\"value\"><msg>x</msg></error><id>77</id></doc>".into(),
            "unclear",
            Some(C::Unreadable),
        ),
        (200, "<doc><id/><error code=\"4\">x</error></doc>".into(), "refused", Some(C::ValueRefused)),
        (
            200,
            "<doc><error type=\"value\"><msg>x</msg></error><error type=\"xml\"/></doc>".into(),
            "unclear",
            Some(C::Unreadable),
        ),
    ]
}

fn plain() -> Vec<Line> {
    use ReasonCode as C;
    vec![
        // Success, in both forms.
        (200, OK.into(), "accepted", None),
        (200, SCRIPT.into(), "accepted", None),
        (200, format!("\n{}\n", SCRIPT.replace('\'', "\"")), "accepted", None),
        (200, "<doc><id>77</id><ok/></doc>".into(), "accepted", None),
        // Not paid.
        (
            200,
            "<doc><billorder>5</billorder><ok type=\"url\">https://pay/</ok></doc>".into(),
            "unpaid",
            Some(C::NotPaid),
        ),
        (200, "<doc><billorder.id>5</billorder.id><ok/></doc>".into(), "unpaid", Some(C::NotPaid)),
        (200, "<doc><ok type=\"url\">billmgr?func=payment.add</ok></doc>".into(), "unpaid", Some(C::NotPaid)),
        // Error codes of BILLmanager 4.
        (200, v4(1, "", "Internal error"), "unclear", Some(C::UnknownError)),
        (200, v4(2, "obj=\"domain\"", "exists"), "refused", Some(C::DomainInUse)),
        (200, v4(2, "obj=\"user\"", "exists"), "refused", Some(C::ValueRefused)),
        (200, v4(3, "obj=\"price\"", "no such tariff"), "refused", Some(C::NotKnown)),
        (200, v4(4, "val=\"addon_1101\"", "invalid value"), "refused", Some(C::ValueRefused)),
        (200, v4(5, "val=\"addon_1101\"", "limit exceeded"), "refused", Some(C::LimitExceeded)),
        (200, v4(6, "obj=\"vds.order.7\"", "access denied"), "refused", Some(C::AccessDenied)),
        (200, v4(7, "", "licence"), "unclear", Some(C::UnknownError)),
        (200, v4(8, "", "something went wrong"), "unclear", Some(C::UnknownError)),
        (200, v4(9, "", "something else"), "unclear", Some(C::UnknownError)),
        (200, "<doc><error>no code</error></doc>".into(), "unclear", Some(C::UnknownError)),
        // The domain is in use, in both languages and under whatever code.
        (200, v4(2, "", IN_USE), "refused", Some(C::DomainInUse)),
        (200, v4(8, "", IN_USE), "refused", Some(C::DomainInUse)),
        (200, v4(8, "", "Домен уже используется. Укажите другое доменное имя."), "refused", Some(C::DomainInUse)),
        // Money.
        (200, v4(8, "", "Insufficient funds on the account balance."), "no money", Some(C::NoMoney)),
        (200, v4(8, "", "На балансе недостаточно средств"), "no money", Some(C::NoMoney)),
        (200, v4(5, "", "Недостаточно денежных средств"), "no money", Some(C::NoMoney)),
        (200, v4(6, "", "Insufficient privileges to see the balance"), "refused", Some(C::AccessDenied)),
        (200, v4(5, "", "Not enough addresses"), "refused", Some(C::LimitExceeded)),
        // Sign-in.
        (
            200,
            "<doc><error type=\"auth\" object=\"badpassword\" code=\"1\"><msg>x</msg></error></doc>".into(),
            "sign-in",
            Some(C::SignInRefused),
        ),
        (200, LOGIN_FORM.into(), "sign-in", Some(C::SignInRefused)),
        (200, LOGIN_FORM.replace("</body>", &format!("{SCRIPT}</body>")), "unclear", Some(C::Unreadable)),
        (200, LOGIN_FORM.replace("username", "user"), "unclear", Some(C::Unreadable)),
        // Error types of BILLmanager 5 and 6.
        (
            200,
            "<doc><error type=\"exists\" object=\"domain\"><msg>x</msg></error></doc>".into(),
            "refused",
            Some(C::DomainInUse),
        ),
        (
            200,
            "<doc><error type=\"value\" object=\"period\"><msg>x</msg></error></doc>".into(),
            "refused",
            Some(C::ValueRefused),
        ),
        (
            200,
            "<doc><error type=\"missed\" object=\"x\"><msg>x</msg></error></doc>".into(),
            "refused",
            Some(C::NotKnown),
        ),
        (200, "<doc><error type=\"limit\"><msg>x</msg></error></doc>".into(), "refused", Some(C::LimitExceeded)),
        (200, "<doc><error type=\"access\"><msg>x</msg></error></doc>".into(), "blocked", Some(C::AccessDenied)),
        (200, "<doc><error type=\"processing\"><msg>x</msg></error></doc>".into(), "unclear", Some(C::UnknownError)),
        // Captcha, address, fronts.
        (
            200,
            "<doc><error type=\"captcha_verification_failed\"><msg>x</msg></error></doc>".into(),
            "blocked",
            Some(C::Captcha),
        ),
        (200, "<html><body>Введите капчу</body></html>".into(), "blocked", Some(C::Captcha)),
        (200, v4(6, "", "Access from this IP denied"), "blocked", Some(C::AddressRefused)),
        (403, "<html><title>Just a moment...</title></html>".into(), "blocked", Some(C::ChallengePage)),
        (200, "<html><title>Just a moment...</title></html>".into(), "blocked", Some(C::ChallengePage)),
        (403, "<html><title>403 Forbidden</title></html>".into(), "unclear", Some(C::ServerError)),
        (429, "<html>Too Many Requests</html>".into(), "throttled", None),
        (500, "<html>Internal Server Error</html>".into(), "unclear", Some(C::ServerError)),
        (502, "<html>Bad Gateway</html>".into(), "unclear", Some(C::ServerError)),
        (504, String::new(), "unclear", Some(C::ServerError)),
        (200, "<html><h1>Scheduled maintenance</h1></html>".into(), "unclear", Some(C::Unreadable)),
        // A success under a status that is none, and redirects.
        (500, OK.into(), "unclear", Some(C::ServerError)),
        (404, OK.into(), "unclear", Some(C::ServerError)),
        (206, OK.into(), "unclear", Some(C::ServerError)),
        (202, SCRIPT.into(), "unclear", Some(C::ServerError)),
        (302, OK.into(), "unclear", Some(C::Redirected)),
        (307, String::new(), "unclear", Some(C::Redirected)),
        // What says neither.
        (200, String::new(), "unclear", Some(C::Unreadable)),
        (200, " ".repeat(10 << 20), "unclear", Some(C::Unreadable)),
        (200, "<doc><ok/>".into(), "unclear", Some(C::Unreadable)),
        (200, "<doc/>".into(), "unclear", Some(C::Unreadable)),
        (200, "<doc><form><ok/></form></doc>".into(), "unclear", Some(C::Unreadable)),
        (200, "<doc><ok/><error code=\"4\">x</error></doc>".into(), "unclear", Some(C::Unreadable)),
        (200, "<doc><ok/><form><error code=\"4\">x</error></form></doc>".into(), "unclear", Some(C::Unreadable)),
        (200, "<ok/>".into(), "unclear", Some(C::Unreadable)),
        (200, "ok".into(), "unclear", Some(C::Unreadable)),
        (200, "<!DOCTYPE doc><doc><ok/></doc>".into(), "unclear", Some(C::Unreadable)),
        (200, "<script>fr_master('startpage=desktop', 'top.');</script>".into(), "unclear", Some(C::Unreadable)),
        (200, format!("<html>{SCRIPT}</html>"), "unclear", Some(C::Unreadable)),
    ]
}

#[test]
fn every_answer_is_read_as_the_table_says() {
    for (status, body, expected, code) in table() {
        let shown: String = body.chars().take(120).collect();
        assert_eq!(word(&read(status, &body)), (expected, code), "{status} {shown}");
    }
}

#[test]
fn a_reasons_words_stand_in_the_answer_and_what_is_wrong_with_it_stands_apart() {
    for (status, body, _, _) in table() {
        let (Answer::Unpaid(reason)
        | Answer::Refused(reason)
        | Answer::NoMoney(reason)
        | Answer::SignInRefused(reason)
        | Answer::Blocked(reason)
        | Answer::Unclear(reason)) = read(status, &body)
        else {
            continue;
        };
        assert!(body.contains(&reason.words), "{reason:?}");
        assert!(reason.words.is_empty() || reason.detail.is_none(), "{reason:?}");
        let unlike_any =
            matches!(reason.code, ReasonCode::Unreadable | ReasonCode::ServerError | ReasonCode::Redirected);
        assert_eq!(reason.detail.is_some(), unlike_any, "{reason:?}");
    }
}

#[test]
fn bytes_that_are_no_text_are_unclear() {
    assert_eq!(word(&read_answer(&Reply::of(200, b"\xff\xfe<\x00d\x00"))).0, "unclear");
    assert_eq!(word(&read_answer(&Reply::of(200, [b"<doc><ok/></doc>".as_slice(), b"\xc3"].concat()))).0, "unclear");
}

#[test]
fn words_in_windows_1251_are_understood_where_the_answer_says_so() {
    let (body, _, _) = encoding_rs::WINDOWS_1251.encode("<doc><error code=\"8\">Домен уже используется</error></doc>");
    let answer = read_answer(&Reply {
        content_type: Some("text/xml; charset=windows-1251".to_owned()),
        ..Reply::of(200, &body)
    });
    assert_eq!(word(&answer), ("refused", Some(ReasonCode::DomainInUse)));
    assert_eq!(
        word(&read_answer(&Reply { content_type: Some("text/xml".to_owned()), ..Reply::of(200, &body) })).0,
        "unclear"
    );
}

#[test]
fn the_panels_own_words_and_field_are_kept_and_its_echo_is_not() {
    let body = "<doc><tparams><authinfo>u:SECRET</authinfo></tparams>\
                <error code=\"4\" val=\"addon_1101\">Wrong amount</error></doc>";
    let Answer::Refused(reason) = read(200, body) else { panic!("a refusal") };
    assert_eq!((reason.words.as_str(), reason.field.as_deref()), ("Wrong amount", Some("addon_1101")));
    assert!(!format!("{reason:?}").contains("SECRET"));
}

#[test]
fn what_is_kept_of_an_answer_is_small() {
    let long = "9".repeat(1 << 16);
    let accepted = |id: &str| read(200, &format!("<doc><id>{id}</id><ok/></doc>"));
    assert_eq!(accepted("77"), Answer::Accepted { service_id: Some("77".to_owned()) });
    assert_eq!(accepted(&long), Answer::Accepted { service_id: None });
    assert_eq!(accepted("7&#10;7"), Answer::Accepted { service_id: None });
    let Answer::Refused(reason) = read(200, &v4(4, &format!("val=\"{long}\""), &long)) else { panic!("a refusal") };
    assert!(reason.words.len() + reason.field.map_or(0, |field| field.len()) <= 2048);
}

#[test]
fn a_wait_asked_for_is_read_and_bounded() {
    let wait =
        |header: Option<&str>| read_answer(&Reply { retry_after: header.map(ToOwned::to_owned), ..Reply::of(429, "") });
    assert_eq!(wait(Some("7")), Answer::Throttled { retry_after: Some(Duration::from_secs(7)) });
    assert_eq!(wait(Some("999999999")), Answer::Throttled { retry_after: Some(LONGEST_WAIT) });
    assert_eq!(wait(Some("soon")), Answer::Throttled { retry_after: None });
    assert_eq!(wait(None), Answer::Throttled { retry_after: None });
}

proptest! {
    /// No byte string crashes the reader, and only the two forms are a success.
    #[test]
    fn anything_at_all_is_read(status in 100_u16..600, body in proptest::collection::vec(any::<u8>(), 0..400)) {
        let answer = read_answer(&Reply::of(status, &body));
        prop_assert_ne!(word(&answer).0, "accepted");
    }

    /// However an answer of the table is damaged, it is read; and what counts as a success still is
    /// one of the two forms, whole.
    #[test]
    fn a_damaged_answer_is_read(line in 0_usize..1000, damage in proptest::collection::vec(damage(), 1..4)) {
        static LINES: LazyLock<Vec<Line>> =
            LazyLock::new(|| table().into_iter().filter(|line| line.1.len() < 10_000).collect());
        let (status, body, ..) = &LINES[line % LINES.len()];
        let mut body = body.clone().into_bytes();
        for (at, cut, put) in damage {
            let at = at.min(body.len());
            body.splice(at..(at + cut).min(body.len()), put);
        }
        let answer = read_answer(&Reply::of(*status, &body));
        if let Answer::Accepted { .. } = answer {
            let text = String::from_utf8_lossy(&body).into_owned();
            let document = text.contains("<doc") && text.contains("<ok") && text.contains("</doc");
            let whole = text.trim_end().ends_with('>');
            prop_assert!(whole && (document || text.contains("fr_master")), "{text}");
            prop_assert_eq!(*status, 200);
        }
    }
}

/// Where, how many bytes go, and which ones come instead.
fn damage() -> impl Strategy<Value = (usize, usize, Vec<u8>)> {
    let put = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..4),
        proptest::sample::select(vec!["<ok/>", "</doc>", "<doc>", "<!--", "\"", "<![CDATA[", SCRIPT])
            .prop_map(|text| text.as_bytes().to_vec()),
    ];
    (0_usize..200, 0_usize..40, put)
}

#[test]
fn a_success_that_was_cut_anywhere_is_none() {
    let successes: Vec<Line> = table().into_iter().filter(|line| line.2 == "accepted").collect();
    assert!(successes.len() >= 4);
    for (_, body, ..) in successes {
        let whole = body.trim();
        for at in 0..whole.len() {
            assert_eq!(word(&read(200, &whole[..at])).0, "unclear", "{}", &whole[..at]);
        }
    }
}
