//! The machine of a result: what matters for its figures, and nothing that tells whose it is.

use std::fs;

/// Processor, cores, memory and system; on systems without `/proc`, cores only.
pub fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut parts = vec![format!("{cores} cores")];
    let field = |file: &str, name: &str| {
        let text = fs::read_to_string(file).ok()?;
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    parts.extend(field("/proc/cpuinfo", "model name"));
    let kilobytes = field("/proc/meminfo", "MemTotal").and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    parts.extend(kilobytes.map(|kilobytes| format!("{:.0} GB of memory", kilobytes / 1e6)));
    let release = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let release: Vec<&str> = release.split('.').take(2).collect();
    parts.push(format!("{} {}", std::env::consts::OS, release.join(".")).trim_end().to_owned());
    parts.join(", ")
}

/// How many programs wanted a core during the last minute, on average.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}
