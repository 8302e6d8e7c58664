//! A record for people: who claims what, with what a reader should know of each claim, and the figures. ANSI colours; `output` strips them where nobody reads.

use std::fmt::{self, Write};

use clap::builder::styling::{AnsiColor, Style};

use crate::record::{Attribution, Claim, Figure, Piece, Record, ValueOnWire};
use crate::vocabulary::{Act, Bound, Certainty, Evidence, Polarity, Stance};

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
    claims(page, record)?;
    let quantities = record.figures.iter().filter(|figure| figure.role.is_none());
    for (index, item) in quantities.enumerate() {
        if index == 0 {
            writeln!(page, "\n{TITLE}Figures{TITLE:#}")?;
        }
        figure(page, item)?;
    }
    Ok(())
}

/// The claims in the order of the text, those of one report under its source and cue.
fn claims(page: &mut String, record: &Record<'_>) -> fmt::Result {
    let mut under: Option<Option<&str>> = None;
    for item in &record.claims {
        let report = item.attribution.as_deref();
        if under != Some(report) {
            writeln!(page)?;
            let attribution = record.attributions.iter().find(|attribution| Some(attribution.id.as_str()) == report);
            match attribution {
                Some(attribution) => heading(page, attribution)?,
                None => writeln!(page, "{NAME}The article itself{NAME:#}")?,
            }
            under = Some(report);
        }
        claim(page, item, record)?;
    }
    Ok(())
}

/// Who, what kind of speaker, and with which word the article reports it.
fn heading(page: &mut String, item: &Attribution<'_>) -> fmt::Result {
    let name = item.source_name.as_deref().or(item.source.as_ref().map(|source| source.text));
    match name {
        Some(name) => write!(page, "{NAME}{}{NAME:#} {DIM}({}){DIM:#}", clean(name), item.source_kind.0.as_str())?,
        None => write!(page, "{NAME}Nobody named{NAME:#}")?,
    }
    if let Some(cue) = &item.cue {
        write!(page, " “{}”", clean(cue.text))?;
    }
    match item.stance.0 {
        Stance::Doubt => write!(page, " {DIM}– a word that keeps a distance{DIM:#}")?,
        Stance::Endorse => write!(page, " {DIM}– a word that takes it for true{DIM:#}")?,
        Stance::Neutral => {}
    }
    writeln!(page)
}

fn claim(page: &mut String, item: &Claim<'_>, record: &Record<'_>) -> fmt::Result {
    let number = item.id.trim_start_matches('c');
    let mut text = words(&item.spans);
    // A condition that leads stands outside of the words of the claim.
    if let Some(condition) = item.condition.as_ref().filter(|condition| !item.spans.iter().any(|s| holds(s, condition)))
    {
        text = format!("{}: {text}", clean(condition.text));
    }
    wrapped(page, &format!("{number:>3}  "), &text)?;
    let notes = notes(item, record);
    if notes.is_empty() {
        return Ok(());
    }
    let mut lines = String::new();
    wrapped(&mut lines, "     → ", &notes.join("; "))?;
    write!(page, "{ALARM}{}{ALARM:#}", lines.trim_end())?;
    writeln!(page)
}

fn holds(outer: &Piece<'_>, inner: &Piece<'_>) -> bool {
    outer.span.first() <= inner.span.first() && inner.span.last() <= outer.span.last()
}

/// What a reader should know of a claim besides its words.
fn notes(item: &Claim<'_>, record: &Record<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let act = match item.act.0 {
        Act::State => "",
        Act::Accuse => "an accusation",
        Act::Deny => "a denial",
        Act::Admit => "an admission",
        Act::Plan => "a plan",
        Act::Predict => "a prediction",
        Act::Demand => "a demand",
        Act::Opine => "a judgement",
    };
    let negated = if item.polarity.0 == Polarity::Negative && item.act.0 != Act::Deny { "negated" } else { "" };
    let certainty = match item.certainty.0 {
        Certainty::Certain => "",
        Certainty::Probable => "put as probable",
        Certainty::Possible => "put as possible",
        Certainty::Unknown => "left open",
    };
    out.extend([act, negated, certainty].into_iter().filter(|note| !note.is_empty()).map(str::to_owned));
    let evidence = match item.evidence.0 {
        Evidence::Unstated => "",
        Evidence::Given => "evidence named",
        Evidence::Absent => "no evidence given",
        Evidence::Unverified => "not verified",
        Evidence::Disputed => "disputed",
    };
    if !evidence.is_empty() {
        let told = item.evidence_spans.first().map(|span| format!(": “{}”", clean(span.text))).unwrap_or_default();
        out.push(format!("{evidence}{told}"));
    }
    if !item.contradicts.is_empty() {
        let others: Vec<String> = item
            .contradicts
            .iter()
            .map(|id| {
                let other = record.claims.iter().find(|claim| claim.id == *id);
                let who = other.map(|claim| claim.claimer.name.as_deref().unwrap_or("the article"));
                format!("{} ({})", id.trim_start_matches('c'), clean(who.unwrap_or_default()))
            })
            .collect();
        out.push(format!("against {}", others.join(", ")));
    }
    out
}

fn figure(page: &mut String, item: &Figure<'_>) -> fmt::Result {
    let bound = match item.bound.0 {
        Bound::Equal | Bound::Range => "",
        Bound::About => "about ",
        Bound::Over => "more than ",
        Bound::AtLeast => "at least ",
        Bound::Under => "less than ",
        Bound::AtMost => "up to ",
    };
    let value = match item.value {
        ValueOnWire::One(one) => number(one),
        ValueOnWire::Two([a, b]) => format!("{} to {}", number(a), number(b)),
    };
    write!(page, "     {VALUE}{bound}{value}{VALUE:#}")?;
    let unit = item.unit.filter(|unit| *unit != "people" || item.counted.is_none());
    let per = item.per.map(|per| format!("per {per}"));
    for part in [unit, per.as_deref()].into_iter().flatten() {
        write!(page, " {}", clean(part))?;
    }
    match item.counted.as_deref().map(clean) {
        Some(counted) if unit.is_none() => write!(page, " {counted}")?,
        // "3 months" counts months and nothing else.
        Some(counted) if unit.is_some_and(|unit| unit != counted) => write!(page, " ({counted})")?,
        _ => {}
    }
    let relation = item.compare.as_ref().map(|compare| compare.relation.0.as_str().replace('_', " "));
    let change = item.change.as_ref().map(|change| change.0.as_str());
    let claim = item.claim.as_ref().map(|claim| format!("in {}", claim.trim_start_matches('c')));
    let more = [item.place, item.time, change, relation.as_deref(), Some(item.kind.0.as_str()), claim.as_deref()];
    let more: Vec<String> = more.into_iter().flatten().map(clean).collect();
    writeln!(page, " {DIM}· {}{DIM:#}", more.join(" · "))
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

/// Text in lines, the first after its lead, the others as far in.
fn wrapped(page: &mut String, lead: &str, text: &str) -> fmt::Result {
    let indent = lead.chars().count();
    page.push_str(lead);
    let mut column = indent;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > indent {
            if column + 1 + length > WIDTH {
                write!(page, "\n{:indent$}", "")?;
                column = indent;
            } else {
                page.push(' ');
                column += 1;
            }
        }
        page.push_str(word);
        column += length;
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
        wrapped(&mut page, "  1  ", &"word ".repeat(60)).unwrap();
        assert!(page.lines().all(|line| line.chars().count() <= WIDTH));
    }
}
