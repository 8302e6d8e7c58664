//! Tells the service manager how the worker is (`Type=notify`): ready, alive, stopping, and a line of status. Silent elsewhere.
//!
//! The protocol of `sd_notify(3)`: datagrams of `KEY=value` lines to the socket that `NOTIFY_SOCKET` names, a path or, after `@`, an
//! abstract name. It knows what `/readyz` knows and decides nothing.

use std::env;
use std::ffi::OsStr;
use std::io;
#[cfg(target_os = "linux")]
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::time::Duration;

use tokio::sync::watch;

use crate::transport::amqp::Health;
use crate::worker::Stop;

/// The way to the service manager.
#[derive(Debug)]
pub struct Systemd {
    socket: UnixDatagram,
    manager: SocketAddr,
    /// The manager kills a process that it does not hear from for this long.
    watchdog: Option<Duration>,
}

impl Systemd {
    /// The service manager that started this process, if it wants to be told. `Type=simple` units and shells have none.
    ///
    /// # Errors
    /// An address that is no socket's.
    pub fn of_environment() -> io::Result<Option<Self>> {
        let Some(address) = env::var_os("NOTIFY_SOCKET").filter(|address| !address.is_empty()) else { return Ok(None) };
        let named = |name| env::var(name).ok();
        let watchdog = watchdog(named("WATCHDOG_USEC"), named("WATCHDOG_PID"), std::process::id());
        Self::open(&address, watchdog).map(Some)
    }

    fn open(address: &OsStr, watchdog: Option<Duration>) -> io::Result<Self> {
        let manager = match address.as_bytes() {
            #[cfg(target_os = "linux")]
            [b'@', name @ ..] => SocketAddr::from_abstract_name(name)?,
            _ => SocketAddr::from_pathname(address)?,
        };
        let socket = UnixDatagram::unbound()?;
        // A manager that does not read must not hold up the worker.
        socket.set_nonblocking(true)?;
        Ok(Self { socket, manager, watchdog })
    }

    /// Says that the start is over: settings read, model and rules loaded, admin port open. Whether the broker is there is another
    /// matter, told as status: a broker that is down must not fail every unit. Then follows the worker in the background until it ends.
    pub fn ready(self, health: watch::Receiver<Health>, stop: Stop) {
        self.tell(&format!("READY=1\nSTATUS={}", status(&health.borrow())));
        tokio::spawn(self.follow(health, stop));
    }

    /// Runs on the data path's own runtime: when that is stuck, the manager hears nothing.
    async fn follow(self, mut health: watch::Receiver<Health>, mut stop: Stop) {
        let mut alive = tokio::time::interval(self.watchdog.unwrap_or(Duration::from_hours(1)) / 2);
        let (mut stopping, mut lost) = (false, false);
        loop {
            tokio::select! {
                () = stop.asked(), if !stopping => {
                    stopping = true;
                    self.tell("STOPPING=1\nSTATUS=finishing what was started");
                }
                changed = health.changed(), if !stopping && !lost => match changed {
                    Ok(()) => {
                        let status = status(&health.borrow_and_update());
                        self.tell(&format!("STATUS={status}"));
                    }
                    Err(_) => lost = true,
                },
                _ = alive.tick(), if self.watchdog.is_some() => self.tell("WATCHDOG=1"),
                else => return,
            }
        }
    }

    /// A manager that is gone is no reason to stop working.
    fn tell(&self, state: &str) {
        let _ = self.socket.send_to_addr(state.as_bytes(), &self.manager);
    }
}

/// What `systemctl status` shows, on one line.
fn status(health: &Health) -> String {
    let reason = || health.reason.as_deref().unwrap_or("not yet").replace(['\n', '\r'], " ");
    match health {
        Health { consuming: true, blocked: false, .. } => "consuming".to_owned(),
        Health { consuming: true, blocked: true, .. } => "consuming; the broker takes no publishes".to_owned(),
        _ => format!("not consuming: {}", reason()),
    }
}

/// The time of the watchdog, when it is meant for this process and not for the one that started it.
fn watchdog(microseconds: Option<String>, process: Option<String>, own: u32) -> Option<Duration> {
    let meant = process.is_none_or(|process| process.parse() == Ok(own));
    let microseconds = microseconds?.parse().ok()?;
    (meant && microseconds > 0).then(|| Duration::from_micros(microseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(manager: &UnixDatagram) -> String {
        manager.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut buffer = [0; 512];
        let length = manager.recv(&mut buffer).unwrap();
        String::from_utf8(buffer[..length].to_vec()).unwrap()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn tells_ready_status_alive_and_stopping() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify");
        let manager = UnixDatagram::bind(&path).unwrap();
        let (health, seen) = watch::channel(Health::default());
        let stop = Stop::default();
        Systemd::open(path.as_os_str(), Some(Duration::from_mins(10))).unwrap().ready(seen, stop.clone());
        assert_eq!(heard(&manager), "READY=1\nSTATUS=not consuming: not yet");
        assert_eq!(heard(&manager), "WATCHDOG=1");
        health.send_modify(|health| health.consuming = true);
        assert_eq!(heard(&manager), "STATUS=consuming");
        health.send_modify(|health| {
            (health.consuming, health.reason) = (false, Some("refused\nREADY=0".to_owned()));
        });
        assert_eq!(heard(&manager), "STATUS=not consuming: refused READY=0");
        stop.ask();
        assert_eq!(heard(&manager), "STOPPING=1\nSTATUS=finishing what was started");
    }

    #[cfg(target_os = "linux")]
    #[tokio::test(flavor = "multi_thread")]
    async fn the_watchdog_is_fed_twice_in_its_time_and_after_the_stop() {
        let name = format!("claimwire-test-{}", std::process::id());
        let manager = UnixDatagram::bind_addr(&SocketAddr::from_abstract_name(&name).unwrap()).unwrap();
        let (_health, seen) = watch::channel(Health::default());
        let stop = Stop::default();
        stop.ask();
        Systemd::open(OsStr::new(&format!("@{name}")), Some(Duration::from_millis(40))).unwrap().ready(seen, stop);
        let beats = (0..8).filter(|_| heard(&manager) == "WATCHDOG=1").count();
        assert_eq!(beats, 6, "the other two are READY and STOPPING");
    }

    #[tokio::test]
    async fn a_manager_that_is_gone_does_no_harm() {
        let (_health, seen) = watch::channel(Health::default());
        Systemd::open(OsStr::new("/nowhere/notify"), None).unwrap().ready(seen, Stop::default());
    }

    #[test]
    fn the_watchdog_of_another_process_is_not_ours() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(watchdog(text("3000000"), text("7"), 7), Some(Duration::from_secs(3)));
        assert_eq!(watchdog(text("3000000"), None, 7), Some(Duration::from_secs(3)));
        assert_eq!(watchdog(text("3000000"), text("8"), 7), None);
        assert_eq!(watchdog(text("0"), None, 7), None);
        assert_eq!(watchdog(text("soon"), None, 7), None);
        assert_eq!(watchdog(None, None, 7), None);
    }
}
