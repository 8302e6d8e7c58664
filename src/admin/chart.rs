//! Small drawings in SVG, part of the page: no script, nothing to fetch.

use std::fmt::{self, Write};

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 48.0;

/// A line over time with the area below it, from 0 to its highest value. `what` says it to those who do not see it.
pub(super) fn line(page: &mut String, values: &[f64], what: &str) -> fmt::Result {
    let highest = values.iter().copied().fold(0.0, f64::max);
    write!(
        page,
        "<svg class=\"line\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{what}\">"
    )?;
    let step = WIDTH / (values.len().max(2) - 1) as f64;
    let mut points = String::new();
    for (at, value) in values.iter().enumerate() {
        let share = if highest > 0.0 { value / highest } else { 0.0 };
        // Two units of air above, one below, for the width of the line.
        write!(points, "{:.1},{:.1} ", at as f64 * step, (HEIGHT - 1.0) - share * (HEIGHT - 3.0))?;
    }
    if values.len() > 1 {
        write!(
            page,
            "<polygon points=\"0,{HEIGHT} {points}{WIDTH},{HEIGHT}\"/><polyline points=\"{}\"/>",
            points.trim_end()
        )?;
    } else {
        let floor = HEIGHT - 1.0;
        write!(page, "<polyline points=\"0,{floor} {WIDTH},{floor}\"/>")?;
    }
    page.push_str("</svg>");
    Ok(())
}

/// A bar of a share, 0 to 1.
pub(super) fn bar(page: &mut String, share: f64) -> fmt::Result {
    let width = share.clamp(0.0, 1.0) * 100.0;
    write!(
        page,
        "<svg class=\"bar\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"rail\" width=\"100\" height=\"6\"/><rect width=\"{width:.1}\" height=\"6\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: &[f64]) -> String {
        let mut page = String::new();
        line(&mut page, values, "x").unwrap();
        page
    }

    #[test]
    fn a_line_spans_its_box() {
        assert!(drawn(&[0.0, 5.0, 10.0]).contains("<polyline points=\"0.0,47.0 120.0,24.5 240.0,2.0\"/>"));
    }

    #[test]
    fn nothing_is_a_floor() {
        for values in [&[][..], &[3.0], &[0.0, 0.0]] {
            let page = drawn(values);
            assert!(page.contains("polyline") && !page.contains("NaN") && !page.contains("inf"), "{page}");
        }
    }
}
