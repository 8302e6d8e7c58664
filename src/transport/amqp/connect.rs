//! One connection: url, secrets and certificates read afresh, a deadline over everything. Auto-recovery stays off: it hides outages
//! and leaves confirms hanging; the supervisor rebuilds instead.

use std::path::Path;

use lapin::tcp::{OwnedIdentity, OwnedTLSConfig};
use lapin::uri::{AMQPUri, SASLMechanism};
use lapin::{Connection, ConnectionProperties};

use super::config::{Amqp, Auth, masked};

/// Why there is no connection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// The broker does not want us: user, password, certificate or vhost.
    #[error("{broker} refuses the login: {reason}")]
    Refused {
        /// The url without its password.
        broker: String,
        /// What the broker says.
        reason: String,
    },
    /// Nobody there, or something on the way.
    #[error("{broker}: {reason}")]
    Unreachable {
        /// The url without its password.
        broker: String,
        /// What went wrong.
        reason: String,
    },
    /// The configuration is wrong.
    #[error("{0}")]
    Configuration(String),
}

/// Connects to the broker with this number (they are tried in turn). `role` is appended to the connection's name.
///
/// # Errors
/// See [`ConnectError`]; none quotes a password.
pub async fn connect(amqp: &Amqp, turn: usize, role: &str) -> Result<Connection, ConnectError> {
    let url = amqp
        .urls
        .get(turn % amqp.urls.len().max(1))
        .ok_or_else(|| ConnectError::Configuration("amqp.urls is empty".to_owned()))?;
    let broker = masked(url);
    let uri = uri(amqp, url)?;
    let tls = tls(amqp)?;
    let name = format!("{} {role}", amqp.connection_name);
    let properties = ConnectionProperties::default().with_connection_name(name.into());
    let runtime = lapin::runtime::default_runtime()
        .map_err(|error| ConnectError::Configuration(format!("no runtime: {error}")))?;
    let connecting = Connection::connect_uri_with_config(uri, properties, tls, runtime);
    match tokio::time::timeout(amqp.connect_timeout.0, connecting).await {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(error)) => Err(refused_or_unreachable(broker, &error)),
        Err(_) => {
            Err(ConnectError::Unreachable { broker, reason: format!("no answer within {:?}", amqp.connect_timeout) })
        }
    }
}

fn refused_or_unreachable(broker: String, error: &lapin::Error) -> ConnectError {
    let reason = error.to_string();
    let refused =
        ["ACCESS_REFUSED", "ACCESS-REFUSED", "NOT_ALLOWED", "NOT-ALLOWED"].iter().any(|word| reason.contains(word));
    if refused { ConnectError::Refused { broker, reason } } else { ConnectError::Unreachable { broker, reason } }
}

fn uri(amqp: &Amqp, url: &str) -> Result<AMQPUri, ConnectError> {
    // The parser's own message may quote the url and so the password.
    let mut uri: AMQPUri =
        url.parse().map_err(|_| ConnectError::Configuration(format!("{} is not an AMQP url", masked(url))))?;
    // A url writes an IPv6 address in brackets, the resolver wants it without.
    let host = &mut uri.authority.host;
    if let Some(bare) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        *host = bare.to_owned();
    }
    if let Some(file) = &amqp.username_file {
        uri.authority.userinfo.username = secret(file)?;
    }
    if let Some(file) = &amqp.password_file {
        uri.authority.userinfo.password = secret(file)?;
    }
    if amqp.auth == Auth::External {
        uri.query.auth_mechanism = Some(SASLMechanism::External);
    }
    if uri.query.heartbeat.is_none() {
        uri.query.heartbeat = Some(amqp.heartbeat.0.as_secs().clamp(1, 3600) as u16);
    }
    Ok(uri)
}

fn tls(amqp: &Amqp) -> Result<OwnedTLSConfig, ConnectError> {
    let identity = match (&amqp.tls.cert, &amqp.tls.key) {
        (Some(cert), Some(key)) => Some(OwnedIdentity::PKCS8 { pem: read(cert)?, key: read(key)? }),
        (None, None) => None,
        _ => return Err(ConnectError::Configuration("amqp.tls.cert and amqp.tls.key belong together".to_owned())),
    };
    let cert_chain = amqp.tls.ca.as_deref().map(text).transpose()?;
    Ok(OwnedTLSConfig { identity, cert_chain })
}

fn secret(file: &Path) -> Result<String, ConnectError> {
    text(file).map(|content| content.trim_end_matches(['\r', '\n']).to_owned())
}

fn text(file: &Path) -> Result<String, ConnectError> {
    String::from_utf8(read(file)?)
        .map_err(|_| ConnectError::Configuration(format!("{} is not UTF-8 text", file.display())))
}

fn read(file: &Path) -> Result<Vec<u8>, ConnectError> {
    std::fs::read(file).map_err(|error| ConnectError::Configuration(format!("{}: {error}", file.display())))
}
