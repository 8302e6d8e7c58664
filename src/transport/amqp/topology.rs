//! The queues and exchanges of a worker: what they must look like, and how to make or check them.
//!
//! Every argument is explicit, so that defaults that changed between `RabbitMQ` 3.10 and 4.x do not matter. All queues are quorum
//! queues that refuse when they are full and never drop; whatever dead-letters does it at least once.

use lapin::options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{Connection, ExchangeKind};
use serde_json::{Value, json};

use super::config::{Mode, Settings};

/// Returns after which a queue gives a message up, for queues that must never do so.
///
/// A number beyond reach, because no other spelling means "never" everywhere: left out, it is 20 from `RabbitMQ` 4.0 on; -1 is
/// unlimited there, but 3.x gives a message up at its first return.
const NEVER: i64 = 1_000_000_000;

/// A queue argument, in the two spellings that are needed (AMQP and JSON).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A string.
    Text(String),
    /// A number.
    Number(i64),
}

/// A queue as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Its name.
    pub name: String,
    /// Its arguments, in order of their names.
    pub arguments: Vec<(&'static str, Argument)>,
}

/// An exchange as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Its name.
    pub name: String,
    /// True for a topic exchange, false for a direct one.
    pub topic: bool,
}

/// A queue that gets what an exchange has for a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// From.
    pub exchange: String,
    /// To.
    pub queue: String,
    /// Key or pattern.
    pub key: String,
}

/// The whole plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Exchanges.
    pub exchanges: Vec<Exchange>,
    /// Queues.
    pub queues: Vec<Queue>,
    /// Bindings.
    pub bindings: Vec<Binding>,
}

/// Why the topology is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TopologyError {
    /// It exists with other arguments: only an operator can mend that.
    #[error(
        "{name} exists with other arguments than ours: {reason}. Delete it when it is empty, or give another name in the configuration"
    )]
    Different {
        /// Queue or exchange.
        name: String,
        /// What the broker says.
        reason: String,
    },
    /// We may not.
    #[error("not allowed: {reason}. Grant it, or use topology.mode = \"passive\"")]
    Forbidden {
        /// What the broker says.
        reason: String,
    },
    /// It is not there.
    #[error("{name} is missing; make it with `claimwire topology apply`")]
    Missing {
        /// Queue or exchange.
        name: String,
    },
    /// The connection failed meanwhile.
    #[error("{0}")]
    Broken(String),
}

impl Plan {
    /// The plan for a configuration.
    pub fn new(settings: &Settings) -> Self {
        let Settings { consume, publish, retry, park, topology, .. } = settings;
        let exchange = |name: &str, topic| Exchange { name: name.to_owned(), topic };
        let bind = |exchange: &str, queue: &str, key: &str| Binding {
            exchange: exchange.to_owned(),
            queue: queue.to_owned(),
            key: key.to_owned(),
        };
        let mut queues = vec![
            Queue {
                name: consume.queue.clone(),
                arguments: quorum(i64::from(topology.delivery_limit))
                    .chain(dead_lettering(&park.exchange, &park.queue))
                    .collect(),
            },
            Queue { name: park.queue.clone(), arguments: quorum(NEVER).collect() },
            Queue { name: topology.search_queue.clone(), arguments: quorum(NEVER).collect() },
            Queue { name: topology.alerts_queue.clone(), arguments: quorum(NEVER).collect() },
        ];
        let mut bindings = vec![
            bind(&publish.exchange, &topology.search_queue, "record.#"),
            bind(&publish.exchange, &topology.alerts_queue, "alert.#"),
            bind(&park.exchange, &consume.queue, &consume.queue),
            bind(&park.exchange, &park.queue, &park.queue),
        ];
        for rung in &retry.rungs {
            let name = retry.queue(*rung);
            bindings.push(bind(&park.exchange, &name, &name));
            let ttl = Argument::Number(rung.0.as_millis() as i64);
            let back = dead_lettering(&park.exchange, &consume.queue);
            queues.push(Queue { name, arguments: quorum(NEVER).chain(back).chain([("x-message-ttl", ttl)]).collect() });
        }
        for queue in &mut queues {
            queue.arguments.sort_by_key(|(name, _)| *name);
        }
        Self { exchanges: vec![exchange(&publish.exchange, true), exchange(&park.exchange, false)], queues, bindings }
    }

    /// Definitions as `rabbitmqctl import_definitions` reads them.
    pub fn definitions(&self, vhost: &str) -> Value {
        let exchanges: Vec<_> = self
            .exchanges
            .iter()
            .map(|exchange| {
                json!({
                    "name": exchange.name, "vhost": vhost, "type": if exchange.topic { "topic" } else { "direct" },
                    "durable": true, "auto_delete": false, "internal": false, "arguments": {},
                })
            })
            .collect();
        let queues: Vec<_> = self
            .queues
            .iter()
            .map(|queue| {
                let arguments: serde_json::Map<String, Value> =
                    queue.arguments.iter().map(|(name, value)| ((*name).to_owned(), value.json())).collect();
                json!({
                    "name": queue.name, "vhost": vhost, "durable": true, "auto_delete": false, "arguments": arguments,
                })
            })
            .collect();
        let bindings: Vec<_> = self
            .bindings
            .iter()
            .map(|binding| {
                json!({
                    "source": binding.exchange, "vhost": vhost, "destination": binding.queue,
                    "destination_type": "queue", "routing_key": binding.key, "arguments": {},
                })
            })
            .collect();
        json!({ "exchanges": exchanges, "queues": queues, "bindings": bindings })
    }

    /// Makes or checks everything, as the mode says. Each on a channel of its own: the broker closes a channel with every error.
    ///
    /// # Errors
    /// The first thing that is not as it must be.
    pub async fn establish(&self, connection: &Connection, mode: Mode) -> Result<(), TopologyError> {
        if mode == Mode::None {
            return Ok(());
        }
        let passive = mode == Mode::Passive;
        let channel = connection.create_channel().await.map_err(|error| TopologyError::Broken(error.to_string()))?;
        for exchange in &self.exchanges {
            let kind = if exchange.topic { ExchangeKind::Topic } else { ExchangeKind::Direct };
            let options = ExchangeDeclareOptions { passive, durable: true, ..ExchangeDeclareOptions::default() };
            let name = exchange.name.as_str();
            channel
                .exchange_declare(name.into(), kind, options, FieldTable::default())
                .await
                .map_err(|error| explain(name, &error))?;
        }
        for queue in &self.queues {
            let options = QueueDeclareOptions { passive, durable: true, ..QueueDeclareOptions::default() };
            let arguments = if passive { FieldTable::default() } else { queue.table() };
            let name = queue.name.as_str();
            channel.queue_declare(name.into(), options, arguments).await.map_err(|error| explain(name, &error))?;
        }
        if !passive {
            for Binding { exchange, queue, key } in &self.bindings {
                let (options, arguments) = (QueueBindOptions::default(), FieldTable::default());
                channel
                    .queue_bind(
                        queue.as_str().into(),
                        exchange.as_str().into(),
                        key.as_str().into(),
                        options,
                        arguments,
                    )
                    .await
                    .map_err(|error| explain(&format!("the binding of {queue} to {exchange}"), &error))?;
            }
        }
        let _ = channel.close(200, "".into()).await;
        Ok(())
    }
}

impl Queue {
    fn table(&self) -> FieldTable {
        let mut table = FieldTable::default();
        for (name, value) in &self.arguments {
            let value = match value {
                Argument::Text(text) => AMQPValue::LongString(text.as_str().into()),
                Argument::Number(number) => AMQPValue::LongLongInt(*number),
            };
            table.insert((*name).into(), value);
        }
        table
    }
}

impl Argument {
    fn json(&self) -> Value {
        match self {
            Self::Text(text) => json!(text),
            Self::Number(number) => json!(number),
        }
    }
}

fn text(value: &str) -> Argument {
    Argument::Text(value.to_owned())
}

/// What every queue has. A full one refuses, so that the publisher hears of it; the default drops the oldest message.
fn quorum(delivery_limit: i64) -> impl Iterator<Item = (&'static str, Argument)> {
    [
        ("x-queue-type", text("quorum")),
        ("x-overflow", text("reject-publish")),
        ("x-delivery-limit", Argument::Number(delivery_limit)),
    ]
    .into_iter()
}

fn dead_lettering(exchange: &str, key: &str) -> impl Iterator<Item = (&'static str, Argument)> {
    [
        ("x-dead-letter-exchange", text(exchange)),
        ("x-dead-letter-routing-key", text(key)),
        ("x-dead-letter-strategy", text("at-least-once")),
    ]
    .into_iter()
}

fn explain(name: &str, error: &lapin::Error) -> TopologyError {
    let reason = error.to_string();
    let (name, has) = (name.to_owned(), |word: &str| reason.contains(word));
    if has("PRECONDITION_FAILED") {
        TopologyError::Different { name, reason }
    } else if has("ACCESS_REFUSED") {
        TopologyError::Forbidden { reason }
    } else if has("NOT_FOUND") {
        TopologyError::Missing { name }
    } else {
        TopologyError::Broken(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_queue_is_explicit() {
        let settings = Settings::default();
        let plan = Plan::new(&settings);
        for Queue { name, arguments } in &plan.queues {
            let get = |wanted| arguments.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.clone());
            let names: Vec<_> = arguments.iter().map(|(name, _)| *name).collect();
            assert!(names.is_sorted());
            assert_eq!(get("x-queue-type"), Some(text("quorum")), "{name}");
            assert_eq!(get("x-overflow"), Some(text("reject-publish")), "{name}");
            let limit = if *name == settings.consume.queue { 20 } else { NEVER };
            assert_eq!(get("x-delivery-limit"), Some(Argument::Number(limit)), "{name}");
            let strategy = get("x-dead-letter-exchange").map(|_| text("at-least-once"));
            assert_eq!(get("x-dead-letter-strategy"), strategy, "{name}");
        }
        assert_eq!(plan.queues.len(), 7);
    }

    #[test]
    fn the_shipped_definitions_are_ours() {
        let shipped: Value = serde_json::from_str(include_str!("../../../deploy/rabbitmq/definitions.json")).unwrap();
        assert_eq!(shipped, Plan::new(&Settings::default()).definitions("/"), "run: claimwire topology export");
    }

    #[test]
    fn every_queue_is_bound() {
        let plan = Plan::new(&Settings::default());
        assert!(plan.queues.iter().all(|queue| plan.bindings.iter().any(|binding| binding.queue == queue.name)));
    }
}
