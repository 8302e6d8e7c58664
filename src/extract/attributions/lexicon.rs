//! The cue lexicon: which words may report, in which frames, and with what stance of the writer. Built once from the lists in `lexicon/`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::inflect::{self, Forms};
use crate::vocabulary::Stance;

/// The complements with which a verb reports; a verb can have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Frames(u16);

impl Frames {
    /// A clause: "said that …".
    pub(super) const CLAUSE: Self = Self(1);
    /// Only beside a quotation: "“…,” she sighed".
    pub(super) const QUOTATION: Self = Self(2);
    /// A noun phrase: "denied the charges".
    pub(super) const OBJECT: Self = Self(4);
    /// An infinitive or gerund: "plans to hire".
    pub(super) const INFINITIVE: Self = Self(8);
    /// A noun phrase and an infinitive: "urged the council to act".
    pub(super) const OBJECT_INFINITIVE: Self = Self(16);
    /// An addressee before the clause: "told reporters that …".
    pub(super) const ADDRESSEE: Self = Self(32);
    /// What a reporting phrase takes ("point out that", "went on to say"): clauses, quotations, objects.
    pub(super) const PARTICLE: Self = Self(1 | 2 | 4);
    /// "say": takes a clause even where none is recognised.
    pub(super) const SAY: Self = Self(128);
    /// Reports in the passive: "is said to …".
    pub(super) const PASSIVE: Self = Self(64);

    /// Whether any of `other` is among these.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A fixed phrase that reports.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// As in the list: "point out".
    pub(super) whole: &'static str,
    /// The words behind the verb.
    pub(super) rest: Vec<&'static str>,
}

/// A verb that may report.
#[derive(Debug, Clone, Default)]
pub(super) struct Verb {
    /// Dictionary form.
    pub(super) lemma: &'static str,
    /// Its complements.
    pub(super) frames: Frames,
    /// Means something else more often than it reports.
    pub(super) weak: bool,
    /// The writer's stance.
    pub(super) stance: Option<Stance>,
    /// Prepositions (and what stands between) that make it report: "call" + "for".
    pub(super) prepositions: Vec<Phrase>,
    /// Particles and fixed words that make it report: "point" + "out".
    pub(super) phrases: Vec<Phrase>,
}

/// The whole lexicon.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    verbs: Vec<Verb>,
    forms: HashMap<String, (u16, Forms)>,
    nouns: HashMap<String, &'static str>,
    stances: HashMap<&'static str, Stance>,
    everyday: HashSet<&'static str>,
}

/// The lexicon, built at first use.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

const DOUBT: &str = include_str!("lexicon/doubt.txt");
const ENDORSE: &str = include_str!("lexicon/endorse.txt");
const WEAK: &str = include_str!("lexicon/weak.txt");
const PREPOSITION: &str = include_str!("lexicon/preposition.txt");
const PHRASAL: &str = include_str!("lexicon/phrasal.txt");
const NOMINAL: &str = include_str!("lexicon/nominal.txt");
const ADVERBS: &str = include_str!("lexicon/adverbs.txt");
const EVERYDAY: &str = include_str!("lexicon/everyday.txt");
const FRAMES: [(&str, Frames); 7] = [
    (include_str!("lexicon/clause.txt"), Frames::CLAUSE),
    (include_str!("lexicon/object.txt"), Frames::OBJECT),
    (include_str!("lexicon/infinitive.txt"), Frames::INFINITIVE),
    (include_str!("lexicon/object_infinitive.txt"), Frames::OBJECT_INFINITIVE),
    (include_str!("lexicon/addressee.txt"), Frames::ADDRESSEE),
    (include_str!("lexicon/passive.txt"), Frames::PASSIVE),
    (include_str!("lexicon/quotation.txt"), Frames::QUOTATION),
];

/// The entries of a list.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Lexicon {
    fn build() -> Self {
        let mut lexicon = Self { everyday: entries(EVERYDAY).collect(), ..Self::default() };
        for (list, stance) in [(DOUBT, Stance::Doubt), (ENDORSE, Stance::Endorse)] {
            lexicon.stances.extend(entries(list).map(|word| (word, stance)));
        }
        let mut verbs: BTreeMap<&'static str, Verb> = BTreeMap::new();
        let mut verb = |lemma: &'static str, change: &dyn Fn(&mut Verb)| {
            change(verbs.entry(lemma).or_insert_with(|| Verb { lemma, ..Verb::default() }));
        };
        for (list, frame) in FRAMES {
            for lemma in entries(list) {
                verb(lemma, &|verb| verb.frames = verb.frames.or(frame));
            }
        }
        for phrase in entries(PREPOSITION) {
            let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
            verb(first, &|verb| verb.prepositions.push(Phrase { whole: phrase, rest: rest.split(' ').collect() }));
        }
        for phrase in entries(PHRASAL) {
            let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
            verb(first, &|verb| verb.phrases.push(Phrase { whole: phrase, rest: rest.split(' ').collect() }));
        }
        verb("say", &|verb| verb.frames = verb.frames.or(Frames::SAY));
        for lemma in entries(WEAK) {
            verb(lemma, &|verb| verb.weak = true);
        }
        lexicon.verbs = verbs.into_values().collect();
        for verb in &mut lexicon.verbs {
            verb.stance = lexicon.stances.get(verb.lemma).copied();
            // The longest phrase first, so that "go on to say" wins over "go on".
            verb.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            verb.prepositions.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        let mut forms: HashMap<String, (u16, Forms)> = HashMap::new();
        for (number, verb) in lexicon.verbs.iter().enumerate() {
            inflect::verb(verb.lemma, |form, which| {
                let entry = forms.entry(form).or_insert((number as u16, which));
                if usize::from(entry.0) == number {
                    entry.1 = entry.1.or(which);
                }
            });
        }
        lexicon.forms = forms;
        for noun in entries(NOMINAL) {
            lexicon.nouns.insert(noun.to_owned(), noun);
            lexicon.nouns.insert(inflect::third(noun), noun);
        }
        lexicon
    }

    /// The verb of which a lower-cased word may be a form.
    pub(super) fn verb(&self, form: &str) -> Option<(&Verb, Forms)> {
        let (number, forms) = self.forms.get(form)?;
        self.verbs.get(usize::from(*number)).map(|verb| (verb, *forms))
    }

    /// The lemma of a reporting noun.
    pub(super) fn noun(&self, form: &str) -> Option<&'static str> {
        self.nouns.get(form).copied()
    }

    /// The writer's stance that a lemma, noun or phrase shows.
    pub(super) fn stance(&self, lemma: &str) -> Stance {
        self.stances.get(lemma).copied().unwrap_or(Stance::Neutral)
    }

    /// Whether a verb with an object of this head reports nothing: "called an ambulance".
    pub(super) fn is_everyday(&self, lemma: &str, head: &str) -> bool {
        let pair = |noun: &str| self.everyday.contains(format!("{lemma} {noun}").as_str());
        let single = head
            .strip_suffix("ies")
            .map(|stem| format!("{stem}y"))
            .or_else(|| head.strip_suffix('s').map(str::to_owned));
        pair(head)
            || single.is_some_and(|noun| pair(&noun))
            || (head == "lives" && pair("life"))
            || (head == "children" && pair("child"))
    }

    /// Whether a word reports by itself, without a source: "reportedly".
    pub(super) fn is_adverb(form: &str) -> bool {
        form.ends_with("ly") && entries(ADVERBS).any(|word| word == form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_without_duplicates() {
        let lists = [DOUBT, ENDORSE, WEAK, PREPOSITION, PHRASAL, NOMINAL, ADVERBS, EVERYDAY];
        for list in lists.into_iter().chain(FRAMES.map(|(list, _)| list)) {
            let words: Vec<&str> = entries(list).collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{:?}", words.windows(2).find(|w| w[0] >= w[1]));
        }
    }

    #[test]
    fn forms_lead_to_their_verbs() {
        assert_eq!(LEXICON.verb("said").map(|(verb, _)| verb.lemma), Some("say"));
        assert_eq!(LEXICON.verb("denies").map(|(verb, _)| verb.lemma), Some("deny"));
        assert!(LEXICON.verb("table").is_none());
        assert_eq!(LEXICON.noun("allegations"), Some("allegation"));
        assert_eq!(LEXICON.stance("claim"), Stance::Doubt);
        assert!(LEXICON.is_everyday("call", "ambulances"));
        assert!(!LEXICON.is_everyday("call", "plan"));
    }
}
