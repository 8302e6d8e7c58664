//! Why an article was refused: one typed error that names the field and the reason.

use std::borrow::Cow;

/// A refused article. Permanent: the same bytes are refused again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct Refusal {
    /// The class of the refusal, for metrics and parking headers.
    pub kind: RefusalKind,
    /// Path of the field ("source.name"), or "body".
    pub field: Cow<'static, str>,
    /// What is wrong and, where it helps, what would be right.
    pub reason: String,
}

impl Refusal {
    /// Makes a refusal.
    pub fn new(kind: RefusalKind, field: impl Into<Cow<'static, str>>, reason: impl Into<String>) -> Self {
        Self { kind, field: field.into(), reason: reason.into() }
    }

    /// The same refusal of another field: what was the body of an inner decoder is a field of the outer one.
    #[must_use]
    pub(super) fn at(self, field: &'static str) -> Self {
        Self { field: field.into(), ..self }
    }

    /// The same refusal with its field under another one ("data.text").
    #[must_use]
    pub(super) fn under(self, outer: &'static str) -> Self {
        let field = if self.field == "body" { outer.into() } else { format!("{outer}.{}", self.field).into() };
        Self { field, ..self }
    }
}

/// Classes of refusals: few, stable, one word each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalKind {
    /// Not valid UTF-8, or a charset that we do not read.
    Encoding,
    /// Not well-formed JSON, HTML or whatever it claims to be.
    Syntax,
    /// Well-formed, but a field is missing or has the wrong type.
    Schema,
    /// A content type or encoding that we do not read.
    ContentType,
    /// Larger than the limits allow.
    TooLarge,
}

impl RefusalKind {
    /// The word for metrics and headers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Encoding => "encoding",
            Self::Syntax => "syntax",
            Self::Schema => "schema",
            Self::ContentType => "content-type",
            Self::TooLarge => "too-large",
        }
    }
}
