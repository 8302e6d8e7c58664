//! TLS, certificates as logins, secrets in files that change, and the least rights that suffice.

use std::time::Duration;

use claimwire::transport::amqp::config::{Auth, Mode, Tls};

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
