//! A lane for suspects: an input that has ended processes before is worked on in a process of its own, one at a time.
//!
//! The child reads one message on standard input and writes what became of it on standard output. When it dies or does not end,
//! the input is parked, and the worker has lost nothing.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::process::Stdio;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::job::{Message, Product, Tally, Times};
use super::pool::Work;
use crate::text::Scratch;
use crate::transport::{Class, Content, Failure, Stage};

/// Starts children.
#[derive(Debug)]
pub struct Sandbox {
    command: Vec<OsString>,
    limit: Duration,
    turns: Semaphore,
}

/// The right to be the only suspect at work.
#[derive(Debug)]
pub struct Turn<'a>(#[expect(dead_code, reason = "held, not read")] Option<SemaphorePermit<'a>>);

impl Sandbox {
    /// `command` is the program and its arguments; it must end in [`child`]. `limit` is the longest that one message may take.
    pub fn new(command: Vec<OsString>, limit: Duration) -> Self {
        Self { command, limit, turns: Semaphore::new(1) }
    }

    /// Waits until no other suspect is at work.
    pub async fn turn(&self) -> Turn<'_> {
        Turn(self.turns.acquire().await.ok())
    }

    /// Works on one suspect.
    ///
    /// # Errors
    /// What the work says; the end of the child.
    pub async fn run(&self, content: &Content, _turn: Turn<'_>) -> Result<Product, Failure> {
        match tokio::time::timeout(self.limit, self.converse(content)).await {
            Ok(Ok(answer)) => answer.into_product(),
            Ok(Err(failure)) => Err(failure),
            Err(_) => {
                let reason = format!("did not end within {:?}, alone in a process of its own", self.limit);
                Err(Failure::permanent(Stage::Crash, "overrun", reason))
            }
        }
    }

    async fn converse(&self, content: &Content) -> Result<Answer, Failure> {
        let unable = |error: std::io::Error| Failure::transient(Stage::Crash, "sandbox", error.to_string());
        let (program, arguments) = self.command.split_first().ok_or_else(|| {
            Failure::transient(Stage::Crash, "sandbox", "no command is configured for the process of its own")
        })?;
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(unable)?;
        if let Some(mut stdin) = child.stdin.take() {
            // A child that dies early closes its end: its status tells more than the broken pipe.
            let _ = stdin.write_all(&Question::from(content).bytes()).await;
            let _ = stdin.write_all(&content.body).await;
        }
        let mut answer = Vec::new();
        if let Some(mut stdout) = child.stdout.take() {
            stdout.read_to_end(&mut answer).await.map_err(unable)?;
        }
        let status = child.wait().await.map_err(unable)?;
        serde_json::from_slice(&answer).ok().filter(|_| status.success()).ok_or_else(|| {
            Failure::permanent(Stage::Crash, "crash", format!("ended the process that worked on it ({status})"))
        })
    }
}

/// What the child must know besides the body: one line before it.
#[derive(Debug, Serialize, Deserialize)]
struct Question {
    content_type: Option<String>,
    content_encoding: Option<String>,
    message_id: Option<String>,
    #[serde(default)]
    headers: Vec<(String, String)>,
}

impl From<&Content> for Question {
    fn from(content: &Content) -> Self {
        Self {
            content_type: content.content_type.clone(),
            content_encoding: content.content_encoding.clone(),
            message_id: content.message_id.clone(),
            headers: content.headers.clone(),
        }
    }
}

impl Question {
    fn bytes(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).unwrap_or_default();
        line.push(b'\n');
        line
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Product { record: Part, alerts: Vec<Part>, tally: Tally },
    Failure { stage: String, permanent: bool, kind: String, reason: String },
}

#[derive(Debug, Serialize, Deserialize)]
struct Part {
    id: uuid::Uuid,
    schema: String,
    route: String,
    body: String,
}

impl From<Message> for Part {
    fn from(message: Message) -> Self {
        let body = String::from_utf8(message.body).unwrap_or_default();
        Self { id: message.id, schema: message.schema.to_owned(), route: message.route, body }
    }
}

impl Part {
    fn into_message(self) -> Message {
        const SCHEMAS: [&str; 2] = [crate::record::SCHEMA, "claimwire/alert/1"];
        let schema = SCHEMAS.into_iter().find(|known| *known == self.schema).unwrap_or(crate::record::SCHEMA);
        Message { id: self.id, schema, route: self.route, body: self.body.into_bytes() }
    }
}

impl From<Result<Product, Failure>> for Answer {
    fn from(result: Result<Product, Failure>) -> Self {
        match result {
            Ok(Product { record, alerts, tally, .. }) => {
                Self::Product { record: record.into(), alerts: alerts.into_iter().map(Part::from).collect(), tally }
            }
            Err(failure) => Self::Failure {
                stage: failure.stage.as_str().to_owned(),
                permanent: failure.class == Class::Permanent,
                kind: failure.kind.into_owned(),
                reason: failure.reason,
            },
        }
    }
}

impl Answer {
    fn into_product(self) -> Result<Product, Failure> {
        match self {
            Self::Product { record, alerts, tally } => Ok(Product {
                record: record.into_message(),
                alerts: alerts.into_iter().map(Part::into_message).collect(),
                tally,
                times: Times::default(),
            }),
            Self::Failure { stage, permanent, kind, reason } => {
                let stage = if stage == Stage::Decode.as_str() { Stage::Decode } else { Stage::Extract };
                let class = if permanent { Class::Permanent } else { Class::Transient };
                Err(Failure { stage, class, kind: kind.into(), reason })
            }
        }
    }
}

/// The child's side: reads one message, works on it, writes the answer.
///
/// # Errors
/// When the pipes break or the question is not one of ours.
pub fn child(work: &Work, mut input: impl Read, mut output: impl Write) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let line_end = bytes.iter().position(|byte| *byte == b'\n').ok_or(std::io::ErrorKind::InvalidData)?;
    let body = bytes.split_off(line_end + 1);
    let question: Question = serde_json::from_slice(&bytes)?;
    let content = Content {
        body,
        content_type: question.content_type,
        content_encoding: question.content_encoding,
        message_id: question.message_id,
        headers: question.headers,
        ..Content::default()
    };
    let answer = Answer::from(work(&content, &mut Scratch::default()));
    output.write_all(&serde_json::to_vec(&answer)?)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_crosses_the_pipe() {
        let work = |content: &Content, _: &mut Scratch| -> Result<Product, Failure> {
            Err(Failure::permanent(Stage::Decode, "syntax", format!("{} bytes", content.body.len())))
        };
        let mut input = Question::from(&Content::default()).bytes();
        input.extend_from_slice(b"12\n4");
        let mut output = Vec::new();
        child(&work, input.as_slice(), &mut output).unwrap();
        let answer: Answer = serde_json::from_slice(&output).unwrap();
        assert_eq!(answer.into_product().unwrap_err().reason, "4 bytes");
    }
}
