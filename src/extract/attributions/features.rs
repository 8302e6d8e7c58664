//! What the linear model sees of a candidate and of a place where its content may end. Shared by training and inference. Features are
//! hashed (FNV-1a) into a fixed table, so that the model needs no dictionary.

use std::ops::Range;

use super::candidate::{Candidate, Construction};
use super::chunk;
use super::complement;
use super::group;
use super::lexicon::{Frames, LEXICON};
use super::view::View;
use crate::text::mentions::phrase;
use crate::text::{Pos, Relation};

/// Size of the weight table, as a power of two.
pub(super) const BITS: u32 = 17;

/// Collects hashed features.
#[derive(Debug, Default)]
struct Features(Vec<u32>);

impl Features {
    fn add(&mut self, template: u8, parts: &[&str]) {
        let mut hash: u32 = 0x811c_9dc5;
        let mut eat = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        eat(template);
        for part in parts {
            part.bytes().for_each(&mut eat);
            eat(0xff);
        }
        // Fold the high bits in: FNV's low bits alone mix badly for short keys.
        self.0.push((hash ^ (hash >> BITS)) & ((1 << BITS) - 1));
    }
}

fn construction_name(construction: Construction) -> &'static str {
    match construction {
        Construction::Clause => "clause",
        Construction::Colon => "colon",
        Construction::Quotation => "quotation",
        Construction::Object => "object",
        Construction::Infinitive => "infinitive",
        Construction::Preposition => "preposition",
        Construction::QuotationBefore => "quotation-before",
        Construction::ClauseBefore => "clause-before",
        Construction::Passive => "passive",
        Construction::According => "according",
        Construction::Owner => "owner",
        Construction::Nominal => "nominal",
        Construction::Adverb => "adverb",
        Construction::Verbless => "verbless",
        Construction::Continued => "continued",
    }
}

/// A number as one of a few sizes.
fn bucket(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "4",
        6..=8 => "6",
        9..=14 => "9",
        15..=24 => "15",
        25..=40 => "25",
        _ => "41",
    }
}

fn flag(value: bool) -> &'static str {
    if value { "1" } else { "0" }
}

/// What kind of phrase a source is, by its words.
fn source_shape(view: &View<'_, '_>, source: Option<&Range<usize>>) -> &'static str {
    let Some(source) = source else { return "none" };
    let first = view.low(source.start);
    if source.len() == 1 {
        match first {
            "i" | "we" | "me" | "us" => return "first",
            "you" => return "second",
            "he" | "she" => return "he",
            "it" => return "it",
            "they" => return "they",
            "who" | "which" | "that" | "this" | "what" | "these" | "those" => return "relative",
            _ => {}
        }
        if view.is_possessive(source.start) {
            return "his";
        }
    }
    if source.clone().take(12).any(|at| view.pos(at) == Pos::Propn) {
        return "name";
    }
    "phrase"
}

/// The last noun of the first part of a source: its head, roughly.
fn head<'v>(view: &'v View<'_, '_>, source: &Range<usize>) -> &'v str {
    let end = source
        .clone()
        .skip(1)
        .find(|at| view.pos(*at) == Pos::Adp || view.is_punct(*at) || matches!(view.low(*at), "who" | "which" | "that"))
        .unwrap_or(source.end);
    view.low(end.saturating_sub(1))
}

/// What kind of thing the head noun of a phrase is.
fn noun_class(view: &View<'_, '_>, phrase: Option<&Range<usize>>) -> &'static str {
    let Some(phrase) = phrase.filter(|range| !range.is_empty()) else { return "none" };
    let parsed = phrase::parse(view.doc, phrase.start..phrase.end.min(phrase.start + 24));
    parsed.noun.map_or("unknown", |noun| noun.kind.as_str())
}

/// Whether the object of a candidate is a number of things.
pub(super) fn is_amount(view: &View<'_, '_>, candidate: &Candidate) -> bool {
    object(view, candidate).1 == "number"
}

/// The head of the first noun phrase of a content that is an object, and what it means.
fn object<'v>(view: &'v View<'_, '_>, candidate: &Candidate) -> (&'v str, &'static str) {
    let objects = matches!(
        candidate.construction,
        Construction::Object | Construction::Preposition | Construction::Passive | Construction::Infinitive
    );
    let Some(piece) = candidate.content.first().filter(|_| objects) else { return ("", "") };
    let end = chunk::base_end(view, piece.start, piece.end);
    if end == piece.start {
        return (view.low(end), "none");
    }
    let head = view.low(end - 1);
    let class = if view.opens(piece.start).is_some() {
        "quoted"
    } else if end == piece.start + 1 && view.pos(piece.start) == Pos::Pron {
        "pronoun"
    } else if LEXICON.noun(head).is_some() {
        "statement"
    } else if (piece.start..end).any(|at| view.pos(at) == Pos::Num) {
        "number"
    } else {
        noun_class(view, Some(&(piece.start..end)))
    };
    (head, class)
}

/// Features of a candidate as a whole: is it a report?
pub(super) fn of_candidate(view: &View<'_, '_>, candidate: &Candidate) -> Vec<u32> {
    let mut out = Features::default();
    let name = construction_name(candidate.construction);
    let manner = candidate.manner;
    let shape = source_shape(view, candidate.source.as_ref());
    let lemma = candidate.lemma;
    let anchor = candidate.anchor;
    let quoted = flag(view.quotation(anchor).is_some());
    let tense = match (manner.infinitive, manner.gerund, manner.modal, manner.perfect, manner.past, manner.third) {
        (true, ..) => "to",
        (_, true, ..) => "ing",
        (_, _, true, ..) => "modal",
        (_, _, _, true, ..) => "perfect",
        (_, _, _, _, true, _) => "past",
        (.., true) => "third",
        _ => "base",
    };
    let weak = flag(candidate.weak);
    out.add(1, &[name]);
    out.add(2, &[name, lemma]);
    out.add(3, &[lemma]);
    out.add(4, &[lemma, shape]);
    out.add(5, &[name, shape]);
    out.add(6, &[name, tense]);
    out.add(7, &[lemma, tense]);
    out.add(8, &[name, weak, shape]);
    out.add(9, &[tense, shape, weak]);
    out.add(10, &[name, weak, quoted]);
    out.add(11, &[shape, quoted]);
    out.add(12, &[flag(manner.that), name, weak]);
    out.add(13, &[flag(manner.passive), flag(manner.negated), tense]);
    out.add(14, &[flag(manner.inverted), flag(manner.shared), name]);
    out.add(15, &[lemma, flag(manner.that)]);
    if let Some(source) = &candidate.source {
        let head = head(view, source);
        out.add(16, &[head]);
        out.add(17, &[head, name]);
        out.add(18, &[bucket(source.len()), shape]);
        out.add(19, &[view.pos(source.start.saturating_sub(1)).name(), name]);
        out.add(20, &[view.low(source.start), name]);
        out.add(21, &[bucket(source.start.abs_diff(anchor)), name]);
    }
    let content = candidate.content.first().cloned().unwrap_or(anchor..anchor);
    let length: usize = candidate.content.iter().map(ExactSizeIterator::len).sum();
    let verb =
        candidate.content.iter().cloned().flatten().take(80).any(|at| matches!(view.pos(at), Pos::Verb | Pos::Aux));
    let quotes = candidate.content.iter().cloned().flatten().take(80).any(|at| view.opens(at).is_some());
    out.add(22, &[name, bucket(length)]);
    out.add(23, &[name, flag(verb), flag(quotes), weak]);
    out.add(24, &[name, view.low(content.start)]);
    out.add(25, &[name, view.pos(content.start).name(), view.pos(content.start + 1).name()]);
    out.add(26, &[lemma, view.pos(content.start).name()]);
    out.add(27, &[lemma, view.low(content.start)]);
    out.add(28, &[name, view.low(anchor + 1)]);
    out.add(
        29,
        &[name, view.pos(anchor.saturating_sub(1)).name(), view.pos(anchor).name(), view.pos(anchor + 1).name()],
    );
    out.add(30, &[lemma, view.low(anchor.saturating_sub(1))]);
    out.add(31, &[view.low(anchor.saturating_sub(1)), name]);
    out.add(32, &[flag(view.region(anchor).any(|at| view.form(at) == "?")), name]);
    // What the words of the source and of an object mean, as far as the lexicons know.
    let class = noun_class(view, candidate.source.as_ref());
    let (object, object_class) = object(view, candidate);
    out.add(44, &[class, name]);
    out.add(45, &[class, lemma]);
    out.add(46, &[name, object]);
    out.add(47, &[lemma, object_class]);
    out.add(48, &[name, weak, object_class]);
    out.add(49, &[name, class, object_class, shape]);
    let token = view.doc.token(anchor);
    let relation = token.relation.name();
    let fine = token.fine.name();
    out.add(38, &[fine, name]);
    out.add(39, &[fine, lemma]);
    out.add(40, &[fine, relation, shape]);
    // Whether the tree gives the cue a clause of its own.
    let children =
        |wanted: &[Relation]| view.tree.children(anchor).any(|child| wanted.contains(&view.doc.token(child).relation));
    let clausal = flag(children(&[Relation::Ccomp, Relation::Parataxis]));
    let object = flag(children(&[Relation::Obj, Relation::Xcomp]));
    let subject = flag(children(&[Relation::Nsubj]));
    out.add(41, &[clausal, object, subject, name]);
    out.add(42, &[clausal, object, lemma]);
    out.add(43, &[clausal, subject, weak, fine]);
    out.add(33, &[relation, name]);
    out.add(34, &[relation, shape, weak]);
    let head = token.head as usize;
    out.add(35, &[relation, view.low(head), name]);
    out.add(36, &[relation, view.pos(head).name(), tense]);
    if candidate.cue.is_some() {
        let frames = LEXICON.verb(view.low(anchor)).map_or(Frames::default(), |(verb, _)| verb.frames);
        out.add(
            37,
            &[
                flag(frames.any(Frames::CLAUSE)),
                flag(frames.any(Frames::OBJECT)),
                flag(frames.any(Frames::INFINITIVE)),
                name,
                shape,
            ],
        );
    }
    out.0
}

/// Features of one possible source of a candidate, by its rank among them.
pub(super) fn of_source(view: &View<'_, '_>, candidate: &Candidate, rank: usize) -> Vec<u32> {
    let mut out = Features::default();
    let Some(source) = candidate.sources.get(rank) else { return out.0 };
    let name = construction_name(candidate.construction);
    let manner = candidate.manner;
    let shape = source_shape(view, Some(source));
    let place = bucket(rank);
    let tree = super::tree::subject(view, candidate.anchor, &view.region(candidate.anchor));
    let by_tree = flag(tree.as_ref() == Some(source));
    let same_head = flag(tree.as_ref().is_some_and(|range| head(view, range) == head(view, source)));
    let form = match (manner.gerund, manner.infinitive, manner.inverted, manner.shared) {
        (true, ..) => "ing",
        (_, true, ..) => "to",
        (_, _, true, _) => "inverted",
        (.., true) => "shared",
        _ => "plain",
    };
    let first = source.start;
    let last = source.end.saturating_sub(1);
    let before = if first > 0 { view.low(first - 1) } else { "" };
    let sentence = view.sentence(candidate.anchor);
    let at_head = flag(first == sentence.start);
    let behind = view.low(source.end);
    let gap = bucket(candidate.anchor.saturating_sub(source.end));
    let comma = flag(source.clone().take(60).any(|at| view.form(at) == ","));
    let verb = flag(source.clone().take(60).any(|at| matches!(view.pos(at), Pos::Verb | Pos::Aux)));
    let relation = view.doc.token(candidate.anchor).relation.name();
    out.add(128, &[place]);
    out.add(129, &[place, form]);
    out.add(130, &[by_tree, form]);
    out.add(131, &[by_tree, same_head, place]);
    out.add(132, &[by_tree, relation]);
    out.add(133, &[shape, form]);
    out.add(134, &[bucket(source.len()), shape]);
    out.add(135, &[head(view, source)]);
    out.add(136, &[view.pos(first).name(), view.pos(last).name()]);
    out.add(137, &[before]);
    out.add(138, &[at_head, form]);
    out.add(139, &[behind, form]);
    out.add(140, &[gap, form]);
    out.add(141, &[comma, verb, bucket(source.len())]);
    out.add(142, &[name, place, by_tree]);
    out.add(143, &[view.low(first)]);
    out.add(144, &[flag(manner.passive), by_tree, place]);
    out.add(145, &[view.doc.token(last).relation.name(), by_tree]);
    out.add(146, &[form, relation, place]);
    out.0
}

/// Features of one place where a content could end: before the token `at`.
pub(super) fn of_cut(
    view: &View<'_, '_>,
    candidate: &Candidate,
    start: usize,
    at: usize,
    by_rule: bool,
    hi: usize,
) -> Vec<u32> {
    let mut out = Features::default();
    let name = construction_name(candidate.construction);
    let mark = if view.is_punct(at) { view.form(at) } else { "" };
    let next = at + usize::from(!mark.is_empty());
    let (low, pos) = (view.low(next), view.pos(next).name());
    let (low2, pos2) = (view.low(next + 1), view.pos(next + 1).name());
    let clause = flag(complement::is_clause(view, next, hi));
    let connective = matches!(view.pos(next), Pos::Cconj | Pos::Sconj | Pos::Adp);
    let clause_behind = flag(connective && complement::is_clause(view, next + 1, hi));
    let finite = flag(view.pos(next + 1) == Pos::Verb || group::is_auxiliary(view, next + 1));
    let rule = flag(by_rule);
    let has_verb = flag((start..at).take(60).any(|i| matches!(view.pos(i), Pos::Verb | Pos::Aux)));
    let quote = flag(view.opens(next).is_some());
    let after_quote = flag(at > start && view.closes(at - 1).is_some());
    out.add(64, &[rule]);
    out.add(65, &[mark, low]);
    out.add(66, &[mark, pos, pos2]);
    out.add(67, &[name, mark, low]);
    out.add(68, &[name, mark, pos]);
    out.add(69, &[mark, low, clause, clause_behind]);
    out.add(70, &[mark, low, low2]);
    out.add(71, &[mark, low, finite]);
    out.add(72, &[name, has_verb, mark, pos]);
    out.add(73, &[mark, quote, after_quote, name]);
    out.add(74, &[name, mark, bucket(at - start)]);
    out.add(75, &[mark, low, bucket(at - start)]);
    out.add(76, &[mark, bucket(hi.saturating_sub(at))]);
    out.add(77, &[rule, mark, low]);
    out.add(78, &[candidate.lemma, mark, low]);
    out.add(79, &[view.low(at.saturating_sub(1)), mark]);
    out.add(80, &[view.pos(at.saturating_sub(1)).name(), mark, pos]);
    out.add(81, &[after_quote, mark, low]);
    let ing = flag(low.ends_with("ing"));
    let report = flag(LEXICON.verb(low).is_some());
    out.add(82, &[mark, pos, ing, report]);
    out.add(83, &[flag(candidate.manner.that), mark, low]);
    // Where the tree hangs what follows: on the cue, inside the content, or above.
    let (place, relation, word) = attachment(view, candidate.anchor, start, at, next, hi);
    out.add(84, &[place, relation]);
    out.add(85, &[place, relation, mark]);
    out.add(86, &[place, relation, name, mark]);
    out.add(87, &[place, mark, low]);
    out.add(88, &[place, relation, word]);
    out.0
}

/// The first arc from what follows a cut to what stands before it: where it lands, its relation, the word that hangs there.
fn attachment<'v>(
    view: &'v View<'_, '_>,
    anchor: usize,
    start: usize,
    at: usize,
    next: usize,
    hi: usize,
) -> (&'static str, &'static str, &'v str) {
    for token in next..hi.min(next + 24) {
        let parsed = view.doc.token(token);
        let head = parsed.head as usize;
        if parsed.relation == Relation::Punct || parsed.relation == Relation::Dep || (head >= at && head != token) {
            continue;
        }
        let place = if head == anchor {
            "cue"
        } else if head == token {
            "root"
        } else if head >= start && head < at {
            "inside"
        } else {
            "above"
        };
        return (place, parsed.relation.name(), view.low(token));
    }
    ("none", "", "")
}
