//! HTTP on loopback, rude where it is told to be.

use std::convert::Infallible;
use std::io::Write;
use std::net::TcpListener as StdListener;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderValue, RETRY_AFTER, SET_COOKIE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::panel::Panel;
use super::parameters::{self, Parameters};
use super::reply::{Answer, Reply, of_front};
use super::visitor;

/// The largest request body that is read.
const LARGEST: usize = 64 << 10;

/// Serves until told to stop. Runs on a thread of its own.
pub(super) fn serve(listener: StdListener, panel: &Arc<Panel>, stop: oneshot::Receiver<()>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        let port = listener.local_addr()?.port();
        let panel = Arc::clone(panel);
        tokio::spawn(async move { accept(&listener, &panel, port).await });
        // Dropped or used, the other end says the same: stop. The runtime takes its tasks with it.
        drop(stop.await);
        Ok(())
    })
}

async fn accept(listener: &TcpListener, panel: &Arc<Panel>, port: u16) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let panel = Arc::clone(panel);
        let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(
            TokioIo::new(stream),
            service_fn(move |request| {
                let panel = Arc::clone(&panel);
                async move { answer(&panel, request, port).await }
            }),
        );
        // A client that breaks off, or sends garbage, ends its own connection only.
        tokio::spawn(async move { drop(connection.await) });
    }
}

/// Why a connection is cut: on purpose.
#[derive(Debug)]
struct CutOnPurpose;

impl std::fmt::Display for CutOnPurpose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("cut on purpose")
    }
}

impl std::error::Error for CutOnPurpose {}

async fn answer(panel: &Arc<Panel>, request: Request<Incoming>, port: u16) -> Result<Response<Sent>, CutOnPurpose> {
    let (head, body) = request.into_parts();
    if !visitor::may_ask(&head, port) {
        return Ok(whole(of_front(403, "Forbidden")));
    }
    // Both stand in public code: the second one is where panels behind a web server have it.
    if !matches!(head.uri.path(), "/billmgr" | "/manager/billmgr") {
        return Ok(whole(of_front(404, "Not Found")));
    }
    if !matches!(head.method, Method::GET | Method::POST) {
        return Ok(whole(of_front(405, "Method Not Allowed")));
    }
    let body = match Limited::new(body, LARGEST).collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => return Ok(whole(of_front(413, "Content Too Large"))),
    };
    let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (query, kind, cookies) = (head.uri.query().unwrap_or_default(), text(CONTENT_TYPE), text(COOKIE));
    let given = parameters::Request { query, kind, cookies, body: &body }.parameters();
    count_under_way(panel, &given);
    let work = panel.work(&given);
    if !work.is_zero() {
        tokio::time::sleep(work).await;
    }
    let reply = panel.reply(&given);
    panel.state().under_way -= usize::from(given.contains_key("sok"));
    match reply {
        Reply::Cut => Err(CutOnPurpose),
        Reply::Silence => std::future::pending().await,
        Reply::Answer(answer) => Ok(whole(answer)),
    }
}

fn count_under_way(panel: &Arc<Panel>, given: &Parameters) {
    let mut state = panel.state();
    state.under_way += usize::from(given.contains_key("sok"));
    state.record.peak = state.record.peak.max(state.under_way);
}

fn whole(answer: Answer) -> Response<Sent> {
    let Answer { status, kind, body, torn, packed, cookie } = answer;
    let body = if packed { pack(body.as_bytes()) } else { body.into_bytes() };
    let length = body.len();
    let sent = if torn { body[..length / 2].to_vec() } else { body };
    let mut response = Response::new(Sent { rest: Some(Bytes::from(sent)), torn, flushed: false });
    *response.status_mut() = hyper::StatusCode::from_u16(status).unwrap_or(hyper::StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    // The length of the whole, torn or not: by that a client can tell that something is missing.
    headers.insert(CONTENT_LENGTH, length.into());
    if status == 429 {
        headers.insert(RETRY_AFTER, 1.into());
    }
    if packed {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    if let Some(cookie) = cookie.and_then(|id| HeaderValue::from_str(&parameters::cookie(&id)).ok()) {
        headers.insert(SET_COOKIE, cookie);
    }
    response
}

fn pack(body: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(body).and_then(|()| packer.finish()).unwrap_or_default()
}

/// An answer's body; a torn one breaks off behind its first part.
struct Sent {
    rest: Option<Bytes>,
    torn: bool,
    /// What was written must leave before the tear, or nothing of it would.
    flushed: bool,
}

impl Body for Sent {
    type Data = Bytes;
    type Error = CutBody;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutBody>>> {
        match self.rest.take() {
            Some(bytes) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            None if self.torn && !self.flushed => {
                self.flushed = true;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            None if self.torn => Poll::Ready(Some(Err(CutBody))),
            None => Poll::Ready(None),
        }
    }
}

/// The end of a torn answer.
#[derive(Debug)]
struct CutBody;

impl std::fmt::Display for CutBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("cut on purpose")
    }
}

impl std::error::Error for CutBody {}

impl From<Infallible> for CutBody {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
