//! `docs/EVENTS.md`, made from the declarations.

use std::fmt::Write;

use super::{events, metrics};

/// The whole page.
pub fn document() -> String {
    let mut page = String::from(
        "# Events and metrics\n\n\
         Made from `src/telemetry`; do not edit. Each event is one log line and the metrics that it changes. A line of the log carries \
         the name of the event as its message and the fields below; no field holds article text. Where an event repeats, 20 lines in ten \
         seconds are written and the rest counted (`log_lines_left_out`).\n\n## Events\n",
    );
    // Writing to a string cannot fail.
    for event in events::SPECS {
        let _ = write!(page, "\n### `{}` ({})\n\n{}\n", event.name, event.level, event.help.trim());
        if !event.fields.is_empty() {
            page.push('\n');
        }
        for (name, help) in event.fields {
            let _ = writeln!(page, "- `{name}`: {}", help.trim());
        }
        if !event.metrics.is_empty() {
            let changed: Vec<_> = event.metrics.iter().map(|name| format!("`{}_{name}`", metrics::PREFIX)).collect();
            let _ = write!(page, "\nChanges {}.\n", changed.join(", "));
        }
    }
    page.push_str("\n## Metrics\n\n| Name | Kind | Labels | Meaning |\n|---|---|---|---|\n");
    for metric in metrics::SPECS {
        let labels: Vec<_> = metric.labels.iter().map(|label| format!("`{label}`")).collect();
        let _ = writeln!(
            page,
            "| `{}_{}` | {} | {} | {} |",
            metrics::PREFIX,
            metric.name,
            metric.kind,
            labels.join(", "),
            metric.help
        );
    }
    let _ = writeln!(page, "| `{}_build_info` | gauge | `version` | What runs: always 1. |", metrics::PREFIX);
    page
}
