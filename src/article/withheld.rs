//! When an article must not be used: the one place where a time of the article meets the time of the caller.

use jiff::Timestamp;

use super::{Refusal, RefusalKind, Withheld};

/// Whether an embargo (RFC 3339) still holds. Without a clock it cannot be shown to be over, so it holds.
///
/// # Errors
/// [`RefusalKind::Schema`] when it is not a date and time with a zone: an embargo that nobody understands must not be passed over.
pub(super) fn by_embargo(until: Option<&str>, now: Option<Timestamp>) -> Result<Option<Withheld>, Refusal> {
    let Some(until) = until.filter(|until| !until.trim().is_empty()) else { return Ok(None) };
    let until: Timestamp = until.trim().parse().map_err(|_| {
        Refusal::new(RefusalKind::Schema, "embargoedUntil", "is not a date and time with a zone (RFC 3339)")
    })?;
    Ok(now.is_none_or(|now| until > now).then_some(Withheld::Embargoed))
}
