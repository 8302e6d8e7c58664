//! The closed lists of the contract: every word that a record may use where only certain words are allowed.
//!
//! `extract` decides by them, `record` writes them, `alert` rules compare against them. One list, so that they cannot drift.
//! Their meaning is defined in `docs/RECORD.md`; this file knows no text and no JSON.

/// Declares an enum whose variants have a fixed spelling on the wire.
macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* #[doc = concat!("`", $word, "`")] $variant),+ }

        impl $name {
            /// Every value, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The spelling on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Reads the spelling on the wire.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

closed_list! {
    /// What kind of speaker answers for a statement, by answerability.
    SourceKind {
        /// Ministers, governments, prosecutors, lawmakers, party leaders.
        Official = "official",
        /// State services: army, police, regulator, commission.
        Agency = "agency",
        /// The UN, NATO, mediators, relief agencies of states.
        International = "international",
        Company = "company",
        /// Charities, lobbies, unions.
        Organisation = "organisation",
        /// Analysts, researchers, a study's author.
        Expert = "expert",
        /// Studies, polls, memos, court records, images.
        Document = "document",
        /// Another outlet.
        Media = "media",
        /// Eyewitness, resident, victim.
        Witness = "witness",
        /// Any other named or described individual.
        Person = "person",
        /// "Critics", "the West".
        Collective = "collective",
        /// Names withheld on purpose.
        Anonymous = "anonymous",
        /// The article's own voice: no attribution.
        Writer = "writer",
        /// A cue without a source: "was reported".
        Unknown = "unknown",
    }
}

closed_list! {
    /// How much of a content stands in quotation marks.
    QuoteType {
        /// All of it.
        Direct = "direct",
        /// None of it.
        Indirect = "indirect",
        /// Some of it.
        Mixed = "mixed",
    }
}

closed_list! {
    /// The writer's stance, read from the cue (factive and non-factive report verbs).
    Stance { Neutral = "neutral", Doubt = "doubt", Endorse = "endorse" }
}

closed_list! {
    /// What the claimer does by claiming.
    Act {
        State = "state", Accuse = "accuse", Deny = "deny", Admit = "admit", Plan = "plan", Predict = "predict",
        Demand = "demand", Opine = "opine",
    }
}

closed_list! {
    /// Whether the proposition itself is negated.
    Polarity { Positive = "positive", Negative = "negative" }
}

closed_list! {
    /// How firmly the claimer puts it.
    Certainty { Certain = "certain", Probable = "probable", Possible = "possible", Unknown = "unknown" }
}

closed_list! {
    /// What the article says of the support for a claim.
    Evidence {
        Unstated = "unstated", Given = "given", Absent = "absent", Unverified = "unverified", Disputed = "disputed",
    }
}

closed_list! {
    /// Time of the proposition, not of the speech.
    Time { Past = "past", Present = "present", Future = "future" }
}

closed_list! {
    /// Whether a reader or fact-checker could want it verified.
    Check { Worthy = "worthy", Minor = "minor", None = "none" }
}

closed_list! {
    /// How a figure bounds the quantity.
    Bound {
        Equal = "=", About = "~", Over = ">", AtLeast = ">=", Under = "<", AtMost = "<=", Range = "range",
    }
}

closed_list! {
    /// What a figure measures or counts.
    FigureKind {
        Deaths = "deaths", Injured = "injured", Casualties = "casualties", Displaced = "displaced", Personnel = "personnel",
        Arrests = "arrests", Cases = "cases", People = "people", Jobs = "jobs", Votes = "votes", Money = "money",
        Percent = "percent", Ratio = "ratio", Rate = "rate", Count = "count", Rank = "rank", Score = "score",
        Duration = "duration", Age = "age", Distance = "distance", Mass = "mass", Temperature = "temperature",
        Magnitude = "magnitude", Area = "area", Volume = "volume", Speed = "speed", Power = "power", Energy = "energy",
        Data = "data", Index = "index",
    }
}

closed_list! {
    /// Direction of a figure that is a change or has moved.
    Change { Up = "up", Down = "down" }
}

closed_list! {
    /// How a figure stands to another one or to a record.
    Relation {
        RecordHigh = "record_high", RecordLow = "record_low", PreviousRecord = "previous_record",
        ExceedsRecord = "exceeds_record", From = "from", PartOf = "part_of", Baseline = "baseline", Total = "total",
    }
}

closed_list! {
    /// What a figure is there for: a quantity, or only the time of another figure.
    FigureRole { Quantity = "quantity", Time = "time" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for kind in SourceKind::ALL {
            assert_eq!(SourceKind::parse(kind.as_str()), Some(*kind));
        }
        for bound in Bound::ALL {
            assert_eq!(Bound::parse(bound.as_str()), Some(*bound));
        }
        assert_eq!(Act::parse("nonsense"), None);
    }
}
