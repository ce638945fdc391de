//! Signing in at a practice panel of today: sessions, and the second factor.

use crate::panel::practice::node::Node;
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::refusal::{Refusal, Style};
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::is_sent;
use crate::panel::practice::state::State;

/// The code of the second factor that a practice panel takes.
pub const TOTP: &str = "135790";

/// A session begins.
pub(super) fn begun(state: &mut State, style: Style<'_>) -> Said {
    let id = state.sessions.begin();
    let text = if style.is_json() { id.as_str() } else { "" };
    let auth = Node::text("auth", text).attribute("id", &id).attribute("level", 16);
    Said::Session(id.clone(), Node::new("doc").with(auth))
}

/// Whether a request lacks its second factor.
pub(super) fn is_half(state: &State, given: &Parameters) -> bool {
    let confirmed = given.get("auth").is_some_and(|id| state.sessions.is_confirmed(id));
    // Whether `authinfo` gets past a second factor nobody knows: here it does not.
    state.second_factor && (!confirmed || given.contains_key("authinfo"))
}

/// What a request that lacks its second factor is told; none if it lacks none.
pub(super) fn held_up(state: &mut State, given: &Parameters, style: Style<'_>) -> Option<Said> {
    if !is_half(state, given) {
        return None;
    }
    let of = |name: &str| given.get(name).map_or("", String::as_str);
    Some(match of("func") {
        "whoami" => Said::Document(Node::new("doc").with(Node::text("ok", "func=totp.confirm"))),
        "totp.confirm" if !is_sent(given) => {
            let form =
                Node::new("doc").with(Node::text("qrcode", "")).with(Node::new("metadata").with(Node::new("form")));
            Said::Document(form)
        }
        "totp.confirm" if of("qrcode") == TOTP && given.contains_key("auth") => {
            // The half session is over, and a whole one begins.
            state.sessions.end(of("auth"));
            let said = begun(state, style);
            if let Said::Session(id, _) = &said {
                state.sessions.confirm(id);
            }
            said
        }
        "totp.confirm" => Refusal::value_of("qrcode", "").said(style),
        "session.delete" | "logout" => {
            state.sessions.end(of("auth"));
            Said::Document(Node::new("doc").with(Node::new("ok")))
        }
        _ => Refusal::extra_confirm().said(style),
    })
}
