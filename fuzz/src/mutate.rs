//! A deterministic mutator: a seeded generator, byte edits, splices of seeds, dictionary words, repetition and truncation.
//!
//! No coverage feedback: it is cheap, runs on a stable toolchain, and the same seed gives the same inputs everywhere.

/// xorshift64* (Vigna 2016).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Starts from a seed; 0 is replaced, because the generator would stay there.
    pub const fn new(seed: u64) -> Self {
        Self(if seed == 0 { 0x9E37_79B9_7F4A_7C15 } else { seed })
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `bound`; 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        if bound == 0 { 0 } else { (self.draw() >> 33) as usize % bound }
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }
}

/// Pieces that the formats are made of, and that break careless readers.
const WORDS: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"\\udc00",
    b":",
    b",",
    b"null",
    b"true",
    b"1e999",
    b"-0",
    b"18446744073709551616",
    b"\"@graph\":[",
    b"\"@type\":\"NewsArticle\"",
    b"\"@id\":",
    b"\"articleBody\":\"",
    b"\"uri\":",
    b"\"bodies\":[{\"value\":\"",
    b"\"specversion\":\"1.0\"",
    b"\"data\":",
    b"\"data_base64\":\"",
    b"\"datacontenttype\":\"text/html\"",
    b"\"html\":\"",
    b"\"text\":\"",
    b"\"id\":",
    b"\"pubStatus\":\"canceled\"",
    b"\"embargoedUntil\":\"",
    b"\"liveBlogUpdate\":[",
    b"<",
    b">",
    b"</",
    b"<!--",
    b"-->",
    b"--!>",
    b"<![CDATA[",
    b"]]>",
    b"<p>",
    b"</p>",
    b"<div>",
    b"</div>",
    b"<table>",
    b"<tr>",
    b"<td>",
    b"</table>",
    b"<a href=x>",
    b"</a>",
    b"<li>",
    b"<ul>",
    b"<svg>",
    b"</svg>",
    b"<script>",
    b"</script>",
    b"<title>",
    b"<pre>",
    b"<br>",
    b"<figure><figcaption>",
    b"<blockquote>",
    b"<math>",
    b"<template>",
    b"<select>",
    b"<form>",
    b"<frameset>",
    b"<body>",
    b"<html>",
    b"<p hidden>",
    b"style=\"display:none\"",
    b"class='",
    b"=",
    b"/",
    b"&",
    b"&amp;",
    b"&#",
    b"&#x110000;",
    b"&#150;",
    b"&nosuch;",
    b";",
    b"\0",
    b"\r\n",
    b"\n",
    b"\n\n",
    b"\t",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xC3",
    b"\xE2\x80",
    b"\xF0\x9F\x98\x80",
    b"\xCC\x81",
    b"\xE2\x80\xA8",
    b"\xC2\xA0",
    b"\xEF\xBF\xBD",
    b"\xE2\x80\x8D",
    b"\xE2\x80\x9C",
    b"\xE2\x80\x9D",
    b"\xE2\x80\x98",
    b"\xE2\x80\x99",
    b"\xE2\x80\x94",
    b"\xC4\xB0",
    b"\xEF\xAC\x81",
    b"\xE1\xBA\x9E",
    b"(",
    b")",
    b"%",
    b"$",
    b"\xE2\x82\xAC",
    b"1,000,000",
    b"1.5bn",
    b"two-thirds",
    b"one in five",
    b"3-2",
    b" said ",
    b" told reporters",
    b"according to ",
    b"he denied that ",
    b"at least ",
    b"up to ",
    b"million",
    b"Mr. ",
    b"U.S.",
    b"PARIS (AP) \xE2\x80\x94 ",
    b"Read more: ",
    b"(UPDATE 2: adds)",
    b"By Ann Lee",
    b"| ",
    b"\xC2\xA9 ",
    b"16:40\n",
    b"@",
    b"https://",
    b"...",
    b"!!!",
    b"\x1F\x8B\x08",
    b"\x28\xB5\x2F\xFD",
    b"\x50\x2A\x4D\x18",
];

/// Makes a new input of a corpus.
pub fn mutate(random: &mut Random, corpus: &[Vec<u8>], max_len: usize) -> Vec<u8> {
    let mut data = random.pick(corpus).cloned().unwrap_or_default();
    for _ in 0..=random.below(6) {
        step(random, corpus, &mut data);
        if data.len() > max_len {
            let from = random.below(data.len() - max_len);
            data.drain(..from);
            data.truncate(max_len);
        }
    }
    data
}

fn step(random: &mut Random, corpus: &[Vec<u8>], data: &mut Vec<u8>) {
    let at = random.below(data.len() + 1);
    match random.below(10) {
        0 => {
            if let Some(byte) = data.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        1 => {
            if let Some(byte) = data.get_mut(at) {
                *byte = random.draw() as u8;
            }
        }
        2 => data.truncate(at),
        3 => {
            let end = (at + 1 + random.below(64)).min(data.len());
            if at < end {
                data.drain(at..end);
            }
        }
        4..=6 => {
            let word = random.pick(WORDS).copied().unwrap_or_default();
            data.splice(at..at, word.iter().copied());
        }
        7 => {
            // A stretch of another seed.
            let other = random.pick(corpus).map(Vec::as_slice).unwrap_or_default();
            let from = random.below(other.len() + 1);
            let to = (from + random.below(256)).min(other.len());
            let stretch = other.get(from..to).unwrap_or_default().to_vec();
            data.splice(at..at, stretch);
        }
        8 => {
            // A word again and again.
            let word = random.pick(WORDS).copied().unwrap_or_default();
            let times = 1 << random.below(11);
            data.splice(at..at, word.repeat(times));
        }
        _ => {
            // A stretch of itself again and again.
            let end = (at + 1 + random.below(32)).min(data.len());
            let stretch = data.get(at..end).unwrap_or_default().repeat(1 + random.below(64));
            data.splice(at..at, stretch);
        }
    }
}
