//! Speed of the figures: the number lexer alone, and the whole extraction over an analysed document.

use std::hint::black_box;

use claimwire::extract::figures;
use claimwire::text::{Analyser, Scratch};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const PARAGRAPH: &str = "The blaze killed at least six people, including two firefighters, and destroyed 85 homes overnight, the mayor said. \
    Profit fell 12 per cent to £84m, from £95m the year before, and the margin narrowed by 1.5 percentage points to 9.2%. \
    The council's leader, a former teacher who joined the party in 1998, did not dispute the estimate but called it a one-off. \
    Tens of thousands of residents left; two thirds of them have not come back, according to a survey published on Thursday.\n";

fn figures(c: &mut Criterion) {
    let text = PARAGRAPH.repeat(200);
    let mut group = c.benchmark_group("figures");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("lexer", |b| b.iter(|| figures::lexer::numbers(black_box(&text))));
    let document = Analyser::english().analyse(&text, &[], &mut Scratch::default());
    group.sample_size(10);
    group.bench_function("extract", |b| b.iter(|| figures::extract(black_box(&document), None)));
    group.finish();
}

criterion_group!(benches, figures);
criterion_main!(benches);
