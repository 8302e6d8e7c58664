//! Content encodings (RFC 9110, section 8.4): undoes gzip and zstd before a format is read, never beyond a cap of decoded bytes.
//!
//! Owns compression and nothing of what is inside. The transports call it with what the message's `content_encoding` or the file's
//! extension says. Memory is bounded by the cap and, for zstd, by the window of 8 MiB that RFC 9659 sets for this use.

use std::borrow::Cow;

use super::{Refusal, RefusalKind};

/// Most encodings in one list: a longer chain is nobody's honest message.
const MAX_LAYERS: usize = 3;

/// Undoes a list of content encodings, the last one first. `cap` is the largest decoded size in bytes, at every layer.
///
/// Empty, `identity` and the charset names that some AMQP clients put there (kombu sends `utf-8` and `binary`) leave the body as it is.
///
/// # Errors
/// [`RefusalKind::ContentType`] for an encoding that we do not read, [`RefusalKind::Syntax`] for a broken or truncated stream,
/// [`RefusalKind::TooLarge`] beyond the cap.
pub fn decode<'a>(body: &'a [u8], encoding: Option<&str>, cap: usize) -> Result<Cow<'a, [u8]>, Refusal> {
    let layers: Vec<&str> = encoding
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|name| !is_identity(name))
        .take(MAX_LAYERS + 1)
        .collect();
    if layers.len() > MAX_LAYERS {
        return Err(Refusal::new(
            RefusalKind::ContentType,
            "content_encoding",
            format!("names more than {MAX_LAYERS} layers"),
        ));
    }
    let mut body = Cow::Borrowed(body);
    for name in layers.into_iter().rev() {
        body = Cow::Owned(undo(name, &body, cap)?);
    }
    if body.len() > cap { Err(too_large(cap)) } else { Ok(body) }
}

fn is_identity(name: &str) -> bool {
    ["", "identity", "utf-8", "utf8", "us-ascii", "binary"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn too_large(cap: usize) -> Refusal {
    Refusal::new(RefusalKind::TooLarge, "body", format!("is larger than {cap} bytes when decoded"))
}

#[cfg(feature = "encodings")]
fn undo(name: &str, body: &[u8], cap: usize) -> Result<Vec<u8>, Refusal> {
    /// `log2` of the largest window, 8 MiB (RFC 9659).
    const ZSTD_WINDOW_LOG: u32 = 23;
    if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") {
        read_capped("gzip", flate2::bufread::MultiGzDecoder::new(body), body.len(), cap)
    } else if name.eq_ignore_ascii_case("zstd") {
        let mut decoder = zstd::stream::read::Decoder::with_buffer(body).map_err(|error| broken("zstd", &error))?;
        decoder.window_log_max(ZSTD_WINDOW_LOG).map_err(|error| broken("zstd", &error))?;
        read_capped("zstd", decoder, body.len(), cap)
    } else {
        Err(unknown(name))
    }
}

#[cfg(not(feature = "encodings"))]
fn undo(name: &str, _body: &[u8], _cap: usize) -> Result<Vec<u8>, Refusal> {
    Err(unknown(name))
}

fn unknown(name: &str) -> Refusal {
    let readable = if cfg!(feature = "encodings") { "gzip and zstd" } else { "none (built without `encodings`)" };
    let name: String = name.chars().take(40).collect();
    Refusal::new(
        RefusalKind::ContentType,
        "content_encoding",
        format!("{name} is not an encoding that we read; readable: {readable}"),
    )
}

#[cfg(feature = "encodings")]
fn broken(name: &str, error: &std::io::Error) -> Refusal {
    let what = if error.kind() == std::io::ErrorKind::UnexpectedEof { "truncated" } else { "broken" };
    Refusal::new(RefusalKind::Syntax, "body", format!("is not a whole {name} stream ({what}: {error})"))
}

/// Reads to the end or one byte past the cap, whichever comes first.
#[cfg(feature = "encodings")]
fn read_capped(name: &str, reader: impl std::io::Read, packed: usize, cap: usize) -> Result<Vec<u8>, Refusal> {
    use std::io::Read as _;
    if packed == 0 {
        return Err(Refusal::new(RefusalKind::Syntax, "body", format!("is not a whole {name} stream (empty)")));
    }
    // News text packs three to five times; the rest of the growth is the vector's own doubling.
    let mut out = Vec::with_capacity(packed.saturating_mul(4).min(cap));
    let limit = u64::try_from(cap).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(limit).read_to_end(&mut out).map_err(|error| broken(name, &error))?;
    if out.len() > cap { Err(too_large(cap)) } else { Ok(out) }
}

#[cfg(test)]
#[cfg(feature = "encodings")]
mod tests {
    use std::io::Write;

    use super::*;

    const CAP: usize = 1 << 20;

    fn gzip(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(data: &[u8]) -> Vec<u8> {
        ::zstd::encode_all(data, 3).unwrap()
    }

    #[test]
    fn both_encodings_read_back() {
        let text = "The council met on Monday. ".repeat(50);
        for (name, packed) in [("gzip", gzip(text.as_bytes())), ("ZSTD", zstd(text.as_bytes()))] {
            assert_eq!(decode(&packed, Some(name), CAP).unwrap(), text.as_bytes(), "{name}");
        }
        let both = zstd(&gzip(text.as_bytes()));
        assert_eq!(decode(&both, Some("gzip, zstd"), CAP).unwrap(), text.as_bytes());
    }

    #[test]
    fn members_and_frames_are_joined() {
        let gz = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(decode(&gz, Some("gzip"), CAP).unwrap(), &b"one two"[..]);
        let zst = [zstd(b"one "), zstd(b"two")].concat();
        assert_eq!(decode(&zst, Some("zstd"), CAP).unwrap(), &b"one two"[..]);
    }

    #[test]
    fn charset_names_of_amqp_clients_are_no_encoding() {
        for name in [None, Some(""), Some("identity"), Some("utf-8"), Some("binary")] {
            assert!(matches!(decode(b"{}", name, CAP), Ok(Cow::Borrowed(b"{}"))), "{name:?}");
        }
    }

    #[test]
    fn bombs_are_refused_at_the_cap() {
        let zeros = vec![0_u8; 64 << 20];
        for (name, packed) in [("gzip", gzip(&zeros)), ("zstd", zstd(&zeros))] {
            assert_eq!(decode(&packed, Some(name), CAP).unwrap_err().kind, RefusalKind::TooLarge, "{name}");
        }
        assert_eq!(decode(b"abc", None, 2).unwrap_err().kind, RefusalKind::TooLarge);
        assert_eq!(decode(b"ab", None, 2).unwrap().len(), 2);
    }

    #[test]
    fn a_window_beyond_eight_mebibytes_is_refused() {
        let mut encoder = ::zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(27).unwrap();
        encoder.write_all(&vec![7_u8; 1000]).unwrap();
        let packed = encoder.finish().unwrap();
        assert_eq!(decode(&packed, Some("zstd"), CAP).unwrap_err().kind, RefusalKind::Syntax);
    }

    #[test]
    fn truncated_streams_are_refused_at_every_length() {
        let text = "The council met on Monday to discuss the bridge. ".repeat(20);
        for (name, packed) in [("gzip", gzip(text.as_bytes())), ("zstd", zstd(text.as_bytes()))] {
            for end in 0..packed.len() {
                assert_eq!(
                    decode(&packed[..end], Some(name), CAP).unwrap_err().kind,
                    RefusalKind::Syntax,
                    "{name} {end}"
                );
            }
        }
    }

    #[test]
    fn unknown_encodings_name_themselves() {
        let refusal = decode(b"x", Some("br"), CAP).unwrap_err();
        assert_eq!((refusal.kind, &*refusal.field), (RefusalKind::ContentType, "content_encoding"));
        assert!(refusal.reason.starts_with("br is not"), "{}", refusal.reason);
        assert!(decode(b"x", Some("gzip,gzip,gzip,gzip"), CAP).is_err());
    }
}
