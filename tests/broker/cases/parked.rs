//! `claimwire parked`, by the library that it calls and by the command.

use std::time::Duration;

use claimwire::transport::amqp::parked::{Verdict, walk};

use crate::Place;
use crate::oracle::ids;
use crate::stub::{Local, Plan};

const LIMIT: Duration = Duration::from_secs(60);

/// Looking leaves everything; a filter picks; replay starts afresh and is done once the cause is mended; drop drops.
pub async fn list_replay_drop(place: Place) {
    let line = place.ready().await;
    let mut settings = place.settings.clone();
    settings.retry.max_attempts = 1;
    line.order("unroutable", &ids("lost", 5)).await;
    line.order("bad", &ids("bad", 4)).await;
    let worker = Local::start(&Plan::new(settings.clone()));
    line.wait_for_length("claimwire.parked", 9, LIMIT).await;
    worker.stop().await;

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
