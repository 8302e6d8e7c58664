//! Numbers written in words: "two hundred and six", "half a million", "three-fifths", "tens of thousands", "doubled".

use super::lexicon::{Class, Word, word_at};
use super::parts::{and_a_part, denominator, half, of_a_scale, parts};
use super::{Number, Shape, digits, gap, scaled};
use crate::span::Span;

/// Reads the number whose first word stands at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let (word, end) = word_at(bytes, at)?;
    match word.class {
        Class::Unit | Class::Teen | Class::Tens => cardinal(text, at),
        Class::Article => article(text, at, end),
        Class::Part if word.value == 2.0 => Some(half(text, at, end)),
        Class::Part | Class::Rank => Some(number(at, end, word.value, Shape::Ordinal)),
        Class::Fold => Some(number(at, end, word.value, Shape::Fold)),
        Class::Halve => Some(number(at, end, 50.0, Shape::Halved)),
        Class::Vague => Some(vague(bytes, at, end, scaled(1.0, word.value as i32))),
        Class::Dozens => Some(vague(bytes, at, end, 12.0)),
        Class::Scores => next(bytes, end).is_none().then(|| vague(bytes, at, end, 20.0)),
        Class::Few => few(bytes, at, end),
        Class::Minus => minus(text, at, end),
        Class::Single => Some(number(at, end, 1.0, Shape::Single)),
        // A bare scale, as in "the million people": one of them.
        Class::Scale if word.value >= 3.0 && end - at > 3 => {
            Some(Number { scale: word.value as i8, ..number(at, end, scaled(1.0, word.value as i32), Shape::Words) })
        }
        _ => None,
    }
}

fn number(start: usize, end: usize, value: f64, shape: Shape) -> Number {
    Number::new(Span::of(start, end), value, shape)
}

/// The number word after a gap.
pub(super) fn next(bytes: &[u8], at: usize) -> Option<(Word, usize)> {
    gap(bytes, at).and_then(|(start, _)| word_at(bytes, start))
}

/// The end of a small word ("and", "of", "a") after white space.
pub(super) fn small(bytes: &[u8], at: usize, wanted: &[u8]) -> Option<usize> {
    let (start, hyphen) = gap(bytes, at)?;
    let end = start + wanted.len();
    let found = bytes.get(start..end)?.eq_ignore_ascii_case(wanted);
    (found && !hyphen && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)).then_some(end)
}

/// What the words so far add up to.
#[derive(Debug, Clone, Copy)]
struct Sum {
    total: f64,
    group: f64,
    last: Class,
    /// Smallest scale used so far, as a power of ten.
    floor: i32,
    /// Largest scale, for the record.
    scale: i32,
}

impl Sum {
    fn start(word: Word) -> Self {
        Self { total: 0.0, group: word.value, last: word.class, floor: 99, scale: 0 }
    }

    fn value(&self) -> f64 {
        self.total + self.group
    }

    /// Takes one more word if it can follow.
    fn push(&mut self, word: Word) -> bool {
        let fits = match word.class {
            Class::Unit => {
                word.value > 0.0 && matches!(self.last, Class::Tens | Class::Scale) && self.group % 10.0 == 0.0
            }
            Class::Teen | Class::Tens => self.last == Class::Scale && self.group % 100.0 == 0.0,
            Class::Scale => return self.push_scale(word),
            Class::Dozen | Class::Dozens => {
                if self.total > 0.0 || self.group >= 100.0 {
                    return false;
                }
                self.group *= 12.0;
                self.last = Class::Dozen;
                return true;
            }
            _ => false,
        };
        if fits {
            self.group += word.value;
            self.last = word.class;
        }
        fits
    }

    fn push_scale(&mut self, word: Word) -> bool {
        let exponent = word.value as i32;
        if exponent == 2 {
            let fits = self.group > 0.0 && self.group < 100.0 && self.last != Class::Scale;
            if fits {
                self.group *= 100.0;
                self.last = Class::Scale;
            }
            return fits;
        }
        if self.group > 0.0 && exponent < self.floor {
            self.total += scaled(self.group, exponent);
        } else if self.group == 0.0 && self.total > 0.0 && self.last == Class::Scale {
            // "Lakh crore", "thousand billion": one scale upon the other.
            self.total = scaled(self.total, exponent);
        } else {
            return false;
        }
        self.group = 0.0;
        self.floor = exponent;
        self.scale = self.scale.max(exponent);
        self.last = Class::Scale;
        true
    }
}

/// A cardinal from its first word on.
fn cardinal(text: &str, at: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let (word, end) = word_at(bytes, at)?;
    if let Some(found) = point(bytes, at, end, word.value).or_else(|| parts(bytes, at, end, word.value)) {
        return Some(found);
    }
    if let Some((stop, part)) = and_a_part(bytes, end).filter(|_| word.class == Class::Unit) {
        return Some(scaled_tail(bytes, at, stop, word.value + part));
    }
    let found = sum(bytes, at, end, Sum::start(word));
    let (whole, stop) = (found.value.fract() == 0.0, found.span.end as usize);
    if let Some(decimal) = whole.then(|| point(bytes, at, stop, found.value)).flatten() {
        return Some(decimal);
    }
    if let Some((end, ordinal)) = ordinal_end(bytes, stop, found.value) {
        return Some(number(at, end, found.value + ordinal, Shape::Ordinal));
    }
    Some(parts(bytes, at, stop, found.value).filter(|part| part.shape == Shape::Fraction && whole).unwrap_or(found))
}

/// "Twenty-first", "one hundred and fifth": the ordinal that ends a written number.
fn ordinal_end(bytes: &[u8], at: usize, value: f64) -> Option<(usize, f64)> {
    let ordinal = |at: usize| word_at(bytes, at).filter(|(word, _)| matches!(word.class, Class::Part | Class::Rank));
    let (word, end) = match gap(bytes, at) {
        Some((start, true)) if value % 10.0 == 0.0 => ordinal(start).filter(|(word, _)| word.value < 10.0),
        _ if value % 100.0 == 0.0 => small(bytes, at, b"and")
            .and_then(|after| next(bytes, after))
            .filter(|(word, _)| matches!(word.class, Class::Part | Class::Rank) && word.value < 100.0),
        _ => None,
    }?;
    // "And half of them" begins anew.
    let half = word.class == Class::Part && word.value == 2.0;
    (value >= 20.0 && !half).then_some((end, word.value))
}

/// Goes on from a first word.
fn sum(bytes: &[u8], at: usize, end: usize, sum: Sum) -> Number {
    continued(bytes, at, end, sum, true)
}

/// The same; behind a comma (not `nested`) no further comma is looked past.
fn continued(bytes: &[u8], at: usize, end: usize, mut sum: Sum, nested: bool) -> Number {
    let mut end = end;
    loop {
        if let Some((word, stop)) = next_or_spaced_hyphen(bytes, end, sum.last)
            && sum.push(word)
        {
            end = stop;
            continue;
        }
        if sum.last != Class::Dozen {
            if let Some((stop, part)) =
                and_a_part(bytes, end).filter(|_| sum.last == Class::Scale || sum.value() >= 10.0)
            {
                // "Two million and a half" halves the million, "three hundred and two thirds" only one.
                if sum.group == 0.0 && sum.last == Class::Scale {
                    sum.total += scaled(part, sum.floor);
                } else {
                    sum.group += part;
                }
                end = stop;
                break;
            }
            if let Some((word, stop)) =
                small(bytes, end, b"and").or_else(|| small(bytes, end, b"&")).and_then(|after| next(bytes, after))
            {
                let mut with = sum;
                let between = bytes.get(..at).is_some_and(|head| head.ends_with(b"etween "));
                if with.push(word) && !overruns(bytes, stop, word, &sum, between) {
                    sum = with;
                    end = stop;
                    continue;
                }
            } else if let Some((stop, more)) = nested.then(|| after_comma(bytes, end, &sum)).flatten() {
                sum.group += more;
                end = stop;
            }
        }
        break;
    }
    Number { scale: sum.scale as i8, ..number(at, end, sum.value(), Shape::Words) }
}

/// "Three million, two hundred and forty": hundreds with tens behind the comma that a scale leaves.
fn after_comma(bytes: &[u8], at: usize, before: &Sum) -> Option<(usize, f64)> {
    if before.group != 0.0 || before.last != Class::Scale || bytes.get(at..at + 2) != Some(b", ") {
        return None;
    }
    let (word, end) = word_at(bytes, at + 2).filter(|(word, _)| word.class == Class::Unit)?;
    next(bytes, end).filter(|(scale, _)| scale.class == Class::Scale && scale.value == 2.0)?;
    let found = continued(bytes, at + 2, end, Sum::start(word), false);
    let smaller = found.value < scaled(1.0, before.floor) && (found.scale > 0 || found.value % 100.0 != 0.0);
    smaller.then_some((found.span.end as usize, found.value))
}

/// After "one hundred and", "two" followed by "hundred" begins a second number; after "between one hundred and", any scale does.
fn overruns(bytes: &[u8], at: usize, word: Word, sum: &Sum, between: bool) -> bool {
    let mut at = at;
    for _ in 0..2 {
        match next(bytes, at) {
            Some((after, _)) if after.class == Class::Scale => {
                let exponent = after.value as i32;
                return between || if sum.group >= 100.0 { exponent == 2 } else { exponent >= sum.floor };
            }
            Some((after, stop)) if word.class == Class::Tens && after.class == Class::Unit => at = stop,
            _ => return false,
        }
    }
    false
}

/// The next word; "fifty - two" too, as tokenised corpora write it.
fn next_or_spaced_hyphen(bytes: &[u8], at: usize, last: Class) -> Option<(Word, usize)> {
    next(bytes, at).or_else(|| {
        let spaced = last == Class::Tens && bytes.get(at..at + 3) == Some(b" - ");
        spaced.then(|| word_at(bytes, at + 3)).flatten().filter(|(word, _)| word.class == Class::Unit)
    })
}

/// "A dozen", "a million", "a third", "a quarter of a million", "a couple", "a few hundred".
fn article(text: &str, at: usize, end: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let (word, stop) = next(bytes, end)?;
    if gap(bytes, end)?.1 {
        return None;
    }
    let found = match word.class {
        Class::Scale => {
            let mut start = Sum::start(Word { class: Class::Unit, value: 1.0 });
            let whole = start.push_scale(word).then(|| sum(bytes, at, stop, start));
            whole.map(|whole| parts(bytes, at, whole.span.end as usize, whole.value).unwrap_or(whole))
        }
        Class::Dozen => Some(number(at, stop, 12.0, Shape::Words)),
        Class::Couple => match next(bytes, stop) {
            Some((scale, end)) if scale.class == Class::Scale => {
                Some(number(at, end, scaled(2.0, scale.value as i32), Shape::Words))
            }
            Some((dozen, end)) if dozen.class == Class::Dozen => Some(number(at, end, 24.0, Shape::Words)),
            _ => small(bytes, stop, b"of").map(|_| number(at, stop, 2.0, Shape::Words)),
        },
        Class::Part => Some(of_a_scale(bytes, at, stop, 1.0 / word.value)),
        Class::Tens | Class::Rank => denominator(bytes, end)
            .filter(|(part, _)| part.class == Class::Part)
            .map(|(part, stop)| number(at, stop, 1.0 / part.value, Shape::Fraction)),
        Class::Single => Some(number(at, stop, 1.0, Shape::Single)),
        Class::Few => few(bytes, at, stop),
        _ => None,
    }?;
    Some(Number { article: true, ..found })
}

/// "Hundreds", "hundreds of thousands".
fn vague(bytes: &[u8], at: usize, end: usize, low: f64) -> Number {
    let (mut low, mut end) = (low, end);
    if let Some((word, stop)) = small(bytes, end, b"of").and_then(|after| next(bytes, after))
        && word.class == Class::Vague
        && word.value >= 3.0
    {
        low *= scaled(1.0, word.value as i32);
        end = stop;
    }
    number(at, end, low, Shape::Vague(low * 10.0))
}

/// "Several hundred", "a few thousand".
fn few(bytes: &[u8], at: usize, end: usize) -> Option<Number> {
    let (word, stop) = next(bytes, end)?;
    let low = match word.class {
        Class::Scale => scaled(1.0, word.value as i32),
        Class::Dozen => 12.0,
        _ => return None,
    };
    Some(number(at, stop, low, Shape::Vague(low * 10.0)))
}

/// "Minus seven", "minus 7.5"; not "plus or minus 3".
fn minus(text: &str, at: usize, end: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let (start, hyphen) = gap(bytes, end)?;
    if hyphen || bytes.get(..at)?.ends_with(b"or ") {
        return None;
    }
    let found = match bytes.get(start)? {
        b'0'..=b'9' => digits::read(text, start)?,
        _ => word_at(bytes, start)
            .filter(|(word, _)| matches!(word.class, Class::Unit | Class::Teen | Class::Tens))
            .and_then(|_| cardinal(text, start))?,
    };
    let quantity = matches!(found.shape, Shape::Plain(_) | Shape::Digits | Shape::Words | Shape::Fraction);
    quantity.then(|| Number { span: Span::of(at, found.span.end as usize), value: -found.value, ..found })
}

/// "Zero point zero eight", "thirty-two point five".
fn point(bytes: &[u8], at: usize, end: usize, whole: f64) -> Option<Number> {
    if bytes.get(..at)?.ends_with(b"at ") {
        // "At one point one of them left."
        return None;
    }
    let (_, mut stop) = next(bytes, end).filter(|(point, _)| point.class == Class::Point)?;
    let mut decimals = String::new();
    while let Some((digit, after)) =
        next(bytes, stop).filter(|(digit, _)| matches!(digit.class, Class::Unit | Class::Teen))
    {
        if decimals.len() > 12 {
            break;
        }
        decimals.push_str(&digit.value.to_string());
        stop = after;
    }
    let value = format!("{whole}.{decimals}").parse().ok()?;
    (!decimals.is_empty()).then(|| scaled_tail(bytes, at, stop, value))
}

/// Multiplies by a scale word that follows ("two and a half million").
fn scaled_tail(bytes: &[u8], at: usize, end: usize, value: f64) -> Number {
    match next(bytes, end) {
        Some((word, stop)) if word.class == Class::Scale => {
            Number { scale: word.value as i8, ..number(at, stop, scaled(value, word.value as i32), Shape::Words) }
        }
        _ => number(at, end, value, Shape::Words),
    }
}

/// "4 thousand 3 hundred and 21": what follows a scale after digits, all of it smaller than the scale. Looks at three words at most, so that
/// a chain of them stays linear.
pub(super) fn smaller_tail(text: &str, at: usize, scale: i32) -> Option<(usize, f64)> {
    let bytes = text.as_bytes();
    if scale != 3 && scale != 2 {
        return None;
    }
    let joined = small(bytes, at, b"and");
    if scale == 2 {
        return few_digits(bytes, joined?);
    }
    let (start, hyphen) = gap(bytes, joined.unwrap_or(at))?;
    let hundreds = (!hyphen && digits::run(bytes, start) == 1).then(|| next(bytes, start + 1)).flatten();
    match hundreds.filter(|(word, _)| word.class == Class::Scale && word.value == 2.0) {
        Some((_, end)) => {
            let value = digits::plain(bytes, start, 1) as f64 * 100.0;
            let more = small(bytes, end, b"and").and_then(|after| few_digits(bytes, after));
            Some(more.map_or((end, value), |(end, more)| (end, value + more)))
        }
        None => few_digits(bytes, joined.unwrap_or(at)),
    }
}

/// One or two digits after a gap that are no more than that: no decimals, no scale.
fn few_digits(bytes: &[u8], at: usize) -> Option<(usize, f64)> {
    let (start, hyphen) = gap(bytes, at)?;
    let count = digits::run(bytes, start);
    let end = start + count;
    let runs_on = match bytes.get(end) {
        Some(b'.' | b',' | b':' | b'/' | b'-' | b'\'') => bytes.get(end + 1).is_some_and(u8::is_ascii_digit),
        Some(byte) => byte.is_ascii_alphanumeric() || !byte.is_ascii() || *byte == b'%',
        None => false,
    };
    let scaled = next(bytes, end).is_some_and(|(word, _)| word.class == Class::Scale);
    (!hyphen && (1..=2).contains(&count) && !runs_on && !scaled)
        .then(|| (end, digits::plain(bytes, start, count) as f64))
}

#[cfg(test)]
mod tests {
    use super::super::numbers;

    fn first(text: &str) -> f64 {
        numbers(text).first().map_or(f64::NAN, |n| n.value)
    }

    #[test]
    fn sums() {
        assert_eq!(first("one million two thousand two hundred"), 1_002_200.0);
        assert_eq!(first("nine hundred ninety-nine thousand"), 999_000.0);
        assert_eq!(first("twenty-five hundred"), 2500.0);
    }

    #[test]
    fn a_couple_needs_its_of() {
        assert_eq!(first("a couple of weeks"), 2.0);
        assert!(numbers("the couple married").is_empty());
    }
}
