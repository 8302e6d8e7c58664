//! TLS, certificates as logins, secrets in files that change, and the least rights that suffice.

use std::time::Duration;

use claimwire::transport::amqp::config::{Auth, Mode, Tls};

use super::whole::claimwire;
use crate::Place;
use crate::oracle::ids;
use crate::proxy::Proxy;
use crate::stub::{Local, Plan};

const LIMIT: Duration = Duration::from_secs(60);

fn ctl(place: &Place, arguments: &[&str]) {
    tokio::task::block_in_place(|| place.node.ctl(arguments));
}

/// Works through a batch with these settings.
async fn works(place: &Place, settings: claimwire::transport::amqp::Settings, prefix: &str) {
    let line = place.line().await;
    let inputs = ids(prefix, 30);
    line.order("ok", &inputs).await;
    line.order("bad", &ids("bad", 1)).await;
    let worker = Local::start(&Plan::new(settings));
    line.wait_for(31, LIMIT).await;
    worker.stop().await;
    line.assert_nothing_left().await;
    line.collect().await.assert_complete(&[inputs, ids("bad", 1)].concat());
}

/// TLS with a private authority; mutual TLS with the certificate as login (SASL EXTERNAL); a stranger's authority is not trusted.
pub async fn tls_and_external(place: Place) {
    place.ready().await;
    ctl(&place, &["add_user", "wire-worker", "unused"]);
    ctl(&place, &["set_permissions", "-p", place.vhost, "wire-worker", ".*", ".*", ".*"]);
    let mut settings = place.settings.clone();
    settings.amqp.urls = vec![format!("amqps://guest:guest@localhost:{}/{}", place.node.tls_port, place.vhost)];
    settings.amqp.tls = Tls { ca: Some(place.node.file("ca.pem")), cert: None, key: None };
    works(&place, settings.clone(), "tls").await;

    settings.amqp.urls = vec![format!("amqps://localhost:{}/{}", place.node.tls_port, place.vhost)];
    settings.amqp.auth = Auth::External;
    settings.amqp.tls.cert = Some(place.node.file("client.pem"));
    settings.amqp.tls.key = Some(place.node.file("client.key"));
    works(&place, settings.clone(), "external").await;

    settings.amqp.tls.ca = None;
    let worker = Local::start(&Plan::new(settings));
    let mut health = worker.health.clone();
    tokio::time::timeout(LIMIT, health.wait_for(|health| health.reason.is_some())).await.expect("not trusted").unwrap();
    assert_eq!(worker.health.borrow().sessions, 0);
    worker.stop().await;
}

/// In passive mode a worker needs to read one queue and write two exchanges, and nothing else.
pub async fn least_privilege(place: Place) {
    place.ready().await;
    ctl(&place, &["add_user", "narrow", "pw"]);
    let (configure, write, read) = ("^$", r"^claimwire\.(out|dlx)$", r"^claimwire\.articles$");
    ctl(&place, &["set_permissions", "-p", place.vhost, "narrow", configure, write, read]);
    let mut settings = place.settings.clone();
    settings.amqp.urls = vec![format!("amqp://narrow:pw@127.0.0.1:{}/{}", place.node.port, place.vhost)];
    settings.topology.mode = Mode::Passive;
    works(&place, settings.clone(), "narrow").await;

    settings.topology.mode = Mode::Declare;
    settings.topology.search_queue = "claimwire.elsewhere".to_owned();
    let fatal = Local::start(&Plan::new(settings)).ended().await.unwrap_err().to_string();
    assert!(fatal.contains("not allowed") && fatal.contains("passive"), "{fatal}");
}

/// The password changes while the worker runs: the next connect reads the file again. No password in any message.
pub async fn rotated_password(place: Place) {
    let line = place.ready().await;
    ctl(&place, &["add_user", "rotating", "first-secret"]);
    ctl(&place, &["set_permissions", "-p", place.vhost, "rotating", ".*", ".*", ".*"]);
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("password");
    std::fs::write(&file, "first-secret\n").unwrap();
    let proxy = Proxy::start(place.node.port).await;
    let mut settings = place.settings.clone();
    settings.amqp.urls = vec![format!("amqp://rotating@127.0.0.1:{}/{}", proxy.port, place.vhost)];
    settings.amqp.password_file = Some(file.clone());
    let worker = Local::start(&Plan::new(settings.clone()));
    let mut health = worker.health.clone();
    tokio::time::timeout(LIMIT, health.wait_for(|health| health.consuming)).await.unwrap().unwrap();

    ctl(&place, &["change_password", "rotating", "second-secret"]);
    proxy.cut();
    let refused = health.wait_for(|health| health.reason.as_deref().is_some_and(|reason| reason.contains("refuses")));
    tokio::time::timeout(LIMIT, refused).await.expect("the old password is refused").unwrap();
    assert!(!format!("{:?}", worker.health.borrow()).contains("secret"));
    std::fs::write(&file, "second-secret\n").unwrap();
    tokio::time::timeout(LIMIT, health.wait_for(|health| health.consuming)).await.expect("back").unwrap();
    let inputs = ids("rotated", 20);
    line.order("ok", &inputs).await;
    line.wait_for(20, LIMIT).await;
    worker.stop().await;
    line.collect().await.assert_complete(&inputs);

    std::fs::write(&file, "wrong").unwrap();
    let fatal = Local::start(&Plan::new(settings)).ended().await.unwrap_err().to_string();
    assert!(fatal.contains("refuses the login") && !fatal.contains("wrong"), "{fatal}");
}

/// At the most talkative level, with returned, parked, retried and unreadable messages and a refused login: no word of a body and no
/// password in the log. lapin alone would write returned messages whole.
pub async fn nothing_secret_is_logged(place: Place) {
    let line = place.ready().await;
    ctl(&place, &["add_user", "talker", "kept-secret-31"]);
    ctl(&place, &["set_permissions", "-p", place.vhost, "talker", ".*", ".*", ".*"]);
    let (queue, exchange, key) = ("claimwire.search".into(), "claimwire.out".into(), "record.#".into());
    line.channel.queue_unbind(queue, exchange, key, lapin::types::FieldTable::default()).await.unwrap();
    let article = "{\"id\":\"a\",\"text\":\"\\\"Zorbelquist opens,\\\" said Anna Lee. At least 12 were waiting.\"}";
    for body in [article, "{\"id\":\"Zorbelquist\",\"text\":[]}", "Zorbelquist, not JSON"] {
        line.put(body.as_bytes(), lapin::BasicProperties::default()).await;
    }
    let mut said = String::new();
    for (password, run) in [("kept-secret-31", true), ("guessed-secret-77", false)] {
        let address = format!("127.0.0.1:{}", place.node.port);
        let mut child = claimwire(&place)
            .arg("run")
            .env("CLAIMWIRE__AMQP__URLS", format!("amqp://talker:{password}@{address}/{}", place.vhost))
            .env("CLAIMWIRE__LOG__LEVEL", "trace")
            .env("CLAIMWIRE__TOPOLOGY__MODE", "none")
            .env("CLAIMWIRE__RETRY__MAX_ATTEMPTS", "2")
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = child.stderr.take().unwrap();
        let reader = std::thread::spawn(move || {
            let mut text = String::new();
            std::io::Read::read_to_string(&mut pipe, &mut text).map(|_| text)
        });
        if run {
            line.wait_for_length("claimwire.parked", 3, LIMIT).await;
            crate::process::signal(child.id() as i32, "TERM");
        }
        assert_eq!(tokio::task::block_in_place(|| child.wait()).unwrap().success(), run);
        said.push_str(&reader.join().unwrap().unwrap());
    }
    for event in ["article_retried", "article_parked", "unroutable", "refuses the login"] {
        assert!(said.contains(event), "no {event} in {said}");
    }
    // As text, and as the list of bytes that a debug form has.
    let bytes: Vec<_> = b"Zorbelq".iter().map(ToString::to_string).collect();
    for secret in ["Zorbelq", &bytes.join(", "), "kept-secret", "guessed-secret"] {
        let at = said.find(secret).map(|at| said[at.saturating_sub(300)..].chars().take(600).collect::<String>());
        assert_eq!(at, None, "{secret} is logged");
    }
}
