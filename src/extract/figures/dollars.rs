//! Whose dollar a bare "$" is. USD, unless the article's own country says otherwise: by its dateline, or by the outlet's web domain.
//!
//! Decided once an article and with reserve: a dateline from elsewhere outranks the outlet, a text that marks the local dollar ("A$", "Canadian
//! dollars") means US dollars by the bare sign, and what the world trades in US dollars (oil, gold) keeps them.

use super::quantity::Quantity;
use super::view::View;
use super::words::entries;
use crate::extract::types::FigureUnit;

const HOMES: &str = include_str!("lexicon/dollar_homes.txt");

/// A dateline stands this near the start, in tokens.
const NEAR: usize = 60;

/// Gives bare dollars to the country of the article.
pub(super) fn assign(view: View<'_>, outlet: Option<&str>, all: &mut [Quantity]) {
    let Some(home) = home(view, outlet) else { return };
    if all.iter().any(|q| q.unit.is_some_and(|unit| unit.name == home)) {
        return;
    }
    let text = view.doc.text();
    for q in all.iter_mut().filter(|q| q.unit.is_some_and(|unit| unit.name == "USD")) {
        let bare = q.core.slice(text).starts_with('$') || q.core.slice(text).starts_with("-$");
        let world = q.per.is_some_and(|per| matches!(per.slice(text), "barrel" | "ounce" | "tonne" | "ton" | "bushel"));
        if let Some(unit) = q.unit.as_mut().filter(|_| bare && !world) {
            unit.name = home;
        }
    }
}

/// The dollar of the dateline; without a dateline, of the outlet. None for the United States and for countries without a dollar.
fn home(view: View<'_>, outlet: Option<&str>) -> Option<FigureUnit> {
    match dateline(view) {
        Some(place) => entries(HOMES)
            .find_map(|line| line.rsplit_once(' ').filter(|(name, _)| *name == place).map(|(_, code)| code)),
        None => outlet.and_then(of_domain),
    }
}

/// The national domain of an outlet: "example.com.au".
fn of_domain(domain: &str) -> Option<FigureUnit> {
    match domain.trim_end_matches('.').rsplit('.').next()? {
        "au" => Some("AUD"),
        "ca" => Some("CAD"),
        "hk" => Some("HKD"),
        "nz" => Some("NZD"),
        "sg" => Some("SGD"),
        _ => None,
    }
}

/// "SYDNEY —", "TORONTO, May 3 (Agency) -": the capital letters that open a line and the dash that ends it, in lower case.
fn dateline(view: View<'_>) -> Option<String> {
    let text = view.doc.text();
    let stop = view.doc.tokens.get(NEAR).or(view.doc.tokens.last())?.span.end as usize;
    text.get(..stop)?.lines().find_map(|line| {
        let line = line.trim_start();
        let end = line
            .char_indices()
            .find(|(_, c)| !(c.is_uppercase() || *c == ' ' || *c == '.'))
            .map_or(line.len(), |(at, _)| at);
        let place = line.get(..end)?.trim();
        let rest: String = line.get(place.len()..)?.chars().take(48).collect();
        let dash = [" — ", " – ", " - ", " -- "].iter().any(|dash| rest.contains(dash)) || rest.starts_with(": ");
        let opens = rest.trim_start().starts_with([',', '(', '—', '–', '-', ':']);
        (place.chars().filter(|c| c.is_uppercase()).count() >= 4 && opens && dash).then(|| place.to_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        super::super::words::assert_sorted(HOMES);
    }

    #[test]
    fn domains() {
        assert_eq!(of_domain("news.example.com.au"), Some("AUD"));
        assert_eq!(of_domain("example.com"), None);
    }
}
