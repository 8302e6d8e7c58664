//! The status page for people: one page, no script, no asset from elsewhere, readable on a phone.

use std::fmt::{self, Write};
use std::time::Duration;

use super::{Pulse, Readiness};
use crate::telemetry::metrics::metrics;
use crate::telemetry::parked;

const STYLE: &str = include_str!("page.css");

/// The page.
pub(super) fn page(pulse: &Pulse, readiness: &Readiness) -> String {
    let mut page = String::with_capacity(8 << 10);
    // Writing to a string cannot fail.
    let _ = write_page(&mut page, pulse, readiness);
    page
}

fn write_page(page: &mut String, pulse: &Pulse, readiness: &Readiness) -> fmt::Result {
    let (series, uptime) = (Series::read(&metrics().page()), pulse.uptime());
    let faults: Vec<_> = readiness.checks().into_iter().filter(|check| check.fault.is_some()).collect();
    let state = if faults.is_empty() { "ready" } else { "not ready" };
    write!(
        page,
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>claimwire: {state}</title>\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta http-equiv=\"refresh\" content=\"5\">\
         <style>{STYLE}</style></head><body><header><h1>claimwire</h1><p class=\"state {}\">{state}</p>\
         <p class=\"quiet\">version {} · up {}</p></header>",
        if faults.is_empty() { "good" } else { "bad" },
        env!("CARGO_PKG_VERSION"),
        span(uptime),
    )?;
    for check in &faults {
        let fault = check.fault.as_deref().unwrap_or_default();
        write!(page, "<p class=\"fault\"><b>{}</b> {}</p>", check.name, escaped(fault))?;
    }
    page.push_str("<main>");
    found(page, &series, uptime)?;
    delivery(page, &series, readiness.health().sessions)?;
    stages(page, &series)?;
    alerts(page, &series)?;
    parked_lately(page)?;
    page.push_str(
        "</main><footer><a href=\"/metrics\">metrics</a> <a href=\"/readyz\">readiness</a> \
         <a href=\"/livez\">liveness</a></footer></body></html>\n",
    );
    Ok(())
}

/// The series of the metrics page: what people see is what the scraper sees.
struct Series(Vec<(String, f64)>);

impl Series {
    fn read(page: &str) -> Self {
        let lines = page.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.rsplit_once(' '));
        Self(lines.filter_map(|(name, value)| Some((name.to_owned(), value.parse().ok()?))).collect())
    }

    /// The sum of a metric over the series that carry a label (all of them when it is empty).
    fn sum(&self, metric: &str, label: &str) -> f64 {
        let named = self.0.iter().filter_map(|(name, value)| {
            let labels = name.strip_prefix("claimwire_")?.strip_prefix(metric)?;
            ((labels.is_empty() || labels.starts_with('{')) && labels.contains(label)).then_some(*value)
        });
        named.sum()
    }

    fn count(&self, metric: &str, label: &str) -> String {
        grouped(self.sum(metric, label) as u64)
    }

    /// Mean of a histogram in seconds.
    fn mean(&self, metric: &str, label: &str) -> String {
        let count = self.sum(&format!("{metric}_count"), label);
        if count > 0.0 { millis(self.sum(&format!("{metric}_sum"), label) / count) } else { "–".to_owned() }
    }

    /// Alerts by rule, the most frequent first.
    fn rules(&self) -> Vec<(&str, u64)> {
        let alerts = self.0.iter().filter(|(name, _)| name.starts_with("claimwire_alerts_total{"));
        let rule = |name: &'_ str| name.find("rule=\"").map(|at| at + 6);
        let mut rules: Vec<(&str, u64)> = alerts
            .filter_map(|(name, count)| {
                let value = name.get(rule(name)?..)?;
                Some((value.split('"').next()?, *count as u64))
            })
            .collect();
        rules.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        rules
    }
}

fn found(page: &mut String, series: &Series, uptime: Duration) -> fmt::Result {
    let rate = series.sum("articles_total", "") / uptime.as_secs_f64().max(1.0);
    section(
        page,
        "Read",
        &[
            ("articles", series.count("articles_total", "")),
            ("a second", format!("{rate:.1}")),
            ("attributions", series.count("attributions_total", "")),
            ("claims", series.count("claims_total", "")),
            ("figures", series.count("figures_total", "")),
            ("words", series.count("words_total", "")),
        ],
    )
}

fn delivery(page: &mut String, series: &Series, sessions: u64) -> fmt::Result {
    let done = |outcome: &str| series.count("messages_done_total", &format!("outcome=\"{outcome}\""));
    section(
        page,
        "Delivered",
        &[
            ("done", done("done")),
            ("in flight", series.count("messages_in_flight", "")),
            ("retried", done("retried")),
            ("parked", done("parked")),
            ("repeats let go", done("duplicate")),
            ("sessions", grouped(sessions)),
        ],
    )
}

fn stages(page: &mut String, series: &Series) -> fmt::Result {
    section(
        page,
        "Mean times",
        &[
            ("analysis", series.mean("stage_seconds", "stage=\"extract\"")),
            ("confirm", series.mean("confirm_seconds", "")),
            ("receipt to settled", series.mean("stage_seconds", "stage=\"settle\"")),
        ],
    )
}

fn alerts(page: &mut String, series: &Series) -> fmt::Result {
    let rules = series.rules();
    page.push_str("<section><h2>Alerts by rule</h2>");
    if rules.is_empty() {
        page.push_str("<p class=\"quiet\">none yet</p>");
    }
    page.push_str("<table>");
    for (rule, count) in rules.iter().take(10) {
        write!(page, "<tr><td>{}</td><td class=\"number\">{}</td></tr>", escaped(rule), grouped(*count))?;
    }
    page.push_str("</table></section>");
    Ok(())
}

fn parked_lately(page: &mut String) -> fmt::Result {
    let parked = parked();
    page.push_str("<section class=\"wide\"><h2>Parked lately</h2>");
    if parked.is_empty() {
        page.push_str("<p class=\"quiet\">none</p>");
    }
    page.push_str("<table>");
    for (id, reason) in &parked {
        let id = if id.is_empty() { "(no message id)" } else { id };
        write!(page, "<tr><td class=\"id\">{}</td><td>{}</td></tr>", escaped(id), escaped(reason))?;
    }
    page.push_str("</table></section>");
    Ok(())
}

fn section(page: &mut String, heading: &str, facts: &[(&str, String)]) -> fmt::Result {
    write!(page, "<section><h2>{heading}</h2><dl>")?;
    for (name, value) in facts {
        write!(page, "<div><dd>{value}</dd><dt>{name}</dt></div>")?;
    }
    page.push_str("</dl></section>");
    Ok(())
}

/// Thousands apart.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

fn millis(seconds: f64) -> String {
    if seconds < 0.1 { format!("{:.2} ms", seconds * 1e3) } else { format!("{seconds:.1} s") }
}

fn span(time: Duration) -> String {
    let minutes = time.as_secs() / 60;
    match minutes {
        0 => format!("{} s", time.as_secs()),
        1..60 => format!("{minutes} min"),
        60..2_880 => format!("{} h {} min", minutes / 60, minutes % 60),
        _ => format!("{} days", minutes / 1_440),
    }
}

/// What comes from articles and peers is text, never markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_counts_read_well() {
        assert_eq!(span(Duration::from_secs(59)), "59 s");
        assert_eq!(span(Duration::from_secs(3_700)), "1 h 1 min");
        assert_eq!(span(Duration::from_hours(240)), "10 days");
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(millis(0.001_234), "1.23 ms");
    }

    #[test]
    fn nothing_from_outside_becomes_markup() {
        assert_eq!(escaped("<b a=\"&\">"), "&lt;b a=&quot;&amp;&quot;&gt;");
    }
}
