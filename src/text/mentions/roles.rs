//! Finds what an article says of a person beside the name: titles and role words before it, appositions and relative clauses behind it, age.
//!
//! Owns the shapes "fire chief Pavle Gerin", "its head, Danylo Reshko", "Bruno Vael, chief economist at Castell Bank," and "Jean Orme, 79".

use std::ops::Range;

use super::lexicon::{self, Shape};
use super::phrase;
use crate::text::document::Document;
use crate::text::tokens::TokenKind;
use crate::vocabulary::SourceKind;

/// Longest role, in tokens, on either side of a name.
const REACH: usize = 14;

/// What stands beside one mention.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    /// Role words before the name, without article.
    pub before: Option<Range<usize>>,
    /// Apposition or relative clause behind it.
    pub after: Option<Range<usize>>,
    /// Age in years.
    pub age: Option<u8>,
}

impl Beside {
    /// True when anything beside the name shows a person.
    pub(super) fn shows_person(&self, document: &Document<'_>) -> bool {
        let person = |range: &Option<Range<usize>>| {
            range.clone().is_some_and(|range| {
                document.lower(range.start) == "who"
                    || head_noun(document, range).is_some_and(|noun| noun.shape == Shape::Person)
            })
        };
        self.age.is_some() || person(&self.before) || person(&self.after)
    }

    /// The body noun beside a name ("the steelmaker Tarn & Sons", "Orvane, a chipmaker").
    pub(super) fn body_noun(&self, document: &Document<'_>) -> Option<lexicon::Noun> {
        [&self.before, &self.after]
            .into_iter()
            .flatten()
            .filter_map(|range| head_noun(document, range.clone()))
            .find(|noun| noun.shape == Shape::Body)
    }
}

/// The head noun of a role.
pub(super) fn head_noun(document: &Document<'_>, range: Range<usize>) -> Option<lexicon::Noun> {
    phrase::parse(document, range).noun
}

/// Reads both sides of a name. `title` are the title words that the name's own run of capitals begins with.
pub(super) fn beside(
    document: &Document<'_>,
    name: &Range<usize>,
    title: &Range<usize>,
    sentence: &Range<usize>,
) -> Beside {
    let start = title.start.min(name.start);
    let mut out = Beside { before: before(document, start, title, sentence), after: None, age: None };
    out.age = age_before(document, start);
    behind(document, name.end, sentence, &mut out);
    out
}

/// A word that can stand inside a role before a name.
fn in_role(document: &Document<'_>, at: usize) -> bool {
    let lower = document.lower(at);
    let word = lexicon::word(lower);
    match document.token(at).kind {
        TokenKind::Word => {
            (!word.opener
                || matches!(
                    lower,
                    "former"
                        | "new"
                        | "old"
                        | "first"
                        | "second"
                        | "third"
                        | "young"
                        | "local"
                        | "retired"
                        | "health"
                        | "police"
                        | "own"
                        | "news"
                        | "sales"
                        | "data"
                        | "chief"
                ))
                && !matches!(lower, "said" | "says" | "told" | "n't" | "added" | "adds")
        }
        TokenKind::Punct => {
            matches!(document.form(at), "-" | "‐" | "‑")
                || (document.form(at) == "."
                    && at > 0
                    && document.token(at - 1).touches(&document.token(at))
                    && document.form(at - 1).len() <= 4)
        }
        TokenKind::Number => document.form(at + 1) == "-",
        TokenKind::Symbol => false,
    }
}

/// Role words left of `start`.
fn before(
    document: &Document<'_>,
    start: usize,
    title: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let mut from = start;
    while from > sentence.start && start - from < REACH && in_role(document, from - 1) {
        from -= 1;
    }
    // What stands left of the name must end in a noun for a person or a body; the title counts as its end.
    let mut end = if title.is_empty() { start } else { title.end };
    // "the bank's spokeswoman Mrs Lee"
    while end > from
        && title.contains(&(end - 1))
        && (document.form(end - 1) == "."
            || (lexicon::honorific(document.lower(end - 1)).is_some()
                && lexicon::noun(document.lower(end - 1)).is_none()))
    {
        end -= 1;
    }
    if from < end {
        let (noun, head) = phrase::head_of(document, from..end);
        let spelled = head.clone().any(|at| document.form(at).chars().any(char::is_alphabetic));
        if let Some(noun) = noun.filter(|noun| spelled && !noun.plural) {
            // "Energy Minister Dr. Anna Lee": the form of address is not the role.
            let mut last = end;
            while last > from
                && (is_plain_address(document, last - 1) || document.form(last - 1) == ".")
                && noun_of(document, from..last - 1)
            {
                last -= 1;
            }
            let only_address = is_address(document, &(from..last)) && document.form(start.wrapping_sub(1)) == ",";
            if matches!(noun.shape, Shape::Person | Shape::Body) && !only_address {
                // "The commission's chairman, retired judge Amos Lund": what somebody is, before what else is said of him.
                let office = from.checked_sub(1).filter(|comma| document.form(*comma) == ",");
                let outer = office.and_then(|comma| before_comma(document, comma, sentence));
                let opens = |at: usize| at == sentence.start || matches!(document.form(at - 1), "," | "”" | "\"" | "“");
                return Some(outer.filter(|outer| opens(outer.start)).unwrap_or(from..last));
            }
        }
        if !title.is_empty() && !is_address(document, title) {
            return Some(title.clone());
        }
    }
    let address = || (!title.is_empty()).then(|| title.clone());
    // "the Minister of Mines, the Hon. Anna Lee"
    let start = if document.lower(start.wrapping_sub(1)) == "the" { start - 1 } else { start };
    if document.form(start.wrapping_sub(1)) != "," || start < sentence.start + 3 {
        return address();
    }
    before_comma(document, start - 1, sentence).or_else(address)
}

/// "its head, Danylo Reshko": the short noun phrase for a person that a comma closes.
fn before_comma(document: &Document<'_>, comma: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut from = comma;
    while from > sentence.start && comma - from < REACH {
        let lower = document.lower(from - 1);
        let opens = matches!(lower, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "my" | "our");
        if matches!(document.form(from - 1), "," | "\"" | "“" | "”" | ":" | ";" | "(" | ")")
            || matches!(lower, "said" | "says" | "told" | "that" | "who" | "which" | "and")
        {
            break;
        }
        from -= 1;
        let inner = from > sentence.start
            && matches!(document.lower(from - 1), "of" | "from" | "for" | "in" | "at" | "to" | "with");
        if opens && !inner {
            break;
        }
    }
    let noun = head_noun(document, from..comma);
    noun.is_some_and(|noun| noun.shape == Shape::Person && !noun.plural).then_some(from..comma)
}

/// A form of address that tells nothing of an office: "Mr", "Dr", "Sir"; "Cllr" and "Gen" do.
fn is_plain_address(document: &Document<'_>, at: usize) -> bool {
    let lower = document.lower(at);
    lexicon::honorific(lower).is_some()
        && lexicon::noun(lower).is_none_or(|noun| matches!(noun.kind, SourceKind::Person | SourceKind::Expert))
}

/// Only forms of address: "Mr", "Sister", "Chief".
fn is_address(document: &Document<'_>, title: &Range<usize>) -> bool {
    title.clone().all(|at| document.form(at) == "." || lexicon::honorific(document.lower(at)).is_some())
}

/// Whether a role noun for a person ends these words.
fn noun_of(document: &Document<'_>, range: Range<usize>) -> bool {
    !range.is_empty() && phrase::head_of(document, range).0.is_some_and(|noun| noun.shape == Shape::Person)
}

fn number(document: &Document<'_>, at: usize) -> Option<u8> {
    document.form(at).parse::<u8>().ok().filter(|age| (3..=115).contains(age))
}

/// "58-year-old Rok Zadravec"
fn age_before(document: &Document<'_>, start: usize) -> Option<u8> {
    let old = (1..=3).find(|back| start >= *back && document.lower(start - back) == "old")?;
    let at = start.checked_sub(old + 4)?;
    (document.lower(at + 2).starts_with("year")).then(|| number(document, at)).flatten()
}

/// Age, apposition, relative clause right of a name.
fn behind(document: &Document<'_>, end: usize, sentence: &Range<usize>, out: &mut Beside) {
    let mut at = end;
    let bracket = document.form(at) == "(" && document.form(at + 2) == ")";
    if let Some(age) = number(document, at + 1).filter(|_| bracket) {
        out.age = Some(age);
        at += 3;
    }
    let closed = matches!(document.form(at + 2), "," | "." | ";" | "" | "—" | "–") || at + 2 >= sentence.end;
    if let Some(age) = number(document, at + 1).filter(|_| closed && document.form(at) == ",") {
        out.age = Some(age);
        at += 2;
    }
    // "Anna Lee is the mayor of Tarn."
    if matches!(document.lower(at), "is" | "was") && matches!(document.lower(at + 1), "the" | "a" | "an") {
        let role = at + 1..sentence.end.min(at + 9);
        if head_noun(document, role.clone())
            .is_some_and(|noun| noun.shape == Shape::Person && !noun.plural && noun.kind != SourceKind::Person)
        {
            out.after = Some(role);
        }
        return;
    }
    if document.lower(at) == "testified" {
        out.after = Some(at..at + 1);
        return;
    }
    let bare = document.lower(at) == "the"
        && head_noun(document, at..sentence.end.min(at + 6)).is_some_and(|noun| noun.carrier && !noun.plural);
    let direct = bare || matches!(document.lower(at), "of" | "from" | "at" | "who");
    if !direct && !matches!(document.form(at), "," | "(" | "—" | "–") {
        return;
    }
    let comma_of = document.form(at) == "," && matches!(document.lower(at + 1), "of" | "from" | "at" | "with");
    let direct = direct || comma_of;
    let first = if document.form(at) == "," || !direct { at + 1 } else { at };
    if first >= sentence.end {
        return;
    }
    let limit = sentence.end.min(first + REACH);
    let mut last = first;
    while last < limit && !matches!(document.form(last), "," | ")" | ";" | "—" | "–" | "\"" | "“" | "”" | ":" | ".")
    {
        last += 1;
    }
    let range = first..last;
    let lower = document.lower(first);
    if matches!(
        lower,
        "where"
            | "which"
            | "when"
            | "as"
            | "while"
            | "but"
            | "and"
            | "after"
            | "before"
            | "because"
            | "said"
            | "says"
            | "he"
            | "she"
            | "it"
            | "they"
    ) {
        return;
    }
    if matches!(lower, "prosecuting" | "defending" | "mitigating") {
        out.after = Some(first..first + 1);
        return;
    }
    let relative = matches!(lower, "who" | "whose");
    let opens = matches!(
        lower,
        "the" | "a" | "an" | "his" | "her" | "its" | "their" | "one" | "another" | "of" | "from" | "at" | "my" | "our"
    );
    if direct && !relative && !bare {
        // "of Castell Bank", not "of moving troops".
        let near = (first + 1..(first + 4).min(last)).any(|at| {
            document.form(at).starts_with(char::is_uppercase)
                || phrase::noun_in(document, at..at + 1).is_some_and(|noun| noun.shape == Shape::Body)
        });
        if near {
            out.after = Some(range);
        }
        return;
    }
    if relative || direct {
        out.after = Some(range);
        return;
    }
    // An apposition holds no verb of its own outside a relative clause.
    let clause =
        range.clone().find(|at| matches!(document.lower(*at), "who" | "which" | "whose" | "that")).unwrap_or(range.end);
    let finite = (range.start..clause).any(|at| {
        matches!(document.lower(at), "was" | "is" | "were" | "are" | "had" | "has" | "said" | "says" | "told" | "will")
    });
    if finite {
        return;
    }
    let Some(noun) = head_noun(document, range.clone()) else { return };
    let bare = document.form(first).chars().next().is_some_and(char::is_alphabetic);
    if (opens || bare) && !noun.plural && matches!(noun.shape, Shape::Person | Shape::Body | Shape::Document) {
        out.after = Some(range);
    }
}
