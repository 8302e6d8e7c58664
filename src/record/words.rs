//! How the closed lists of [`crate::vocabulary`] are written to JSON and described in the JSON Schema.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::vocabulary as v;

/// A word of a closed list, on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<T>(pub T);

macro_rules! on_wire {
    ($($name:ident),+ $(,)?) => { $(
        impl Serialize for Word<v::$name> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0.as_str())
            }
        }

        impl JsonSchema for Word<v::$name> {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let words: Vec<&str> = v::$name::ALL.iter().map(|word| word.as_str()).collect();
                json_schema!({ "type": "string", "enum": words })
            }
        }

        impl From<v::$name> for Word<v::$name> {
            fn from(word: v::$name) -> Self {
                Self(word)
            }
        }
    )+ };
}

on_wire!(
    Act, Bound, Certainty, Change, Check, Evidence, FigureKind, FigureRole, Polarity, QuoteType, Relation, SourceKind,
    Stance, Time,
);
