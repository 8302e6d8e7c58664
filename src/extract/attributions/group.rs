//! The verb group around a cue: auxiliaries, negation, voice, and the verbs that govern it ("declined to say", "appears to show").

use std::ops::Range;

use super::candidate::Manner;
use super::inflect::Forms;
use super::view::View;
use crate::text::Pos;

/// A verb with what belongs to it on its left.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// From the first auxiliary (adverbs inside) to the verb.
    pub(super) tokens: Range<usize>,
    /// The cue's words: the verb with the auxiliaries that touch it.
    pub(super) cue: Range<usize>,
    pub(super) manner: Manner,
}

/// Reads the group of the verb at `at`; `lo` bounds the look to the left.
pub(super) fn read(view: &View<'_, '_>, at: usize, forms: Forms, lo: usize) -> Group {
    let mut manner = Manner::default();
    let mut start = at;
    let mut cue = at;
    let mut touching = true;
    let mut be = false;
    let mut have = false;
    let mut steps = 0;
    while start > lo && steps < 8 {
        let left = start - 1;
        let low = view.low(left);
        steps += 1;
        if is_auxiliary(view, left) {
            be |= matches!(
                low,
                "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'re" | "'m" | "get" | "got" | "gets"
            );
            have |= matches!(low, "has" | "have" | "had" | "'ve" | "having");
            if low == "'s" || low == "'d" {
                have |= view.pos(left) == Pos::Aux;
            }
            manner.modal |= is_modal(low);
        } else if matches!(low, "not" | "n't" | "never" | "nor" | "neither" | "hardly" | "scarcely") {
            manner.negated = true;
        } else if low == "to" && (manner.infinitive || start == at || be || have) && view.pos(left) != Pos::Adp {
            manner.infinitive = true;
            start = left;
            if touching {
                cue = left;
            }
            break;
        } else if view.pos(left) == Pos::Adv && start > lo + 1 && has_auxiliary_before(view, left, lo) {
            touching = false;
            start = left;
            continue;
        } else {
            break;
        }
        start = left;
        if touching && !(low == "not" || low == "n't") {
            cue = left;
        } else if touching {
            // "does not believe": the negation belongs to the cue with its auxiliary.
            cue = left;
        }
    }
    manner.perfect = have;
    manner.gerund = forms.any(Forms::GERUND) && !be;
    manner.passive = be && forms.any(Forms::PARTICIPLE) && !(forms.any(Forms::GERUND));
    manner.past = !be && !have && forms.any(Forms::PAST) && !manner.infinitive && !manner.modal;
    manner.third = !be && !have && forms.any(Forms::THIRD);
    Group { tokens: start..at + 1, cue: cue..at + 1, manner }
}

/// An auxiliary, judged by its word: taggers confuse main and auxiliary uses.
pub(super) fn is_auxiliary(view: &View<'_, '_>, at: usize) -> bool {
    match view.low(at) {
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "has" | "have" | "had" | "having" | "do"
        | "does" | "did" | "will" | "would" | "can" | "could" | "may" | "might" | "must" | "shall" | "should"
        | "'ve" | "'re" | "'ll" | "'d" | "'m" | "ca" | "wo" => true,
        "'s" => view.pos(at) == Pos::Aux || view.pos(at) == Pos::Verb,
        _ => false,
    }
}

fn is_modal(low: &str) -> bool {
    matches!(
        low,
        "will" | "would" | "can" | "could" | "may" | "might" | "must" | "shall" | "should" | "'ll" | "ca" | "wo"
    )
}

fn has_auxiliary_before(view: &View<'_, '_>, at: usize, lo: usize) -> bool {
    (lo..at)
        .rev()
        .take(3)
        .take_while(|i| view.pos(*i) == Pos::Adv || is_auxiliary(view, *i) || view.pos(*i) == Pos::Part)
        .any(|i| is_auxiliary(view, i))
}

/// Verbs whose infinitive says that no report was made: "declined to say".
pub(super) fn is_refusal(low: &str) -> bool {
    matches!(
        low,
        "declined"
            | "declines"
            | "decline"
            | "declining"
            | "refused"
            | "refuses"
            | "refuse"
            | "refusing"
            | "failed"
            | "fails"
            | "fail"
            | "failing"
            | "unable"
            | "neglected"
            | "unwilling"
            | "reluctant"
            | "hesitated"
            | "stopped"
            | "wanted"
            | "reluctance"
    )
}

/// Verbs that join their infinitive as one report: "appears to show", "is expected to testify", "went on to say".
pub(super) fn is_raising(low: &str) -> bool {
    matches!(
        low,
        "appears"
            | "appear"
            | "appeared"
            | "seems"
            | "seem"
            | "seemed"
            | "expected"
            | "purports"
            | "purport"
            | "purported"
            | "purporting"
            | "going"
            | "continued"
            | "continues"
            | "continue"
            | "used"
            | "began"
            | "begun"
            | "begins"
            | "started"
            | "set"
            | "due"
            | "scheduled"
            | "likely"
            | "rushed"
            | "moved"
            | "sought"
            | "tried"
            | "attempted"
            | "proceeded"
            | "hastened"
            | "able"
            | "quick"
    )
}

/// Joins the verb that governs an infinitive ("appears to show"). None when it makes the report no report ("declined to say").
pub(super) fn govern(view: &View<'_, '_>, group: &mut Group, lo: usize) -> Option<()> {
    let to = group.tokens.start;
    let mut at = to.checked_sub(1).filter(|at| *at >= lo)?;
    if view.pos(at) == Pos::Adv && at > lo {
        at -= 1;
    }
    let low = view.low(at);
    if is_refusal(low) {
        return None;
    }
    if is_raising(low) {
        let outer = read(view, at, Forms::PAST.or(Forms::PARTICIPLE), lo);
        if outer.manner.negated {
            return None;
        }
        let manner = group.manner;
        group.tokens.start = outer.tokens.start;
        group.cue.start = outer.cue.start;
        group.manner = outer.manner;
        group.manner.infinitive = false;
        group.manner.passive = manner.passive && view.low(to + 1) == "be";
        group.manner.gerund = false;
        group.manner.modal = true;
    }
    Some(())
}

/// One past the verb group whose first word stands at `at`: "will close", "has been told"; a further finite verb begins another group.
pub(super) fn end(view: &View<'_, '_>, at: usize, hi: usize) -> usize {
    let mut next = at + 1;
    let mut open = is_auxiliary(view, at);
    while next < hi {
        let auxiliary = is_auxiliary(view, next);
        let main = view.pos(next) == Pos::Verb;
        match view.pos(next) {
            _ if auxiliary && open => {}
            Pos::Adv | Pos::Part => {}
            Pos::Verb if open => {}
            _ => break,
        }
        open = open && (auxiliary || !main);
        next += 1;
    }
    next
}

/// Joins what governs a gerund: "kept saying", "is quoted as saying", "was heard shouting" are finite reports.
pub(super) fn govern_gerund(view: &View<'_, '_>, group: &mut Group, lo: usize) {
    let start = group.tokens.start;
    let Some(left) = start.checked_sub(1).filter(|left| *left >= lo && group.manner.gerund) else { return };
    let outer = match view.low(left) {
        "keep" | "keeps" | "kept" => read(view, left, Forms::PAST.or(Forms::BASE), lo),
        "heard" | "overheard" | "seen" | "caught" => read(view, left, Forms::PARTICIPLE, lo),
        "as" if left > lo && matches!(view.low(left - 1), "quoted" | "cited" | "reported" | "described") => {
            read(view, left - 1, Forms::PARTICIPLE, lo)
        }
        _ => return,
    };
    let kept = matches!(view.low(left), "keep" | "keeps" | "kept");
    if kept || outer.manner.passive {
        group.tokens.start = outer.tokens.start;
        group.cue.start = outer.cue.start;
        group.manner = Manner { passive: false, gerund: false, past: true, ..outer.manner };
    }
}
