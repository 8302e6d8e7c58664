//! The program itself, from the broker to the search and alert queues: what the README promises.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::Place;
use crate::process::signal;

const LIMIT: Duration = Duration::from_secs(280);

/// The program with settings that point to the test's broker.
pub(super) fn claimwire(place: &Place) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimwire"));
    let rungs: Vec<_> = place.settings.retry.rungs.iter().map(ToString::to_string).collect();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CLAIMWIRE__AMQP__URLS", &place.settings.amqp.urls[0])
        .env("CLAIMWIRE__RETRY__RUNGS", rungs.join(","))
        .env("CLAIMWIRE__CONSUME__PREFETCH", "8")
        .env("CLAIMWIRE__WORK__THREADS", "1")
        .env("CLAIMWIRE__ADMIN__LISTEN", "127.0.0.1:0")
        .env("CLAIMWIRE__LOG__FORMAT", "json")
        .stdin(Stdio::null());
    command
}

pub(super) fn succeed(command: &mut Command) -> String {
    let out = command.output().unwrap();
    assert!(out.status.success(), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

pub(super) struct Worker {
    pub(super) child: Child,
    log: Receiver<serde_json::Value>,
}

impl Worker {
    fn start(place: &Place) -> Self {
        Self::spawn(&mut claimwire(place))
    }

    pub(super) fn spawn(command: &mut Command) -> Self {
        let mut child = command.arg("run").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (told, log) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let event = serde_json::from_str(&line).unwrap_or_else(|_| panic!("not a JSON log line: {line}"));
                let _ = told.send(event);
            }
        });
        Self { child, log }
    }

    /// Waits for an event of the log.
    pub(super) fn event(&self, name: &str) -> serde_json::Value {
        loop {
            let event = self.log.recv_timeout(LIMIT).unwrap_or_else(|_| panic!("no {name} in the log"));
            if event["message"] == name {
                return event;
            }
        }
    }

    pub(super) fn pid(&self) -> i32 {
        self.child.id() as i32
    }
}

pub(super) fn get(address: &str, path: &str) -> (u16, String) {
    ask(address, &format!("GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"))
}

pub(super) fn ask(address: &str, request: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

/// 180 good articles that take a while, and 20 bad ones of several kinds; the keys under which the oracle finds the bad ones.
fn articles() -> (String, Vec<String>, BTreeSet<String>) {
    let text = "\"The bridge is closed,\" said Anna Lee. At least 12 lorries were waiting, police said. ".repeat(150);
    let (mut lines, mut good, mut bad) = (String::new(), Vec::new(), BTreeSet::new());
    for number in 0..200 {
        let line = match number % 40 {
            3 => format!("not JSON {number}"),
            13 => format!("{{\"id\":\"bad-{number}\"}}"),
            23 => format!("{{\"id\":\"bad-{number}\",\"text\":[]}}"),
            33 => format!("{{\"id\":\"bad-{number}\",\"text\":\"cut off"),
            _ => {
                let id = format!("good-{number}");
                good.push(id.clone());
                serde_json::json!({ "id": id, "text": text }).to_string()
            }
        };
        match number % 40 {
            3 | 33 => bad.insert(line.clone()),
            13 | 23 => bad.insert(format!("bad-{number}")),
            _ => false,
        };
        lines.push_str(&line);
        lines.push('\n');
    }
    (lines, good, bad)
}

/// One article from the broker to the search and alert queues, two hundred others, a worker killed in the middle: nothing is lost.
pub async fn the_whole_program(place: Place) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("articles.ndjson");
    let (lines, mut good, bad) = articles();
    std::fs::write(&file, lines).unwrap();
    assert!(succeed(claimwire(&place).args(["topology", "apply"])).contains("queue claimwire.articles"));
    succeed(claimwire(&place).args(["topology", "check"]));
    let sent = succeed(claimwire(&place).arg("publish").arg("tests/articles/seed-000.json").arg(&file));
    assert!(sent.starts_with("201 articles"), "{sent}");
    good.push("seed-000".to_owned());

    let line = place.line().await;
    let (mut victim, mut survivor) = (Worker::start(&place), Worker::start(&place));
    let address = survivor.event("admin_listening")["address"].as_str().unwrap().to_owned();
    line.wait_for(40, LIMIT).await;
    victim.child.kill().unwrap();
    victim.child.wait().unwrap();
    line.wait_for(201, LIMIT).await;

    let (status, body) = get(&address, "/readyz");
    assert_eq!(status, 200, "{body}");
    assert_eq!(get(&address, "/livez").0, 200);
    let (_, metrics) = get(&address, "/metrics");
    for name in
        ["messages_done_total{outcome=\"done\"}", "publish_total{route=\"record\",result=\"ack\"}", "claims_total "]
    {
        assert!(metrics.contains(&format!("claimwire_{name}")), "no {name} in {metrics}");
    }
    let (_, page) = get(&address, "/");
    assert!(page.starts_with("<!doctype html>") && page.contains("ready"), "{page}");
    assert_eq!(get(&address, "/nothing").0, 404);

    signal(survivor.pid(), "TERM");
    let stopped = survivor.event("worker_stopped");
    assert!(survivor.child.wait().unwrap().success());
    assert_eq!(stopped["lost"], 0, "{stopped}");
    line.assert_nothing_left().await;

    let found = line.collect().await;
    assert_eq!(found.search.keys().cloned().collect::<BTreeSet<_>>(), good.into_iter().collect::<BTreeSet<_>>());
    assert!(found.search.values().all(|copies| copies.iter().all(|copy| copy == &copies[0])), "copies share their id");
    assert_eq!(found.parked.keys().cloned().collect::<BTreeSet<_>>(), bad);
    for id in &bad {
        assert!(found.reason(id).starts_with("decode/"), "{id}: {}", found.reason(id));
    }
    assert!(found.alerts.contains_key("seed-000"), "the seed raises an alert: {:?}", found.alerts.keys());
}
