//! One article, from bytes to the messages that must be published. Pure: no queue, no clock of its own, no thread.
//!
//! The only place where extraction and record meet. The transport decides where messages go; this file decides what they say.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::alert::{self, Rules};
use crate::article::{self, Article, Raw, Refusal, RefusalKind, Withheld};
use crate::extract::claims::Lexicons;
use crate::record::{self, Record, Status};
use crate::text::{Analyser, Scratch, language};

use super::assemble;

/// Everything that a job needs and that all threads share.
#[derive(Debug)]
pub struct Engine {
    analyser: Analyser,
    rules: Rules,
    options: Options,
    /// A newsroom's own words; none for those that ship.
    words: Option<Lexicons>,
}

/// What an operator may choose about the analysis.
#[derive(Debug, Clone)]
pub struct Options {
    /// Language that holds when neither the article nor its text decides.
    pub default_language: String,
    /// Put the title before the text as its first paragraph, unless the text begins with it.
    pub title: bool,
    /// Largest record that is published, in bytes; an article whose record is larger is refused.
    pub max_body: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { default_language: "en".to_owned(), title: false, max_body: 12 << 20 }
    }
}

/// One message to publish: finished bytes and where they belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Deterministic: the same input gives the same id.
    pub id: Uuid,
    /// Schema name, the AMQP `type`.
    pub schema: &'static str,
    /// Routing key on the output exchange.
    pub route: String,
    /// JSON.
    pub body: Vec<u8>,
}

/// What one article gives.
#[derive(Debug, Clone)]
pub struct Product {
    /// The record, always exactly one.
    pub record: Message,
    /// Alerts, in order of rule and item.
    pub alerts: Vec<Message>,
    /// How much was found, for logs, metrics and summaries.
    pub tally: Tally,
    /// How long it took, where somebody measured.
    pub times: Times,
}

/// Time that the stages took. The engine itself has no clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// To undo the encoding and to read the article.
    pub decode: Duration,
    /// To analyse it.
    pub extract: Duration,
    /// For the rules, and to write record and alerts.
    pub encode: Duration,
}

/// A stage that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// The article is read.
    Decode,
    /// It is analysed.
    Extract,
    /// Record and alerts are written.
    Encode,
}

/// Counts of one article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Words of the text.
    pub words: u32,
    /// Attributions found.
    pub attributions: u32,
    /// Claims found.
    pub claims: u32,
    /// Figures found.
    pub figures: u32,
    /// Alerts raised.
    pub alerts: u32,
    /// True for a record of status `skipped`.
    pub skipped: bool,
    /// True for a record of status `truncated`.
    pub truncated: bool,
}

impl Engine {
    /// Makes an engine.
    pub fn new(analyser: Analyser, rules: Rules, options: Options) -> Self {
        Self { analyser, rules, options, words: None }
    }

    /// The engine with a newsroom's own words for claims (which hold those that ship, too).
    #[must_use]
    pub fn with_words(mut self, words: Lexicons) -> Self {
        self.words = Some(words);
        self
    }

    /// Decodes, analyses and extracts one article and writes its messages.
    pub fn run(&self, raw: &Raw<'_>, scratch: &mut Scratch) -> Result<Product, Refusal> {
        self.run_while(raw, scratch, &mut || true)
    }

    /// The same as long as `permit` says yes; it is asked at sentence boundaries. When it says no, the record is truncated there.
    pub fn run_while(
        &self,
        raw: &Raw<'_>,
        scratch: &mut Scratch,
        permit: &mut dyn FnMut() -> bool,
    ) -> Result<Product, Refusal> {
        self.run_observed(raw, scratch, permit, &mut |_| {})
    }

    /// The same, telling whenever a stage is over.
    pub fn run_observed(
        &self,
        raw: &Raw<'_>,
        scratch: &mut Scratch,
        permit: &mut dyn FnMut() -> bool,
        over: &mut dyn FnMut(Over),
    ) -> Result<Product, Refusal> {
        let article = self.decode(raw)?;
        over(Over::Decode);
        let language = self.language_of(&article);
        let record = match skip_reason(&article, &language) {
            Some(reason) => self.skipped(&article, language, reason),
            None => self.complete(&article, language, scratch, permit),
        };
        over(Over::Extract);
        let product = self.product(&record);
        over(Over::Encode);
        let size = product.record.body.len();
        if size > self.options.max_body {
            let reason = format!("has {size} bytes; at most {} are published", self.options.max_body);
            return Err(Refusal::new(RefusalKind::TooLarge, "record", reason));
        }
        Ok(product)
    }

    fn decode(&self, raw: &Raw<'_>) -> Result<Article, Refusal> {
        let mut article = article::decode(raw)?;
        if self.options.title {
            article.put_title_first();
        }
        Ok(article)
    }

    /// The product of a finished record.
    fn product(&self, record: &Record<'_>) -> Product {
        let alerts: Vec<Message> = self.rules.evaluate(record).iter().map(alert_message).collect();
        let tally = Tally {
            words: record.article.words,
            attributions: record.attributions.len() as u32,
            claims: record.claims.len() as u32,
            figures: record.figures.len() as u32,
            alerts: alerts.len() as u32,
            skipped: record.status == Status::Skipped,
            truncated: record.status == Status::Truncated,
        };
        let message = Message {
            id: record.id,
            schema: record::SCHEMA,
            route: format!("record.{}", record.article.language),
            // Serialising these types cannot fail: string keys, finite numbers.
            body: serde_json::to_vec(record).unwrap_or_default(),
        };
        Product { record: message, alerts, tally, times: Times::default() }
    }

    /// Gives the record itself to a reader instead of bytes (`extract --format text`, tests).
    pub fn with_record<T>(
        &self,
        raw: &Raw<'_>,
        scratch: &mut Scratch,
        read: impl FnOnce(&Record<'_>) -> T,
    ) -> Result<T, Refusal> {
        let article = self.decode(raw)?;
        let language = self.language_of(&article);
        Ok(match skip_reason(&article, &language) {
            Some(reason) => read(&self.skipped(&article, language, reason)),
            None => read(&self.complete(&article, language, scratch, &mut || true)),
        })
    }

    fn complete<'a>(
        &self,
        article: &'a Article,
        language: Cow<'a, str>,
        scratch: &mut Scratch,
        permit: &mut dyn FnMut() -> bool,
    ) -> Record<'a> {
        let document = self.analyser.analyse_while(&article.text, &article.blocks, scratch, permit);
        let words = self.words.as_ref().unwrap_or_else(|| Lexicons::embedded());
        let extraction = crate::extract::extract_with(&document, article.source.domain.as_deref(), words);
        assemble::record(article, language, &document, &extraction, self.analyser.model_name())
    }

    fn skipped<'a>(&self, article: &'a Article, language: Cow<'a, str>, reason: Cow<'a, str>) -> Record<'a> {
        assemble::skipped(article, language, reason, self.analyser.model_name())
    }

    /// The publisher's word when the text is too short to tell; the text's own when it is sure.
    fn language_of<'a>(&self, article: &'a Article) -> Cow<'a, str> {
        if let Some(found) = language::identify(&article.text) {
            return Cow::Borrowed(found);
        }
        let given = article.language.as_deref().map(|tag| tag.split(['-', '_']).next().unwrap_or_default());
        match given {
            Some(given) if given.len() == 2 && given.is_ascii() => Cow::Owned(given.to_ascii_lowercase()),
            _ => Cow::Owned(self.options.default_language.clone()),
        }
    }
}

fn alert_message(alert: &alert::Alert<'_>) -> Message {
    Message {
        id: alert.id,
        schema: alert::SCHEMA,
        route: format!("alert.{}.{}", alert.rule.severity.as_str(), alert.rule.id),
        body: serde_json::to_vec(alert).unwrap_or_default(),
    }
}

fn skip_reason(article: &Article, language: &str) -> Option<Cow<'static, str>> {
    match article.withheld {
        Some(Withheld::Canceled) => return Some("canceled by the publisher".into()),
        Some(Withheld::Withheld) => return Some("withheld by the publisher".into()),
        Some(Withheld::Embargoed) => return Some("under embargo".into()),
        None => {}
    }
    if article.text.trim().is_empty() {
        return Some("empty text".into());
    }
    (language != "en").then(|| format!("unsupported language: {language}").into())
}
