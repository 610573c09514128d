use super::random::uniform;
use super::*;

/// A column of random numbers, 0 to 1.
fn noise(rows: usize, stream: u64) -> Vec<f32> {
    (0..rows as u64).map(|row| uniform(stream, row)).collect()
}

struct Case {
    data: Binned,
    rows: Vec<u32>,
    labels: Vec<f32>,
    weights: Vec<f32>,
}

impl Case {
    fn new(columns: &[Vec<f32>], labels: Vec<f32>, weights: Vec<f32>) -> Case {
        let rows = (0..labels.len() as u32).collect::<Vec<_>>();
        Case { data: bin(columns, &rows, &weights, 64), rows, labels, weights }
    }

    fn train(&self, objective: Objective, parameters: &Parameters, monotone: &[i8]) -> Ensemble {
        train(&self.problem(objective, monotone), &self.rows, parameters, None)
    }

    fn problem<'a>(&'a self, objective: Objective, monotone: &'a [i8]) -> Problem<'a> {
        let Case { data, labels, weights, .. } = self;
        Problem { data, labels, weights, objective, monotone }
    }
}

fn parameters() -> Parameters {
    Parameters {
        only: Vec::new(),
        trees: 60,
        depth: 3,
        learning_rate: 0.3,
        l2: 1.0,
        row_sample: 0.5,
        column_sample: 1.0,
        min_leaf_weight: 1.0,
        seed: 7,
    }
}

#[test]
fn learns_exclusive_or() {
    let (a, b) = (noise(4000, 1), noise(4000, 2));
    let labels =
        a.iter().zip(&b).map(|(&a, &b)| f32::from((a > 0.5) != (b > 0.5))).collect::<Vec<_>>();
    let problem = Case::new(&[a, noise(4000, 3), b], labels.clone(), vec![1.0; 4000]);
    let ensemble = problem.train(Objective::Logistic, &parameters(), &[]);
    let margins = ensemble.predict(&problem.data, &problem.rows);
    let right = margins.iter().zip(&labels).filter(|&(&m, &l)| (m > 0.0) == (l > 0.5)).count();
    assert!(right > 3800, "{right} of 4000");
    let importances = ensemble.importances(3);
    assert!(importances[1] < 0.2, "{importances:?}");
    assert!((importances.iter().sum::<f32>() - 1.0).abs() < 1e-5);
}

#[test]
fn soft_labels_come_out_as_probabilities() {
    let a = noise(20_000, 1);
    let labels = a.iter().map(|&a| 0.1 + 0.6 * a).collect::<Vec<_>>();
    // Weights that differ by a factor of a thousand, as those of blocks do.
    let weights = noise(20_000, 9).iter().map(|&u| 10f32.powf(3.0 * u)).collect();
    let problem = Case::new(std::slice::from_ref(&a), labels, weights);
    let parameters = Parameters { row_sample: 0.2, ..parameters() };
    let ensemble = problem.train(Objective::Logistic, &parameters, &[]);
    let margins = ensemble.predict(&problem.data, &problem.rows);
    for (&margin, &a) in margins.iter().zip(&a) {
        let error = sigmoid(margin) - (0.1 + 0.6 * a);
        assert!(error.abs() < 0.03, "off by {error} at {a}");
    }
}

#[test]
fn squared_error_learns_a_curve() {
    let a = noise(5000, 1);
    let labels = a.iter().map(|&a| 5.0 + (a * 6.0).sin()).collect::<Vec<_>>();
    let problem = Case::new(&[a], labels.clone(), vec![1.0; 5000]);
    let ensemble = problem.train(Objective::Squared, &parameters(), &[]);
    let margins = ensemble.predict(&problem.data, &problem.rows);
    let error = margins.iter().zip(&labels).map(|(m, l)| (m - l) * (m - l)).sum::<f32>() / 5000.0;
    assert!(error < 0.001, "{error}");
}

#[test]
fn same_trees_on_any_number_of_threads() {
    let rows = 3 * CHUNK + 17;
    let columns = (0..20).map(|stream| noise(rows, stream)).collect::<Vec<_>>();
    let labels = (0..rows)
        .map(|row| sigmoid(9.0 * columns[3][row] - 6.0 * columns[8][row] * columns[11][row]))
        .collect();
    let problem = Case::new(&columns, labels, noise(rows, 99));
    let parameters = Parameters { trees: 8, depth: 5, column_sample: 0.5, ..parameters() };
    let train_on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| problem.train(Objective::Logistic, &parameters, &[]))
    };
    let one = train_on(1);
    assert_eq!(one, train_on(2));
    assert_eq!(one, train_on(5));
    let other = Parameters { seed: 8, ..parameters.clone() };
    assert_ne!(one, problem.train(Objective::Logistic, &other, &[]));
}

#[test]
fn margins_follow_monotone_directions() {
    let (a, b, c) = (noise(6000, 1), noise(6000, 2), noise(6000, 3));
    // Rises and falls in a, with an interaction, so that the constraint matters.
    let labels = (0..6000)
        .map(|row| sigmoid(8.0 * (a[row] * 5.0).sin() - 4.0 * b[row] + 4.0 * a[row] * c[row]))
        .collect();
    let problem = Case::new(&[a, b, c], labels, vec![1.0; 6000]);
    let falls = |ensemble: &Ensemble, feature: usize, direction: f32| {
        let mut probe = problem.data.clone();
        let bins = probe.borders[feature].len() + 1;
        let sweep = (0..40)
            .map(|row| {
                let mut margins = Vec::new();
                for bin in 0..bins {
                    probe.columns[feature][row] = bin as u8;
                    margins.push(ensemble.predict(&probe, &[row as u32])[0] * direction);
                }
                margins
            })
            .collect::<Vec<_>>();
        sweep.iter().flat_map(|margins| margins.windows(2)).any(|pair| pair[1] < pair[0] - 1e-5)
    };
    let parameters = Parameters { depth: 4, trees: 30, ..parameters() };
    let free = problem.train(Objective::Logistic, &parameters, &[]);
    assert!(falls(&free, 0, 1.0));
    let bound = problem.train(Objective::Logistic, &parameters, &[1, -1, 0]);
    assert!(!falls(&bound, 0, 1.0) && !falls(&bound, 1, -1.0));
    assert!(bound.importances(3)[0] > 0.05, "{:?}", bound.importances(3));
}

#[test]
fn stops_when_held_out_rows_gain_nothing() {
    let labels = noise(4000, 5).iter().map(|&u| f32::from(u > 0.5)).collect::<Vec<_>>();
    let columns = (0..5).map(|stream| noise(4000, 10 + stream)).collect::<Vec<_>>();
    let problem = Case::new(&columns, labels, vec![1.0; 4000]);
    let (rows, held_out) = problem.rows.split_at(3000);
    let validation = Some(Validation { rows: held_out, patience: 5 });
    let problem = problem.problem(Objective::Logistic, &[]);
    let ensemble = train(&problem, rows, &parameters(), validation);
    assert!(ensemble.trees.len() < 10, "{} trees on noise", ensemble.trees.len());
}

#[test]
fn bins_agree_with_borders() {
    let values = vec![0.0, -0.0, 1.0, f32::NAN, 1.0, 7.5, f32::INFINITY, -3.0, 7.5, f32::MIN];
    let skewed = noise(50_000, 4).iter().map(|&u| u.powi(9) * 1e6).collect::<Vec<_>>();
    for (column, max_bins) in [(values, 16), (skewed, 32)] {
        let rows = (0..column.len() as u32).collect::<Vec<_>>();
        let binned = bin(std::slice::from_ref(&column), &rows, &vec![1.0; column.len()], max_bins);
        let borders = &binned.borders[0];
        assert!(borders.windows(2).all(|pair| pair[0] < pair[1]) && borders.len() < max_bins);
        for (&value, &bin) in column.iter().zip(&binned.columns[0]) {
            for (number, &border) in borders.iter().enumerate() {
                assert_eq!(usize::from(bin) > number, value > border, "{value} at {border}");
            }
        }
    }
}

#[test]
fn few_distinct_values_get_a_bin_each_and_many_share() {
    let few = (0..1000).map(|row| (row % 5) as f32).collect::<Vec<_>>();
    let mut many = noise(1000, 2);
    many[..600].fill(0.25);
    let rows = (0..1000).collect::<Vec<_>>();
    let binned = bin(&[few, many, vec![2.0; 1000]], &rows, &vec![1.0; 1000], 20);
    assert_eq!(binned.borders[0], [0.5, 1.5, 2.5, 3.5]);
    assert!(binned.borders[1].len() >= 15, "{:?}", binned.borders[1]);
    assert!(binned.borders[2].is_empty());
    let mut sizes = [0; 20];
    binned.columns[1].iter().for_each(|&bin| sizes[usize::from(bin)] += 1);
    sizes.sort_unstable();
    assert!(sizes[19] >= 600 && sizes[18] < 60, "{sizes:?}");
}

#[test]
fn nothing_to_learn_from() {
    let data = bin(&[vec![1.0, 1.0]], &[0, 1], &[1.0, 1.0], 8);
    let labels = [0.25, 0.75];
    let problem = Problem {
        data: &data,
        labels: &labels,
        weights: &[1.0, 1.0],
        objective: Objective::Squared,
        monotone: &[],
    };
    let learn = |rows: &[u32]| train(&problem, rows, &parameters(), None);
    assert_eq!(learn(&[0, 1]), Ensemble { bias: 0.5, trees: vec![] });
    assert_eq!(learn(&[]).predict(&data, &[0]), [0.0]);
}
