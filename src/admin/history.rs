//! The last half hour of the numbers that the status page draws: samples of the metrics, taken on the admin thread.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::series::{Histogram, Series};
use crate::telemetry::metrics;

/// How often a sample is taken.
pub(super) const EVERY: Duration = Duration::from_secs(5);
/// Half an hour of samples.
const MOST: usize = 360;
/// Points of a drawn line, at most.
const POINTS: usize = 90;

/// The stages of which the page shows the times: what people call them, metric, label.
pub(super) const STAGES: [(&str, &str, &str); 6] = [
    ("wait for a thread", "queue_wait_seconds", ""),
    ("read", "stage_seconds", "stage=\"decode\""),
    ("analyse", "stage_seconds", "stage=\"extract\""),
    ("write", "stage_seconds", "stage=\"encode\""),
    ("publish, confirmed", "stage_seconds", "stage=\"confirm\""),
    ("receipt to settled", "stage_seconds", "stage=\"settle\""),
];

/// The numbers at one moment; counters since the start.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    pub(super) at: Instant,
    pub(super) done: f64,
    pub(super) words: f64,
    pub(super) retried: f64,
    pub(super) parked: f64,
    pub(super) in_flight: f64,
    pub(super) stages: Vec<Histogram>,
}

impl Sample {
    /// Of these series, now.
    pub(super) fn of(series: &Series) -> Self {
        Self {
            at: Instant::now(),
            done: series.sum("messages_done_total", "outcome=\"done\""),
            words: series.sum("words_total", ""),
            retried: series.sum("retry_total", ""),
            parked: series.sum("parked_total", ""),
            in_flight: series.sum("messages_in_flight", ""),
            stages: STAGES.iter().map(|(_, metric, label)| series.histogram(metric, label)).collect(),
        }
    }
}

/// The samples, oldest first.
#[derive(Debug, Default)]
pub(super) struct History(Mutex<VecDeque<Sample>>);

impl History {
    /// Takes a sample now and then, for ever.
    pub(super) async fn keep(&self) {
        loop {
            self.add(Sample::of(&Series::read(&metrics::metrics().page())));
            tokio::time::sleep(EVERY).await;
        }
    }

    fn add(&self, sample: Sample) {
        let mut samples = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if samples.len() == MOST {
            samples.pop_front();
        }
        samples.push_back(sample);
    }

    /// The oldest sample that is at most this old; none before the first.
    pub(super) fn since(&self, age: Duration) -> Option<Sample> {
        let samples = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        samples.iter().find(|sample| sample.at.elapsed() <= age).cloned()
    }

    /// How a counter has grown between the samples, a second each.
    pub(super) fn rates(&self, counter: impl Fn(&Sample) -> f64) -> Vec<f64> {
        let samples = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let pairs = samples.iter().zip(samples.iter().skip(1));
        thinned(&pairs.map(|(a, b)| rate(counter(a), counter(b), b.at.duration_since(a.at))).collect::<Vec<_>>())
    }

    /// The values of a gauge.
    pub(super) fn values(&self, gauge: impl Fn(&Sample) -> f64) -> Vec<f64> {
        let samples = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        thinned(&samples.iter().map(gauge).collect::<Vec<_>>())
    }
}

/// Growth a second.
pub(super) fn rate(before: f64, after: f64, time: Duration) -> f64 {
    (after - before).max(0.0) / time.as_secs_f64().max(0.001)
}

/// Means of neighbours, so that no more than [`POINTS`] are drawn.
fn thinned(values: &[f64]) -> Vec<f64> {
    let size = values.len().div_ceil(POINTS).max(1);
    values.chunks(size).map(|chunk| chunk.iter().sum::<f64>() / chunk.len() as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_half_an_hour_and_draws_few_points() {
        let history = History::default();
        let begin = Instant::now();
        for second in 0..400_u32 {
            let at = begin + EVERY * second;
            let sample = Sample::of(&Series::read(""));
            history.add(Sample { at, done: f64::from(second) * 50.0, ..sample });
        }
        assert_eq!(history.0.lock().unwrap().len(), MOST);
        let rates = history.rates(|sample| sample.done);
        assert!(rates.len() <= POINTS && rates.iter().all(|rate| (rate - 10.0).abs() < 1e-9), "{rates:?}");
        assert!(history.values(|sample| sample.done).len() <= POINTS);
    }
}
