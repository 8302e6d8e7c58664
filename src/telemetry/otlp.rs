//! Spans to an OpenTelemetry collector: OTLP over HTTP, protobuf, in batches from a thread of their own (feature `otlp`).
//!
//! A collector that is slow or gone costs spans, never articles: the batch queue is bounded and what does not fit is left out.

use std::pin::Pin;
use std::time::Duration;

use opentelemetry::trace::{SpanContext, SpanId, SpanKind, Status, TraceFlags, TraceId, TraceState};
use opentelemetry::{InstrumentationScope, KeyValue};
use opentelemetry_http::hyper::HyperClient;
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{ExporterBuildError, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{
    BatchConfigBuilder, BatchSpanProcessor, SpanData, SpanEvents, SpanLinks, SpanProcessor,
};
use tokio::runtime::Handle;

use super::Event;
use super::events::SpansLost;
use super::span::{Ended, Kind, Value, export_to};

/// Why there is no exporter.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The address cannot be used.
    #[error("trace.otlp: {0}")]
    Address(#[from] ExporterBuildError),
    /// There is one already.
    #[error("trace.otlp: spans are exported already")]
    Twice,
}

/// Spans that wait for their batch at most: about a second of a fast worker.
const WAITING: usize = 8192;
/// Longest that the collector may take, and that the end of the process waits for the last batch.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running exporter.
#[derive(Debug)]
pub struct Exporter(std::sync::Arc<BatchSpanProcessor>);

impl Exporter {
    /// Exports every span from now on to `endpoint` (`http://host:4318/v1/traces`). Requests run on `runtime`. `instance` tells
    /// this process from others.
    ///
    /// # Errors
    /// When the address cannot be read.
    pub fn start(endpoint: &str, instance: &str, runtime: Handle) -> Result<Self, ExportError> {
        let client = Client { inner: HyperClient::with_default_connector(PATIENCE, None), runtime };
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(client)
            .with_endpoint(endpoint)
            .with_timeout(PATIENCE)
            .build()?;
        let batches = BatchConfigBuilder::default().with_max_queue_size(WAITING).build();
        let mut processor = BatchSpanProcessor::new(exporter, batches);
        let resource = Resource::builder().with_service_name("claimwire").with_attributes([
            KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
            KeyValue::new("service.instance.id", instance.to_owned()),
        ]);
        processor.set_resource(&resource.build());
        let processor = std::sync::Arc::new(processor);
        let sink = std::sync::Arc::clone(&processor);
        let scope = InstrumentationScope::builder("claimwire").with_version(env!("CARGO_PKG_VERSION")).build();
        if !export_to(move |span| sink.on_end(translated(span, scope.clone()))) {
            return Err(ExportError::Twice);
        }
        Ok(Self(processor))
    }

    /// Sends what waits. The runtime must still run.
    pub fn finish(self) {
        if let Err(error) = self.0.shutdown_with_timeout(PATIENCE) {
            SpansLost { reason: error.to_string() }.emit();
        }
    }
}

fn translated(span: Ended, scope: InstrumentationScope) -> SpanData {
    let Ended { context, parent, kind, name, began, ended, attributes, error } = span;
    let (parent, remote) = parent.unwrap_or_default();
    let flags = if context.sampled { TraceFlags::SAMPLED } else { TraceFlags::default() };
    let (trace, id) = (TraceId::from(context.trace), SpanId::from(context.span));
    SpanData {
        span_context: SpanContext::new(trace, id, flags, false, TraceState::default()),
        parent_span_id: SpanId::from(parent),
        parent_span_is_remote: remote,
        span_kind: match kind {
            Kind::Consumer => SpanKind::Consumer,
            Kind::Producer => SpanKind::Producer,
            Kind::Client => SpanKind::Client,
            Kind::Internal => SpanKind::Internal,
        },
        name: name.into(),
        start_time: began,
        end_time: ended,
        attributes: attributes.into_iter().map(|(key, value)| attribute(key, value)).collect(),
        dropped_attributes_count: 0,
        events: SpanEvents::default(),
        links: SpanLinks::default(),
        status: error.map_or(Status::Unset, Status::error),
        instrumentation_scope: scope,
    }
}

fn attribute(key: &'static str, value: Value) -> KeyValue {
    match value {
        Value::Text(text) => KeyValue::new(key, text),
        Value::Number(number) => KeyValue::new(key, number),
    }
}

/// The client runs on the worker's runtime; whoever waits for it (the batches' own thread) has none.
#[derive(Debug)]
struct Client {
    inner: HyperClient,
    runtime: Handle,
}

type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'a>>;

impl HttpClient for Client {
    fn send_bytes<'life0, 'async_trait>(&'life0 self, request: Request<Bytes>) -> Answer<'async_trait>
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        let client = self.inner.clone();
        let sending = self.runtime.spawn(async move { client.send_bytes(request).await });
        Box::pin(async move {
            let answer = sending.await.map_err(HttpError::from).flatten();
            match &answer {
                Ok(response) if response.status().is_success() => {}
                Ok(response) => SpansLost { reason: format!("the collector says {}", response.status()) }.emit(),
                Err(error) => SpansLost { reason: error.to_string() }.emit(),
            }
            answer
        })
    }
}
