//! Speed of the figures: the number lexer alone, and the whole extraction over an analysed document.

use std::hint::black_box;

use claimwire::extract::figures;
use claimwire::text::{Analyser, Scratch};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const PARAGRAPH: &str = "Shelling killed at least 17 people, including four children, in the town overnight, the regional administration said. \
    Revenue increased 18% year on year to €412.6 million, and the operating margin widened by 6.5 percentage points to 14.8%. \
    The council's leader, a former teacher who joined the party in 1998, did not dispute the estimate but called it a one-off. \
    Tens of thousands of residents left; two thirds of them have not come back, according to a survey published on Thursday.\n";

fn figures(c: &mut Criterion) {
    let text = PARAGRAPH.repeat(200);
    let mut group = c.benchmark_group("figures");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("lexer", |b| b.iter(|| figures::lexer::numbers(black_box(&text))));
    let document = Analyser::english().analyse(&text, &[], &mut Scratch::default());
    group.sample_size(10);
    group.bench_function("extract", |b| b.iter(|| figures::extract(black_box(&document))));
    group.finish();
}

criterion_group!(benches, figures);
criterion_main!(benches);
