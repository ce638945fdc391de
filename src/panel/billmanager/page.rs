//! Answers that are no XML: the published script, BILLmanager's login form, pages of fronts. Pure.

use crate::order::{Flaw, Reason, ReasonCode};

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
pub(super) fn of_front(text: &str) -> Option<Reason> {
    let text = lower(text);
    let has = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
    if !has(&["<html", "<!doctype", "<head", "<body"]) {
        return None;
    }
    if has(&["captcha", "капч"]) && !has(&["cf-chl", "just a moment"]) {
        return Some(Reason::new(ReasonCode::Captcha));
    }
    let challenge = [
        "just a moment",
        "cf-chl",
        "cf_chl",
        "checking your browser",
        "ddos-guard",
        "attention required",
        "enable javascript and cookies",
        "проверка браузера",
    ];
    has(&challenge).then(|| Reason::new(ReasonCode::ChallengePage))
}

/// What an answer is that is not understood. Never its text.
pub(super) fn flaw(text: &str) -> Flaw {
    let text = lower(text);
    if text.contains("<html") || text.contains("<!doctype html") {
        Flaw::WebPage
    } else if text.trim_start().starts_with("<?xml") || text.trim_start().starts_with("<doc") {
        Flaw::XmlNotWhole
    } else if text.contains("<script") {
        Flaw::OtherScript
    } else {
        Flaw::NothingKnown
    }
}

fn lower(text: &str) -> String {
    text.chars().take(200_000).flat_map(char::to_lowercase).map(|c| if c == '"' { '\'' } else { c }).collect()
}
