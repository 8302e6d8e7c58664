//! The parking queue for people: look at what lies there, send it back to the input, or drop it.
//!
//! Safe to interrupt: a message leaves only by an acknowledgement, after its confirmed publish when it is sent back. Whatever was
//! looked at and not moved returns when the channel closes.

use lapin::options::{
    BasicAckOptions, BasicGetOptions, BasicPublishOptions, ConfirmSelectOptions, QueueDeclareOptions,
};
use lapin::types::{FieldTable, ShortString};
use lapin::{BasicProperties, Channel, Confirmation};

use super::config::Settings;
use super::connect::connect;
use super::properties::{self, as_number, as_text, header, header_of};
use crate::transport::Fatal;

/// One parked message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// Its message id, when the sender gave one.
    pub id: Option<String>,
    /// Where it failed; empty when the broker parked it.
    pub stage: String,
    /// The class of the failure: ours, or the broker's (`delivery_limit`).
    pub kind: String,
    /// The reason for people.
    pub reason: String,
    /// Seconds since 1970 of the first failure.
    pub first_failure: Option<u64>,
    /// How often it was tried.
    pub attempts: u64,
    /// Version of the extractor that gave up.
    pub extractor: String,
    /// MIME type.
    pub content_type: Option<String>,
    /// The message.
    pub body: Vec<u8>,
}

/// What to do with one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It stays.
    Leave,
    /// Back to the input queue, to start afresh.
    Replay,
    /// Away for good.
    Drop,
    /// It stays, and so does everything after it.
    Stop,
}

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Walked {
    /// Looked at.
    pub seen: u64,
    /// Sent back.
    pub replayed: u64,
    /// Dropped.
    pub dropped: u64,
}

/// Walks over everything that lies in the parking queue now. `visit` gets each message and how many there are.
///
/// # Errors
/// When the broker cannot be reached, or refuses a message that is sent back; what was moved before stays moved.
pub async fn walk(settings: &Settings, mut visit: impl FnMut(&Parked, u64) -> Verdict) -> Result<Walked, Fatal> {
    let fatal = |error: lapin::Error| Fatal(format!("{}: {error}", settings.park.queue));
    let connection = connect(&settings.amqp, 0, "parked").await.map_err(|error| Fatal(error.to_string()))?;
    let channel = connection.create_channel().await.map_err(fatal)?;
    channel.confirm_select(ConfirmSelectOptions::default()).await.map_err(fatal)?;
    let queue = ShortString::try_new(settings.park.queue.as_str()).map_err(|error| Fatal(error.to_string()))?;
    let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
    let declared = channel.queue_declare(queue.clone(), passive, FieldTable::default()).await.map_err(fatal)?;
    let total = u64::from(declared.message_count());
    let mut walked = Walked::default();
    while walked.seen < total {
        let Some(message) = channel.basic_get(queue.clone(), BasicGetOptions::default()).await.map_err(fatal)? else {
            break;
        };
        let mut delivery = message.delivery;
        let parked = read(&delivery.properties, std::mem::take(&mut delivery.data));
        walked.seen += 1;
        match visit(&parked, total) {
            Verdict::Leave => continue,
            Verdict::Stop => break,
            Verdict::Replay => {
                send_back(&channel, settings, &delivery.properties, &parked.body).await?;
                walked.replayed += 1;
            }
            Verdict::Drop => walked.dropped += 1,
        }
        delivery.acker.ack(BasicAckOptions::default()).await.map_err(fatal)?;
    }
    let _ = channel.close(200, "".into()).await;
    let _ = connection.close(200, "".into()).await;
    Ok(walked)
}

async fn send_back(
    channel: &Channel,
    settings: &Settings,
    original: &BasicProperties,
    body: &[u8],
) -> Result<(), Fatal> {
    let Settings { park, consume, .. } = settings;
    let refused =
        |reason: String| Fatal(format!("{} {}: {reason}; the message stays parked", park.exchange, consume.queue));
    let short = |text: &str| ShortString::try_new(text).map_err(|error| Fatal(error.to_string()));
    let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
    let properties = properties::afresh(original);
    let confirm = channel
        .basic_publish(short(&park.exchange)?, short(&consume.queue)?, options, body, properties)
        .await
        .map_err(|error| refused(error.to_string()))?;
    // One at a time, so that the confirm and a return can only be this message's.
    match tokio::time::timeout(settings.publish.confirm_timeout.0, confirm).await {
        Ok(Ok(Confirmation::Ack(None))) => Ok(()),
        Ok(Ok(Confirmation::Ack(Some(_)))) => Err(refused("no queue is bound".to_owned())),
        Ok(Ok(_)) => Err(refused("the broker refused it".to_owned())),
        Ok(Err(error)) => Err(refused(error.to_string())),
        Err(_) => Err(refused("no confirm in time; it may be in both queues".to_owned())),
    }
}

fn read(properties: &BasicProperties, body: Vec<u8>) -> Parked {
    let text = |name: &str| header_of(properties, name).and_then(as_text);
    let number = |name: &str| header_of(properties, name).and_then(as_number);
    let kind = text(header::KIND).or_else(|| text("x-first-death-reason")).unwrap_or_default();
    Parked {
        id: properties.message_id().as_ref().map(ToString::to_string),
        stage: text(header::STAGE).unwrap_or_default(),
        kind,
        reason: text(header::REASON).unwrap_or_else(|| "parked by the broker".to_owned()),
        first_failure: number(header::FIRST_FAILURE),
        attempts: number(header::ATTEMPTS).unwrap_or(0),
        extractor: text(header::EXTRACTOR).unwrap_or_default(),
        content_type: properties.content_type().as_ref().map(ToString::to_string),
        body,
    }
}
