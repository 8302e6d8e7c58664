//! A RabbitMQ node of the suite's own: own name, ports, data directory, cookie and epmd; loopback only; stopped by pid.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

/// Longest wait for a broker to come up: seconds on an idle machine, minutes on a busy one.
const BOOT: Duration = Duration::from_mins(5);

pub struct Node {
    pub port: u16,
    pub tls_port: u16,
    name: String,
    directory: TempDir,
    epmd_port: u16,
    dist_port: u16,
    epmd: Mutex<Option<Child>>,
    server: Mutex<Option<Child>>,
    guard: Mutex<Option<Child>>,
}

fn programs() -> PathBuf {
    let debian = Path::new("/usr/lib/rabbitmq/bin");
    assert!(
        debian.join("rabbitmq-server").exists(),
        "these tests need a RabbitMQ server: install the package rabbitmq-server, or run scripts/test, which does"
    );
    debian.to_owned()
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Whether this machine has an IPv6 loopback.
pub fn ipv6() -> bool {
    TcpListener::bind(("::1", 0)).is_ok()
}

fn find(names: &[&str]) -> PathBuf {
    names.iter().map(PathBuf::from).find(|path| path.exists()).expect("epmd, which comes with erlang-base")
}

/// True once something listens there.
fn wait_for_port(port: u16, limit: Duration) -> bool {
    let begin = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if begin.elapsed() > limit {
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    true
}

impl Node {
    /// Starts a node with one vhost a test. `name` must be unique on the machine.
    pub fn start(label: &str, vhosts: &[String]) -> Self {
        let directory = tempfile::Builder::new().prefix("claimwire-rabbit-").tempdir().unwrap();
        let node = Self {
            port: free_port(),
            tls_port: free_port(),
            name: format!("claimwire-{label}-{}@localhost", std::process::id()),
            epmd_port: free_port(),
            dist_port: free_port(),
            directory,
            epmd: Mutex::new(None),
            server: Mutex::new(None),
            guard: Mutex::new(None),
        };
        node.configure(vhosts);
        let epmd = Command::new(find(&["/usr/bin/epmd", "/usr/lib/erlang/bin/epmd"]))
            .args(["-port", &node.epmd_port.to_string(), "-address", "127.0.0.1"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("epmd starts");
        node.guard(epmd.id());
        *node.epmd.lock().unwrap() = Some(epmd);
        wait_for_port(node.epmd_port, Duration::from_secs(20));
        node.boot();
        node.wait_for_port(BOOT);
        node
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn configure(&self, vhosts: &[String]) {
        let directory = self.directory.path();
        for name in ["data", "log"] {
            fs::create_dir(self.path(name)).unwrap();
        }
        super::tls::make(directory);
        let permissions: Vec<_> = vhosts
            .iter()
            .map(|vhost| json!({"user": "guest", "vhost": vhost, "configure": ".*", "write": ".*", "read": ".*"}))
            .collect();
        let definitions = json!({
            "users": [{
                "name": "guest", "tags": ["administrator"], "limits": {},
                // The password is "guest", hashed as RabbitMQ does: salt 0, SHA-256.
                "password_hash": super::secret::guest_hash(), "hashing_algorithm": "rabbit_password_hashing_sha256",
            }],
            "vhosts": vhosts.iter().map(|vhost| json!({"name": vhost})).collect::<Vec<_>>(),
            "permissions": permissions,
        });
        fs::write(self.path("definitions.json"), definitions.to_string()).unwrap();
        fs::write(self.path("enabled_plugins"), "[rabbitmq_auth_mechanism_ssl].").unwrap();
        let at = |name: &str| self.path(name).display().to_string();
        let conf = format!(
            "listeners.tcp.1 = 127.0.0.1:{}\n\
             {}\
             listeners.ssl.1 = 127.0.0.1:{}\n\
             ssl_options.cacertfile = {}\n\
             ssl_options.certfile = {}\n\
             ssl_options.keyfile = {}\n\
             ssl_options.verify = verify_peer\n\
             ssl_options.fail_if_no_peer_cert = false\n\
             ssl_cert_login_from = common_name\n\
             auth_mechanisms.1 = PLAIN\n\
             auth_mechanisms.2 = EXTERNAL\n\
             loopback_users = none\n\
             load_definitions = {}\n\
             log.file.level = info\n\
             disk_free_limit.absolute = 1MB\n",
            self.port,
            if ipv6() { format!("listeners.tcp.2 = ::1:{}\n", self.port) } else { String::new() },
            self.tls_port,
            at("ca.pem"),
            at("server.pem"),
            at("server.key"),
            at("definitions.json"),
        );
        fs::write(self.path("rabbitmq.conf"), conf).unwrap();
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(programs().join(program));
        let directory = self.directory.path();
        command
            .env("HOME", directory)
            .env("RABBITMQ_NODENAME", &self.name)
            .env("RABBITMQ_MNESIA_BASE", self.path("data"))
            .env("RABBITMQ_LOG_BASE", self.path("log"))
            .env("RABBITMQ_CONFIG_FILE", self.path("rabbitmq.conf"))
            .env("RABBITMQ_CONF_ENV_FILE", self.path("no-env.conf"))
            .env("RABBITMQ_ENABLED_PLUGINS_FILE", self.path("enabled_plugins"))
            .env("RABBITMQ_PID_FILE", self.path("pid"))
            .env("RABBITMQ_DIST_PORT", self.dist_port.to_string())
            .env("ERL_EPMD_PORT", self.epmd_port.to_string())
            .env("ERL_EPMD_ADDRESS", "127.0.0.1")
            .env(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
            )
            .env("RABBITMQ_CTL_ERL_ARGS", "+S 1:1 +sbwt none")
            .stdin(Stdio::null());
        command
    }

    /// A process that cleans up when this one is killed before it can.
    fn guard(&self, epmd: u32) {
        let script = format!(
            "while kill -0 {} 2>/dev/null; do sleep 1; done; kill -9 $(cat {} 2>/dev/null) {epmd} 2>/dev/null; rm -rf {}",
            std::process::id(),
            self.path("pid").display(),
            self.directory.path().display(),
        );
        let guard = Command::new("sh")
            .args(["-c", &script])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("sh starts");
        *self.guard.lock().unwrap() = Some(guard);
    }

    fn boot(&self) {
        let out = fs::File::create(self.path("out")).unwrap();
        let server = self
            .command("rabbitmq-server")
            .stdout(out.try_clone().unwrap())
            .stderr(out)
            .process_group(0)
            .spawn()
            .expect("rabbitmq-server starts");
        *self.server.lock().unwrap() = Some(server);
    }

    /// Waits until the AMQP port is open.
    pub fn wait_for_port(&self, limit: Duration) {
        let open = wait_for_port(self.port, limit);
        assert!(open, "the broker did not start:\n{}", fs::read_to_string(self.path("out")).unwrap_or_default());
    }

    /// The Erlang machine's pid.
    pub fn pid(&self) -> i32 {
        fs::read_to_string(self.path("pid")).expect("a pid file").trim().parse().expect("a pid")
    }

    pub fn signal(&self, signal: &str) {
        super::process::signal(self.pid(), signal);
    }

    /// Kills the broker as a power cut would, without letting it write anything, and reaps it.
    pub fn kill(&self) {
        self.signal("KILL");
        if let Some(mut server) = self.server.lock().unwrap().take() {
            let _ = server.wait();
        }
    }

    /// Starts it again on the same data. Returns when the port was seen open.
    pub fn restart(&self) -> Instant {
        self.boot();
        self.wait_for_port(BOOT);
        Instant::now()
    }

    /// `rabbitmqctl`.
    pub fn ctl(&self, arguments: &[&str]) -> String {
        let output = self.command("rabbitmqctl").args(arguments).output().expect("rabbitmqctl runs");
        assert!(output.status.success(), "rabbitmqctl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.path(name)
    }

    pub fn stop(&self) {
        if let Some(mut server) = self.server.lock().unwrap().take() {
            if self.path("pid").exists() {
                self.signal("CONT");
                self.signal("KILL");
            }
            let _ = server.kill();
            let _ = server.wait();
        }
        if let Some(mut guard) = self.guard.lock().unwrap().take() {
            let _ = guard.kill();
            let _ = guard.wait();
        }
        if let Some(mut epmd) = self.epmd.lock().unwrap().take() {
            let _ = epmd.kill();
            let _ = epmd.wait();
        }
        let _ = fs::remove_dir_all(self.directory.path());
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.stop();
    }
}
