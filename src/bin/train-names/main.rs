//! Trains the model that finds names, and measures it.
//!
//! `train-names tables` writes the tables of words and spellings, `train-names train` the weights, `train-names evaluate`
//! prints scores, `train-names origins` how names from nine parts of the world are found,
//! `train-names chains` how bare names find their bearers. The data is not part of the project; `docs/persons.md` says where each set comes from. The same data
//! gives the same bytes.

mod chains;
mod cluster;
mod corpus;
mod evaluate;
mod harvest;
mod headlines;
mod invent;
mod learn;
mod namesakes;
mod origins;
mod plan;
mod random;
mod results;
mod sentences;
mod tables;
mod trial;
mod wire;

use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train-names: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let options = plan::Options::parse(arguments)?;
    match command.as_str() {
        "tables" => plan::build_tables(&options),
        "train" => plan::train(&options),
        "evaluate" => plan::evaluate_all(&options),
        "origins" => plan::try_origins(&options),
        "chains" => plan::try_chains(&options),
        _ => Err("usage: train-names tables|train|evaluate|origins|chains [name=value ...]".into()),
    }
}
