//! Cases and properties of the tokeniser.

use proptest::prelude::*;

use super::*;

fn forms(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    tokenise(text, Span::of(0, text.len()), &mut out);
    out.iter().map(|token| token.span.slice(text)).collect()
}

fn spaced(text: &str) -> String {
    forms(text).join(" ")
}

#[test]
fn clitics_stand_apart() {
    assert_eq!(spaced("Kyiv’s army didn't."), "Kyiv ’s army did n't .");
    assert_eq!(spaced("the U.S.'s role, I'd've cannot"), "the U.S. 's role , I 'd 've can not");
    assert_eq!(spaced("voters' rights in the ’90s"), "voters ' rights in the ’90s");
    assert_eq!(spaced("O'Brien's o'clock"), "O'Brien 's o'clock");
}

#[test]
fn numbers_and_signs() {
    assert_eq!(spaced("$2.6bn, 2,030 (3%)."), "$ 2.6 bn , 2,030 ( 3 % ) .");
    assert_eq!(spaced("US$5m 12km 19th 1970s 3D 7p.m. .5"), "US$ 5 m 12 km 19th 1970s 3D 7 p.m. .5");
    assert_eq!(spaced("15-year 13-17 2022-11-29 5:30"), "15 - year 13 - 17 2022-11-29 5:30");
}

#[test]
fn hyphens_cut_words_but_not_prefixes() {
    assert_eq!(spaced("a well-known ex-minister's U.S.-led plan"), "a well - known ex-minister 's U.S. - led plan");
}

#[test]
fn abbreviations_keep_their_stops() {
    assert_eq!(spaced("the U.S. said"), "the U.S. said");
    assert_eq!(spaced("Sen. J. Doe of Acme Inc. met Dr. No."), "Sen. J. Doe of Acme Inc. met Dr. No .");
    assert_eq!(spaced("No. 5 in Sept. 2020, plan B."), "No. 5 in Sept. 2020 , plan B .");
    assert_eq!(spaced("at example.com. So did I. Then"), "at example.com . So did I . Then");
}

#[test]
fn other_stops_stay_apart() {
    assert_eq!(spaced("It ended.They left... and…"), "It ended . They left ... and …");
}

#[test]
fn quotation_marks_and_dashes_stand_apart() {
    assert_eq!(spaced("“It’s ‘over’”—he said—«now»"), "“ It ’s ‘ over ’ ” — he said — « now »");
    assert_eq!(spaced("He said 'never' -- twice?!"), "He said ' never ' -- twice ?!");
}

#[test]
fn addresses_are_whole() {
    assert_eq!(
        spaced("See https://example.org/a?b=1, or mail j.doe@example.org. @desk #news R&D AT&T's"),
        "See https://example.org/a?b=1 , or mail j.doe@example.org . @desk #news R&D AT&T 's"
    );
}

/// Runs that once cost, or might cost, more than linear time: anything worse would not come to an end here.
#[test]
fn hostile_runs_are_linear() {
    for unit in [
        "a", "a-", "a.", "A&", "1-", "1.", "'", "’s", "a@", "#", "-", ".", "\"", "a'", "é́", "n't", "US$", "www.",
        "://", "_",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        let mut out = Vec::new();
        tokenise(&text, Span::of(0, text.len()), &mut out);
        assert!(!out.is_empty());
    }
}

proptest! {
    #[test]
    fn tokens_and_gaps_rebuild_the_text(text in "(\\PC|[ a-zA-Z.,'’\"“”$%0-9@#&/_\\-\n\u{ad}\u{200b}]){0,80}") {
        let mut out = Vec::new();
        tokenise(&text, Span::of(0, text.len()), &mut out);
        let mut rebuilt = String::new();
        let mut end = 0;
        for token in &out {
            let (start, stop) = (token.span.start as usize, token.span.end as usize);
            prop_assert!(start >= end && stop > start);
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(stop));
            let gap = text.get(end..start).unwrap();
            prop_assert!(gap.chars().all(is_gap));
            rebuilt.push_str(gap);
            rebuilt.push_str(text.get(start..stop).unwrap());
            end = stop;
        }
        prop_assert!(text.get(end..).unwrap().chars().all(is_gap));
        rebuilt.push_str(text.get(end..).unwrap());
        prop_assert_eq!(rebuilt, text);
    }
}
