//! The sections `[amqp]`, `[consume]`, `[publish]`, `[retry]`, `[park]` and `[topology]` of the configuration.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A duration as people write it: `250ms`, `5s`, `1m`.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Period(#[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")] pub Duration);

impl Period {
    const fn millis(millis: u64) -> Self {
        Self(Duration::from_millis(millis))
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Period {
    /// The shortest exact form, for queue names: `5s`, `1m`, `90s`, `250ms`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.0.as_millis();
        match millis {
            _ if millis.is_multiple_of(3_600_000) && millis > 0 => write!(f, "{}h", millis / 3_600_000),
            _ if millis.is_multiple_of(60_000) && millis > 0 => write!(f, "{}m", millis / 60_000),
            _ if millis.is_multiple_of(1_000) => write!(f, "{}s", millis / 1_000),
            _ => write!(f, "{millis}ms"),
        }
    }
}

/// How to reach the broker: section `[amqp]`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Amqp {
    /// Brokers, tried in turn: `amqp://host:5672/vhost`, `amqps://…`. Credentials are better kept in files.
    pub urls: Vec<String>,
    /// File with the user name; read again at every connect. Wins over the url.
    pub username_file: Option<PathBuf>,
    /// File with the password; read again at every connect. Wins over the url.
    pub password_file: Option<PathBuf>,
    /// How to log in.
    pub auth: Auth,
    /// Certificates.
    pub tls: Tls,
    /// A silent broker is given up after two of these.
    pub heartbeat: Period,
    /// Longest wait for a connection, its TLS and its login.
    pub connect_timeout: Period,
    /// Wait before the first new attempt after a fault.
    pub backoff_min: Period,
    /// Longest wait between attempts; half of it is chance, so that workers do not come back all at once.
    pub backoff_max: Period,
    /// Shown in the broker's management.
    pub connection_name: String,
}

impl Default for Amqp {
    fn default() -> Self {
        Self {
            urls: vec!["amqp://guest:guest@127.0.0.1:5672/%2f".to_owned()],
            username_file: None,
            password_file: None,
            auth: Auth::Plain,
            tls: Tls::default(),
            heartbeat: Period::millis(10_000),
            connect_timeout: Period::millis(10_000),
            backoff_min: Period::millis(100),
            backoff_max: Period::millis(2_000),
            connection_name: "claimwire".to_owned(),
        }
    }
}

impl fmt::Debug for Amqp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let urls: Vec<_> = self.urls.iter().map(|url| masked(url)).collect();
        f.debug_struct("Amqp").field("urls", &urls).field("auth", &self.auth).finish_non_exhaustive()
    }
}

/// A url without its password, for logs and for `check`.
pub fn masked(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return "(not a url)".to_owned() };
    let (authority, path) = rest.split_once('/').map_or((rest, None), |(authority, path)| (authority, Some(path)));
    let host = match authority.rsplit_once('@') {
        Some((user, host)) => format!("{}:***@{host}", user.split(':').next().unwrap_or_default()),
        None => authority.to_owned(),
    };
    path.map_or_else(|| format!("{scheme}://{host}"), |path| format!("{scheme}://{host}/{path}"))
}

/// SASL mechanisms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Auth {
    /// User name and password.
    Plain,
    /// The client certificate says who we are.
    External,
}

/// Certificates for `amqps`: `[amqp.tls]`. All are files in PEM, read again at every connect.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tls {
    /// Authorities to trust besides the system's.
    pub ca: Option<PathBuf>,
    /// Our certificate, for mutual TLS.
    pub cert: Option<PathBuf>,
    /// The key of our certificate (PKCS 8).
    pub key: Option<PathBuf>,
}

/// What to read: section `[consume]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Consume {
    /// Queue of articles.
    pub queue: String,
    /// Most unsettled deliveries; 0 for 32 a thread, within 64 and 256. Bounds memory: times the largest body.
    pub prefetch: u16,
    /// Consumer priority: lower for a canary.
    pub priority: i32,
    /// Acknowledgements gathered at most.
    pub ack_batch: usize,
    /// Longest that an acknowledgement waits for others.
    pub ack_delay: Period,
    /// A consumer that gets nothing for this long from a queue that has something is rebuilt.
    pub silence: Period,
}

impl Default for Consume {
    fn default() -> Self {
        Self {
            queue: "claimwire.articles".to_owned(),
            prefetch: 0,
            priority: 0,
            ack_batch: 64,
            ack_delay: Period::millis(5),
            silence: Period::millis(60_000),
        }
    }
}

impl Consume {
    /// The prefetch for a number of threads.
    pub fn prefetch(&self, threads: usize) -> u16 {
        if self.prefetch > 0 { self.prefetch } else { (threads * 32).clamp(64, 256) as u16 }
    }
}

/// Where results go: section `[publish]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Publish {
    /// Topic exchange of records and alerts.
    pub exchange: String,
    /// Channels with confirms, one publishing task each.
    pub channels: usize,
    /// A confirm that takes longer is a fault; time while the broker blocks does not count.
    pub confirm_timeout: Period,
    /// Largest message in bytes; a larger result is parked instead of breaking the channel.
    pub max_body: usize,
}

impl Default for Publish {
    fn default() -> Self {
        Self {
            exchange: "claimwire.out".to_owned(),
            channels: 1,
            confirm_timeout: Period::millis(30_000),
            max_body: 12 << 20,
        }
    }
}

/// When to try again: section `[retry]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Retry {
    /// Delays, one queue each.
    pub rungs: Vec<Period>,
    /// Prefix of the queues' names; the delay follows.
    pub queue_prefix: String,
    /// Tries of one article before it is parked.
    pub max_attempts: u32,
    /// Returns by the broker (crashes, lost connections) from which an article is worked on in a process of its own.
    pub crash_limit: u32,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            rungs: vec![Period::millis(5_000), Period::millis(60_000), Period::millis(600_000)],
            queue_prefix: "claimwire.retry.".to_owned(),
            max_attempts: 5,
            crash_limit: 3,
        }
    }
}

impl Retry {
    /// Name of a rung's queue.
    pub fn queue(&self, rung: Period) -> String {
        format!("{}{rung}", self.queue_prefix)
    }

    /// The policy that the worker follows.
    pub fn policy(&self) -> crate::worker::retry::Policy {
        crate::worker::retry::Policy {
            rungs: self.rungs.len(),
            max_attempts: self.max_attempts,
            crash_limit: self.crash_limit,
        }
    }
}

/// Where hopeless articles wait for people: section `[park]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Park {
    /// The queue.
    pub queue: String,
    /// Direct exchange that moves copies between the input, the ladder and the parking queue.
    pub exchange: String,
}

impl Default for Park {
    fn default() -> Self {
        Self { queue: "claimwire.parked".to_owned(), exchange: "claimwire.dlx".to_owned() }
    }
}

/// Who makes queues and exchanges: section `[topology]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Topology {
    /// `declare`, `passive` or `none`.
    pub mode: Mode,
    /// Queue of records.
    pub search_queue: String,
    /// Queue of alerts.
    pub alerts_queue: String,
    /// Times the broker takes an article back before it parks it itself.
    pub delivery_limit: u32,
}

impl Default for Topology {
    fn default() -> Self {
        Self {
            mode: Mode::Declare,
            search_queue: "claimwire.search".to_owned(),
            alerts_queue: "claimwire.alerts".to_owned(),
            delivery_limit: 20,
        }
    }
}

/// What the worker does about the topology when it connects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Makes what is missing. Needs the right to configure.
    Declare,
    /// Looks whether all is there. For production: the worker needs to read the input and write two exchanges, no more.
    Passive,
    /// Trusts that it is there.
    None,
}

/// All of the above.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// `[amqp]`
    pub amqp: Amqp,
    /// `[consume]`
    pub consume: Consume,
    /// `[publish]`
    pub publish: Publish,
    /// `[retry]`
    pub retry: Retry,
    /// `[park]`
    pub park: Park,
    /// `[topology]`
    pub topology: Topology,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_rungs_by_their_delay() {
        let retry = Retry::default();
        let names: Vec<_> = retry.rungs.iter().map(|rung| retry.queue(*rung)).collect();
        assert_eq!(names, ["claimwire.retry.5s", "claimwire.retry.1m", "claimwire.retry.10m"]);
        assert_eq!(Period::millis(90_000).to_string(), "90s");
        assert_eq!(Period::millis(7_200_000).to_string(), "2h");
    }

    #[test]
    fn reads_durations_as_people_write_them() {
        let retry: Retry = toml::from_str("rungs = [\"700ms\", \"5s\", \"1m\"]").unwrap();
        assert_eq!(retry.rungs, [Period::millis(700), Period::millis(5_000), Period::millis(60_000)]);
    }

    #[test]
    fn no_password_is_shown() {
        assert_eq!(masked("amqp://me:secret@host:5672/%2f"), "amqp://me:***@host:5672/%2f");
        assert_eq!(masked("amqps://host"), "amqps://host");
        let amqp = Amqp { urls: vec!["amqp://me:secret@host".to_owned()], ..Amqp::default() };
        assert!(!format!("{amqp:?}").contains("secret"));
    }
}
