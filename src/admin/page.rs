//! The status page for people: one page, no script, no asset from elsewhere, readable on a phone and on a wall.

use std::fmt::{self, Write};
use std::time::Duration;

use super::history::{History, STAGES, Sample, rate};
use super::series::Series;
use super::{Admin, chart};
use crate::telemetry::metrics::metrics;
use crate::telemetry::parked;

const STYLE: &str = include_str!("page.css");

/// "Now": what rates are taken over.
const LATELY: Duration = Duration::from_mins(1);
/// What times are taken over.
const FIVE_MINUTES: Duration = Duration::from_mins(5);
/// Rules shown.
const RULES: usize = 8;

/// The page.
pub(super) fn page(admin: &Admin, history: &History) -> String {
    let mut page = String::with_capacity(32 << 10);
    // Writing to a string cannot fail.
    let _ = write_page(&mut page, admin, history);
    page
}

fn write_page(page: &mut String, admin: &Admin, history: &History) -> fmt::Result {
    let series = Series::read(&metrics().page());
    let now = Sample::of(&series);
    head(page, admin, &series)?;
    page.push_str("<main>");
    tiles(page, &now, history, &series)?;
    times(page, &now, history)?;
    found(page, &series)?;
    alerts(page, &series)?;
    delivery(page, &series, admin)?;
    parked_lately(page)?;
    page.push_str("</main>");
    foot(page, admin)
}

fn head(page: &mut String, admin: &Admin, series: &Series) -> fmt::Result {
    let faults: Vec<_> = admin.readiness.checks().into_iter().filter(|check| check.fault.is_some()).collect();
    let (state, class) = if faults.is_empty() { ("Ready", "good") } else { ("Not ready", "bad") };
    let queue = series.by("messages_received_total", "queue").into_iter().next();
    let source = queue.map_or_else(String::new, |(queue, _)| format!(" · reads {}", escaped(&queue)));
    write!(
        page,
        "<!doctype html><html lang=\"en\" class=\"{class}\"><head><meta charset=\"utf-8\"><title>{state} · claimwire</title>\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta http-equiv=\"refresh\" content=\"5\">\
         <style>{STYLE}</style></head><body><header><h1>claimwire</h1>\
         <p class=\"state\">{state}</p><p class=\"quiet\">version {} · up {}{source}</p></header>",
        env!("CARGO_PKG_VERSION"),
        span(admin.pulse.uptime()),
    )?;
    if !faults.is_empty() {
        page.push_str("<ul class=\"faults\">");
        for check in &faults {
            let fault = check.fault.as_deref().unwrap_or_default();
            write!(page, "<li><b>{}</b> {}</li>", check.name, escaped(fault))?;
        }
        page.push_str("</ul>");
    }
    Ok(())
}

/// The four numbers that one reads from across the room, each with its half hour.
fn tiles(page: &mut String, now: &Sample, history: &History, series: &Series) -> fmt::Result {
    let (minute, past) = (history.since(LATELY), history.since(Duration::MAX));
    let rate_of = |counter: fn(&Sample) -> f64| {
        minute.as_ref().map_or(0.0, |then| rate(counter(then), counter(now), now.at.duration_since(then.at)))
    };
    let grown = |counter: fn(&Sample) -> f64| counter(now) - past.as_ref().map_or(0.0, counter);
    let window = past.as_ref().map_or_else(String::new, |past| span(now.at.duration_since(past.at)));
    let done: fn(&Sample) -> f64 = |sample| sample.done;
    let retried: fn(&Sample) -> f64 = |sample| sample.retried;
    let parked: fn(&Sample) -> f64 = |sample| sample.parked;
    let prefetch = series.sum("prefetch", "");
    let held = if prefetch > 0.0 { format!("of {} at most", grouped(prefetch)) } else { "at work".to_owned() };
    page.push_str("<div class=\"tiles\">");
    let words = format!("{} words a second", grouped(rate_of(|sample| sample.words)));
    tile(page, "Articles a second", &small(rate_of(done)), &words, &history.rates(done))?;
    tile(page, "In flight", &grouped(now.in_flight), &held, &history.values(|sample| sample.in_flight))?;
    let note = format!("in {window}");
    tile(page, "Retried", &grouped(grown(retried)), &note, &history.rates(retried))?;
    tile(page, "Parked", &grouped(grown(parked)), &note, &history.rates(parked))?;
    page.push_str("</div>");
    Ok(())
}

fn tile(page: &mut String, name: &str, value: &str, note: &str, values: &[f64]) -> fmt::Result {
    write!(page, "<section class=\"tile\"><h2>{name}</h2><p class=\"value\">{value}</p><p class=\"quiet\">{note}</p>")?;
    chart::line(page, values, &format!("{name} over time"))?;
    page.push_str("</section>");
    Ok(())
}

fn times(page: &mut String, now: &Sample, history: &History) -> fmt::Result {
    let then = history.since(FIVE_MINUTES);
    page.push_str(
        "<section class=\"times\"><h2>Time an article takes</h2><table><thead><tr><th></th><th>median</th><th>95 %</th><th>99 %</th></tr></thead>",
    );
    for (at, (name, _, _)) in STAGES.iter().enumerate() {
        let total = now.stages.get(at).cloned().unwrap_or_default();
        let recent = then.as_ref().and_then(|then| then.stages.get(at)).map(|earlier| total.since(earlier));
        // Nothing within five minutes: what was before says more than a dash.
        let shown = recent.filter(|recent| recent.count() > 0.0).unwrap_or(total);
        write!(page, "<tr><td>{name}</td>")?;
        for share in [0.5, 0.95, 0.99] {
            let time = shown.quantile(share).map_or_else(|| "–".to_owned(), seconds);
            write!(page, "<td class=\"number\">{time}</td>")?;
        }
        page.push_str("</tr>");
    }
    page.push_str("</table></section>");
    Ok(())
}

fn found(page: &mut String, series: &Series) -> fmt::Result {
    let articles = series.sum("articles_total", "");
    page.push_str("<section class=\"found\"><h2>Found</h2><table><thead><tr><th></th><th>all</th><th>an article</th></tr></thead>");
    for (name, metric) in [
        ("attributions", "attributions_total"),
        ("claims", "claims_total"),
        ("figures", "figures_total"),
        ("words", "words_total"),
    ] {
        let all = series.sum(metric, "");
        let each = if articles > 0.0 { small(all / articles) } else { "–".to_owned() };
        write!(
            page,
            "<tr><td>{name}</td><td class=\"number\">{}</td><td class=\"number\">{each}</td></tr>",
            grouped(all)
        )?;
    }
    let status = |status: &str| grouped(series.sum("articles_total", &format!("status=\"{status}\"")));
    write!(
        page,
        "</table><p class=\"quiet note\">records: {} complete, {} truncated, {} skipped</p></section>",
        status("complete"),
        status("truncated"),
        status("skipped")
    )
}

fn delivery(page: &mut String, series: &Series, admin: &Admin) -> fmt::Result {
    let done = |outcome: &str| grouped(series.sum("messages_done_total", &format!("outcome=\"{outcome}\"")));
    page.push_str("<section class=\"wide\"><h2>Delivered since the start</h2><dl>");
    for (name, value) in [
        ("done", done("done")),
        ("repeats let go", done("duplicate")),
        ("retried", done("retried")),
        ("parked", done("parked")),
        ("lost with a session", done("lost")),
        ("unconfirmed now", grouped(series.sum("confirms_pending", ""))),
        ("sessions", grouped(admin.readiness.health().sessions as f64)),
        (
            "blocked",
            span(Duration::try_from_secs_f64(series.sum("amqp_blocked_seconds_total", "")).unwrap_or_default()),
        ),
        ("threads at work", format!("{:.0} %", series.sum("pool_busy_ratio", "") * 100.0)),
    ] {
        write!(page, "<div><dt>{name}</dt><dd>{value}</dd></div>")?;
    }
    page.push_str("</dl></section>");
    Ok(())
}

fn alerts(page: &mut String, series: &Series) -> fmt::Result {
    let rules = series.by("alerts_total", "rule");
    page.push_str("<section class=\"alerts\"><h2>Alerts by rule</h2>");
    let Some((_, most)) = rules.first() else {
        page.push_str("<p class=\"quiet\">none yet</p></section>");
        return Ok(());
    };
    page.push_str("<table>");
    for (rule, count) in rules.iter().take(RULES) {
        write!(page, "<tr><td>{}", escaped(rule))?;
        chart::bar(page, count / most)?;
        write!(page, "</td><td class=\"number\">{}</td></tr>", grouped(*count))?;
    }
    page.push_str("</table>");
    if rules.len() > RULES {
        write!(page, "<p class=\"quiet note\">and {} more rules</p>", rules.len() - RULES)?;
    }
    page.push_str("</section>");
    Ok(())
}

fn parked_lately(page: &mut String) -> fmt::Result {
    let parked = parked();
    page.push_str("<section class=\"wide\"><h2>Parked lately</h2>");
    if parked.is_empty() {
        page.push_str("<p class=\"quiet\">none</p></section>");
        return Ok(());
    }
    page.push_str("<table class=\"parked\">");
    for article in &parked {
        let id = if article.message_id.is_empty() { "(no message id)" } else { &article.message_id };
        write!(
            page,
            "<tr><td class=\"kind\">{}</td><td><span class=\"id\">{}</span>{}</td><td class=\"quiet ago\">{} ago</td></tr>",
            escaped(&article.kind),
            escaped(id),
            escaped(&article.reason),
            span(article.at.elapsed()),
        )?;
    }
    page.push_str("</table></section>");
    Ok(())
}

fn foot(page: &mut String, admin: &Admin) -> fmt::Result {
    page.push_str("<footer class=\"quiet\">");
    for path in ["metrics", "readyz", "livez"] {
        write!(page, "<a href=\"/{path}\">{path}</a> ")?;
    }
    if let Some(log) = &admin.log {
        write!(page, "<a href=\"/log\">log</a> <span>at {}</span>", escaped(&log.now()))?;
    }
    page.push_str("</footer></body></html>\n");
    Ok(())
}

/// Thousands apart.
fn grouped(count: f64) -> String {
    let digits = format!("{:.0}", count.max(0.0));
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// A decimal as long as it tells something.
fn small(value: f64) -> String {
    if value > 0.0 && value < 99.95 { format!("{value:.1}") } else { grouped(value) }
}

fn seconds(time: f64) -> String {
    match time {
        ..0.001 => format!("{:.0} µs", time * 1e6),
        0.001..0.01 => format!("{:.1} ms", time * 1e3),
        0.01..1.0 => format!("{:.0} ms", time * 1e3),
        _ => format!("{time:.1} s"),
    }
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
        assert_eq!(grouped(1_234_567.0), "1\u{202f}234\u{202f}567");
        assert_eq!(
            (small(0.0), small(12.34), small(1234.5)),
            ("0".to_owned(), "12.3".to_owned(), "1\u{202f}234".to_owned())
        );
        let shown = [0.000_25, 0.001_234, 0.042, 2.5].map(seconds);
        assert_eq!(shown, ["250 µs", "1.2 ms", "42 ms", "2.5 s"]);
    }

    #[test]
    fn nothing_from_outside_becomes_markup() {
        assert_eq!(escaped("<b a=\"&\">"), "&lt;b a=&quot;&amp;&quot;&gt;");
    }
}
