//! A record for people: who said what, what else is claimed, which figures. ANSI colours; `output` strips them where nobody reads.

use std::fmt::{self, Write};

use clap::builder::styling::{AnsiColor, Style};

use crate::record::{Attribution, Claim, Figure, Piece, Record, ValueOnWire};

const TITLE: Style = Style::new().bold();
const NAME: Style = AnsiColor::Cyan.on_default().bold();
const VALUE: Style = AnsiColor::Yellow.on_default().bold();
const ALARM: Style = AnsiColor::Red.on_default();
const DIM: Style = Style::new().dimmed();

/// Columns of a line.
const WIDTH: usize = 100;

/// Writes one record.
pub(super) fn describe(record: &Record<'_>) -> Vec<u8> {
    let mut page = String::new();
    // Writing to a string cannot fail.
    let _ = write_record(&mut page, record);
    page.into_bytes()
}

fn write_record(page: &mut String, record: &Record<'_>) -> fmt::Result {
    let article = &record.article;
    writeln!(page, "{TITLE}{}{TITLE:#}", clean(article.title.unwrap_or(article.id)))?;
    let outlet = article.source.name.or(article.source.domain);
    let words = format!("{} words", article.words);
    let facts = [outlet, article.published, Some(&article.language), Some(&words), Some(article.id)];
    let facts: Vec<String> = facts.into_iter().flatten().map(clean).collect();
    writeln!(page, "{DIM}{}{DIM:#}", facts.join(" · "))?;
    if let Some(reason) = &record.reason {
        writeln!(page, "{ALARM}not analysed: {}{ALARM:#}", clean(reason))?;
    }
    section(page, "Who said what", &record.attributions, |page, item| attribution(page, item))?;
    section(page, "Claims", &record.claims, |page, item| claim(page, item))?;
    section(page, "Figures", &record.figures, figure)
}

fn section<T>(
    page: &mut String,
    heading: &str,
    items: &[T],
    mut write: impl FnMut(&mut String, &T) -> fmt::Result,
) -> fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(page, "\n  {TITLE}{heading}{TITLE:#}")?;
    items.iter().try_for_each(|item| write(page, item))
}

fn attribution(page: &mut String, item: &Attribution<'_>) -> fmt::Result {
    let name = item.source_name.as_deref().or(item.source.as_ref().map(|source| source.text)).unwrap_or("nobody named");
    write!(page, "  {NAME}{}{NAME:#} {DIM}({}){DIM:#}", clean(name), item.source_kind.0.as_str())?;
    if let Some(cue) = &item.cue {
        write!(page, " {}", clean(cue.text))?;
    }
    marks(page, &[item.stance.0.as_str()], &["neutral"])?;
    wrapped(page, &words(&item.content))
}

fn claim(page: &mut String, item: &Claim<'_>) -> fmt::Result {
    let who = item.claimer.name.as_deref().unwrap_or(item.claimer.kind.0.as_str());
    write!(page, "  {NAME}{}{NAME:#}", clean(who))?;
    let words_of_claim = [
        item.act.0.as_str(),
        item.polarity.0.as_str(),
        item.certainty.0.as_str(),
        item.evidence.0.as_str(),
        item.check.0.as_str(),
    ];
    marks(page, &words_of_claim, &["state", "positive", "certain", "unstated", "none"])?;
    wrapped(page, &words(&item.spans))
}

/// The words that say more than the usual.
fn marks(page: &mut String, all: &[&str], usual: &[&str]) -> fmt::Result {
    let telling: Vec<&str> = all.iter().copied().filter(|word| !usual.contains(word)).collect();
    if telling.is_empty() {
        return writeln!(page);
    }
    writeln!(page, " {ALARM}[{}]{ALARM:#}", telling.join(", "))
}

fn figure(page: &mut String, item: &Figure<'_>) -> fmt::Result {
    let bound = match item.bound.0.as_str() {
        "=" | "range" => String::new(),
        bound => format!("{bound} "),
    };
    let value = match item.value {
        ValueOnWire::One(one) => number(one),
        ValueOnWire::Two([a, b]) => format!("{} to {}", number(a), number(b)),
    };
    write!(page, "  {VALUE}{bound}{value}{VALUE:#}")?;
    for part in [item.unit, item.counted.as_deref(), item.time, item.place].into_iter().flatten() {
        write!(page, " · {}", clean(part))?;
    }
    writeln!(page, " {DIM}{} “{}”{DIM:#}", item.kind.0.as_str(), clean(item.text))
}

/// A number with its thousands apart.
fn number(value: f64) -> String {
    let plain = value.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

fn words(pieces: &[Piece<'_>]) -> String {
    pieces.iter().map(|piece| clean(piece.text)).collect::<Vec<_>>().join(" … ")
}

/// One line, no control characters: an article must not steer the terminal.
fn clean(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn wrapped(page: &mut String, text: &str) -> fmt::Result {
    const INDENT: &str = "      ";
    let mut column = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && INDENT.len() + column + 1 + length > WIDTH {
            page.push('\n');
            column = 0;
        }
        page.push_str(if column == 0 { INDENT } else { " " });
        column += length + usize::from(column > 0);
        page.push_str(word);
    }
    writeln!(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number(738_660.0), "738,660");
        assert_eq!(number(-1234.5), "-1,234.5");
        assert_eq!(number(12.0), "12");
    }

    #[test]
    fn an_article_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mred\r\nb"), "a [31mred b");
    }

    #[test]
    fn long_contents_are_wrapped() {
        let mut page = String::new();
        wrapped(&mut page, &"word ".repeat(60)).unwrap();
        assert!(page.lines().all(|line| line.chars().count() <= WIDTH));
    }
}
