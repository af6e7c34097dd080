//! A timeline as a drawing (SVG) that a page or a text program can take in.
//!
//! The surprise: names and queries come from outside, so everything that is written as text is escaped.

use std::io::{self, Write};

use super::timeline::{Timeline, label};

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 320.0;
const LEFT: f64 = 48.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 40.0;
/// Colours that can be told apart by people who see few colours (Okabe and Ito, "Color universal design", 2008).
const COLOURS: [&str; 7] = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#000000"];
/// Labels under the drawing.
const LABELS: usize = 8;

/// Writes a drawing with a bar for each period and series.
///
/// # Errors
/// When the writer refuses.
pub fn render_svg(timeline: &Timeline, out: &mut dyn Write) -> io::Result<()> {
    let most = timeline.series.iter().flat_map(|series| &series.counts).copied().max().unwrap_or(0).max(1);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">"
    )?;
    let names: Vec<&str> = timeline.series.iter().map(|series| series.name.as_str()).collect();
    let title = if timeline.query.trim().is_empty() { names.join(", ") } else { timeline.query.clone() };
    writeln!(out, "<title>{}</title>", escaped(&format!("{title}: articles by {}", timeline.by.name())))?;
    writeln!(out, "<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>")?;
    let base = HEIGHT - BOTTOM;
    for share in [0.5, 1.0] {
        let y = base - share * (base - TOP);
        let value = most as f64 * share;
        if value.fract() == 0.0 {
            writeln!(
                out,
                "<line x1=\"{LEFT}\" x2=\"{}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#dddddd\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{value}</text>",
                WIDTH - RIGHT,
                LEFT - 6.0,
                y + 4.0
            )?;
        }
    }
    draw_bars(timeline, most, base, out)?;
    writeln!(out, "<line x1=\"{LEFT}\" x2=\"{}\" y1=\"{base}\" y2=\"{base}\" stroke=\"#333333\"/>", WIDTH - RIGHT)?;
    draw_labels(timeline, base, out)?;
    if timeline.series.len() > 1 {
        draw_legend(&names, out)?;
    } else {
        writeln!(out, "<text x=\"{LEFT}\" y=\"22\" font-weight=\"bold\">{}</text>", escaped(&title))?;
    }
    writeln!(out, "</svg>")
}

fn draw_bars(timeline: &Timeline, most: u64, base: f64, out: &mut dyn Write) -> io::Result<()> {
    let slot = slot(timeline);
    let bar = slot / timeline.series.len().max(1) as f64;
    for (number, series) in timeline.series.iter().enumerate() {
        writeln!(out, "<g fill=\"{}\">", COLOURS[number % COLOURS.len()])?;
        for (index, &count) in series.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let height = count as f64 / most as f64 * (base - TOP);
            let x = LEFT + index as f64 * slot + number as f64 * bar;
            writeln!(
                out,
                "<rect x=\"{x:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{height:.2}\"><title>{}: {count}</title></rect>",
                base - height,
                (bar * 0.9).max(0.1),
                label(timeline.periods[index], timeline.by)
            )?;
        }
        writeln!(out, "</g>")?;
    }
    Ok(())
}

fn draw_labels(timeline: &Timeline, base: f64, out: &mut dyn Write) -> io::Result<()> {
    let slot = slot(timeline);
    let step = timeline.periods.len().div_ceil(LABELS).max(1);
    for (index, begin) in timeline.periods.iter().enumerate().step_by(step) {
        let x = LEFT + (index as f64 + 0.5) * slot;
        let text = label(*begin, timeline.by);
        writeln!(out, "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{text}</text>", base + 18.0)?;
    }
    Ok(())
}

fn draw_legend(names: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let room = (WIDTH - LEFT - RIGHT) / names.len() as f64;
    for (number, name) in names.iter().enumerate() {
        let x = LEFT + number as f64 * room;
        let colour = COLOURS[number % COLOURS.len()];
        writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"12\" width=\"12\" height=\"12\" fill=\"{colour}\"/><text x=\"{:.1}\" y=\"22\">{}</text>",
            x + 18.0,
            escaped(name)
        )?;
    }
    Ok(())
}

/// Width of a period.
fn slot(timeline: &Timeline) -> f64 {
    (WIDTH - LEFT - RIGHT) / timeline.periods.len().max(1) as f64
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in super::clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{DateCount, DateCounts};
    use crate::render::timeline::Period;

    #[test]
    fn markup_in_a_query_stays_text() {
        let counts = DateCounts { spans: vec![DateCount { first: 0, last: 0, articles: 2 }], ..DateCounts::default() };
        let series = vec![("articles".to_owned(), counts)];
        let timeline = Timeline::build("<script>\"a\" & b", series, Some(Period::Month)).expect("short");
        let mut out = Vec::new();
        render_svg(&timeline, &mut out).expect("memory takes everything");
        let svg = String::from_utf8(out).expect("text");
        assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;&quot;a&quot; &amp; b"));
        assert!(svg.contains("<title>1970-01: 2</title>"), "{svg}");
    }
}
