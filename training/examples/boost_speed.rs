//! Times training on random data of the usual size: `boost_speed [rows] [features] [row_sample]
//! [column_sample]`.

use std::time::Instant;
use training::boost::{Objective, Parameters, Problem, bin, sigmoid, train};

fn main() {
    let argument = |at: usize, default: f32| {
        std::env::args().nth(at).and_then(|value| value.parse().ok()).unwrap_or(default)
    };
    let rows = argument(1, 500_000.0) as usize;
    let features = argument(2, 250.0) as usize;
    let mut state = 1u64;
    let mut random = move || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 40) as f32 / (1u64 << 24) as f32
    };
    let columns = (0..features)
        .map(|feature| {
            let column = (0..rows).map(|_| match feature % 4 {
                0 => f32::from(random() < 0.1),
                1 => (random() * 10.0).floor().powi(2),
                2 => random().powi(4),
                _ => random(),
            });
            column.collect::<Vec<_>>()
        })
        .collect::<Vec<_>>();
    let labels = (0..rows)
        .map(|row| {
            let at = |feature: usize| columns[feature % features][row];
            sigmoid(4.0 * at(0) + at(2) * 5.0 * (at(3) - 0.5) + at(7) * at(11) * 6.0 - 4.0)
        })
        .collect::<Vec<_>>();
    let weights = (0..rows).map(|_| 10f32.powf(random() * 4.0)).collect::<Vec<_>>();
    let all = (0..rows as u32).collect::<Vec<_>>();
    let start = Instant::now();
    let data = bin(&columns, &all, &weights, 128);
    println!("binning {:.2} s", start.elapsed().as_secs_f32());
    let parameters = Parameters {
        trees: 50,
        row_sample: argument(3, 0.1),
        column_sample: argument(4, 0.3),
        ..Parameters::default()
    };
    let problem = Problem::new(&data, &labels, &weights, Objective::Logistic);
    let start = Instant::now();
    let ensemble = train(&problem, &all, &parameters, None);
    println!(
        "{:.1} ms per tree",
        start.elapsed().as_secs_f32() * 1e3 / ensemble.trees.len() as f32
    );
    let start = Instant::now();
    let margins = ensemble.predict(&data, &all);
    let error = margins.iter().zip(&labels).map(|(&m, l)| (sigmoid(m) - l).abs()).sum::<f32>();
    println!(
        "predicting {:.2} s, mean error {}",
        start.elapsed().as_secs_f32(),
        error / rows as f32
    );
}
