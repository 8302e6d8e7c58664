//! The document as the rules see it: word classes (from the tags, or guessed where there are none), quotation state and sentence of
//! every token, all looked up in constant time. Knows no cues.

use std::ops::Range;

use super::lexicon::LEXICON;
use super::tree::Tree;
use super::{openers, retag};
use crate::text::{Document, Fine, Pos, TokenKind};

/// Longest stretch, in tokens, that any rule looks back or ahead: keeps the extractor linear on monstrous sentences.
pub(super) const REACH: usize = 320;

const NONE: u32 = u32::MAX;

/// A document with look-up tables.
#[derive(Debug)]
pub(super) struct View<'d, 't> {
    /// The document itself.
    pub(super) doc: &'d Document<'t>,
    /// Its dependency trees.
    pub(super) tree: Tree,
    inner: Vec<u32>,
    outer: Vec<u32>,
    sentence: Vec<u32>,
    pos: Vec<Pos>,
    quotations: Vec<Range<usize>>,
}

impl<'d, 't> View<'d, 't> {
    pub(super) fn new(doc: &'d Document<'t>) -> Self {
        let count = doc.tokens.len();
        let mut view = View {
            doc,
            tree: Tree::new(doc),
            inner: vec![NONE; count],
            outer: vec![NONE; count],
            sentence: vec![NONE; count],
            pos: Vec::with_capacity(count),
            quotations: Vec::with_capacity(doc.quotations.len()),
        };
        for (number, sentence) in doc.sentences.iter().enumerate() {
            if let Some(slots) = view.sentence.get_mut(sentence.tokens.clone()) {
                slots.fill(number as u32);
            }
        }
        for (number, quotation) in doc.quotations.iter().enumerate() {
            let tokens = doc.tokens_in(quotation.span);
            for slot in view.inner.get_mut(tokens.clone()).unwrap_or_default() {
                *slot = number as u32;
            }
            for slot in view.outer.get_mut(tokens.clone()).unwrap_or_default() {
                if *slot == NONE {
                    *slot = number as u32;
                }
            }
            view.quotations.push(tokens);
        }
        for at in 0..count {
            let tagged = doc.token(at).pos;
            let pos = if tagged == Pos::X { view.guess(at) } else { tagged };
            view.pos.push(pos);
        }
        retag::correct(doc, &mut view.pos);
        openers::correct(doc, &mut view.pos);
        view
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.pos.len()
    }

    /// Word class; [`Pos::X`] beyond the end.
    pub(super) fn pos(&self, at: usize) -> Pos {
        self.pos.get(at).copied().unwrap_or(Pos::X)
    }

    /// Lower-cased form.
    pub(super) fn low(&self, at: usize) -> &str {
        self.doc.lower(at)
    }

    /// The form as it stands.
    pub(super) fn form(&self, at: usize) -> &'t str {
        self.doc.form(at)
    }

    /// Whether a word begins with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.form(at).starts_with(char::is_uppercase)
    }

    /// The sentence of a token, as token range; empty when there is none.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let number = self.sentence.get(at).copied().unwrap_or(NONE);
        self.doc.sentences.get(number as usize).map_or(at..at, |sentence| sentence.tokens.clone())
    }

    /// Paragraph number of a token.
    pub(super) fn paragraph(&self, at: usize) -> Option<usize> {
        let number = self.sentence.get(at).copied()?;
        self.doc.sentences.get(number as usize).map(|sentence| sentence.paragraph)
    }

    /// The outermost quotation that holds a token (marks included).
    pub(super) fn quotation(&self, at: usize) -> Option<usize> {
        self.outer.get(at).copied().filter(|number| *number != NONE).map(|number| number as usize)
    }

    /// The innermost quotation that holds a token.
    pub(super) fn inner_quotation(&self, at: usize) -> Option<usize> {
        self.inner.get(at).copied().filter(|number| *number != NONE).map(|number| number as usize)
    }

    /// Tokens of a quotation, marks included.
    pub(super) fn quotation_tokens(&self, number: usize) -> Range<usize> {
        self.quotations.get(number).cloned().unwrap_or(0..0)
    }

    /// The quotation that a token opens.
    pub(super) fn opens(&self, at: usize) -> Option<Range<usize>> {
        let number = self.inner_quotation(at)?;
        Some(self.quotation_tokens(number)).filter(|tokens| tokens.start == at)
    }

    /// The quotation that a token closes.
    pub(super) fn closes(&self, at: usize) -> Option<Range<usize>> {
        let number = self.inner_quotation(at)?;
        Some(self.quotation_tokens(number)).filter(|tokens| tokens.end == at + 1 && tokens.start != at)
    }

    /// The stretch in which a cue may find its source and complement: its sentence, kept inside the quotation that holds it, or outside of
    /// one that reaches into the sentence from before.
    pub(super) fn region(&self, at: usize) -> Range<usize> {
        let sentence = self.sentence(at);
        let mut region = sentence.clone();
        if let Some(number) = self.inner_quotation(at) {
            let quotation = self.quotation_tokens(number);
            let inside = quotation.start + 1
                ..quotation.end.saturating_sub(usize::from(self.closes(quotation.end.saturating_sub(1)).is_some()));
            region = region.start.max(inside.start)..region.end.min(inside.end.max(inside.start));
        }
        region.start.max(at.saturating_sub(REACH))..region.end.min(at + REACH).max(at)
    }

    /// Whether a token is a mark of punctuation (quotation marks included).
    pub(super) fn is_punct(&self, at: usize) -> bool {
        self.doc.token(at).kind == TokenKind::Punct
    }

    /// Whether a token ends a sentence: stop, question or exclamation mark.
    pub(super) fn is_final(&self, at: usize) -> bool {
        let form = self.form(at);
        !form.is_empty() && form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…'))
    }

    /// Whether a token is a dash (not a hyphen inside a word).
    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.form(at), "—" | "–" | "--" | "―" | "---")
            || (self.form(at) == "-" && at > 0 && !self.doc.token(at - 1).touches(&self.doc.token(at)))
    }

    /// Whether the tagger sees a finite verb; none where there are no tags.
    pub(super) fn finite(&self, at: usize) -> Option<bool> {
        match self.doc.token(at).fine {
            Fine::Other => None,
            Fine::Vbd | Fine::Vbz | Fine::Vbp | Fine::Md => Some(true),
            _ => Some(false),
        }
    }

    /// A finite auxiliary or copula: "is", "'s", "would", by its form alone.
    pub(super) fn is_finite_auxiliary(&self, at: usize) -> bool {
        matches!(
            self.low(at),
            "is" | "'s"
                | "was"
                | "are"
                | "'re"
                | "were"
                | "has"
                | "had"
                | "have"
                | "will"
                | "'ll"
                | "would"
                | "'d"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "should"
                | "does"
                | "did"
                | "isn't"
                | "wasn't"
        )
    }

    /// Whether the tagger sees a past participle.
    pub(super) fn is_participle(&self, at: usize) -> bool {
        self.doc.token(at).fine == Fine::Vbn
    }

    /// Whether a word can be part of a noun phrase without its outer modifiers.
    pub(super) fn is_nominal(&self, at: usize) -> bool {
        matches!(self.pos(at), Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::Sym)
    }

    /// A possessive pronoun. "her" is an object as often: the tagger decides.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        match self.low(at) {
            "her" => self.doc.token(at).fine != Fine::Prp,
            low => matches!(low, "his" | "its" | "their" | "my" | "our" | "your" | "whose"),
        }
    }

    /// A word that stands before the noun it belongs to: "no decision", "final decision".
    pub(super) fn is_modifier_of_noun(&self, at: usize) -> bool {
        self.pos(at) == Pos::Det && matches!(self.pos(at + 1), Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num)
    }

    /// A personal pronoun that can be a subject.
    pub(super) fn is_subject_pronoun(&self, at: usize) -> bool {
        matches!(
            self.low(at),
            "he" | "she"
                | "it"
                | "they"
                | "i"
                | "we"
                | "you"
                | "there"
                | "everyone"
                | "everybody"
                | "nobody"
                | "someone"
        )
    }

    /// A day, month or other word that dates a report ("said Thursday").
    pub(super) fn is_time(&self, at: usize) -> bool {
        is_time_word(self.low(at))
    }

    /// Steps over dates: "on Tuesday", "late on Monday night", "last week".
    pub(super) fn skip_dates(&self, at: usize, hi: usize) -> usize {
        let mut next = at;
        while next < hi {
            let low = self.low(next);
            let dated = |from: usize| {
                self.is_time(from)
                    || (matches!(self.low(from), "last" | "this" | "next")
                        && matches!(
                            self.low(from + 1),
                            "week" | "month" | "year" | "spring" | "summer" | "autumn" | "winter"
                        ))
            };
            let over =
                if self.is_time(next) || matches!(low, "night" | "morning" | "afternoon" | "evening") && next > at {
                    next + 1
                } else if dated(next) {
                    next + 2
                } else if matches!(low, "on" | "late" | "early" | "in") && dated(next + 1) {
                    next + 1 + usize::from(!self.is_time(next + 1)) + 1
                } else if matches!(low, "late" | "early") && self.low(next + 1) == "on" && self.is_time(next + 2) {
                    next + 3
                } else {
                    return next;
                };
            next = over.min(hi);
        }
        next
    }

    /// Word class by closed lists and endings, for texts without tags.
    fn guess(&self, at: usize) -> Pos {
        let token = self.doc.token(at);
        let low = self.low(at);
        match token.kind {
            TokenKind::Punct => return Pos::Punct,
            TokenKind::Symbol => return Pos::Sym,
            TokenKind::Number => return Pos::Num,
            TokenKind::Word => {}
        }
        if let Some(pos) = closed_class(low) {
            return pos;
        }
        let before = if at > 0 { self.pos(at - 1) } else { Pos::X };
        let initial = self.sentence(at).start == at || matches!(before, Pos::Punct);
        if self.capital(at) && !initial {
            return Pos::Propn;
        }
        let verb_place = matches!(
            before,
            Pos::Pron | Pos::Aux | Pos::Adv | Pos::Propn | Pos::Noun | Pos::Punct | Pos::Part | Pos::Cconj
        ) && !(at > 0 && self.is_possessive(at - 1));
        if LEXICON.verb(low).is_some() && verb_place {
            return Pos::Verb;
        }
        if low.ends_with("ly") {
            return Pos::Adv;
        }
        if low.ends_with("ed") && verb_place {
            return Pos::Verb;
        }
        if low.ends_with("ing") && matches!(before, Pos::Aux | Pos::Punct | Pos::Pron | Pos::Adp) {
            return Pos::Verb;
        }
        if ["ous", "ful", "ive", "able", "ible", "ic", "less"].iter().any(|end| low.ends_with(end)) {
            return Pos::Adj;
        }
        if self.capital(at) && initial && self.capital(at + 1) { Pos::Propn } else { Pos::Noun }
    }
}

/// Whether a lower-cased word dates something.
pub(super) fn is_time_word(low: &str) -> bool {
    matches!(
        low,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "tonight"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan."
            | "feb."
            | "aug."
            | "sept."
            | "oct."
            | "nov."
            | "dec."
            | "mon"
            | "tue"
            | "wed"
            | "thu"
            | "fri"
            | "sat"
            | "sun"
    )
}

fn closed_class(low: &str) -> Option<Pos> {
    Some(match low {
        "the" | "a" | "an" | "this" | "these" | "those" | "some" | "any" | "no" | "every" | "each" | "both" | "all"
        | "another" => Pos::Det,
        "he" | "she" | "it" | "they" | "i" | "we" | "you" | "him" | "them" | "me" | "us" | "who" | "which" | "whom"
        | "what" | "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose" | "someone" | "nobody"
        | "everyone" | "himself" | "herself" | "there" => Pos::Pron,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "has" | "have" | "had" | "do" | "does"
        | "did" | "will" | "would" | "can" | "could" | "may" | "might" | "must" | "shall" | "should" | "'s" | "'ve"
        | "'re" | "'ll" | "'d" | "'m" => Pos::Aux,
        "of" | "in" | "on" | "at" | "by" | "for" | "from" | "with" | "about" | "against" | "into" | "over"
        | "under" | "between" | "during" | "through" | "among" | "amid" | "near" | "inside" | "outside" | "per"
        | "via" | "behind" | "across" | "toward" | "towards" | "within" | "without" | "despite" => Pos::Adp,
        "and" | "or" | "but" | "nor" => Pos::Cconj,
        "that" | "because" | "although" | "though" | "while" | "if" | "whether" | "when" | "as" | "since" | "after"
        | "before" | "until" | "unless" | "than" | "where" | "how" | "why" => Pos::Sconj,
        "to" | "not" | "n't" => Pos::Part,
        "also" | "then" | "later" | "now" | "never" | "already" | "just" | "once" | "first" | "again" | "still"
        | "even" | "often" | "earlier" | "meanwhile" | "however" | "only" | "very" | "too" | "ago" => Pos::Adv,
        _ => return None,
    })
}
