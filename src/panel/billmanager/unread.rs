//! Why an answer to a call that only reads is not what was asked for. Pure.
//!
//! Nothing is ordered by a read, so its words speak of the panel and its address, not of an order.

use super::answer::{Asked, read_answer};
use super::document::packed;
use super::page;
use super::reply::Reply;
use crate::catalog::Protocol;
use crate::order::{Detail, Flaw, Reason, ReasonCode};
use crate::panel::{Answer, ReadError};

/// Why an answer to a call that reads is not what was asked for, and whether the next may be.
pub(super) fn why_unread(reply: &Reply, protocol: &Protocol) -> ReadError {
    if let Some(flaw) = packed(reply) {
        return failed(Reason::flawed(ReasonCode::NotThePanel, flaw), false);
    }
    let status = reply.http_status;
    match read_answer(reply, &Asked { protocol: Some(protocol), ..Asked::default() }) {
        // Neither would say anything else the next time, and too many sign-ins lock an account out.
        Answer::Unclear(_) if matches!(status, 404 | 410) => {
            failed(Reason::flawed(ReasonCode::NotThePanel, Flaw::HttpStatus(status)), false)
        }
        Answer::Unclear(_) if matches!(status, 401 | 403 | 407 | 451) => {
            failed(Reason::flawed(ReasonCode::FrontRefused, Flaw::HttpStatus(status)), false)
        }
        // Success, and where it leads: whatever was done, nothing was told.
        Answer::Accepted { .. } | Answer::InCart { .. } | Answer::Unpaid(_) => {
            failed(Reason::flawed(ReasonCode::Unreadable, Flaw::NoData), false)
        }
        Answer::Throttled { retry_after } => {
            ReadError { retry_after, ..failed(Reason::new(ReasonCode::Throttled), true) }
        }
        Answer::Unclear(reason) => {
            let passing = reason.code != ReasonCode::Redirected;
            failed(of_reading(reason), passing)
        }
        Answer::Refused(reason) | Answer::NoMoney(reason) | Answer::SignInRefused(reason) | Answer::Blocked(reason) => {
            failed(reason, false)
        }
    }
}

/// The same for the list of services: a panel may have none of that name.
pub(super) fn why_no_list(reply: &Reply, protocol: &Protocol) -> ReadError {
    let error = why_unread(reply, protocol);
    let unknown = match error.reason.code {
        ReasonCode::NotKnown => true,
        ReasonCode::UnknownError => page::says_no_function(&error.reason.words),
        _ => false,
    };
    if unknown {
        let reason = Reason { code: ReasonCode::NoSuchList, ..error.reason };
        return ReadError { reason, passing: false, retry_after: None };
    }
    error
}

/// The reason of a read that was lost on its way: nothing was ordered by it.
pub(in crate::panel) fn of_reading(reason: Reason) -> Reason {
    let code = match (reason.code, &reason.detail) {
        (ReasonCode::ConnectionLost, _) => ReasonCode::LostWhileReading,
        (ReasonCode::TimedOut, None) => ReasonCode::NotReadInTime,
        (ReasonCode::Unreadable, Some(Detail::Answer(flaw))) if is_of_others(*flaw) => ReasonCode::NotThePanel,
        (code, _) => code,
    };
    Reason { code, ..reason }
}

/// Whether a panel that is asked for XML does not answer like this.
const fn is_of_others(flaw: Flaw) -> bool {
    matches!(
        flaw,
        Flaw::WebPage
            | Flaw::Json
            | Flaw::OtherScript
            | Flaw::NothingKnown
            | Flaw::NotUtf8(_)
            | Flaw::Gzip
            | Flaw::Deflate
            | Flaw::Zstd
            | Flaw::Brotli
            | Flaw::Packed
    )
}

fn failed(reason: Reason, passing: bool) -> ReadError {
    ReadError { reason, passing, retry_after: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Dialect;

    fn why_no_list(reply: &Reply) -> ReadError {
        super::why_no_list(reply, &Protocol::usual(Dialect::Billmanager4))
    }
    use crate::text::lang::Lang;

    fn code(error: &ReadError) -> (ReasonCode, bool) {
        (error.reason.code, error.passing)
    }

    #[test]
    fn an_answer_that_is_no_list_says_what_answered_instead() {
        use ReasonCode as C;
        for (status, body, expected) in [
            (404, "<html>404</html>", (C::NotThePanel, false)),
            (404, "", (C::NotThePanel, false)),
            (401, "", (C::FrontRefused, false)),
            (403, "<html>403 Forbidden</html>", (C::FrontRefused, false)),
            (403, "<html>Just a moment...</html>", (C::ChallengePage, false)),
            (403, "<html>Access from your IP 1.2.3.4 is denied</html>", (C::AddressRefused, false)),
            (200, "<html>Welcome to our Wi-Fi</html>", (C::NotThePanel, true)),
            (200, "{\"doc\":{}}", (C::NotThePanel, true)),
            (200, "hello", (C::NotThePanel, true)),
            (200, "\u{1f}\u{8b}\u{8}", (C::NotThePanel, true)),
            (200, "", (C::Unreadable, true)),
            (200, "<doc><elem>", (C::Unreadable, true)),
            (200, "<doc><ok/></doc>", (C::Unreadable, false)),
            (200, "<doc><ok>func=payment</ok></doc>", (C::Unreadable, false)),
            (200, "<doc><ok type=\"form\">func=totp.confirm</ok></doc>", (C::SecondFactor, false)),
            (200, "<doc><error code=\"6\" obj=\"badpassword\">x</error></doc>", (C::SignInRefused, false)),
            (200, "<doc><error code=\"8\">Неверный логин или пароль</error></doc>", (C::SignInRefused, false)),
            (200, "<doc><error code=\"3\" obj=\"vds\">x</error></doc>", (C::NoSuchList, false)),
            (200, "<doc><error type=\"missed\" object=\"vds\"><msg>x</msg></error></doc>", (C::NoSuchList, false)),
            (200, "<doc><error code=\"8\">Could not find function vds</error></doc>", (C::NoSuchList, false)),
            (200, "<doc><error code=\"1\">x</error></doc>", (C::UnknownError, true)),
            (302, "", (C::Redirected, false)),
            (502, "", (C::ServerError, true)),
        ] {
            assert_eq!(code(&why_no_list(&Reply::of(status, body))), expected, "{status} {body}");
        }
        let gzip = why_no_list(&Reply::of(200, b"\x1f\x8b\x08\x00"));
        assert_eq!((code(&gzip), gzip.reason.detail), ((C::NotThePanel, false), Some(Detail::Answer(Flaw::Gzip))));
    }

    #[test]
    fn a_read_that_is_lost_says_that_nothing_was_ordered() {
        for (sent, read) in [
            (ReasonCode::ConnectionLost, ReasonCode::LostWhileReading),
            (ReasonCode::TimedOut, ReasonCode::NotReadInTime),
            (ReasonCode::Unreachable, ReasonCode::Unreachable),
        ] {
            let reason = of_reading(Reason::with_words(sent, "x"));
            assert_eq!((reason.code, reason.words.as_str()), (read, "x"));
        }
        for lang in [Lang::En, Lang::Ru] {
            let said = Reason::new(ReasonCode::LostWhileReading).message(lang);
            assert!(!said.contains("sending") && !said.contains("отправк"), "{said}");
        }
    }
}
