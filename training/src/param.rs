//! A matrix that is learnt: values, gradients and the moments of Adam (Kingma and Ba 2015), and the running mean of its values.

use crate::rng::Rng;

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.999;
const EPSILON: f32 = 1e-8;

/// A matrix of rows; gradients of rows that were not touched cost nothing.
#[derive(Debug, Clone)]
pub struct Param {
    /// Values of one row.
    pub width: usize,
    /// Values.
    pub value: Vec<f32>,
    /// Gradients of this batch.
    pub grad: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    sum: Vec<f32>,
    sums: f32,
    /// Rows touched in this batch; none where all are.
    touched: Option<Vec<u32>>,
}

impl Param {
    /// Random values in `[-scale, scale)`. `sparse` for tables of which a batch sees a few rows.
    pub fn new(rows: usize, width: usize, scale: f32, sparse: bool, rng: &mut Rng) -> Self {
        let len = rows * width;
        Self {
            width,
            value: (0..len).map(|_| if scale == 0.0 { 0.0 } else { rng.around(scale) }).collect(),
            grad: vec![0.0; len],
            first: vec![0.0; len],
            second: vec![0.0; len],
            sum: vec![0.0; len],
            sums: 0.0,
            touched: sparse.then(Vec::new),
        }
    }

    /// One row's values.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.value[row * self.width..(row + 1) * self.width]
    }

    /// One row's gradients, to add to.
    pub fn touch(&mut self, row: usize) -> &mut [f32] {
        if let Some(touched) = &mut self.touched {
            touched.push(row as u32);
        }
        &mut self.grad[row * self.width..(row + 1) * self.width]
    }

    /// One step of Adam; clears the gradients. `step` counts from 1.
    pub fn step(&mut self, rate: f32, step: i32) {
        let rate = rate * (1.0 - BETA2.powi(step)).sqrt() / (1.0 - BETA1.powi(step));
        match self.touched.take() {
            None => self.update(0, self.value.len(), rate),
            Some(mut rows) => {
                rows.sort_unstable();
                rows.dedup();
                for row in &rows {
                    let start = *row as usize * self.width;
                    self.update(start, start + self.width, rate);
                }
                rows.clear();
                self.touched = Some(rows);
            }
        }
    }

    fn update(&mut self, start: usize, end: usize, rate: f32) {
        let values = self.value[start..end].iter_mut().zip(&mut self.grad[start..end]);
        let moments = self.first[start..end].iter_mut().zip(&mut self.second[start..end]);
        for ((value, grad), (first, second)) in values.zip(moments) {
            *first += (1.0 - BETA1) * (*grad - *first);
            *second += (1.0 - BETA2) * (*grad * *grad - *second);
            *value -= rate * *first / (second.sqrt() + EPSILON);
            *grad = 0.0;
        }
    }

    /// Whether a row ever had a gradient.
    pub fn was_touched(&self, row: usize) -> bool {
        self.second[row * self.width..(row + 1) * self.width].iter().any(|moment| *moment > 0.0)
    }

    /// Adds the present values to the running mean (Polyak averaging).
    pub fn note_mean(&mut self) {
        for (sum, value) in self.sum.iter_mut().zip(&self.value) {
            *sum += value;
        }
        self.sums += 1.0;
    }

    /// Puts the mean in place of the values.
    pub fn take_mean(&mut self) {
        if self.sums > 0.0 {
            for (value, sum) in self.value.iter_mut().zip(&self.sum) {
                *value = *sum / self.sums;
            }
        }
    }
}
