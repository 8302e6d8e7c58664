//! A stub of an OpenTelemetry collector: takes OTLP over HTTP and reads the protobuf by the field numbers of its specification.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A span as it arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    pub trace: String,
    pub id: String,
    pub parent: String,
    pub name: String,
    /// 1 internal, 3 client, 4 producer, 5 consumer.
    pub kind: u64,
    pub begin: u64,
    pub end: u64,
    pub attributes: BTreeMap<String, String>,
    /// 2 is an error.
    pub status: u64,
    /// Of the resource.
    pub service: BTreeMap<String, String>,
}

/// A running stub.
#[derive(Debug, Clone)]
pub struct Collector {
    pub endpoint: String,
    spans: Arc<Mutex<Vec<Span>>>,
}

impl Collector {
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let endpoint = format!("http://{}/v1/traces", listener.local_addr().unwrap());
        let collector = Self { endpoint, spans: Arc::default() };
        let spans = Arc::clone(&collector.spans);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let spans = Arc::clone(&spans);
                std::thread::spawn(move || serve(stream, &spans));
            }
        });
        collector
    }

    pub fn spans(&self) -> Vec<Span> {
        self.spans.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, spans: &Mutex<Vec<Span>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let (mut length, mut head) = (0, Vec::new());
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            let line = line.trim().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line.is_empty() {
                break;
            }
            head.push(line);
        }
        assert!(
            head[0].starts_with("post /v1/traces ") && head.contains(&"content-type: application/x-protobuf".into()),
            "{head:?}"
        );
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        spans.lock().unwrap().extend(request(&body));
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/x-protobuf\r\ncontent-length: 0\r\n\r\n")
            .unwrap();
    }
}

/// Fields of a protobuf message: number, and bytes or a number.
fn fields(mut bytes: &[u8]) -> Vec<(u64, &[u8], u64)> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let key = varint(&mut bytes);
        let (number, wire) = (key >> 3, key & 7);
        let mut take = |length: usize| {
            let (taken, rest) = bytes.split_at(length);
            bytes = rest;
            taken
        };
        match wire {
            0 => found.push((number, &[][..], varint(&mut bytes))),
            1 => found.push((number, &[][..], u64::from_le_bytes(take(8).try_into().unwrap()))),
            5 => found.push((number, &[][..], u64::from(u32::from_le_bytes(take(4).try_into().unwrap())))),
            2 => {
                let length = varint(&mut bytes) as usize;
                let (taken, rest) = bytes.split_at(length);
                bytes = rest;
                found.push((number, taken, 0));
            }
            other => panic!("wire type {other}"),
        }
    }
    found
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = bytes[0];
        *bytes = &bytes[1..];
        value |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            return value;
        }
    }
}

fn inner(message: &[u8], number: u64) -> Vec<&[u8]> {
    fields(message).into_iter().filter(|field| field.0 == number).map(|field| field.1).collect()
}

fn attributes(list: Vec<&[u8]>) -> BTreeMap<String, String> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    list.into_iter()
        .map(|pair| {
            let value = fields(inner(pair, 2)[0]);
            let value =
                value.first().map(|(number, bytes, plain)| if *number == 1 { text(bytes) } else { plain.to_string() });
            (text(inner(pair, 1)[0]), value.unwrap_or_default())
        })
        .collect()
}

fn request(body: &[u8]) -> Vec<Span> {
    let mut spans = Vec::new();
    for resource_spans in inner(body, 1) {
        let service =
            attributes(inner(resource_spans, 1).into_iter().flat_map(|resource| inner(resource, 1)).collect());
        for scope_spans in inner(resource_spans, 2) {
            spans.extend(
                inner(scope_spans, 2).into_iter().map(|bytes| Span { service: service.clone(), ..span(bytes) }),
            );
        }
    }
    spans
}

fn span(bytes: &[u8]) -> Span {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut span = Span::default();
    for (number, bytes, value) in fields(bytes) {
        match number {
            1 => span.trace = hex(bytes),
            2 => span.id = hex(bytes),
            4 => span.parent = hex(bytes),
            5 => span.name = String::from_utf8(bytes.to_vec()).unwrap(),
            6 => span.kind = value,
            7 => span.begin = value,
            8 => span.end = value,
            15 => span.status = fields(bytes).iter().find(|field| field.0 == 3).map_or(0, |field| field.2),
            _ => {}
        }
    }
    span.attributes = attributes(inner(bytes, 9));
    span
}
