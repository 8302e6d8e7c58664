//! Word classes and dependency relations: the tag sets of the analysis.
//!
//! Universal Dependencies v2 (universaldependencies.org) for classes and relations, the Penn Treebank set (Marcus et al. 1993, with the
//! additions of English Web Treebank) for the finer tags. Owns the names; each set is a closed list with its number as discriminant.

/// Declares a closed set of tags with their names in the treebanks.
macro_rules! tag_set {
    ($(#[$about:meta])* $set:ident, $unknown:ident; $($(#[$note:meta])* $variant:ident = $name:literal,)+) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[allow(missing_docs, reason = "the names of the treebanks, given in `name`")]
        #[repr(u8)]
        pub enum $set {
            $($(#[$note])* $variant,)+
        }

        impl $set {
            /// All members, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name in the treebanks.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// The member of a name; the "unknown" member for any other.
            pub fn named(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)+
                    _ => Self::$unknown,
                }
            }

            /// The member of a number; the "unknown" member for any other.
            pub fn of(number: u8) -> Self {
                Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::$unknown)
            }
        }
    };
}

tag_set! {
    /// Universal part of speech. [`Pos::X`] also stands for "not tagged yet".
    Pos, X;
    Adj = "ADJ",
    Adp = "ADP",
    Adv = "ADV",
    Aux = "AUX",
    Cconj = "CCONJ",
    Det = "DET",
    Intj = "INTJ",
    Noun = "NOUN",
    Num = "NUM",
    Part = "PART",
    Pron = "PRON",
    Propn = "PROPN",
    Punct = "PUNCT",
    Sconj = "SCONJ",
    Sym = "SYM",
    Verb = "VERB",
    #[default]
    X = "X",
}

tag_set! {
    /// Universal dependency relation with the subtypes of the English treebanks. [`Relation::Dep`] also stands for "not parsed yet".
    Relation, Dep;
    Acl = "acl",
    AclRelcl = "acl:relcl",
    Advcl = "advcl",
    AdvclRelcl = "advcl:relcl",
    Advmod = "advmod",
    Amod = "amod",
    Appos = "appos",
    Aux = "aux",
    AuxPass = "aux:pass",
    Case = "case",
    Cc = "cc",
    CcPreconj = "cc:preconj",
    Ccomp = "ccomp",
    Compound = "compound",
    CompoundPrt = "compound:prt",
    Conj = "conj",
    Cop = "cop",
    Csubj = "csubj",
    CsubjPass = "csubj:pass",
    #[default]
    Dep = "dep",
    Det = "det",
    DetPredet = "det:predet",
    Discourse = "discourse",
    Dislocated = "dislocated",
    Expl = "expl",
    Fixed = "fixed",
    Flat = "flat",
    Goeswith = "goeswith",
    Iobj = "iobj",
    List = "list",
    Mark = "mark",
    Nmod = "nmod",
    NmodDesc = "nmod:desc",
    NmodPoss = "nmod:poss",
    NmodUnmarked = "nmod:unmarked",
    Nsubj = "nsubj",
    NsubjOuter = "nsubj:outer",
    NsubjPass = "nsubj:pass",
    Nummod = "nummod",
    Obj = "obj",
    Obl = "obl",
    OblAgent = "obl:agent",
    OblUnmarked = "obl:unmarked",
    Orphan = "orphan",
    Parataxis = "parataxis",
    Punct = "punct",
    Reparandum = "reparandum",
    Root = "root",
    Vocative = "vocative",
    Xcomp = "xcomp",
}

tag_set! {
    /// Penn Treebank tag, which tells tense and number. [`Fine::Other`] also stands for "not tagged yet".
    Fine, Other;
    Add = "ADD",
    Affix = "AFX",
    Cc = "CC",
    Cd = "CD",
    Close = "-RRB-",
    CloseQuote = "''",
    Colon = ":",
    Comma = ",",
    Dt = "DT",
    Ex = "EX",
    Fw = "FW",
    Gw = "GW",
    Hyph = "HYPH",
    In = "IN",
    Jj = "JJ",
    Jjr = "JJR",
    Jjs = "JJS",
    Ls = "LS",
    Md = "MD",
    Money = "$",
    Nfp = "NFP",
    Nn = "NN",
    Nnp = "NNP",
    Nnps = "NNPS",
    Nns = "NNS",
    Open = "-LRB-",
    OpenQuote = "``",
    Pdt = "PDT",
    Pos = "POS",
    Prp = "PRP",
    PrpPoss = "PRP$",
    Rb = "RB",
    Rbr = "RBR",
    Rbs = "RBS",
    Rp = "RP",
    Stop = ".",
    Sym = "SYM",
    To = "TO",
    Uh = "UH",
    Vb = "VB",
    Vbd = "VBD",
    Vbg = "VBG",
    Vbn = "VBN",
    Vbp = "VBP",
    Vbz = "VBZ",
    Wdt = "WDT",
    Wp = "WP",
    WpPoss = "WP$",
    Wrb = "WRB",
    #[default]
    Other = "XX",
}

impl Relation {
    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    #[must_use]
    pub fn base(self) -> Self {
        match self.name().split_once(':') {
            Some((base, _)) => Self::named(base),
            None => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_lead_back() {
        assert!(Pos::ALL.iter().all(|pos| Pos::named(pos.name()) == *pos && Pos::of(*pos as u8) == *pos));
        assert!(Fine::ALL.iter().all(|fine| Fine::named(fine.name()) == *fine && Fine::of(*fine as u8) == *fine));
        assert!(
            Relation::ALL.iter().all(|rel| Relation::named(rel.name()) == *rel && Relation::of(*rel as u8) == *rel)
        );
    }

    #[test]
    fn subtypes_fold() {
        assert_eq!(Relation::NsubjPass.base(), Relation::Nsubj);
        assert_eq!(Relation::Obl.base(), Relation::Obl);
    }
}
