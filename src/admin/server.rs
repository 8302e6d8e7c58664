//! The HTTP server: hyper on a thread of its own, so that neither a busy data path nor a slow scraper harms the other.

use std::convert::Infallible;
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};

use super::answer::{Answer, text};
use super::history::History;
use super::route::answer;
use super::{Admin, level};
use crate::telemetry::Event;
use crate::telemetry::events::AdminListening;

/// Why there is no admin server.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// The address cannot be taken.
    #[error("admin.listen = {address:?}: {error}")]
    Listen {
        /// As configured.
        address: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// No thread or no runtime.
    #[error("admin: {0}")]
    Start(#[from] std::io::Error),
}

/// Most connections at a time; more wait.
const CONNECTIONS: usize = 64;

/// Listens and answers for as long as the process runs. Returns the address that it got.
///
/// # Errors
/// When the address cannot be taken.
pub fn serve(address: &str, admin: Admin) -> Result<std::net::SocketAddr, AdminError> {
    let cannot = |error| AdminError::Listen { address: address.to_owned(), error };
    let listener = TcpListener::bind(address).map_err(cannot)?;
    let bound = listener.local_addr().map_err(cannot)?;
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let state = Arc::new((admin, History::default()));
    std::thread::Builder::new().name("admin".to_owned()).spawn(move || runtime.block_on(accept(listener, state)))?;
    AdminListening { address: bound.to_string() }.emit();
    Ok(bound)
}

type State = (Admin, History);

async fn accept(listener: TcpListener, state: Arc<State>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let kept = Arc::clone(&state);
    tokio::spawn(async move { kept.1.keep().await });
    let places = Arc::new(tokio::sync::Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, peer)) = listener.accept().await else {
            // Out of file descriptors, most likely: some will be free soon.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let _place = place;
            let service = service_fn(move |request| {
                let state = Arc::clone(&state);
                async move { Ok::<_, Infallible>(respond(request, peer.ip(), &state).await) }
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(Duration::from_secs(10))
                .keep_alive(true)
                .serve_connection(TokioIo::new(stream), service);
            let _ = connection.await;
        });
    }
}

async fn respond(request: Request<Incoming>, peer: IpAddr, state: &State) -> Response<Full<Bytes>> {
    let (admin, history) = state;
    let changeable = request.uri().path() == "/log";
    let allowed = if changeable { "GET, HEAD, PUT" } else { "GET, HEAD" };
    let Answer { status, content_type, body } = match *request.method() {
        Method::GET | Method::HEAD => {
            let accepted = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
            answer(request.uri().path(), accepted.contains("application/openmetrics-text"), admin, history)
        }
        Method::PUT if changeable => level::change(admin.log.as_ref(), peer, request).await,
        _ => text(405, &format!("{allowed} only\n")),
    };
    let response = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, content_type)
        .header(CACHE_CONTROL, "no-store")
        .header(CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'")
        .header(ALLOW, allowed)
        .body(Full::new(Bytes::from(body)));
    // The parts are constants: building cannot fail.
    response.unwrap_or_default()
}
