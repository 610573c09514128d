//! The model file, as `src/score/model` reads it.

use crate::boost::{Binned, Ensemble};
use crate::cross::Tables;
use std::collections::BTreeMap;

/// A file under construction.
#[derive(Debug)]
pub struct ModelFile(Vec<u8>);

impl ModelFile {
    /// The header and the tables.
    pub fn new(fingerprint: u32, tables: &Tables) -> ModelFile {
        let mut file = ModelFile(b"DHSK".to_vec());
        file.u16(2);
        file.u32(fingerprint);
        file.u32(tables.evidence.len() as u32);
        for &(hash, steps) in &tables.evidence {
            file.u32(hash);
            file.0.extend(steps.iter().flat_map(|step| step.to_le_bytes()));
        }
        file.u32(tables.kinds.len() as u32);
        for (hash, steps) in &tables.kinds {
            file.u32(*hash);
            file.0.extend(steps.iter().flat_map(|step| step.to_le_bytes()));
        }
        file
    }

    /// Adds an ensemble: only the thresholds that trees use, and leaves in 16-bit steps.
    pub fn ensemble(&mut self, data: &Binned, ensemble: &Ensemble) {
        let mut used: BTreeMap<u16, Vec<u8>> = BTreeMap::new();
        let depth = ensemble.trees.first().map_or(1, |tree| tree.splits.len());
        let trees: Vec<_> =
            ensemble.trees.iter().filter(|tree| tree.splits.len() == depth && depth > 0).collect();
        for split in trees.iter().flat_map(|tree| &tree.splits) {
            used.entry(split.feature).or_default().push(split.bin);
        }
        for bins in used.values_mut() {
            bins.sort_unstable();
            bins.dedup();
        }
        self.f32(ensemble.bias);
        self.0.push(depth as u8);
        self.u16(trees.len() as u16);
        self.u16(used.len() as u16);
        for (&feature, bins) in &used {
            self.u16(feature);
            self.u16(bins.len() as u16);
            for &bin in bins {
                self.f32(data.borders[usize::from(feature)][usize::from(bin)]);
            }
        }
        let slots: BTreeMap<u16, u16> =
            used.keys().enumerate().map(|(slot, &feature)| (feature, slot as u16)).collect();
        for split in trees.iter().flat_map(|tree| &tree.splits) {
            let threshold = used[&split.feature].binary_search(&split.bin).unwrap_or(0);
            self.u16(slots[&split.feature]);
            self.0.push(threshold as u8);
        }
        let leaves = trees.iter().flat_map(|tree| &tree.leaves);
        let greatest = leaves.clone().fold(0.0f32, |most, leaf| most.max(leaf.abs()));
        let scale = (greatest / f32::from(i16::MAX)).max(f32::MIN_POSITIVE);
        self.f32(scale);
        for leaf in leaves {
            self.0.extend(((leaf / scale).round() as i16).to_le_bytes());
        }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn u16(&mut self, value: u16) {
        self.0.extend(value.to_le_bytes());
    }

    fn u32(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }

    fn f32(&mut self, value: f32) {
        self.0.extend(value.to_le_bytes());
    }
}
