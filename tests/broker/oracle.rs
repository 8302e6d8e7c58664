//! Publishes inputs with ids and finds out where each ended: search ∪ parked = input, nothing left over, duplicates share their id.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use claimwire::transport::amqp::{Settings, header};
use futures_util::StreamExt;
use lapin::options::{
    BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions, ConfirmSelectOptions,
    QueueDeclareOptions,
};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties};

use tokio::sync::OnceCell;

use super::stub::Order;

/// A direct line to the broker, past every proxy.
pub struct Line {
    pub connection: Connection,
    pub channel: Channel,
    pub settings: Settings,
    /// What was taken out of the output queues so far, over all lines of the test.
    found: Arc<Mutex<Found>>,
    collecting: OnceCell<Connection>,
    url: String,
}

/// Where the collectors of a test write.
pub type Basket = Arc<Mutex<Found>>;

/// What lies in the output queues.
#[derive(Debug, Default)]
pub struct Found {
    /// Article id → message ids of its copies.
    pub search: BTreeMap<String, Vec<String>>,
    pub alerts: BTreeMap<String, Vec<String>>,
    /// Article id (or body, when it cannot be read) → headers.
    pub parked: BTreeMap<String, BTreeMap<String, String>>,
}

pub fn url(port: u16, vhost: &str) -> String {
    format!("amqp://guest:guest@127.0.0.1:{port}/{vhost}")
}

/// Seconds since 1970, as senders put them.
fn now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}

impl Line {
    pub async fn open(port: u16, vhost: &str, settings: &Settings, found: Basket) -> Self {
        let begin = Instant::now();
        let connect = || async {
            let connection = Connection::connect(&url(port, vhost), ConnectionProperties::default()).await?;
            let channel = connection.create_channel().await?;
            channel.confirm_select(ConfirmSelectOptions::default()).await?;
            lapin::Result::Ok((connection, channel))
        };
        let (connection, channel) = loop {
            match connect().await {
                Ok(both) => break both,
                Err(error) if begin.elapsed() > Duration::from_secs(60) => panic!("{error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        };
        Self {
            connection,
            channel,
            settings: settings.clone(),
            found,
            collecting: OnceCell::new(),
            url: url(port, vhost),
        }
    }

    /// Makes the topology, as an operator would.
    pub async fn declare(&self) {
        let plan = claimwire::transport::amqp::topology::Plan::new(&self.settings);
        plan.establish(&self.connection, claimwire::transport::amqp::config::Mode::Declare).await.unwrap();
    }

    pub async fn put(&self, body: &[u8], properties: BasicProperties) {
        let queue = self.settings.consume.queue.as_str();
        let confirm = self
            .channel
            .basic_publish(
                "".into(),
                queue.into(),
                BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() },
                body,
                properties.with_delivery_mode(2),
            )
            .await
            .unwrap()
            .await
            .unwrap();
        assert!(matches!(confirm, lapin::Confirmation::Ack(None)), "{confirm:?}");
    }

    /// Publishes one order for each id, pipelined.
    pub async fn order<'a>(&self, act: &str, ids: impl IntoIterator<Item = &'a String>) {
        let mut confirms = Vec::new();
        for id in ids {
            let body = serde_json::to_vec(&Order { id: id.clone(), act: act.to_owned() }).unwrap();
            let properties = BasicProperties::default()
                .with_message_id(id.as_str().into())
                .with_delivery_mode(2)
                .with_timestamp(now());
            let queue = self.settings.consume.queue.as_str().into();
            let sent =
                self.channel.basic_publish("".into(), queue, BasicPublishOptions::default(), &body, properties).await;
            confirms.push(sent.unwrap());
        }
        for confirm in confirms {
            assert!(confirm.await.unwrap().is_ack());
        }
    }

    pub async fn length(&self, queue: &str) -> u32 {
        let channel = self.connection.create_channel().await.unwrap();
        let options = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        let length = channel.queue_declare(queue.into(), options, FieldTable::default()).await.unwrap().message_count();
        let _ = channel.close(200, "".into()).await;
        length
    }

    /// How many articles, counted by id, are in search or parked.
    pub async fn settled(&self) -> usize {
        self.collecting().await;
        let found = self.found.lock().unwrap();
        let both = found.search.keys().filter(|id| found.parked.contains_key(*id)).count();
        found.search.len() + found.parked.len() - both
    }

    /// Waits until this many articles, counted by id, are in search or parked.
    pub async fn wait_for(&self, count: usize, limit: Duration) {
        let begin = Instant::now();
        loop {
            let settled = self.settled().await;
            if settled >= count {
                return;
            }
            if begin.elapsed() >= limit {
                let waiting = self.length(&self.settings.consume.queue).await;
                panic!("after {limit:?}: {settled} of {count} done or parked; {waiting} wait in the input");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until a queue holds exactly `count` messages.
    pub async fn wait_for_length(&self, queue: &str, count: u32, limit: Duration) {
        let begin = Instant::now();
        loop {
            let length = self.length(queue).await;
            if length == count {
                return;
            }
            assert!(begin.elapsed() < limit, "{queue} holds {length}, not {count}, after {limit:?}");
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Starts to take what comes out. A broker that has just come back may refuse for a while.
    async fn collecting(&self) {
        let begin = Instant::now();
        let start = || async {
            loop {
                match self.collect_from_all().await {
                    Ok(connection) => return connection,
                    Err(error) if begin.elapsed() > Duration::from_secs(60) => panic!("{error}"),
                    Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
                }
            }
        };
        self.collecting.get_or_init(start).await;
    }

    /// On a connection of its own: an alarm stops those that have published, their acknowledgements too.
    async fn collect_from_all(&self) -> lapin::Result<Connection> {
        let connection = Connection::connect(&self.url, ConnectionProperties::default()).await?;
        let names = &self.settings.topology;
        for (kind, queue) in [&names.search_queue, &names.alerts_queue, &self.settings.park.queue].iter().enumerate() {
            let channel = connection.create_channel().await?;
            channel.basic_qos(500, BasicQosOptions::default()).await?;
            let (options, arguments) = (BasicConsumeOptions::default(), FieldTable::default());
            let mut consumer = channel.basic_consume(queue.as_str().into(), "".into(), options, arguments).await?;
            let found = Arc::clone(&self.found);
            tokio::spawn(async move {
                let _channel = channel;
                while let Some(Ok(delivery)) = consumer.next().await {
                    found.lock().unwrap().note(kind, &delivery.data, &delivery.properties);
                    let _ = delivery.acker.ack(BasicAckOptions::default()).await;
                }
            });
        }
        Ok(connection)
    }

    /// Takes the rest out of the output queues and tells everything that came.
    pub async fn collect(&self) -> Found {
        self.collecting().await;
        let names = &self.settings.topology;
        for queue in [&names.search_queue, &names.alerts_queue, &self.settings.park.queue] {
            self.wait_for_length(queue, 0, Duration::from_secs(30)).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        std::mem::take(&mut *self.found.lock().unwrap())
    }

    /// Nothing waits in the input or on the ladder.
    pub async fn assert_nothing_left(&self) {
        let mut queues = vec![self.settings.consume.queue.clone()];
        queues.extend(self.settings.retry.rungs.iter().map(|rung| self.settings.retry.queue(*rung)));
        for queue in queues {
            assert_eq!(self.length(&queue).await, 0, "left over in {queue}");
        }
    }
}

fn article_id(body: &[u8]) -> Option<String> {
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    let article = value.get("article").unwrap_or(&value);
    article.get("id").and_then(|id| id.as_str()).map(ToOwned::to_owned)
}

pub fn headers(properties: &BasicProperties) -> BTreeMap<String, String> {
    let headers = properties.headers().clone().unwrap_or_default();
    let text = |value: &AMQPValue| match value {
        AMQPValue::LongString(text) => text.to_string(),
        AMQPValue::LongLongInt(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    headers.inner().iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

pub fn ids(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{prefix}-{number:05}")).collect()
}

impl Found {
    fn note(&mut self, kind: usize, body: &[u8], properties: &BasicProperties) {
        let id = article_id(body);
        let message_id = properties.message_id().as_ref().map(ToString::to_string);
        let outputs = match kind {
            0 => &mut self.search,
            1 => &mut self.alerts,
            _ => {
                let id = id.unwrap_or_else(|| String::from_utf8_lossy(body).into_owned());
                self.parked.insert(id, headers(properties));
                return;
            }
        };
        let id = id.expect("an output names its article");
        outputs.entry(id).or_default().push(message_id.expect("an output has an id"));
    }

    /// Every input is in search or parked, and in no third place; every record has its alert; copies share their message id.
    pub fn assert_complete(&self, inputs: &[String]) {
        let wanted: BTreeSet<_> = inputs.iter().collect();
        let found: BTreeSet<_> = self.search.keys().chain(self.parked.keys()).collect();
        let lost: Vec<_> = wanted.difference(&found).collect();
        let strange: Vec<_> = found.difference(&wanted).collect();
        assert!(lost.is_empty(), "LOST {} of {}: {lost:?}", lost.len(), inputs.len());
        assert!(strange.is_empty(), "never published: {strange:?}");
        for (id, copies) in self.search.iter().chain(&self.alerts) {
            let distinct: BTreeSet<_> = copies.iter().collect();
            assert_eq!(distinct.len(), 1, "copies of {id} carry different ids");
        }
        let alerts: BTreeSet<_> = self.alerts.keys().collect();
        for id in self.search.keys() {
            assert!(alerts.contains(id), "the alert of {id} is lost");
        }
    }

    pub fn duplicates(&self) -> usize {
        self.search.values().map(|copies| copies.len() - 1).sum()
    }

    pub fn reason(&self, id: &str) -> String {
        let headers = self.parked.get(id).unwrap_or_else(|| panic!("{id} is not parked"));
        let get = |name: &str| headers.get(name).cloned().unwrap_or_default();
        format!("{}/{}: {}", get(header::STAGE), get(header::KIND), get(header::REASON))
    }
}
