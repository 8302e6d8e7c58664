//! Borrows messages of the input queue and gives all of them back: for a look at what the worker would do, without doing it.
//!
//! They are taken one by one without an acknowledgement and given back with `basic.nack`, which `RabbitMQ` from 4.3 on does not count
//! as a failed delivery (older brokers count every return). Whatever ends this process gives them back, too: the channel closes.

use std::sync::Arc;

use lapin::options::{BasicGetOptions, BasicNackOptions, QueueDeclareOptions};
use lapin::types::{FieldTable, ShortString};
use lapin::{Channel, Connection};

use super::config::Settings;
use super::connect::connect;
use super::properties;
use crate::transport::{Content, Fatal};

/// A queue from which messages are borrowed.
#[derive(Debug)]
pub struct Borrower {
    connection: Connection,
    channel: Channel,
    queue: ShortString,
    name: Arc<str>,
    /// Messages that were ready when it began.
    pub waiting: u32,
    last: Option<u64>,
}

impl Borrower {
    /// Connects and looks whether there is the queue; makes nothing.
    ///
    /// # Errors
    /// When the broker cannot be reached or has no such queue.
    pub async fn open(settings: &Settings) -> Result<Self, Fatal> {
        let name = settings.consume.queue.as_str();
        let fatal = |error: lapin::Error| Fatal(format!("{name}: {error}"));
        let connection = connect(&settings.amqp, 0, "dry-run").await.map_err(|error| Fatal(error.to_string()))?;
        let channel = connection.create_channel().await.map_err(fatal)?;
        let queue = ShortString::try_new(name).map_err(|error| Fatal(error.to_string()))?;
        let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        let declared = channel.queue_declare(queue.clone(), passive, FieldTable::default()).await.map_err(fatal)?;
        Ok(Self { connection, channel, queue, name: name.into(), waiting: declared.message_count(), last: None })
    }

    /// The next message; none when the queue has no other that is ready.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn next(&mut self) -> Result<Option<Content>, Fatal> {
        let got = self.channel.basic_get(self.queue.clone(), BasicGetOptions::default()).await;
        let Some(message) = got.map_err(|error| self.fatal(&error))? else { return Ok(None) };
        let mut delivery = message.delivery;
        self.last = Some(delivery.delivery_tag);
        Ok(Some(properties::content(&mut delivery, &self.name)))
    }

    /// Gives everything back and closes.
    ///
    /// # Errors
    /// When the connection is lost; the broker then gives everything back by itself.
    pub async fn give_back(self) -> Result<(), Fatal> {
        if let Some(tag) = self.last {
            let all = BasicNackOptions { multiple: true, requeue: true };
            self.channel.basic_nack(tag, all).await.map_err(|error| self.fatal(&error))?;
        }
        // The broker answers the close only after it has read what came before.
        let closed = self.channel.close(200, "bye".into()).await;
        let _ = self.connection.close(200, "bye".into()).await;
        closed.map_err(|error| Fatal(format!("{}: {error}", self.name)))
    }

    fn fatal(&self, error: &lapin::Error) -> Fatal {
        Fatal(format!("{}: {error}", self.name))
    }
}
