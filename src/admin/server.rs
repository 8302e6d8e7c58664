//! The HTTP server: hyper on a thread of its own, so that neither a busy data path nor a slow scraper harms the other.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};

use super::route::{Answer, answer};
use super::{Pulse, Readiness};
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
pub fn serve(address: &str, pulse: Pulse, readiness: Readiness) -> Result<std::net::SocketAddr, AdminError> {
    let cannot = |error| AdminError::Listen { address: address.to_owned(), error };
    let listener = TcpListener::bind(address).map_err(cannot)?;
    let bound = listener.local_addr().map_err(cannot)?;
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let state = Arc::new((pulse, readiness));
    std::thread::Builder::new().name("admin".to_owned()).spawn(move || runtime.block_on(accept(listener, state)))?;
    AdminListening { address: bound.to_string() }.emit();
    Ok(bound)
}

async fn accept(listener: TcpListener, state: Arc<(Pulse, Readiness)>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let places = Arc::new(tokio::sync::Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, most likely: some will be free soon.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let _place = place;
            let service = service_fn(move |request| {
                let answered = respond(&request, &state);
                async move { Ok::<_, Infallible>(answered) }
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

fn respond(request: &Request<Incoming>, state: &(Pulse, Readiness)) -> Response<Full<Bytes>> {
    let (pulse, readiness) = state;
    let allowed = request.method() == Method::GET || request.method() == Method::HEAD;
    let Answer { status, content_type, body } = if allowed {
        let accepted = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        answer(request.uri().path(), accepted.contains("application/openmetrics-text"), pulse, readiness)
    } else {
        Answer { status: 405, content_type: "text/plain; charset=utf-8", body: "GET only\n".to_owned() }
    };
    let response = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, content_type)
        .header(CACHE_CONTROL, "no-store")
        .header(CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'")
        .header(ALLOW, "GET, HEAD")
        .body(Full::new(Bytes::from(body)));
    // The parts are constants: building cannot fail.
    response.unwrap_or_default()
}
