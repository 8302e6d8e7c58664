//! Verb groups: auxiliaries, adverbs between, main verb; finite or not; tense. Found by closed classes and forms, with tags as evidence.
//!
//! Knows nothing of claims. A group never crosses a sentence.

use std::ops::Range;

use super::lexicons::{Class, Marks};
use crate::text::{Document, Pos, Relation, TokenKind};

/// The form of the first word of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "fell", "was", "had fallen".
    Past,
    /// "falls", "is falling".
    Present,
    /// "has fallen".
    Perfect,
    /// "will fall", "would fall".
    Future,
    /// "may fall", "must fall".
    Modal,
    /// "may have fallen".
    ModalPerfect,
    /// "to fall"
    Infinitive,
    /// "falling"
    Gerund,
    /// "fallen", with no auxiliary.
    Participle,
}

/// One verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// The main verb, or the last auxiliary before an adjective or noun.
    pub(super) head: usize,
    pub(super) form: Form,
    /// "is falling".
    pub(super) progressive: bool,
    /// A participle that could as well be the finite past ("the margin widened").
    pub(super) doubtful: bool,
    /// The group is only a form of "be" (copula).
    pub(super) copula: bool,
}

impl Group {
    pub(super) fn tokens(&self) -> Range<usize> {
        self.start..self.end
    }

    /// "to have won": it looks back.
    pub(super) fn is_perfect_infinitive(&self, document: &Document<'_>) -> bool {
        self.form == Form::Infinitive
            && (self.start..self.start + 2).any(|at| document.lower(at) == "have" && at < self.head)
    }

    pub(super) const fn is_finite(&self) -> bool {
        !matches!(self.form, Form::Infinitive | Form::Gerund | Form::Participle)
    }
}

/// All groups of a document, in order; they do not overlap.
pub(super) fn groups(document: &Document<'_>, marks: &Marks) -> Vec<Group> {
    let mut out = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(group) = group_at(document, marks, at, sentence.tokens.end) {
                at = group.end;
                out.push(group);
            } else {
                at += 1;
            }
        }
    }
    out
}

fn group_at(document: &Document<'_>, marks: &Marks, start: usize, limit: usize) -> Option<Group> {
    let first = document.lower(start);
    let infinitive = first == "to" && start + 1 < limit && is_base(document, marks, start + 1);
    let mut at = if infinitive { start + 1 } else { start };
    if !infinitive && !is_auxiliary(document, at) && !is_verb(document, marks, at) {
        return None;
    }
    let mut head = at;
    let mut end = at + 1;
    let mut have = false;
    let mut be = false;
    let mut only_be = true;
    let mut main = false;
    while at < limit {
        if is_auxiliary(document, at) && (!main || at == head) {
            let word = document.lower(at);
            have |= is_have(word);
            be |= is_be(word);
            only_be &= is_be(word) || is_have(word) || is_modal(word);
            head = at;
            end = at + 1;
        } else if is_verb(document, marks, at) && !main && (at == head || fits(document, head, at)) {
            head = at;
            end = at + 1;
            only_be = false;
            main = true;
        } else if main || !is_between(document, at) || at > end + 2 {
            break;
        }
        at += 1;
    }
    // A trailing negation belongs to the group ("did not", "was not ...").
    while end < limit && matches!(document.lower(end), "not" | "n't") && !main {
        end += 1;
    }
    let form = if infinitive { Form::Infinitive } else { form(document, marks, start, head, have, main) };
    let progressive = be && main && document.lower(head).ends_with("ing");
    let doubtful =
        form == Form::Participle && !is_participle_only(document.lower(start)) && document.lower(start + 1) != "by";
    Some(Group { start, end, head, form, progressive, doubtful, copula: be && !main && only_be })
}

fn form(document: &Document<'_>, marks: &Marks, start: usize, head: usize, have: bool, main: bool) -> Form {
    let first = document.lower(start);
    match first {
        "will" | "'ll" | "wo" | "shall" | "would" | "ca" => {
            return if first == "ca" {
                Form::Present
            } else if first == "would" && have && main {
                Form::Past
            } else {
                Form::Future
            };
        }
        "'d" => return if have { Form::Past } else { Form::Future },
        "may" | "might" | "could" | "must" | "should" | "ought" => {
            return if have { Form::ModalPerfect } else { Form::Modal };
        }
        "can" | "cannot" | "am" | "is" | "are" | "'m" | "'re" | "do" | "does" | "ai" => return Form::Present,
        "'s" => {
            let participle = main && !document.lower(head).ends_with("ing");
            return if participle { Form::Perfect } else { Form::Present };
        }
        "has" | "have" | "'ve" => return if main || start != head { Form::Perfect } else { Form::Present },
        "was" | "were" | "had" | "did" => return Form::Past,
        "be" | "been" => return Form::Participle,
        "being" | "having" => return Form::Gerund,
        _ => {}
    }
    if first.ends_with("ing") && first.len() > 4 {
        return Form::Gerund;
    }
    if is_past_form(document, marks, start) {
        return if is_bare_participle(document, start) { Form::Participle } else { Form::Past };
    }
    Form::Present
}

/// Whether a past form without auxiliary is a participle ("a report leaked to ...", "the bridge, built in 1904").
fn is_bare_participle(document: &Document<'_>, at: usize) -> bool {
    let word = document.lower(at);
    if is_participle_only(word) {
        return true;
    }
    let token = document.token(at);
    if token.relation == Relation::Dep {
        return document.lower(at + 1) == "by";
    }
    match token.relation {
        Relation::Acl | Relation::Amod | Relation::Xcomp | Relation::Advcl => !has_subject(document, at),
        _ => document.lower(at + 1) == "by" && !has_subject(document, at),
    }
}

/// Whether a subject is attached to a verb, looked for in the twenty tokens before it.
pub(super) fn has_subject(document: &Document<'_>, verb: usize) -> bool {
    subject_of(document, verb).is_some()
}

/// The head token of the subject of a verb by the parse, looked for in the forty tokens before and ten after it.
pub(super) fn subject_of(document: &Document<'_>, verb: usize) -> Option<usize> {
    (verb.saturating_sub(40)..verb + 10).find(|at| {
        let token = document.token(*at);
        token.head as usize == verb && *at != verb && matches!(token.relation, Relation::Nsubj | Relation::NsubjPass)
    })
}

fn is_participle_only(word: &str) -> bool {
    (word.ends_with('n') && !matches!(word, "began" | "ran" | "won" | "spun" | "overran") && word.len() > 3)
        || matches!(word, "done" | "gone" | "sung" | "sunk" | "drunk" | "begun" | "born" | "borne")
}

/// Words that may stand between the parts of a group.
fn is_between(document: &Document<'_>, at: usize) -> bool {
    let word = document.lower(at);
    matches!(
        word,
        "not"
            | "n't"
            | "never"
            | "also"
            | "already"
            | "still"
            | "now"
            | "then"
            | "yet"
            | "just"
            | "so"
            | "far"
            | "ever"
            | "even"
            | "only"
            | "always"
            | "often"
            | "once"
            | "again"
            | "soon"
            | "almost"
            | "nearly"
            | "neither"
            | "both"
            | "all"
    ) || (word.len() > 4 && word.ends_with("ly") && document.token(at).kind == TokenKind::Word)
        || document.token(at).pos == Pos::Adv
}

/// Whether a main verb can follow an auxiliary: the bare form, a participle.
fn fits(document: &Document<'_>, auxiliary: usize, verb: usize) -> bool {
    let word = document.lower(verb);
    match document.lower(auxiliary) {
        be if is_be(be) || be == "'s" => word.ends_with("ing") || is_past_shape(word),
        have if is_have(have) => is_past_shape(word),
        _ => true,
    }
}

fn is_past_shape(word: &str) -> bool {
    word.ends_with("ed") || !word.ends_with('s') && !word.ends_with("ing")
}

pub(super) fn is_be(word: &str) -> bool {
    matches!(word, "am" | "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'m" | "'re" | "'s" | "ai")
}

fn is_have(word: &str) -> bool {
    matches!(word, "has" | "have" | "had" | "having" | "'ve" | "'d")
}

fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "will"
            | "'ll"
            | "wo"
            | "shall"
            | "would"
            | "may"
            | "might"
            | "could"
            | "can"
            | "ca"
            | "cannot"
            | "must"
            | "should"
            | "ought"
    )
}

/// An auxiliary or copula by its form; "'s" and "'d" by tag, or by what stands around them.
pub(super) fn is_auxiliary(document: &Document<'_>, at: usize) -> bool {
    let word = document.lower(at);
    let tag = document.token(at).pos;
    match word {
        "'s" => match tag {
            Pos::X => matches!(
                document.lower(at.wrapping_sub(1)),
                "it" | "he" | "she" | "that" | "there" | "what" | "who" | "this"
            ),
            tag => matches!(tag, Pos::Aux | Pos::Verb),
        },
        "may" => !document.form(at).starts_with('M') || tag == Pos::Aux,
        "will" | "can" | "might" => tag != Pos::Noun && tag != Pos::Propn,
        "do" | "does" | "did" => true,
        word => is_be(word) || is_have(word) || is_modal(word),
    }
}

/// A main verb by tag; without tags by its form.
fn is_verb(document: &Document<'_>, marks: &Marks, at: usize) -> bool {
    let token = document.token(at);
    if token.kind != TokenKind::Word {
        return false;
    }
    match token.pos {
        Pos::Verb => true,
        Pos::X => looks_like_verb(document, marks, at),
        _ => false,
    }
}

/// The guess for a document without tags: past forms and "-ing" after a word that can stand before a verb.
fn looks_like_verb(document: &Document<'_>, marks: &Marks, at: usize) -> bool {
    let word = document.lower(at);
    let before = document.lower(at.wrapping_sub(1));
    if matches!(before, "a" | "an" | "the" | "of" | "its" | "his" | "her" | "their" | "this" | "these" | "those" | "-")
    {
        return false;
    }
    let name =
        document.form(at).starts_with(char::is_uppercase) && !before.is_empty() && !matches!(before, "." | "“" | "\"");
    let auxiliary = is_auxiliary(document, at.wrapping_sub(1)) && !is_be(before);
    !name
        && (marks.at(Class::IrregularPast, at).is_some()
            || (word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing")))
            || auxiliary && word.len() > 2 && word.chars().all(char::is_alphabetic))
}

/// Whether the word after "to" is a verb in its base form.
fn is_base(document: &Document<'_>, marks: &Marks, at: usize) -> bool {
    let word = document.lower(at);
    match document.token(at).pos {
        Pos::Verb | Pos::Aux => true,
        Pos::X => {
            marks.at(Class::IrregularPast, at).is_none()
                && word.chars().all(char::is_alphabetic)
                && document.form(at).starts_with(char::is_lowercase)
                && !matches!(
                    word,
                    "a" | "an" | "the" | "its" | "his" | "her" | "their" | "about" | "all" | "this" | "that"
                )
        }
        _ => false,
    }
}

fn is_past_form(document: &Document<'_>, marks: &Marks, at: usize) -> bool {
    let word = document.lower(at);
    (word.ends_with("ed")
        && word.len() > 3
        && !matches!(
            word,
            "need"
                | "feed"
                | "speed"
                | "bleed"
                | "breed"
                | "succeed"
                | "proceed"
                | "exceed"
                | "heed"
                | "seed"
                | "weed"
                | "agreed to"
                | "shed"
        ))
        || marks.at(Class::IrregularPast, at).is_some()
}
