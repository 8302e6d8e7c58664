//! Whose words are they? Cuts every sentence into regions: the tokens that one voice answers for, without the words of reporting.
//!
//! Owns the rule that the innermost attribution answers, and that source and cue are no claim. Knows nothing of clauses.

use super::lexicons::{Class, Marks};
use super::verbs::Group;
use crate::extract::types::Attribution;
use crate::span::Span;
use crate::text::{Document, Pos};

/// What a token is to the voice that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of what is said.
    Said,
    /// Part of a source of the attribution.
    Source(usize),
    /// Part of a cue of the attribution.
    Cue(usize),
}

/// Voice and role of every token.
#[derive(Debug, Clone)]
pub(super) struct Voices {
    /// The innermost attribution that answers; none for the writer.
    owner: Vec<Option<usize>>,
    role: Vec<Role>,
    /// By attribution: its cue is a verb, so that its words interrupt the sentence; a noun ("his promise to ...") does not.
    verbal: Vec<bool>,
}

/// The tokens of one sentence that one voice answers for, in order, perhaps with gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) sentence: usize,
    pub(super) owner: Option<usize>,
    pub(super) tokens: Vec<usize>,
}

impl Voices {
    pub(super) fn new(document: &Document<'_>, attributions: &[Attribution], marks: &Marks, groups: &[Group]) -> Self {
        let mut owner = vec![None; document.tokens.len()];
        let mut role = vec![Role::Said; document.tokens.len()];
        let mut order: Vec<usize> = (0..attributions.len()).collect();
        let depth = depths(attributions);
        let length = |at: usize| attributions.get(at).map_or(0, |a| a.content.iter().map(|s| s.len()).sum::<u32>());
        order.sort_by_key(|at| (depth.get(*at).copied().unwrap_or(0), u32::MAX - length(*at), *at));
        for at in order {
            let Some(attribution) = attributions.get(at).filter(|attribution| speaks(document, marks, attribution))
            else {
                continue;
            };
            let mut paint = |span: Span, as_role: Role| {
                for token in document.tokens_in(span) {
                    if let Some(slot) = role.get_mut(token) {
                        *slot = as_role;
                    }
                    if as_role == Role::Said
                        && let Some(slot) = owner.get_mut(token)
                    {
                        *slot = Some(at);
                    }
                }
            };
            if let Some(source) = attribution.source {
                paint(source, Role::Source(at));
            }
            if let Some(cue) = attribution.cue {
                paint(cue, Role::Cue(at));
            }
            for span in &attribution.content {
                paint(*span, Role::Said);
            }
        }
        let verbal = attributions.iter().map(|attribution| is_verbal(document, attribution, groups)).collect();
        Self { owner, role, verbal }
    }

    /// Whether a token belongs to words of reporting that interrupt the sentence around them.
    pub(super) fn interrupts(&self, token: usize) -> bool {
        match self.role(token) {
            Role::Said => false,
            Role::Source(at) | Role::Cue(at) => self.is_verbal(at),
        }
    }

    /// Whether a token that this voice leaves out begins somebody else's finite report.
    pub(super) fn breaks(&self, voice: Option<usize>, token: usize) -> bool {
        match (self.role(token), self.owner(token)) {
            (Role::Source(at) | Role::Cue(at), _) | (Role::Said, Some(at)) => Some(at) != voice && self.is_verbal(at),
            (Role::Said, None) => false,
        }
    }

    /// Whether an attribution's cue is a verb, so that its words interrupt the sentence.
    pub(super) fn is_verbal(&self, attribution: usize) -> bool {
        self.verbal.get(attribution).copied().unwrap_or(true)
    }

    pub(super) fn owner(&self, token: usize) -> Option<usize> {
        self.owner.get(token).copied().flatten()
    }

    pub(super) fn role(&self, token: usize) -> Role {
        self.role.get(token).copied().unwrap_or(Role::Said)
    }

    /// The regions of a document by sentence, then by first token.
    pub(super) fn regions(&self, document: &Document<'_>) -> Vec<Region> {
        let mut out: Vec<Region> = Vec::new();
        for (sentence, found) in document.sentences.iter().enumerate() {
            let mut first = out.len();
            for (place, token) in found.tokens.clone().enumerate() {
                if place > 0 && place % LONGEST == 0 {
                    first = out.len();
                }
                let owner = self.owner(token);
                // A sentence has few voices; look for this one among them, the latest first.
                let here = out.get_mut(first..).unwrap_or_default();
                match here.iter_mut().rev().take(32).find(|region| region.owner == owner) {
                    Some(region) => region.tokens.push(token),
                    None => out.push(Region { sentence, owner, tokens: vec![token] }),
                }
            }
        }
        out
    }
}

/// Most tokens of a region: a longer "sentence" is cut, so that the work stays linear whatever the text.
pub(super) const LONGEST: usize = 400;

/// An attribution less sure than this owns no claim: silence is better than a wrong claimer. Below it, on the development articles,
/// one claimer in fifteen was right.
pub(super) const LEAST_SURE: f32 = 0.4;

/// Whether an attribution is a voice of its own. What somebody is said to plan, want or believe is told by the one who says so.
fn speaks(document: &Document<'_>, marks: &Marks, attribution: &Attribution) -> bool {
    let cue = attribution.cue.map_or(0..0, |cue| document.tokens_in(cue));
    let attitude = marks.has(Class::Planning, cue.clone())
        || cue.clone().any(|at| {
            matches!(
                document.lower(at),
                "aims"
                    | "aim"
                    | "wants"
                    | "want"
                    | "planning"
                    | "plans"
                    | "intends"
                    | "views"
                    | "sees"
                    | "seeks"
                    | "hopes"
                    | "expects"
                    | "believes"
                    | "thinks"
            )
        });
    attribution.confidence >= LEAST_SURE
        && !(attribution.parent.is_some() && attitude)
        && !is_survey(document, attribution)
}

/// "47 percent said they would vote": the answer of a survey's subjects is a fact of the survey, told by the writer.
fn is_survey(document: &Document<'_>, attribution: &Attribution) -> bool {
    let Some(source) = attribution.source else { return false };
    let tokens = document.tokens_in(source);
    attribution.parent.is_none()
        && tokens.clone().take(6).any(|at| matches!(document.lower(at), "percent" | "%" | "cent" | "pc"))
        && attribution.content.iter().all(|content| content.start > source.start)
}

/// Whether the cue is a verb; a report without a cue interrupts too.
fn is_verbal(document: &Document<'_>, attribution: &Attribution, groups: &[Group]) -> bool {
    let Some(cue) = attribution.cue else { return true };
    let tokens = document.tokens_in(cue);
    let from = groups.partition_point(|group| group.end <= tokens.start);
    let verb = groups.get(from).is_some_and(|group| group.start < tokens.end);
    let owned = matches!(
        document.lower(tokens.start.wrapping_sub(1)),
        "'s" | "'" | "his" | "her" | "their" | "its" | "our" | "my" | "the" | "a" | "an" | "this" | "recent"
    );
    let noun = tokens.clone().all(|at| matches!(document.token(at).pos, Pos::Noun | Pos::Propn | Pos::Adj))
        || matches!(
            document.lower(tokens.start),
            "rumours" | "rumors" | "speculation" | "news" | "claim" | "claims" | "reports" | "allegations" | "figures"
        );
    verb || !(noun || owned)
}

/// How deep each attribution is nested; a ring of parents counts as not nested.
fn depths(attributions: &[Attribution]) -> Vec<u32> {
    let depth = |mut at: usize| {
        let mut steps = 0;
        while let Some(parent) = attributions.get(at).and_then(|a| a.parent).filter(|_| steps < 8) {
            at = parent;
            steps += 1;
        }
        if steps == 8 { 0 } else { steps }
    };
    (0..attributions.len()).map(depth).collect()
}
