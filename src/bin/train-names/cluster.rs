//! Clusters of words that are used alike, learned from raw text: spherical k-means over the words that stand to the left
//! and to the right of each word.

use std::collections::HashMap;

use crate::random::Random;

/// Number of clusters; cluster 0 is kept for words without one.
const CLUSTERS: usize = 255;
/// How many of the most frequent words serve as context.
const CONTEXTS: usize = 1200;
const ROUNDS: usize = 14;

/// Clusters the words that occur `min_count` times and more. `text` is words in lower case, sentence by sentence.
pub fn cluster(text: &[Vec<String>], min_count: u32) -> HashMap<String, u8> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in text.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut vocabulary: Vec<(&str, u32)> = counts.into_iter().filter(|(_, count)| *count >= min_count).collect();
    vocabulary.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let number: HashMap<&str, usize> = vocabulary.iter().enumerate().map(|(i, (word, _))| (*word, i)).collect();
    let vectors = vectors(text, &number, vocabulary.len());
    let assigned = k_means(&vectors, &vocabulary);
    vocabulary.iter().zip(assigned).map(|((word, _), cluster)| ((*word).to_owned(), cluster as u8 + 1)).collect()
}

/// Positive pointwise mutual information of each word with its neighbours, of length one.
fn vectors(text: &[Vec<String>], number: &HashMap<&str, usize>, words: usize) -> Vec<Vec<(u32, f32)>> {
    let mut rows: Vec<HashMap<u32, f32>> = vec![HashMap::new(); words];
    let mut columns = vec![0.0_f32; (CONTEXTS + 1) * 2];
    let mut total = 0.0;
    for sentence in text {
        let ids: Vec<Option<usize>> = sentence.iter().map(|word| number.get(word.as_str()).copied()).collect();
        for (i, id) in ids.iter().enumerate() {
            let Some(id) = id else { continue };
            for (side, other) in [(0, i.checked_sub(1)), (1, Some(i + 1).filter(|j| *j < ids.len()))] {
                // The end of a sentence is a context as well.
                let context = other.map_or(Some(CONTEXTS), |j| ids[j].filter(|c| *c < CONTEXTS));
                let Some(context) = context else { continue };
                let column = (context * 2 + side) as u32;
                *rows[*id].entry(column).or_default() += 1.0;
                columns[column as usize] += 1.0;
                total += 1.0;
            }
        }
    }
    rows.into_iter()
        .map(|row| {
            let mut row: Vec<(u32, f32)> = row.into_iter().collect();
            row.sort_unstable_by_key(|(column, _)| *column);
            let sum: f32 = row.iter().map(|(_, n)| n).sum();
            for (column, value) in &mut row {
                let expected = sum * columns[*column as usize] / total;
                *value = (*value / expected.max(1e-9)).ln().max(0.0) * (*value / (*value + 1.0));
            }
            row.retain(|(_, value)| *value > 0.0);
            let length = row.iter().map(|(_, v)| v * v).sum::<f32>().sqrt().max(1e-9);
            row.iter_mut().for_each(|(_, value)| *value /= length);
            row
        })
        .collect()
}

fn k_means(vectors: &[Vec<(u32, f32)>], vocabulary: &[(&str, u32)]) -> Vec<usize> {
    let dimensions = (CONTEXTS + 1) * 2;
    let mut random = Random::new(11);
    // Frequent words make the first centres: they have the fullest contexts.
    let mut seeds: Vec<usize> = (0..vectors.len().min(4000)).collect();
    random.shuffle(&mut seeds);
    let mut centres = vec![0.0_f32; dimensions * CLUSTERS];
    for (cluster, seed) in seeds.iter().take(CLUSTERS).enumerate() {
        for (column, value) in &vectors[*seed] {
            centres[*column as usize * CLUSTERS + cluster] = *value;
        }
    }
    let mut assigned = vec![0; vectors.len()];
    for _ in 0..ROUNDS {
        let mut scores = vec![0.0_f32; CLUSTERS];
        for (vector, cluster) in vectors.iter().zip(&mut assigned) {
            scores.fill(0.0);
            for (column, value) in vector {
                let row = &centres[*column as usize * CLUSTERS..][..CLUSTERS];
                scores.iter_mut().zip(row).for_each(|(score, centre)| *score += value * centre);
            }
            *cluster = (0..CLUSTERS).fold(0, |best, k| if scores[k] > scores[best] { k } else { best });
        }
        centres.fill(0.0);
        for (word, (vector, cluster)) in vectors.iter().zip(&assigned).enumerate() {
            let weight = (vocabulary[word].1 as f32).sqrt().min(30.0);
            for (column, value) in vector {
                centres[*column as usize * CLUSTERS + cluster] += weight * value;
            }
        }
        for cluster in 0..CLUSTERS {
            let square: f32 = (0..dimensions).map(|d| centres[d * CLUSTERS + cluster].powi(2)).sum();
            let length = square.sqrt().max(1e-9);
            (0..dimensions).for_each(|d| centres[d * CLUSTERS + cluster] /= length);
        }
    }
    assigned
}
