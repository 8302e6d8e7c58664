//! `claimwire parked`, by the library that it calls and by the command.

use std::time::Duration;

use claimwire::transport::amqp::parked::{Verdict, walk};

use super::whole::{claimwire, succeed};
use crate::Place;
use crate::oracle::{Line, ids};
use crate::proxy::Mode;
use crate::stub::{Local, Plan};

const LIMIT: Duration = Duration::from_secs(60);

/// Five that no queue wanted and four that cannot be read, in the parking queue.
async fn nine_parked(line: &Line, place: &Place) {
    let mut settings = place.settings.clone();
    settings.retry.max_attempts = 1;
    line.order("unroutable", &ids("lost", 5)).await;
    line.order("bad", &ids("bad", 4)).await;
    let worker = Local::start(&Plan::new(settings));
    line.wait_for_length("claimwire.parked", 9, LIMIT).await;
    worker.stop().await;
}

/// Looking leaves everything; a filter picks; replay starts afresh and is done once the cause is mended; drop drops.
pub async fn list_replay_drop(place: Place) {
    let line = place.ready().await;
    nine_parked(&line, &place).await;
    let settings = place.settings.clone();

    let mut kinds = Vec::new();
    let looked = walk(&settings, |message, total| {
        assert_eq!(total, 9);
        kinds.push(format!("{}/{}", message.stage, message.kind));
        assert!(message.first_failure.is_some() && message.attempts == 1 && !message.extractor.is_empty());
        Verdict::Leave
    })
    .await
    .unwrap();
    assert_eq!((looked.seen, looked.replayed, looked.dropped), (9, 0, 0));
    assert_eq!(kinds.iter().filter(|kind| *kind == "publish/unroutable").count(), 5);
    line.wait_for_length("claimwire.parked", 9, LIMIT).await;

    // An operator binds what was missing.
    let (queue, exchange, key) = ("claimwire.search".into(), "claimwire.out".into(), "nowhere.#".into());
    let (options, none) = (lapin::options::QueueBindOptions::default(), lapin::types::FieldTable::default());
    line.channel.queue_bind(queue, exchange, key, options, none).await.unwrap();
    let moved = walk(&settings, |message, _| match message.kind.as_str() {
        "unroutable" => Verdict::Replay,
        _ => Verdict::Leave,
    })
    .await
    .unwrap();
    assert_eq!((moved.seen, moved.replayed, moved.dropped), (9, 5, 0));
    let worker = Local::start(&Plan::new(settings.clone()));
    line.wait_for_length("claimwire.search", 5, LIMIT).await;
    worker.stop().await;

    line.wait_for_length("claimwire.parked", 4, LIMIT).await;
    let dropped =
        walk(
            &settings,
            |message, _| if message.id.as_deref() == Some("bad-00002") { Verdict::Drop } else { Verdict::Leave },
        );
    assert_eq!(dropped.await.unwrap().dropped, 1);
    line.wait_for_length("claimwire.parked", 3, LIMIT).await;
    line.assert_nothing_left().await;
}

/// The command: every filter, a dry run that changes nothing, the refusal to change everything by accident.
pub async fn by_the_command(place: Place) {
    let line = place.ready().await;
    nine_parked(&line, &place).await;
    let parked = |arguments: &str| {
        let mut command = claimwire(&place);
        command.arg("parked").args(arguments.split(' '));
        command
    };
    let count = |arguments: &str| tokio::task::block_in_place(|| succeed(&mut parked(arguments))).lines().count();
    for (arguments, lines) in [
        ("list", 9),
        ("list --kind unroutable", 5),
        ("list --stage decode", 4),
        ("list --stage decode --kind unroutable", 0),
        ("list --reason missing", 4),
        ("list --id bad-00002", 1),
        ("list --limit 2", 2),
        ("replay --kind unroutable --dry-run", 5),
        ("drop --all --dry-run", 9),
    ] {
        line.wait_for_length("claimwire.parked", 9, LIMIT).await;
        assert_eq!(count(arguments), lines, "{arguments}");
    }
    let listed = tokio::task::block_in_place(|| succeed(&mut parked("list --id bad-00002")));
    assert_eq!(listed.trim_end(), "bad-00002\tdecode/schema\t1\t30\ttext: is missing");
    let shown = tokio::task::block_in_place(|| succeed(&mut parked("show --id bad-00001")));
    assert!(shown.contains("\n{\"id\":\"bad-00001\",\"act\":\"bad\"}\n"), "{shown}");
    for careless in ["replay", "drop"] {
        let out = parked(careless).output().unwrap();
        assert!(!out.status.success() && String::from_utf8_lossy(&out.stderr).contains("--all"), "{careless}");
    }
    line.wait_for_length("claimwire.parked", 9, LIMIT).await;
    assert_eq!(line.length("claimwire.articles").await, 0);

    let dropped = tokio::task::block_in_place(|| succeed(&mut parked("drop --id bad-00000")));
    assert!(dropped.ends_with("0 sent back, 1 dropped\n"), "{dropped}");
    line.wait_for_length("claimwire.parked", 8, LIMIT).await;
    let replayed = tokio::task::block_in_place(|| succeed(&mut parked("replay --kind unroutable")));
    assert_eq!(replayed, "8 looked at, 5 sent back, 0 dropped\n");
    line.wait_for_length("claimwire.parked", 3, LIMIT).await;
    line.wait_for_length("claimwire.articles", 5, LIMIT).await;
}

/// A replay that is killed, or loses its connection, again and again: nothing is lost, and what is there twice is the same message.
pub async fn replay_interrupted(place: Place) {
    let line = place.ready().await;
    let (proxy, through) = place.proxied().await;
    let inputs = ids("again", 400);
    for id in &inputs {
        let body = format!("{{\"id\":\"{id}\",\"act\":\"ok\"}}");
        let properties = lapin::BasicProperties::default().with_message_id(id.as_str().into()).with_delivery_mode(2);
        let (options, key) = (lapin::options::BasicPublishOptions::default(), "claimwire.parked".into());
        line.channel.basic_publish("".into(), key, options, body.as_bytes(), properties).await.unwrap();
    }
    line.wait_for_length("claimwire.parked", 400, LIMIT).await;
    proxy.set(Mode::Delay(Duration::from_millis(1)));
    let replay = || {
        let mut command = claimwire(&place);
        command.env("CLAIMWIRE__AMQP__URLS", &through.amqp.urls[0]).args(["parked", "replay", "--all"]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command
    };
    let mut moved = 0;
    for round in 0..6 {
        let mut child = replay().spawn().unwrap();
        let before = line.length("claimwire.articles").await;
        while line.length("claimwire.articles").await < before + 15 + round {
            assert!(child.try_wait().unwrap().is_none(), "the replay ended");
        }
        if round % 2 == 0 {
            child.kill().unwrap()
        } else {
            proxy.cut()
        }
        assert!(!child.wait().unwrap().success());
        moved = line.length("claimwire.articles").await;
    }
    assert!((90..400).contains(&moved), "{moved} moved by six replays");
    proxy.set(Mode::Pass);
    assert!(tokio::task::block_in_place(|| replay().status()).unwrap().success());
    line.wait_for_length("claimwire.parked", 0, LIMIT).await;
    let waiting = line.length("claimwire.articles").await;
    assert!((400..=406).contains(&waiting), "{waiting} wait after six interruptions");
    let worker = Local::start(&Plan::new(place.settings.clone()));
    line.wait_for(400, LIMIT).await;
    line.wait_for_length("claimwire.articles", 0, LIMIT).await;
    worker.stop().await;
    let found = line.collect().await;
    found.assert_complete(&inputs);
    assert!(found.parked.is_empty() && found.duplicates() <= 6);
    println!("6 interruptions, {} duplicates", found.duplicates());
}
