//! Puts articles into the input queue: confirmed, pipelined, for `claimwire publish`.

use std::collections::VecDeque;

use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Channel, Confirmation, Connection, PublisherConfirm};

use super::Settings;
use super::connect::{ConnectError, connect};
use super::properties::now;
use crate::transport::Content;

/// Publishes that wait for their confirm.
const WINDOW: usize = 256;

/// Why an article is not in the queue.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// No connection.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// There is no such queue.
    #[error("there is no queue {0}; make it with `claimwire topology apply`")]
    NoQueue(String),
    /// The queue is full.
    #[error("the broker refuses messages for {0}: is the queue full?")]
    Refused(String),
    /// The connection failed.
    #[error("the broker is gone: {0}")]
    Gone(String),
}

impl From<lapin::Error> for SendError {
    fn from(error: lapin::Error) -> Self {
        Self::Gone(error.to_string())
    }
}

/// One connection that publishes to the input queue. One task only: a confirm channel is not shared.
#[derive(Debug)]
pub struct Sender {
    connection: Connection,
    channel: Channel,
    queue: String,
    pending: VecDeque<PublisherConfirm>,
}

impl Sender {
    /// Connects.
    ///
    /// # Errors
    /// When there is no connection.
    pub async fn open(settings: &Settings) -> Result<Self, SendError> {
        let connection = connect(&settings.amqp, 0, "publish").await?;
        let channel = connection.create_channel().await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        Ok(Self { connection, channel, queue: settings.consume.queue.clone(), pending: VecDeque::new() })
    }

    /// Sends one article; waits only when many are unconfirmed.
    ///
    /// # Errors
    /// When an earlier article was not taken.
    pub async fn send(&mut self, content: &Content) -> Result<(), SendError> {
        let mut properties = BasicProperties::default().with_delivery_mode(2).with_timestamp(now());
        if let Some(kind) = &content.content_type {
            properties = properties.with_content_type(kind.as_str().into());
        }
        if let Some(id) = content.message_id.as_deref().and_then(|id| lapin::types::ShortString::try_new(id).ok()) {
            properties = properties.with_message_id(id);
        }
        let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
        let confirm = self
            .channel
            .basic_publish("".into(), self.queue.as_str().into(), options, &content.body, properties)
            .await?;
        self.pending.push_back(confirm);
        if self.pending.len() >= WINDOW { self.settle_oldest().await } else { Ok(()) }
    }

    async fn settle_oldest(&mut self) -> Result<(), SendError> {
        let Some(confirm) = self.pending.pop_front() else { return Ok(()) };
        match confirm.await? {
            Confirmation::Ack(None) => Ok(()),
            Confirmation::Ack(Some(_)) | Confirmation::NotRequested => Err(SendError::NoQueue(self.queue.clone())),
            Confirmation::Nack(_) => Err(SendError::Refused(self.queue.clone())),
        }
    }

    /// Waits until everything is confirmed, and closes.
    ///
    /// # Errors
    /// When something was not taken.
    pub async fn finish(mut self) -> Result<(), SendError> {
        while !self.pending.is_empty() {
            self.settle_oldest().await?;
        }
        let _ = self.connection.close(200, "".into()).await;
        Ok(())
    }
}
