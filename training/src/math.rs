//! Dense arithmetic in an order that no compiler may change, so that training gives the same bytes on every machine.

/// `y += a * x`
pub fn axpy(a: f32, x: &[f32], y: &mut [f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += a * x;
    }
}

/// Sum of products, in sixteen lanes.
pub fn dot(x: &[f32], y: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let (xs, ys) = (x.chunks_exact(16), y.chunks_exact(16));
    let rest: f32 = xs.remainder().iter().zip(ys.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in xs.zip(ys) {
        for i in 0..16 {
            lanes[i] += x[i] * y[i];
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// `out += x · W` for `W` of `x.len()` rows.
pub fn forward(x: &[f32], w: &[f32], out: &mut [f32]) {
    for (x, row) in x.iter().zip(w.chunks_exact(out.len())) {
        if *x != 0.0 {
            axpy(*x, row, out);
        }
    }
}

/// Back through `forward`: adds to the gradients of `x` (if wanted) and `W`.
pub fn backward(x: &[f32], w: &[f32], dout: &[f32], dx: Option<&mut [f32]>, dw: &mut [f32]) {
    for (x, row) in x.iter().zip(dw.chunks_exact_mut(dout.len())) {
        if *x != 0.0 {
            axpy(*x, dout, row);
        }
    }
    if let Some(dx) = dx {
        for (dx, row) in dx.iter_mut().zip(w.chunks_exact(dout.len())) {
            *dx += dot(row, dout);
        }
    }
}

/// Turns scores into probabilities.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}
