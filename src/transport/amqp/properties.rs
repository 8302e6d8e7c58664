//! AMQP properties and headers, in and out.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use lapin::BasicProperties;
use lapin::types::{AMQPValue, FieldTable, LongString, ShortString};

use crate::telemetry::trace::Trace;
use crate::transport::{Content, Failure, Source, Step};
use crate::worker::job::Message;

/// Our headers on copies of inputs.
pub mod header {
    /// How often the input was given to the ladder.
    pub const ATTEMPTS: &str = "x-claimwire-attempts";
    /// Where it failed last.
    pub const STAGE: &str = "x-claimwire-stage";
    /// The class of the failure, one word.
    pub const KIND: &str = "x-claimwire-kind";
    /// The reason for people.
    pub const REASON: &str = "x-claimwire-reason";
    /// Seconds since 1970 of the first failure.
    pub const FIRST_FAILURE: &str = "x-claimwire-first-failure";
    /// Version of the extractor that gave up.
    pub const EXTRACTOR: &str = "x-claimwire-extractor";
    /// The sender's `user_id`, which only the sender may set.
    pub const USER: &str = "x-claimwire-user";
}

/// Longest reason in a header, in bytes: a whole frame of headers must stay far below the frame size.
const LONGEST_REASON: usize = 1024;

/// What the worker needs of a delivery.
pub(super) fn content(delivery: &mut lapin::message::Delivery, queue: &Arc<str>) -> Content {
    let properties = &delivery.properties;
    let text = |value: &Option<lapin::types::ShortString>| value.as_ref().map(ToString::to_string);
    let number =
        |name: &str| header_of(properties, name).and_then(as_number).map_or(0, |n| n.min(u64::from(u32::MAX)) as u32);
    Content {
        content_type: text(properties.content_type()),
        content_encoding: text(properties.content_encoding()),
        message_id: text(properties.message_id()),
        headers: text_headers(properties),
        trace: trace(properties),
        source: Source {
            queue: Arc::clone(queue),
            exchange: delivery.exchange.to_string(),
            key: delivery.routing_key.to_string(),
            tag: delivery.delivery_tag,
        },
        timestamp: *properties.timestamp(),
        redelivered: delivery.redelivered,
        attempts: number(header::ATTEMPTS),
        // The broker counts redeliveries only; on a first delivery the header would be the sender's.
        returns: if delivery.redelivered { number("x-delivery-count") } else { 0 },
        body: std::mem::take(&mut delivery.data),
    }
}

fn trace(properties: &BasicProperties) -> Trace {
    let text = |name: &str| header_of(properties, name).and_then(as_text);
    Trace::begin(text("traceparent").as_deref(), text("tracestate").as_deref())
}

/// The same properties with a trace context.
pub(super) fn traced(properties: BasicProperties, traceparent: Option<&str>, state: Option<&str>) -> BasicProperties {
    let Some(traceparent) = traceparent else { return properties };
    let mut headers = properties.headers().clone().unwrap_or_default();
    for (name, value) in [("traceparent", Some(traceparent)), ("tracestate", state)] {
        if let Some(value) = value {
            headers.insert(name.into(), AMQPValue::LongString(value.into()));
        }
    }
    properties.with_headers(headers)
}

/// The headers that are text and not ours.
fn text_headers(properties: &BasicProperties) -> Vec<(String, String)> {
    let Some(headers) = properties.headers() else { return Vec::new() };
    let foreign = headers.inner().iter().filter(|(name, _)| !name.as_str().starts_with("x-"));
    foreign.filter_map(|(name, value)| Some((name.to_string(), as_text(value)?))).collect()
}

/// The properties of an output. The headers carry the `CloudEvents` attributes of its AMQP binding.
pub(super) fn output(message: &Message) -> BasicProperties {
    let id = message.id.to_string();
    let mut headers = FieldTable::default();
    let mut put = |name: &str, value: &str| {
        headers.insert(name.into(), AMQPValue::LongString(LongString::from(value)));
    };
    put("cloudEvents_specversion", "1.0");
    put("cloudEvents_id", &id);
    put("cloudEvents_source", "/claimwire");
    put("cloudEvents_type", message.schema);
    BasicProperties::default()
        .with_message_id(id.into())
        .with_type(message.schema.into())
        .with_content_type("application/json".into())
        .with_timestamp(now())
        .with_app_id("claimwire".into())
        .with_delivery_mode(2)
        .with_headers(headers)
}

/// The properties of a copy of an input: its own, with our headers beside the sender's.
///
/// Left out is what would change the fate of the copy: `expiration` (it would vanish from the ladder or the parking queue),
/// `user_id` (the broker closes the channel of another user; kept as a header), `CC` (more routes) and the broker's own count.
pub(super) fn copy(original: &BasicProperties, step: &Step) -> BasicProperties {
    let (attempt, failure) = match step {
        Step::Retry { attempt, failure, .. } | Step::Park { attempt, failure } => (*attempt, failure),
    };
    let Failure { stage, kind, reason, .. } = failure;
    let first = header_of(original, header::FIRST_FAILURE).and_then(as_number).unwrap_or_else(now);
    let mut headers = own_headers(original);
    let mut put = |name: &str, value: AMQPValue| {
        headers.insert(name.into(), value);
    };
    put(header::ATTEMPTS, AMQPValue::LongLongInt(i64::from(attempt)));
    put(header::STAGE, AMQPValue::LongString(stage.as_str().into()));
    put(header::KIND, AMQPValue::LongString(kind.as_ref().into()));
    put(header::REASON, AMQPValue::LongString(shortened(reason).into()));
    put(header::FIRST_FAILURE, AMQPValue::LongLongInt(first.cast_signed()));
    put(header::EXTRACTOR, AMQPValue::LongString(env!("CARGO_PKG_VERSION").into()));
    resent(original, headers)
}

/// The properties of a parked input that starts afresh: without our headers.
pub(super) fn afresh(original: &BasicProperties) -> BasicProperties {
    let headers: BTreeMap<ShortString, AMQPValue> = own_headers(original)
        .inner()
        .iter()
        .filter(|(name, _)| !name.as_str().starts_with("x-claimwire-") && !name.as_str().starts_with("x-death"))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    resent(original, headers.into())
}

fn own_headers(original: &BasicProperties) -> FieldTable {
    const NOT_OURS_TO_REPEAT: [&str; 4] = ["CC", "BCC", "x-delivery-count", "x-acquired-count"];
    let mut headers: BTreeMap<ShortString, AMQPValue> =
        original.headers().as_ref().map(|headers| headers.inner().clone()).unwrap_or_default();
    headers.retain(|name, _| !NOT_OURS_TO_REPEAT.contains(&name.as_str()));
    if let Some(user) = original.user_id() {
        headers.insert(header::USER.into(), AMQPValue::LongString(user.as_str().into()));
    }
    headers.into()
}

fn resent(original: &BasicProperties, headers: FieldTable) -> BasicProperties {
    type With<T> = fn(BasicProperties, T) -> BasicProperties;
    let short: [(&Option<ShortString>, With<ShortString>); 7] = [
        (original.content_type(), BasicProperties::with_content_type),
        (original.content_encoding(), BasicProperties::with_content_encoding),
        (original.correlation_id(), BasicProperties::with_correlation_id),
        (original.reply_to(), BasicProperties::with_reply_to),
        (original.message_id(), BasicProperties::with_message_id),
        (original.kind(), BasicProperties::with_type),
        (original.app_id(), BasicProperties::with_app_id),
    ];
    let mut copy = BasicProperties::default().with_headers(headers).with_delivery_mode(2);
    for (value, with) in short {
        if let Some(value) = value {
            copy = with(copy, value.clone());
        }
    }
    if let Some(timestamp) = original.timestamp() {
        copy = copy.with_timestamp(*timestamp);
    }
    if let Some(priority) = original.priority() {
        copy = copy.with_priority(*priority);
    }
    copy
}

fn shortened(reason: &str) -> &str {
    let end = (0..=LONGEST_REASON.min(reason.len())).rev().find(|end| reason.is_char_boundary(*end)).unwrap_or(0);
    reason.get(..end).unwrap_or_default()
}

pub(super) fn header_of<'a>(properties: &'a BasicProperties, name: &str) -> Option<&'a AMQPValue> {
    properties.headers().as_ref()?.inner().get(name)
}

pub(super) fn as_text(value: &AMQPValue) -> Option<String> {
    match value {
        AMQPValue::LongString(text) => Some(String::from_utf8_lossy(text.as_bytes()).into_owned()),
        AMQPValue::ShortString(text) => Some(text.to_string()),
        _ => None,
    }
}

pub(super) fn as_number(value: &AMQPValue) -> Option<u64> {
    match value {
        AMQPValue::ShortShortInt(n) => u64::try_from(*n).ok(),
        AMQPValue::ShortShortUInt(n) => Some(u64::from(*n)),
        AMQPValue::ShortInt(n) => u64::try_from(*n).ok(),
        AMQPValue::ShortUInt(n) => Some(u64::from(*n)),
        AMQPValue::LongInt(n) => u64::try_from(*n).ok(),
        AMQPValue::LongUInt(n) => Some(u64::from(*n)),
        AMQPValue::LongLongInt(n) => u64::try_from(*n).ok(),
        AMQPValue::Timestamp(n) => Some(*n),
        _ => None,
    }
}

/// Seconds since 1970.
pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::Stage;

    #[test]
    fn a_copy_keeps_the_sender_and_the_first_failure() {
        let failure = Failure::transient(Stage::Publish, "unroutable", "é".repeat(4000));
        let mut headers = FieldTable::default();
        headers.insert("desk".into(), AMQPValue::LongString("asia".into()));
        let original =
            BasicProperties::default().with_message_id("m1".into()).with_expiration("10".into()).with_headers(headers);
        let mut once = copy(&original, &Step::Retry { rung: 0, attempt: 1, failure: failure.clone() });
        let mut headers = once.headers().clone().unwrap();
        headers.insert(header::FIRST_FAILURE.into(), AMQPValue::LongLongInt(5));
        once = once.with_headers(headers);
        let twice = copy(&once, &Step::Park { attempt: 2, failure });
        assert_eq!(header_of(&twice, header::FIRST_FAILURE).and_then(as_number), Some(5));
        assert_eq!(header_of(&twice, header::ATTEMPTS).and_then(as_number), Some(2));
        assert_eq!(header_of(&twice, "desk").and_then(as_text).as_deref(), Some("asia"));
        assert_eq!(header_of(&twice, header::REASON).and_then(as_text).unwrap().len(), LONGEST_REASON);
        assert_eq!((twice.message_id().as_ref().unwrap().as_str(), twice.expiration().is_some()), ("m1", false));
    }
}
