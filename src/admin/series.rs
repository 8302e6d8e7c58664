//! The metrics page read back: what people see is what the scraper sees.

/// The series of one page.
#[derive(Debug)]
pub(super) struct Series(Vec<(String, f64)>);

impl Series {
    /// Reads the text format.
    pub(super) fn read(page: &str) -> Self {
        let lines = page.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.rsplit_once(' '));
        Self(lines.filter_map(|(name, value)| Some((name.to_owned(), value.parse().ok()?))).collect())
    }

    fn of<'a>(&'a self, metric: &'a str, label: &'a str) -> impl Iterator<Item = (&'a str, f64)> {
        self.0.iter().filter_map(move |(name, value)| {
            let labels = name.strip_prefix("claimwire_")?.strip_prefix(metric)?;
            ((labels.is_empty() || labels.starts_with('{')) && labels.contains(label)).then_some((labels, *value))
        })
    }

    /// The sum of a metric over the series that carry a label (all of them when it is empty).
    pub(super) fn sum(&self, metric: &str, label: &str) -> f64 {
        self.of(metric, label).map(|(_, value)| value).sum()
    }

    /// A metric by the values of a label, the largest first.
    pub(super) fn by(&self, metric: &str, label: &str) -> Vec<(String, f64)> {
        let mut found: Vec<(String, f64)> = Vec::new();
        for (labels, value) in self.of(metric, label) {
            let Some(name) = value_of(labels, label) else { continue };
            match found.iter_mut().find(|(have, _)| have == name) {
                Some((_, sum)) => *sum += value,
                None => found.push((name.to_owned(), value)),
            }
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found
    }

    /// A histogram, its series with a label added up.
    pub(super) fn histogram(&self, metric: &str, label: &str) -> Histogram {
        let mut bounds: Vec<(f64, f64)> = Vec::new();
        for (labels, count) in self.of(&format!("{metric}_bucket"), label) {
            let Some(bound) = value_of(labels, "le").and_then(|le| le.parse().ok()) else { continue };
            match bounds.iter_mut().find(|(have, _)| f64::total_cmp(have, &bound).is_eq()) {
                Some((_, sum)) => *sum += count,
                None => bounds.push((bound, count)),
            }
        }
        bounds.sort_by(|a, b| a.0.total_cmp(&b.0));
        Histogram(bounds)
    }
}

fn value_of<'a>(labels: &'a str, label: &str) -> Option<&'a str> {
    let at = labels.find(&format!("{label}=\""))?;
    labels.get(at + label.len() + 2..)?.split('"').next()
}

/// Upper bounds and how many observations lie below them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Histogram(Vec<(f64, f64)>);

impl Histogram {
    /// What came since an earlier state of the same histogram.
    pub(super) fn since(&self, earlier: &Self) -> Self {
        let before =
            |bound: f64| earlier.0.iter().find(|(have, _)| f64::total_cmp(have, &bound).is_eq()).map_or(0.0, |b| b.1);
        Self(self.0.iter().map(|(bound, count)| (*bound, (count - before(*bound)).max(0.0))).collect())
    }

    /// Observations.
    pub(super) fn count(&self) -> f64 {
        self.0.last().map_or(0.0, |(_, count)| *count)
    }

    /// The value below which this share of the observations lies; straight between the bounds, as Prometheus does it.
    pub(super) fn quantile(&self, share: f64) -> Option<f64> {
        let rank = self.count() * share;
        if self.count() <= 0.0 {
            return None;
        }
        let (mut lower, mut below) = (0.0, 0.0);
        for (bound, count) in &self.0 {
            if *count >= rank {
                let within = if count > &below { (rank - below) / (count - below) } else { 1.0 };
                return Some(if bound.is_finite() { lower + (bound - lower) * within } else { lower });
            }
            (lower, below) = (*bound, *count);
        }
        Some(lower)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# HELP claimwire_a_total x\nclaimwire_a_total{rule=\"x\",severity=\"low\"} 2\n\
        claimwire_a_total{rule=\"y\",severity=\"low\"} 3\nclaimwire_a_total_more 9\n\
        claimwire_t_bucket{stage=\"s\",le=\"0.1\"} 50\nclaimwire_t_bucket{stage=\"s\",le=\"0.2\"} 100\n\
        claimwire_t_bucket{stage=\"s\",le=\"+Inf\"} 100\n# EOF\n";

    #[test]
    fn counts_are_found_by_name_and_label() {
        let series = Series::read(PAGE);
        assert_eq!((series.sum("a_total", ""), series.sum("a_total", "rule=\"x\"")), (5.0, 2.0));
        assert_eq!(series.by("a_total", "rule"), [("y".to_owned(), 3.0), ("x".to_owned(), 2.0)]);
    }

    #[test]
    fn quantiles_lie_between_the_bounds() {
        let all = Series::read(PAGE).histogram("t", "stage=\"s\"");
        assert_eq!((all.count(), all.quantile(0.5)), (100.0, Some(0.1)));
        assert!((all.quantile(0.75).unwrap() - 0.15).abs() < 1e-9);
        assert_eq!(all.since(&all).quantile(0.5), None);
        assert_eq!(all.since(&Histogram::default()), all);
        assert_eq!(Histogram(vec![(1.0, 0.0), (f64::INFINITY, 4.0)]).quantile(0.5), Some(1.0));
    }
}
