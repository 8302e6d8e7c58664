//! Agreement within an article: the same number of persons told twice is the same figure, so the vaguer telling takes the kind of the
//! clearer one. Owns no reading of words.

use super::kind;
use super::quantity::{Form, Quantity};
use crate::vocabulary::{FigureKind, FigureRole};

/// Small numbers meet by chance.
const LEAST: f64 = 13.0;

/// Lets "the 31 victims" follow "31 people were killed" in kind.
pub(super) fn assign(all: &mut [Quantity]) {
    let mut tellings: Vec<(u64, usize)> = all
        .iter()
        .enumerate()
        .filter(|(_, q)| {
            q.unit.is_none() && q.form == Form::Number && q.role == FigureRole::Quantity && q.one() >= LEAST
        })
        .filter(|(_, q)| kind::person_kind(q.kind) || q.kind == FigureKind::Count && q.noun.is_none())
        .map(|(index, q)| (q.one().to_bits(), index))
        .collect();
    tellings.sort_unstable();
    for group in tellings.chunk_by(|a, b| a.0 == b.0) {
        let clear: Vec<FigureKind> = group
            .iter()
            .filter_map(|(_, index)| all.get(*index))
            .map(|q| q.kind)
            .filter(|kind| !matches!(kind, FigureKind::People | FigureKind::Count))
            .collect();
        let [first, rest @ ..] = clear.as_slice() else { continue };
        if rest.iter().any(|kind| kind != first) {
            continue;
        }
        for (_, index) in group {
            if let Some(q) = all.get_mut(*index).filter(|q| matches!(q.kind, FigureKind::People | FigureKind::Count)) {
                q.kind = *first;
            }
        }
    }
}
