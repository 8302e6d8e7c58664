//! A quantity on its way from a number to a figure: what each stage fills in.

use std::ops::Range;

use super::lexer::{Number, Shape};
use super::nouns::Noun;
use super::units::Unit;
use crate::extract::types::Value;
use crate::span::Span;
use crate::vocabulary::{Bound, Change, FigureKind, FigureRole};

/// What kind of expression it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A number, with or without a unit.
    Number,
    /// A part of a whole, in percent.
    Fraction,
    /// A multiple: doubled, threefold.
    Fold,
    /// A plural of magnitude: dozens.
    Vague,
    /// Two sides: 4-1.
    Score,
    /// An ordinal that states a place or a tally.
    Rank,
    /// Years, months … of age.
    Age,
}

/// Which end of a change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The value reached.
    Result,
    /// The value left behind.
    Prior,
}

/// One quantity.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// The number as the lexer read it (the first one of a range).
    pub(super) number: Number,
    /// Bytes of number and unit.
    pub(super) core: Span,
    /// Tokens of `core`.
    pub(super) tokens: Range<usize>,
    /// Bytes of the figure: bound word, number, unit, head noun.
    pub(super) span: Span,
    pub(super) value: Value,
    pub(super) form: Form,
    pub(super) unit: Option<Unit>,
    /// The unit hangs on by a hyphen ("9-mile canal").
    pub(super) hyphen: bool,
    /// Money with its sign in front.
    pub(super) prefixed: bool,
    pub(super) bound: Bound,
    /// First token of the bound words, or of `tokens`.
    pub(super) first: usize,
    pub(super) role: FigureRole,
    pub(super) per: Option<Span>,
    pub(super) noun: Option<Noun>,
    pub(super) counted: Vec<Span>,
    pub(super) kind: FigureKind,
    pub(super) change: Option<Change>,
    pub(super) part: Option<Part>,
    /// The noun counted names persons.
    pub(super) persons: bool,
    /// It counts some of an earlier or later quantity.
    pub(super) part_of: bool,
    /// Index of the sentence.
    pub(super) sentence: usize,
}

impl Quantity {
    pub(super) fn new(number: Number, core: Span, tokens: Range<usize>, sentence: usize) -> Self {
        Self {
            number,
            core,
            first: tokens.start,
            tokens,
            span: core,
            value: Value::One(number.value),
            form: Form::Number,
            unit: None,
            hyphen: false,
            prefixed: false,
            bound: Bound::Equal,
            role: FigureRole::Quantity,
            per: None,
            noun: None,
            counted: Vec::new(),
            kind: FigureKind::Count,
            change: None,
            part: None,
            persons: false,
            part_of: false,
            sentence,
        }
    }

    /// A single value; the middle of a range is not asked for.
    pub(super) fn one(&self) -> f64 {
        match self.value {
            Value::One(one) | Value::Two(one, _) => one,
        }
    }

    /// A small whole number without unit or scale: a side of a score, odds, a day.
    pub(super) fn small_whole(&self) -> bool {
        self.unit.is_none()
            && self.number.scale == 0
            && self.one().fract() == 0.0
            && matches!(self.number.shape, Shape::Plain(1..=3) | Shape::Words)
            && !self.number.article
    }

    /// Counted or measured in nothing yet.
    pub(super) fn bare(&self) -> bool {
        self.unit.is_none() && self.form == Form::Number
    }
}
