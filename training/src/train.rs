//! The loop: shuffled passes, a falling rate, the mean of the later states as the result.

use crate::conllu::Sentence;
use crate::net::{Example, Net, Settings};
use crate::rng::Rng;

/// Trains a network; `report` is told of every pass.
pub fn train(data: &[Sentence], settings: &Settings, mut report: impl FnMut(usize, f32, &Net)) -> Net {
    let mut rng = Rng(settings.seed);
    let mut net = Net::new(data, &mut rng);
    let examples: Vec<Example> = data.iter().map(|sentence| net.example(sentence)).collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let steps = settings.epochs * examples.len().div_ceil(settings.batch);
    let mut step = 0;
    for epoch in 0..settings.epochs {
        rng.shuffle(&mut order);
        let mut loss = 0.0;
        for batch in order.chunks(settings.batch) {
            for at in batch {
                loss += net.learn(&examples[*at], settings, epoch > 0, &mut rng);
            }
            step += 1;
            let rate = settings.rate * (1.0 - step as f32 / steps as f32).max(0.02);
            for param in net.params() {
                param.step(rate, step as i32);
            }
            // The mean of the last third.
            if 3 * step > 2 * steps && step % 200 == 0 {
                net.params().into_iter().for_each(crate::param::Param::note_mean);
            }
        }
        report(epoch, loss, &net);
    }
    net.params().into_iter().for_each(crate::param::Param::take_mean);
    net
}
