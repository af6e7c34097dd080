//! The tables of a result: figures, ratios, and where dateline is behind.

use std::fmt::Write;

use super::measure::Cost;
use super::question::Kind;

/// What an engine was seen to do with one corpus. Nothing stands where it has no such thing.
pub struct Figures {
    pub name: String,
    pub build: Option<Cost>,
    /// Bytes.
    pub size: Option<f64>,
    pub unchanged: Option<Cost>,
    pub changed: Option<Cost>,
    pub answers: Vec<(Kind, Cost)>,
}

/// One comparable figure.
#[derive(Clone, Copy)]
enum Measure {
    Build(Side),
    Peak,
    Size,
    Search(Kind, Side),
    Unchanged(Side),
    Changed(Side),
}

#[derive(Clone, Copy)]
enum Side {
    Cpu,
    Wall,
}

impl Side {
    fn of(self, cost: Cost) -> f64 {
        match self {
            Side::Cpu => cost.cpu,
            Side::Wall => cost.wall,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Side::Cpu => "CPU",
            Side::Wall => "wall",
        }
    }
}

impl Measure {
    fn all() -> Vec<Measure> {
        let both = |of: fn(Side) -> Measure| [of(Side::Cpu), of(Side::Wall)];
        let mut all = both(Measure::Build).to_vec();
        all.extend([Measure::Peak, Measure::Size]);
        all.extend(
            Kind::ALL.into_iter().flat_map(|kind| [Side::Cpu, Side::Wall].map(|side| Measure::Search(kind, side))),
        );
        all.extend(both(Measure::Unchanged));
        all.extend(both(Measure::Changed));
        all
    }

    fn name(self) -> String {
        match self {
            Measure::Build(side) => format!("first build, {} s", side.name()),
            Measure::Peak => "peak memory of it, MB".to_owned(),
            Measure::Size => "index, MB".to_owned(),
            Measure::Search(kind, side) => format!("cold search, {}, {} ms", kind.name(), side.name()),
            Measure::Unchanged(side) => format!("nothing changed, {} s", side.name()),
            Measure::Changed(side) => format!("ten changed, {} s", side.name()),
        }
    }

    fn of(self, figures: &Figures) -> Option<f64> {
        match self {
            Measure::Build(side) => figures.build.map(|cost| side.of(cost)),
            Measure::Peak => figures.build.map(|cost| cost.peak / 1e6),
            Measure::Size => figures.size.map(|bytes| bytes / 1e6),
            Measure::Search(kind, side) => {
                figures.answers.iter().find(|answer| answer.0 == kind).map(|answer| side.of(answer.1) * 1e3)
            }
            Measure::Unchanged(side) => figures.unchanged.map(|cost| side.of(cost)),
            Measure::Changed(side) => figures.changed.map(|cost| side.of(cost)),
        }
    }
}

/// Three digits that say something.
pub fn number(figure: f64) -> String {
    match figure {
        100.0.. => format!("{figure:.0}"),
        10.0.. => format!("{figure:.1}"),
        1.0.. => format!("{figure:.2}"),
        _ => format!("{figure:.3}"),
    }
}

fn table(corner: &str, columns: &[&Figures], cell: impl Fn(Measure, &Figures) -> Option<String>) -> String {
    let names: Vec<&str> = columns.iter().map(|figures| figures.name.as_str()).collect();
    let mut text = format!("\n| {corner} | {} |\n|---|{}\n", names.join(" | "), "---|".repeat(columns.len()));
    for measure in Measure::all() {
        let cells: Vec<String> =
            columns.iter().map(|figures| cell(measure, figures).unwrap_or_else(|| "–".to_owned())).collect();
        if cells.iter().any(|cell| cell != "–") {
            let _ = writeln!(text, "| {} | {} |", measure.name(), cells.join(" | "));
        }
    }
    text
}

/// Every figure of every engine.
pub fn figures(all: &[Figures]) -> String {
    let columns: Vec<&Figures> = all.iter().collect();
    table("figures", &columns, |measure, figures| measure.of(figures).map(number))
}

/// `own` divided by every peer, and the list of what is above one.
pub fn ratios(own: &Figures, all: &[Figures]) -> String {
    let peers: Vec<&Figures> = all.iter().filter(|figures| !figures.name.starts_with("dateline")).collect();
    let ratio = |measure: Measure, peer: &Figures| Some(measure.of(own)? / measure.of(peer)?);
    let corner = format!("{} / peer", own.name);
    let mut text = table(&corner, &peers, |measure, peer| {
        ratio(measure, peer).map(|ratio| if ratio > 1.0 { format!("**{ratio:.2}**") } else { format!("{ratio:.2}") })
    });
    let mut behind = Vec::new();
    for measure in Measure::all() {
        let over =
            peers.iter().filter_map(|peer| Some((&peer.name, ratio(measure, peer).filter(|ratio| *ratio > 1.0)?)));
        let over: Vec<String> = over.map(|(name, ratio)| format!("{name} ({ratio:.2})")).collect();
        if !over.is_empty() {
            behind.push(format!("- {}: {}\n", measure.name(), over.join(", ")));
        }
    }
    if behind.is_empty() {
        let _ = writeln!(text, "\n{} is behind nobody.", own.name);
    } else {
        let _ = write!(text, "\n{} is behind in:\n\n{}", own.name, behind.concat());
    }
    text
}
