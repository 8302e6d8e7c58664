//! What `deploy/` promises of a broker: its definitions are taken, and workers started as the systemd unit says share a queue.

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use claimwire::transport::amqp::Settings;
use serde_json::{Value, json};

use crate::Place;
use crate::process::signal;

const LIMIT: Duration = Duration::from_secs(120);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn claimwire(arguments: &[&str]) -> String {
    let out =
        Command::new(env!("CARGO_BIN_EXE_claimwire")).args(arguments).env("CLAIMWIRE__LOG__FORMAT", "json").output();
    let out = out.unwrap();
    assert!(out.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// The list of a definitions file, by what makes an entry unique, without what the broker adds of itself.
fn entries(definitions: &Value, list: &str) -> BTreeMap<String, Value> {
    let mut out = BTreeMap::new();
    for entry in definitions[list].as_array().unwrap() {
        let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        if text("vhost") == "/" {
            let name = ["source", "destination", "routing_key", "name"].map(text).join(" ");
            out.insert(name, entry["arguments"].clone());
        }
    }
    out
}

/// `deploy/rabbitmq/definitions.json` is what `topology export` prints; a broker takes it as it is, keeps every argument, and our own
/// declaration then finds nothing different.
pub async fn definitions_are_imported(place: Place) {
    let file = root().join("deploy/rabbitmq/definitions.json");
    let shipped: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let printed: Value = serde_json::from_str(&claimwire(&["topology", "export"])).unwrap();
    assert_eq!(shipped, printed, "run: claimwire topology export > deploy/rabbitmq/definitions.json");

    tokio::task::block_in_place(|| {
        let node = place.node;
        node.ctl(&["import_definitions", file.to_str().unwrap()]);
        let out = node.file("exported.json");
        node.ctl(&["export_definitions", out.to_str().unwrap()]);
        let kept: Value = serde_json::from_slice(&fs::read(out).unwrap()).unwrap();
        for list in ["queues", "exchanges", "bindings"] {
            assert_eq!(entries(&shipped, list), entries(&kept, list), "{list}");
        }
        let urls = format!("amqp.urls=amqp://guest:guest@127.0.0.1:{}/%2f", node.port);
        claimwire(&["topology", "apply", "--set", &urls]);
    });
}

/// The unit file as systemd would read it: settings in order, in all sections.
struct Unit(Vec<(String, String)>);

impl Unit {
    fn read() -> Self {
        let text = fs::read_to_string(root().join("deploy/systemd/claimwire@.service")).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with(['#', ';', '[']));
        Self(lines.filter_map(|line| line.split_once('=')).map(|(k, v)| (k.to_owned(), v.to_owned())).collect())
    }

    fn all(&self, key: &str) -> Vec<&str> {
        self.0.iter().filter(|(name, _)| name == key).map(|(_, value)| value.as_str()).collect()
    }

    fn one(&self, key: &str) -> &str {
        self.all(key).first().unwrap_or_else(|| panic!("no {key} in the unit"))
    }
}

/// What systemd does for one instance, as far as a test can without being root: its command line, environment, credentials and
/// notification socket. Paths of the system lie under `base`.
struct Service {
    child: Child,
    manager: UnixDatagram,
}

impl Service {
    fn start(unit: &Unit, instance: u16, base: &Path) -> Self {
        let credentials = base.join(format!("credentials-{instance}"));
        fs::create_dir(&credentials).unwrap();
        for credential in unit.all("LoadCredential") {
            let (name, path) = credential.split_once(':').unwrap();
            fs::copy(under(base, path), credentials.join(name)).unwrap();
        }
        let fill = |text: &str| text.replace("%i", &instance.to_string()).replace("%d", credentials.to_str().unwrap());
        let mut words = unit.one("ExecStart").split(' ');
        assert_eq!(words.next(), Some("/usr/bin/claimwire"));
        let socket = base.join(format!("notify-{instance}"));
        let manager = UnixDatagram::bind(&socket).unwrap();
        manager.set_read_timeout(Some(LIMIT)).unwrap();
        let log = fs::File::create(log(base, instance)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimwire"));
        command
            .args(words.map(|word| if word.starts_with('/') { under(base, word) } else { word.into() }))
            .env_clear()
            .env("NOTIFY_SOCKET", &socket)
            .env("CREDENTIALS_DIRECTORY", &credentials)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        for assignment in unit.all("Environment") {
            let (name, value) = assignment.split_once('=').unwrap();
            command.env(name, fill(value));
        }
        let seconds: u64 = unit.one("WatchdogSec").parse().unwrap();
        command.env("WATCHDOG_USEC", (seconds * 1_000_000).to_string());
        Self { child: command.spawn().unwrap(), manager }
    }

    /// Waits until the worker tells its manager this.
    fn hear(&self, wanted: &str) {
        let mut buffer = [0; 1024];
        loop {
            let length = self.manager.recv(&mut buffer).unwrap_or_else(|error| panic!("no {wanted}: {error}"));
            if String::from_utf8_lossy(&buffer[..length]).lines().any(|line| line == wanted) {
                return;
            }
        }
    }
}

fn under(base: &Path, path: &str) -> PathBuf {
    base.join(path.trim_start_matches('/'))
}

fn log(base: &Path, instance: u16) -> PathBuf {
    base.join(format!("log-{instance}"))
}

/// Articles that this instance finished, by its last words.
fn done(base: &Path, instance: u16) -> u64 {
    let text = fs::read_to_string(log(base, instance)).unwrap();
    let events = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let stopped = events.into_iter().find(|event| event["message"] == "worker_stopped");
    stopped.unwrap_or_else(|| panic!("{text}"))["done"].as_u64().unwrap()
}

/// Instances whose admin ports (946 and the number) are free.
fn instances() -> [u16; 2] {
    let mut free = (1..=9).filter(|number| TcpListener::bind(("127.0.0.1", 9460 + number)).is_ok());
    std::array::from_fn(|_| free.next().expect("two free ports among 9461 to 9469"))
}

/// Two instances of the unit, with the shipped configuration: ready, told to systemd; each does its share; both stop in time.
pub async fn two_units_share_a_queue(mut place: Place) {
    let unit = Unit::read();
    assert_eq!(unit.one("Type"), "notify");
    place.settings.retry = Settings::default().retry;
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path();
    fs::create_dir_all(base.join("etc/claimwire")).unwrap();
    let shipped = fs::read_to_string(root().join("config/claimwire.toml")).unwrap();
    let url = format!("amqp://guest@127.0.0.1:{}/{}", place.node.port, place.vhost);
    let config = shipped.replace("amqp://guest:guest@127.0.0.1:5672/%2f", &url);
    assert!(config.contains(&url), "the shipped file names its broker");
    let config_path = base.join("etc/claimwire/claimwire.toml");
    fs::write(&config_path, config).unwrap();
    let password = base.join("etc/claimwire/amqp-password");
    fs::write(&password, "guest\n").unwrap();
    let (config_path, secret) =
        (config_path.to_str().unwrap(), format!("amqp.password_file={}", password.to_str().unwrap()));
    claimwire(&["topology", "apply", "--config", config_path, "--set", &secret]);

    let instances = instances();
    let mut services = instances.map(|instance| Service::start(&unit, instance, base));
    tokio::task::block_in_place(|| {
        services.iter().for_each(|service| service.hear("READY=1"));
        services.iter().for_each(|service| service.hear("STATUS=consuming"));
    });

    let count = 1200;
    let text = "\"The bridge is closed,\" said Anna Lee. At least 12 lorries were waiting, police said. ".repeat(8);
    let articles: String =
        (0..count).map(|n| json!({"id": format!("a-{n}"), "text": text}).to_string() + "\n").collect();
    let file = base.join("articles.ndjson");
    fs::write(&file, articles).unwrap();
    let line = place.line().await;
    let secret = secret.as_str();
    tokio::task::block_in_place(|| {
        claimwire(&["publish", "--config", config_path, "--set", secret, file.to_str().unwrap()]);
    });
    line.wait_for(count, LIMIT).await;

    let limit = Duration::from_secs(unit.one("TimeoutStopSec").parse().unwrap());
    let begin = Instant::now();
    for (service, instance) in services.iter_mut().zip(instances) {
        signal(service.child.id() as i32, "TERM");
        tokio::task::block_in_place(|| service.hear("STOPPING=1"));
        assert!(service.child.wait().unwrap().success(), "{}", fs::read_to_string(log(base, instance)).unwrap());
    }
    assert!(begin.elapsed() < limit, "{:?}", begin.elapsed());
    line.assert_nothing_left().await;
    let shares = instances.map(|instance| done(base, instance));
    println!("two units shared {count} articles: {shares:?}");
    assert_eq!(shares.iter().sum::<u64>(), count as u64);
    assert!(shares.iter().all(|share| *share * 3 > count as u64), "not fair: {shares:?}");
}
