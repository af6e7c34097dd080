//! `dateline timeline`: when the articles of a query were published.

use crate::cli::Context;
use crate::cli::commands::filter::{Asked, AskedDays, FilterArgs};
use crate::cli::commands::found::{say_cut, say_partial, say_why_none};
use crate::cli::commands::names;
use crate::cli::config;
use crate::cli::error::{CliError, Outcome};
use crate::cli::pager::{PageOut, Paging};
use crate::engine::{ArticleIndex, NameReach, NameSpelling};
use crate::query::{Name, NameKind, Query, Span};
use crate::render;
use crate::render::counted;
use crate::render::timeline::{Bars, Period, Timeline, TimelineError};

/// Show when the articles of a query were published, day by day to year by year
///
/// With --person given several times each person is a column of its own, so that they can be compared; without a query or
/// flags all articles are counted. Periods without articles are shown, with --by from the first to the last day that is asked for.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline timeline ceasefire --from 2024-01 --to 2024-06
  dateline timeline --person Sinwar --person Haniyeh --by month
  dateline timeline hostages --by week --format csv > weeks.csv
  dateline timeline inflation --format svg > inflation.svg

Exit status: 0 some articles match, 1 none does, 2 an error.")]
pub struct TimelineArgs {
    /// Words, phrases, operators
    query: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Length of a period [default: what fits the screen]
    #[arg(long, value_enum, value_name = "PERIOD")]
    by: Option<By>,
    /// Output format [default: text on a terminal, csv otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Bars.
    Text,
    /// A table with a row for each period.
    Csv,
    /// JSON.
    Json,
    /// A drawing for a page.
    Svg,
}

/// Runs the command.
///
/// # Errors
/// When the query cannot be read or the index cannot be searched.
pub fn run(args: &TimelineArgs, context: &Context) -> Result<Outcome, CliError> {
    let (series, asked, spelling) = series(args, context)?;
    if args.filter.reach() == NameReach::Possible && series.iter().any(|one| matches!(one.query, Query::Name(_))) {
        context
            .say("note: of a name alone those are counted who surely are named; what --any adds only `search` shows");
    }
    let index = names::open(context, spelling)?;
    let mut counted = Vec::new();
    for one in &series {
        let counts = index
            .date_counts(&one.query, one.field)
            .map_err(|error| CliError::search(&one.text, &error, context.screen.width))?;
        counted.push((one.name.clone(), counts));
    }
    let text = series.first().map(|one| one.text.clone()).unwrap_or_default();
    let by = args.by.map(|by| match by {
        By::Day => Period::Day,
        By::Week => Period::Week,
        By::Month => Period::Month,
        By::Year => Period::Year,
    });
    let mut timeline = Timeline::build(&text, counted, by).map_err(|error| match error {
        TimelineError::TooMany { .. } => CliError::new("draw the timeline", error)
            .hint("take a longer period with --by, or narrow it with --from and --to"),
    })?;
    // Whoever says how long a period is lays timelines side by side.
    if let Some(days) = series.first().filter(|_| by.is_some()).map(|one| AskedDays::of(&one.query)) {
        let today = config::today();
        timeline.cover(days.from, days.to.map(|to| to.min(today)));
    }
    let format = if args.json { Some(Format::Json) } else { args.format };
    let format = format.unwrap_or(if context.screen.terminal { Format::Text } else { Format::Csv });
    print(&timeline, format, &index, context).map_err(CliError::output)?;
    if let Some(asked) = asked.filter(|_| timeline.series.iter().all(|series| series.total == 0)) {
        say_why_none(&index, &asked, context)
            .map_err(|error| CliError::search(&asked.text, &error, context.screen.width))?;
    }
    say_rest(&timeline, format, context);
    let found = timeline.series.iter().any(|series| series.total > 0);
    Ok(if found { Outcome::Done } else { Outcome::NothingFound })
}

/// One column: its name and what is counted in it.
struct Series {
    name: String,
    text: String,
    query: Query,
    field: Option<crate::query::Field>,
}

/// The columns, what was asked when that is one of them, and whether other spellings of names count.
fn series(args: &TimelineArgs, context: &Context) -> Result<(Vec<Series>, Option<Asked>, NameSpelling), CliError> {
    let (persons, filter) = args.filter.split_persons();
    if persons.len() < 2 {
        if args.query.is_empty() && args.filter.is_empty() {
            let name = "articles".to_owned();
            let all = Series { name, text: String::new(), query: Query::All, field: None };
            return Ok((vec![all], None, args.filter.spelling()));
        }
        let asked = args.filter.resolve(&args.query, context)?;
        for note in &asked.notes {
            context.say(&format!("note: {note}"));
        }
        let name = persons.first().cloned().unwrap_or_else(|| "articles".to_owned());
        let (text, query) = (asked.text.clone(), asked.query.clone());
        let (only, spelling) = (Series { name, text, query, field: asked.field }, asked.spelling);
        return Ok((vec![only], Some(asked), spelling));
    }
    let rest =
        if args.query.is_empty() && filter.is_empty() { None } else { Some(filter.resolve(&args.query, context)?) };
    for note in rest.iter().flat_map(|rest| &rest.notes) {
        context.say(&format!("note: {note}"));
    }
    let field = rest.as_ref().and_then(|rest| rest.field);
    let text = rest.as_ref().map(|rest| rest.text.clone()).unwrap_or_default();
    let one = |person: &String| {
        let name = Query::Name(Name { kind: NameKind::Person, text: person.clone(), span: Span::default() });
        let query = match &rest {
            None => name,
            Some(rest) => rest.query.clone().narrowed(name),
        };
        Series { name: person.clone(), text: text.clone(), query, field }
    };
    let spelling = rest.as_ref().map_or(filter.spelling(), |rest| rest.spelling);
    Ok((persons.iter().map(one).collect(), None, spelling))
}

fn print(timeline: &Timeline, format: Format, index: &ArticleIndex, context: &Context) -> std::io::Result<()> {
    let paging = if format == Format::Text { Paging::Allowed } else { Paging::Off };
    let mut out = PageOut::open(context, paging);
    match format {
        Format::Text => {
            let bars = if context.screen.blocks { Bars::Blocks } else { Bars::Ascii };
            render::timeline::render_text(timeline, &context.text_options(index), bars, &mut out)?;
        }
        Format::Csv => render::timeline::render_csv(timeline, &mut out)?,
        Format::Json => render::timeline::render_json(timeline, &mut out)?,
        Format::Svg => render::timeline_svg::render_svg(timeline, &mut out)?,
    }
    out.close()
}

/// Says what the periods do not show.
fn say_rest(timeline: &Timeline, format: Format, context: &Context) {
    for series in &timeline.series {
        if series.total == 0 {
            // Of a column that is all there is it has been said.
            if timeline.series.len() > 1 {
                context.say(&format!("nothing found for `{}`", render::repeated(&series.name)));
            }
            say_partial(series.partial, context);
        }
        say_cut(&series.cut, context);
        // The other formats are read by programs, which find it in the columns, or have no place for it.
        if format == Format::Json {
            continue;
        }
        let of = if timeline.series.len() > 1 { format!(" of {}", render::clean(&series.name)) } else { String::new() };
        if series.undated > 0 {
            let (count, are) = (
                counted(series.undated, "article"),
                if series.undated == 1 { "has no date and is" } else { "have no date and are" },
            );
            context.say(&format!("note: {count}{of} {are} not shown"));
        }
        if series.of_file > 0 {
            let count = counted(series.of_file, "article");
            context.say(&format!(
                "note: at the time of the file, for want of a date: {count}{of}; NOT date:unknown leaves them out"
            ));
        }
        if series.vague > 0 {
            let unit = timeline.by.name();
            context.say(&format!(
                "note: of {}{of} no more is known than a span longer than a {unit}; not shown",
                counted(series.vague, "article")
            ));
        }
    }
}
