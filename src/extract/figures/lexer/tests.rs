//! What the number lexer reads, and that it reads back whatever we print.

use proptest::prelude::*;

use super::*;

fn values(text: &str) -> Vec<f64> {
    numbers(text).iter().filter(|n| n.shape != Shape::Opaque).map(|n| n.value).collect()
}

fn one(text: &str) -> (String, f64) {
    let found = numbers(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    (found[0].span.slice(text).to_owned(), found[0].value)
}

#[test]
fn digits_with_separators() {
    for (text, value) in [
        ("2,030", 2030.0),
        ("1,674,200.5", 1_674_200.5),
        ("12,34,567.89", 1_234_567.89),
        ("45 300", 45_300.0),
        ("1\u{202F}414\u{202F}021", 1_414_021.0),
        ("1'250'000", 1_250_000.0),
        ("1.111,11", 1111.11),
        ("2,7", 2.7),
        (".08", 0.08),
        ("-3.5", -3.5),
        ("\u{2212}7", -7.0),
        ("2½", 2.5),
        ("10 1/2", 10.5),
        ("3/4", 0.75),
        ("⅔", 2.0 / 3.0),
        ("1.3e6", 1.3e6),
    ] {
        let (span, found) = one(text);
        assert_eq!((span.as_str(), found), (text, value));
    }
}

#[test]
fn scales() {
    for (text, value) in [
        ("4.7 million", 4.7e6),
        ("318.4 million", 318_400_000.0),
        ("2.6bn", 2.6e9),
        ("60M", 6e7),
        ("100k", 1e5),
        ("2,7 Mio.", 2.7e6),
        ("1.2 Mrd.", 1.2e9),
        ("4 lakh", 4e5),
        ("3.4 crore", 3.4e7),
        ("three lakh crore", 3e12),
        ("3 million and a half", 3.5e6),
        ("2.12 hundred", 212.0),
        ("six-million", 6e6),
    ] {
        let (span, found) = one(text);
        assert_eq!((span.as_str(), found), (text, value));
    }
}

#[test]
fn written_numbers() {
    for (text, value) in [
        ("two hundred and six", 206.0),
        ("Thirty-four", 34.0),
        ("twenty-one trillion", 21e12),
        ("a dozen", 12.0),
        ("two dozen", 24.0),
        ("half a dozen", 6.0),
        ("half a million", 5e5),
        ("half million", 5e5),
        ("a quarter of a million", 250_000.0),
        ("three quarters of a billion", 7.5e8),
        ("one and a half", 1.5),
        ("two and a half million", 2.5e6),
        ("three-fifths", 0.6),
        ("two thirds", 2.0 / 3.0),
        ("a third", 1.0 / 3.0),
        ("half", 0.5),
        ("minus seven", -7.0),
        ("zero point five", 0.5),
        ("one hundred and sixty-one", 161.0),
        ("two thousand and two hundred", 2200.0),
    ] {
        let (span, found) = one(text);
        assert_eq!((span.as_str(), found), (text, value));
    }
}

#[test]
fn neighbours_stay_apart() {
    assert_eq!(values("between one hundred and two hundred"), [100.0, 200.0]);
    assert_eq!(values("five or six, 22,24,26,31"), [5.0, 6.0, 22.0, 24.0, 26.0, 31.0]);
    assert_eq!(values("seven two"), [7.0, 2.0]);
    assert_eq!(values("112-120 and 4-1"), [112.0, 120.0, 4.0, 1.0]);
    assert_eq!(values("plus or minus 3"), [3.0]);
}

#[test]
fn vague_plurals_are_ranges() {
    for (text, low, high) in [
        ("dozens", 12.0, 120.0),
        ("hundreds of thousands", 1e5, 1e6),
        ("tens of thousands", 1e4, 1e5),
        ("several hundred", 100.0, 1000.0),
        ("millions", 1e6, 1e7),
    ] {
        let found = numbers(text);
        assert_eq!((found.len(), found[0].value, found[0].shape), (1, low, Shape::Vague(high)), "{text}");
        assert_eq!(found[0].span.slice(text), text);
    }
}

#[test]
fn opaque_numbers_are_no_quantities() {
    for text in ["16:40", "192.168.1.2", "5/17/2018", "24/7", "2014/15", "1960s", "the 80’s", "2016-05-12"] {
        assert!(values(text).is_empty(), "{text}: {:?}", numbers(text));
    }
}

#[test]
fn chains_stay_shallow_and_linear() {
    for part in [
        "1 hundred and ",
        "1 thousand 3 hundred and ",
        "one thousand, two hundred thousand, ",
        "one one ",
        "a third of a ",
    ] {
        assert!(!numbers(&part.repeat(50_000)).is_empty());
    }
}

#[test]
fn letters_before_and_after_end_a_word() {
    assert!(numbers("someone tenant bone weighten").is_empty());
}

proptest! {
    #[test]
    fn total_on_any_text(text in "\\PC*") {
        let mut end = 0;
        for number in numbers(&text) {
            prop_assert!(number.span.start >= end && number.span.end > number.span.start);
            prop_assert!(text.get(number.span.start as usize..number.span.end as usize).is_some());
            prop_assert!(number.value.is_finite());
            end = number.span.end;
        }
    }

    #[test]
    fn total_on_numberish_text(text in "([0-9]|[ ,.'/:-]|m|bn|a |half|and|million|hundred|two|½|\u{2212}|of|thirds|dozens){0,40}") {
        let mut end = 0;
        for number in numbers(&text) {
            prop_assert!(number.span.start >= end && number.value.is_finite());
            prop_assert!(text.get(number.span.start as usize..number.span.end as usize).is_some());
            end = number.span.end;
        }
    }

    #[test]
    fn printed_numbers_are_read_back(value in 0_u64..=999_999_999_999) {
        let plain = value.to_string();
        for text in [plain.clone(), grouped(&plain, ","), grouped(&plain, "\u{202F}"), grouped(&plain, "'"), words_of(value)] {
            prop_assert_eq!(one(&text), (text.clone(), value as f64));
        }
    }

    #[test]
    fn total_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        let mut end = 0;
        for number in numbers(&text) {
            prop_assert!(number.span.start >= end && number.span.end > number.span.start && number.value.is_finite());
            prop_assert!(text.get(number.span.start as usize..number.span.end as usize).is_some());
            end = number.span.end;
        }
    }

    #[test]
    fn printed_decimals_are_read_back(whole in 0_u32..10_000_000, hundredths in 0_u32..100) {
        let plain = whole.to_string();
        let value: f64 = format!("{plain}.{hundredths:02}").parse().unwrap();
        for text in [format!("{plain}.{hundredths:02}"), format!("{}.{hundredths:02}", grouped(&plain, ","))] {
            prop_assert_eq!(one(&text), (text.clone(), value));
        }
        for sign in ["-", "\u{2212}"] {
            let text = format!("{sign}{plain}.{hundredths:02}");
            prop_assert_eq!(one(&text), (text.clone(), -value));
        }
        if whole < 1000 {
            let text = format!("{plain},{hundredths:02}");
            prop_assert_eq!(one(&text), (text.clone(), value));
        }
    }

    #[test]
    fn printed_indian_groups_are_read_back(value in 100_000_u64..=9_999_999) {
        let plain = value.to_string();
        let (head, tail) = plain.split_at(plain.len() - 3);
        let (lakhs, thousands) = head.split_at(head.len() - 2);
        let text = format!("{lakhs},{thousands},{tail}");
        prop_assert_eq!(one(&text), (text.clone(), value as f64));
    }

    #[test]
    fn printed_parts_are_read_back(above in 1_u32..20, below in 2_u32..100, whole in 1_u32..100) {
        if above < below && (above, below) != (9, 11) {
            let text = format!("{above}/{below}");
            prop_assert_eq!(one(&text), (text.clone(), f64::from(above) / f64::from(below)));
        }
        let text = format!("{whole}½");
        prop_assert_eq!(one(&text), (text.clone(), f64::from(whole) + 0.5));
        let text = format!("{whole} 3/4");
        prop_assert_eq!(one(&text), (text.clone(), f64::from(whole) + 0.75));
        let text = format!("{} and a half", words_of(u64::from(whole)));
        prop_assert_eq!(one(&text), (text.clone(), f64::from(whole) + 0.5));
    }

    #[test]
    fn printed_powers_are_read_back(tenths in 10_u32..100, exponent in 1_i32..20, negative in any::<bool>()) {
        let exponent = if negative { -exponent } else { exponent };
        let mantissa = format!("{}.{}", tenths / 10, tenths % 10);
        let value: f64 = format!("{mantissa}e{exponent}").parse().unwrap();
        for text in [format!("{mantissa}×10^{exponent}"), format!("{mantissa}e{exponent}")] {
            prop_assert_eq!(one(&text), (text.clone(), value));
        }
    }

    #[test]
    fn printed_scales_are_read_back(tenths in 1_u32..9999, scale in 0_usize..7) {
        let (word, exponent) = [(" million", 6), ("bn", 9), ("k", 3), (" crore", 7), (" lakh", 5), ("mn", 6), ("tn", 12)][scale];
        let text = format!("{}.{}{word}", tenths / 10, tenths % 10);
        prop_assert_eq!(one(&text), (text.clone(), scaled(f64::from(tenths) / 10.0, exponent)));
    }
}

fn grouped(plain: &str, separator: &str) -> String {
    let mut out = String::new();
    for (i, c) in plain.chars().enumerate() {
        if i > 0 && (plain.len() - i).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(c);
    }
    out
}

fn words_of(value: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match value {
        0..=19 => SMALL[value as usize].to_owned(),
        20..=99 if value.is_multiple_of(10) => TENS[(value / 10) as usize].to_owned(),
        20..=99 => format!("{}-{}", TENS[(value / 10) as usize], SMALL[(value % 10) as usize]),
        100..=999 if value.is_multiple_of(100) => format!("{} hundred", words_of(value / 100)),
        100..=999 => format!("{} hundred and {}", words_of(value / 100), words_of(value % 100)),
        _ => {
            let (size, name) = [(1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")]
                .into_iter()
                .find(|(size, _)| value >= *size)
                .unwrap();
            let (head, rest) = (words_of(value / size), value % size);
            match rest {
                0 => format!("{head} {name}"),
                1..=99 => format!("{head} {name} and {}", words_of(rest)),
                _ => format!("{head} {name} {}", words_of(rest)),
            }
        }
    }
}
