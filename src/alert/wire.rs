//! The wire form of an alert: enough for a person to act on it without fetching the record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::record::{ArticleInfo, Attribution, Claim, Figure};

/// One alert.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "claimwire alert, version 1")]
pub struct Alert<'a> {
    /// Always `claimwire/alert/1`.
    #[schemars(extend("const" = super::SCHEMA))]
    pub schema: &'static str,
    /// `UUIDv5` of record, rule and item: the same at every redelivery.
    pub id: Uuid,
    /// The rule that fired.
    pub rule: RuleInfo<'a>,
    /// One line for people.
    pub summary: String,
    /// What fired it.
    pub matched: Matched<'a>,
    /// The sentence that holds the item.
    pub sentence: &'a str,
    /// The article, as in the record.
    pub article: &'a ArticleInfo<'a>,
    /// Id of the record.
    pub record: Uuid,
    /// Equal for the same statement in syndicated copies.
    pub dedupe_key: String,
}

/// The rule that fired.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct RuleInfo<'a> {
    /// `[a-z0-9-]+`; the last part of the routing key.
    pub id: &'a str,
    /// How urgent.
    pub severity: Severity,
    /// What the rule looks for.
    pub title: &'a str,
}

/// How urgent an alert is; the middle part of the routing key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a line in a digest.
    Info,
    /// Worth a look today.
    Notice,
    /// Worth a look now.
    Warning,
    /// Wake somebody.
    Critical,
}

impl Severity {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }
}

/// The item of the record that fired a rule, whole, with the claim that a figure belongs to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Matched<'a> {
    /// Who said what.
    Attribution {
        /// The item.
        item: &'a Attribution<'a>,
    },
    /// What is asserted.
    Claim {
        /// The item.
        item: &'a Claim<'a>,
    },
    /// How many, how much.
    Figure {
        /// The item.
        item: &'a Figure<'a>,
        /// The claim that holds it.
        claim: Option<&'a Claim<'a>>,
    },
}
