//! Running a command and what it cost.
//!
//! The surprise: a command is started by a second, small process (this program, as `measure`), because the system counts the
//! memory of whoever starts a program to that program's peak, and this one may hold a corpus.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::Failure;

/// What a command cost, its own children included.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Seconds of all processors, user and system.
    pub cpu: f64,
    /// Seconds from start to end.
    pub wall: f64,
    /// Largest resident memory of one process, bytes.
    pub peak: f64,
}

impl Cost {
    /// The median of each figure; `None` of no costs.
    pub fn median(costs: &[Cost]) -> Option<Cost> {
        let median = |figure: fn(&Cost) -> f64| {
            let mut figures: Vec<f64> = costs.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            let middle = figures.len() / 2;
            if figures.len() % 2 == 1 { figures[middle] } else { (figures[middle - 1] + figures[middle]) / 2.0 }
        };
        (!costs.is_empty()).then(|| Cost {
            cpu: median(|cost| cost.cpu),
            wall: median(|cost| cost.wall),
            peak: median(|cost| cost.peak),
        })
    }
}

/// Runs commands; their output goes to files in a folder.
pub struct Stopwatch {
    own: PathBuf,
    output: PathBuf,
    errors: PathBuf,
    figures: PathBuf,
}

impl Stopwatch {
    pub fn new(home: &Path) -> Result<Stopwatch, Failure> {
        std::fs::create_dir_all(home)?;
        Ok(Stopwatch {
            own: std::env::current_exe()?,
            output: home.join("output"),
            errors: home.join("errors"),
            figures: home.join("figures"),
        })
    }

    /// Runs a command. One that ends with more than `worst` has failed: searching programs end with 1 when they found nothing.
    pub fn run(&self, command: &[String], worst: u8) -> Result<Cost, Failure> {
        let status = Command::new(&self.own)
            .arg("measure")
            .args([&self.figures, &self.output, &self.errors])
            .args(command)
            .status()?;
        let figures = std::fs::read_to_string(&self.figures).unwrap_or_default();
        let figures: Vec<f64> = figures.split(' ').filter_map(|figure| figure.parse().ok()).collect();
        let [code, wall, cpu, peak] = figures[..] else {
            return Err(format!("{} was not measured: {status}", command.join(" ")).into());
        };
        if code > f64::from(worst) {
            let errors = std::fs::read_to_string(&self.errors).unwrap_or_default();
            let last = errors.lines().last().unwrap_or_default();
            return Err(format!("{} ended with {code}: {last}", command.join(" ")).into());
        }
        Ok(Cost { cpu, wall, peak })
    }

    /// What the last command printed.
    pub fn printed(&self) -> Result<String, Failure> {
        Ok(String::from_utf8_lossy(&std::fs::read(&self.output)?).into_owned())
    }
}

/// The small process: `FIGURES OUTPUT ERRORS COMMAND...`.
pub fn measure(arguments: &[String]) -> Result<(), Failure> {
    let [figures, output, errors, program, rest @ ..] = arguments else {
        return Err("measure needs three files and a command".into());
    };
    if Path::new(figures).exists() {
        std::fs::remove_file(figures)?;
    }
    let mut command = Command::new(program);
    command.args(rest).stdin(Stdio::null());
    command.stdout(std::fs::File::create(output)?).stderr(std::fs::File::create(errors)?);
    let started = Instant::now();
    let status = command.status().map_err(|error| format!("{program}: {error}"))?;
    let wall = started.elapsed().as_secs_f64();
    let (cpu, peak) = children()?;
    std::fs::write(figures, format!("{} {wall} {cpu} {peak}", status.code().unwrap_or(255)))?;
    Ok(())
}

/// Processor seconds and largest memory in bytes of the children that have ended.
#[cfg(unix)]
fn children() -> Result<(f64, f64), Failure> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = (usage.user_time() + usage.system_time()).num_microseconds();
    // Kilobytes on Linux, bytes on macOS.
    let unit = if cfg!(target_os = "macos") { 1.0 } else { 1024.0 };
    Ok((cpu as f64 / 1e6, usage.max_rss() as f64 * unit))
}

#[cfg(not(unix))]
fn children() -> Result<(f64, f64), Failure> {
    Err("costs are measured on Unix only".into())
}

/// Bytes of all files below a folder, or of a file.
pub fn size(place: &Path) -> u64 {
    let files = walkdir::WalkDir::new(place).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}

/// Removes a folder if it is there.
pub fn remove(folder: &Path) -> std::io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
