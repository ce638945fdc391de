//! Answers that are no XML: scripts, BILLmanager's login form, plain texts, pages of fronts. Pure.

mod shown;

use self::shown::shown;
use super::saying::{Kind, of_words};
use crate::order::{Flaw, Reason, ReasonCode};

/// So much of a page is read.
const LONGEST: usize = 200_000;

/// A page that says one thing is shorter; in a longer one, words stand for many reasons.
const LONGEST_MESSAGE: usize = 1000;

/// Whether the whole answer is the published success of BILLmanager 4 without `out`:
/// `<script language='JavaScript'>fr_master('startpage=vds', 'top.');</script>`.
pub(super) fn is_success_script(text: &str) -> bool {
    let squeezed: String =
        text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '"' { '\'' } else { c }).collect();
    matches!(
        squeezed.as_str(),
        "<scriptlanguage='JavaScript'>fr_master('startpage=vds','top.');</script>"
            | "<scripttype='text/javascript'>fr_master('startpage=vds','top.');</script>"
    )
}

/// Whether the answer is BILLmanager's own login form: a form for `func=auth` or `func=logon` that
/// asks for its `username` and a password. Any other form proves nothing of the order.
pub(super) fn is_login_form(text: &str) -> bool {
    let text = lower(text);
    let form = text.contains("<form") && text.contains("type='password'") && text.contains("name='username'");
    let own = ["value='auth'", "value='logon'", "func=auth", "func=logon"];
    form && own.iter().any(|mark| text.contains(mark)) && !text.contains("fr_master")
}

/// What a page of something in front of the panel asks for; none if it asks for nothing known.
pub(super) fn of_front(http_status: u16, text: &str) -> Option<Reason> {
    let marks = lower(text);
    let has = |all: &[&str]| all.iter().any(|mark| marks.contains(mark));
    if !is_html(&marks) {
        return None;
    }
    // Whatever asks for a browser may ask for a captcha as well; it is the browser that is missing.
    let challenge = [
        "just a moment",
        "cf-chl",
        "cf_chl",
        "checking your browser",
        "attention required",
        "enable javascript and cookies",
        "enable js and cookies",
        "проверка браузера",
        "проверяем ваш браузер",
    ];
    if has(&challenge) {
        return Some(Reason::new(ReasonCode::ChallengePage));
    }
    if asks_for_captcha(&marks) {
        return Some(Reason::new(ReasonCode::Captcha));
    }
    let code = match of_words(&message_of_page(text)?) {
        Some(Kind::Captcha) => ReasonCode::Captcha,
        Some(Kind::AddressRefused) => ReasonCode::AddressRefused,
        Some(Kind::SecondFactor) => ReasonCode::SecondFactor,
        _ if http_status < 500 && has(&GUARDS) => ReasonCode::ChallengePage,
        _ => return None,
    };
    Some(Reason::new(code))
}

/// Services that stand before panels and refuse on their behalf. They also report a panel that is down.
const GUARDS: [&str; 9] =
    ["qrator", "ddos-guard", "stormwall", "variti", "incapsula", "imperva", "sucuri", "servicepipe", "akamai"];

/// Whether an element of the page is a captcha: a word of its class, its name or the address of its script.
fn asks_for_captcha(page: &str) -> bool {
    let tags = page.split('<').skip(1).filter_map(|tag| Some(tag.split_once('>')?.0));
    let mut marked = tags.filter(|tag| !tag.starts_with("option") && !tag.starts_with('!')).flat_map(|tag| {
        ["class='", "id='", "name='", "src='", "data-sitekey='"].into_iter().filter_map(move |attribute| {
            let value = tag.split_once(attribute)?.1.split('\'').next()?;
            Some((attribute, value))
        })
    });
    marked.any(|(attribute, value)| match attribute {
        "data-sitekey='" => true,
        "src='" => value.contains("captcha"),
        _ => value.split(' ').any(|word| super::saying::of_mark(word) == Some(Kind::Captcha)),
    })
}

/// What a page, a script or a plain text says, if it says that alone.
pub(super) fn message(text: &str) -> Option<String> {
    if let Some(words) = alerted(text) {
        return Some(words).filter(|words| !words.is_empty());
    }
    if is_html(&lower(text)) {
        return message_of_page(text);
    }
    let text = text.trim();
    let marked = ["<", "{", "["].iter().any(|mark| text.starts_with(mark));
    (!marked && text.chars().count() <= LONGEST_MESSAGE).then(|| text.to_owned())
}

fn message_of_page(text: &str) -> Option<String> {
    let text = shown(&text.chars().take(LONGEST).collect::<String>());
    (text.chars().count() <= LONGEST_MESSAGE).then_some(text)
}

/// Whether the answer is a script that says something to whoever sits before it.
pub(super) fn is_alert(text: &str) -> bool {
    alerted(text).is_some()
}

/// What a script says by `alert('…')`, unless it does anything else that may be a success.
fn alerted(text: &str) -> Option<String> {
    let text: String = text.chars().take(LONGEST).collect();
    if text.contains("fr_master") || !text.contains("<script") {
        return None;
    }
    let (_, behind) = text.split_once("alert(")?;
    let behind = behind.trim_start();
    let quote = behind.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
    let mut words = String::new();
    let mut rest = behind[1..].chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => words.push(unescaped(&mut rest)?),
            c if c == quote => return Some(words.trim().to_owned()),
            c => words.push(c),
        }
    }
    None
}

/// What stands behind a backslash in a script's text.
fn unescaped(rest: &mut std::str::Chars<'_>) -> Option<char> {
    match rest.clone().next()? {
        'u' => {
            rest.next();
            let hex: String = rest.by_ref().take(4).collect();
            u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32)
        }
        'n' | 'r' | 't' => {
            rest.next();
            Some(' ')
        }
        _ => rest.next(),
    }
}

/// Whether words say that a panel has no function of this name.
pub(super) fn says_no_function(words: &str) -> bool {
    let words = words.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    has(&["function", "функци"]) && has(&["not found", "not find", "unknown", "не найден", "неизвестн", "не существ"])
}

/// What an answer is that is not understood. Never its text.
pub(super) fn flaw(text: &str) -> Flaw {
    let text = lower(text);
    let begin = text.trim_start();
    if is_html(&text) {
        Flaw::WebPage
    } else if begin.starts_with("<?xml") || begin.starts_with("<doc") {
        Flaw::XmlNotWhole
    } else if text.contains("<script") {
        Flaw::OtherScript
    } else if begin.starts_with(['{', '[']) {
        Flaw::Json
    } else {
        Flaw::NothingKnown
    }
}

fn is_html(lower: &str) -> bool {
    ["<html", "<!doctype html", "<head", "<body"].iter().any(|mark| lower.contains(mark))
}

fn lower(text: &str) -> String {
    text.chars().take(LONGEST).flat_map(char::to_lowercase).map(|c| if c == '"' { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_says_is_read() {
        for (text, words) in [
            ("<script>alert('Недостаточно средств');</script>", Some("Недостаточно средств")),
            ("<script type=\"x\">alert( \"It\\'s \\\"no\\\" \\u0434\\n.\" )</script>", Some("It's \"no\" д .")),
            ("<script>alert('x'); fr_master('startpage=vds', 'top.');</script>", None),
            ("<script>alert(x)</script>", None),
            ("<script>alert('x</script>", None),
            ("alert('x')", None),
        ] {
            assert_eq!(alerted(text).as_deref(), words, "{text}");
        }
    }

    #[test]
    fn a_captcha_is_an_element_and_not_a_name_in_a_list() {
        let asks = |text: &str| of_front(200, text).map(|reason| reason.code);
        for page in [
            "<html><div class=\"smart-captcha\"></div></html>",
            "<html><div class='box g-recaptcha'></div></html>",
            "<html><script src=\"https://www.google.com/recaptcha/api.js\"></script></html>",
            "<html><body>Введите капчу</body></html>",
            "<html><body>Enter the characters <b>you see</b> in the picture</body></html>",
        ] {
            assert_eq!(asks(page), Some(ReasonCode::Captcha), "{page}");
        }
        for page in [
            "<html><select name='ostempl'><option value='captcha'>Captcha</option></select></html>",
            "<html><div class='captcha-server-logo'>Ведутся технические работы</div></html>",
            "<html><body><!-- class='captcha' -->503</body></html>",
            "class='smart-captcha'",
        ] {
            assert_eq!(asks(page), None, "{page}");
        }
    }

    #[test]
    fn a_guard_that_refuses_is_a_protection_page_and_one_that_reports_a_fault_is_not() {
        let page = "<html><title>HTTP 403</title><body>Access blocked<hr>Qrator</body></html>";
        assert_eq!(of_front(403, page).map(|reason| reason.code), Some(ReasonCode::ChallengePage));
        assert_eq!(of_front(502, page), None);
        let blocked = "<html><body>Доступ с вашего IP-адреса 10.0.0.1 запрещён</body></html>";
        assert_eq!(of_front(403, blocked).map(|reason| reason.code), Some(ReasonCode::AddressRefused));
        assert_eq!(of_front(403, "<html><title>403 Forbidden</title><hr>nginx</html>"), None);
    }
}
