//! `/log`: what the log writes, and the one thing that may be changed: its level, from the same host only.

use std::net::IpAddr;

use http_body_util::{BodyExt, Limited};
use hyper::Request;
use hyper::body::Incoming;
use hyper::header::ORIGIN;

use super::answer::{Answer, text};
use crate::telemetry::log::Level;

/// Largest body, in bytes.
const LARGEST: usize = 1024;

/// Answers a GET.
pub(super) fn show(log: Option<&Level>) -> Answer {
    log.map_or_else(gone, |log| text(200, &format!("{}\n", log.now())))
}

/// Answers a PUT: the body is a level or directives, as in `log.level`. `peer` is who asks.
pub(super) async fn change(log: Option<&Level>, peer: IpAddr, request: Request<Incoming>) -> Answer {
    let Some(log) = log else { return gone() };
    if let Err(refusal) = permitted(peer, request.headers().contains_key(ORIGIN)) {
        return text(403, refusal);
    }
    let Ok(body) = Limited::new(request.into_body(), LARGEST).collect().await else {
        return text(413, "a level is short\n");
    };
    let body = body.to_bytes();
    let Ok(directives) = std::str::from_utf8(&body) else { return text(400, "not text\n") };
    match log.set(directives) {
        Ok(before) => text(200, &format!("{}\nbefore: {before}\n", log.now())),
        Err(error) => text(400, &format!("{error}\n")),
    }
}

fn gone() -> Answer {
    text(404, "this log cannot be changed\n")
}

/// Only from this host, where a port is forwarded to or a shell is, and by no page in a browser.
fn permitted(peer: IpAddr, from_a_page: bool) -> Result<(), &'static str> {
    let here = match peer {
        IpAddr::V4(address) => address.is_loopback(),
        IpAddr::V6(address) => {
            address.is_loopback() || address.to_ipv4_mapped().is_some_and(|mapped| mapped.is_loopback())
        }
    };
    match (here, from_a_page) {
        (true, false) => Ok(()),
        (false, _) => Err("the level is changed from the worker's own host only\n"),
        (true, true) => Err("not by a page in a browser\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_host_may_change_the_level_and_no_browser() {
        for (peer, page, may) in [
            ("127.0.0.1", false, true),
            ("::1", false, true),
            ("::ffff:127.0.0.1", false, true),
            ("127.0.0.1", true, false),
            ("10.0.0.7", false, false),
            ("2001:db8::1", false, false),
            ("::ffff:10.0.0.7", false, false),
        ] {
            assert_eq!(permitted(peer.parse().unwrap(), page).is_ok(), may, "{peer} {page}");
        }
    }
}
