//! A client that does not come up is made once more.
//!
//! The library starts a thread of its own for each client and waits until that answers, for ever. On some machines,
//! under heavy load, the answer was seen not to wake whoever waits (three times in thousands of starts). Nothing was
//! sent then, so another client may be made in its place.

use std::sync::mpsc::sync_channel;
use std::time::Duration;

use reqwest::blocking::{Client as Http, ClientBuilder};

use super::fault;
use super::setup::ClientError;

/// How long a client may take to come up: it asks nobody for anything.
const LONGEST: Duration = Duration::from_secs(15);

/// How many are made so.
const TRIES: usize = 3;

/// The client of a builder.
///
/// # Errors
///
/// [`ClientError::Setup`] when TLS or its thread cannot be set up.
pub(super) fn built(builder: impl Fn() -> ClientBuilder) -> Result<Http, ClientError> {
    let failed = |why: String| ClientError::Setup(why);
    for _ in 0..TRIES {
        let builder = builder();
        let (done, waiting) = sync_channel(1);
        // Whoever waits for ever in there is left behind: it holds nothing that anybody needs.
        let make = move || drop(done.send(builder.build()));
        let named = std::thread::Builder::new().name("http".to_owned());
        named.spawn(make).map_err(|error| failed(error.to_string()))?;
        if let Ok(client) = waiting.recv_timeout(LONGEST) {
            return client.map_err(|error| failed(fault::chain(&error.without_url())));
        }
        tracing::warn!(waited = ?LONGEST, "client");
    }
    // Where even this is not enough, the machine is at fault, and waiting is all that is left.
    builder().build().map_err(|error| failed(fault::chain(&error.without_url())))
}
