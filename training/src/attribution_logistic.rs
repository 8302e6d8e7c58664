//! Logistic regression over hashed features: stochastic gradient with per-weight rates (Duchi, Hazan and Singer, "Adaptive Subgradient
//! Methods", JMLR 2011), weights averaged over the later passes. The same examples give the same weights.

/// One example.
pub(crate) struct Example {
    pub(crate) features: Vec<u32>,
    pub(crate) right: bool,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// Passes over the examples.
    pub(crate) epochs: usize,
    /// Strength of the pull of weights towards zero.
    pub(crate) decay: f32,
}

/// Learned weights.
pub(crate) struct Logistic {
    weights: Vec<f32>,
}

const RATE: f32 = 0.08;

impl Logistic {
    pub(crate) fn train(examples: &[&Example], size: usize, settings: Settings) -> Self {
        let Settings { epochs, decay } = settings;
        let mut weights = vec![0.0f32; size];
        let mut squares = vec![0.0f32; size];
        let mut average = vec![0.0f64; size];
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut seed: u64 = 42;
        for epoch in 0..epochs {
            for last in (1..order.len()).rev() {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(last, (seed >> 33) as usize % (last + 1));
            }
            for example in order.iter().map(|at| examples[*at]) {
                let sum: f32 = example.features.iter().map(|at| weights[*at as usize]).sum();
                let error = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(example.right));
                for at in example.features.iter().map(|at| *at as usize) {
                    let slope = error + decay * weights[at];
                    squares[at] += slope * slope;
                    weights[at] -= RATE * slope / (squares[at].sqrt() + 1e-3);
                }
            }
            if epoch >= epochs / 2 {
                for (sum, weight) in average.iter_mut().zip(&weights) {
                    *sum += f64::from(*weight);
                }
            }
        }
        let passes = (epochs - epochs / 2).max(1) as f64;
        Self { weights: average.iter().map(|sum| (*sum / passes) as f32).collect() }
    }

    /// Weights as signed bytes, and the number that each step stands for.
    pub(crate) fn quantised(&self) -> (f32, Vec<i8>) {
        let largest = self.weights.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        let scale = largest / 127.0;
        (scale, self.weights.iter().map(|weight| (weight / scale).round() as i8).collect())
    }
}
