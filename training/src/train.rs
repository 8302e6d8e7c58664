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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{conllu, export};

    const TREES: &str = "\
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tmayor\tmayor\tNOUN\tNN\t_\t3\tnsubj\t_\t_
3\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\t_
5\tbridge\tbridge\tNOUN\tNN\t_\t6\tnsubj\t_\t_
6\tfell\tfall\tVERB\tVBD\t_\t3\tccomp\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_
2\tcame\tcome\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

";

    /// One seed, one order of the arithmetic: the same trees give the same bytes.
    #[test]
    fn two_trainings_give_the_same_bytes() {
        let data = conllu::parse(&TREES.repeat(5)).unwrap();
        let settings = Settings {
            epochs: 2,
            rate: 0.002,
            batch: 1,
            drop_input: 0.2,
            drop_context: 0.15,
            drop_hidden: 0.3,
            drop_word: 0.25,
            seed: 1,
        };
        let packed = || {
            let net = train(&data, &settings, |_, _, _| {});
            claimwire::text::network::format::write(&export::export(&net, "test").unwrap())
        };
        assert!(packed() == packed());
    }
}
