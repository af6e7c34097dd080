//! What is asked of an index and what it answers.

use tantivy::DocAddress;

use super::EngineError;
use super::document::{IndexedArticle, NameClass};
use super::expand::{ExpandedWord, Expansion};
use super::highlight::{Detail, Emphasis};
use super::hint::NameHint;
use super::index::ArticleIndex;
use super::kwic::KwicLine;
use super::lexicon::{BYLINE, Lexicon, TEXT, cut_word};
use super::loose::{self, NameReach};
use super::people::{Bearers, NameMatch, SurnameAlone};
use super::plan::AskedName;
use super::ranking::Recency;
use super::search::{Candidate, Run, SortOrder, TextUse, Totals, Wanted};
use super::snippet::{Marked, Snippet, SnippetOptions};
use super::suggest::{self, Advice, PartCount, Spelling, Suggestion};
use super::surname;
use super::tally::{Facet, FacetCounts};
use super::why::{self, Reasons, Why};
use crate::article::ArticleId;
use crate::query::{Field, Phrase, PhrasePart, Query, Span, Word, WordMatch, WordRole};

/// What becomes of near copies among the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Copies {
    /// Each is a hit of its own.
    #[default]
    Apart,
    /// The best of them is the hit, which has the others.
    Grouped,
}

/// One search.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    /// What is looked for.
    pub query: Query,
    /// The part of an article that words are looked for in; everything but the byline when `None`.
    pub field: Option<Field>,
    /// The order of hits.
    pub order: SortOrder,
    /// Hits to pass over.
    pub offset: usize,
    /// Most hits on the page.
    pub limit: usize,
    /// Passages to show.
    pub snippets: SnippetOptions,
    /// How far a search for a name alone goes.
    pub reach: NameReach,
    /// Whether words of the best hits join the query.
    pub expansion: Expansion,
    /// Whether later articles are preferred, in the order of relevance.
    pub recency: Option<Recency>,
    /// Whether each rank is explained.
    pub reasons: Reasons,
    /// Whether to look into what was not found.
    pub advice: Advice,
    /// What is told of those who bear the names asked for.
    pub bearers: Bearers,
    /// Properties whose values are counted over everything that is found.
    pub facets: Vec<Facet>,
    /// Most values of each.
    pub facet_values: usize,
    /// What becomes of near copies.
    pub copies: Copies,
    /// What is counted.
    pub totals: Totals,
}

impl SearchRequest {
    /// The ten best hits for a query.
    pub fn new(query: Query) -> SearchRequest {
        SearchRequest {
            query,
            field: None,
            order: SortOrder::Relevance,
            offset: 0,
            limit: 10,
            snippets: SnippetOptions::default(),
            reach: NameReach::Certain,
            expansion: Expansion::Off,
            recency: None,
            reasons: Reasons::Skipped,
            advice: Advice::Given,
            bearers: Bearers::Described,
            facets: Vec::new(),
            facet_values: 10,
            copies: Copies::Apart,
            totals: Totals::Exact,
        }
    }
}

/// A ranked article.
#[derive(Debug, Clone)]
pub struct Hit {
    /// 1 for the best.
    pub rank: usize,
    /// Higher is better; comparable within one search only.
    pub score: f32,
    /// Its id.
    pub id: ArticleId,
    /// The article with the names in it.
    pub article: IndexedArticle,
    /// The headline with what matched in it.
    pub headline: Marked,
    /// Passages, the best first.
    pub snippets: Vec<Snippet>,
    /// Its matches in context, in reading order.
    pub lines: Vec<KwicLine>,
    /// The plain words of the query that the article lacks.
    pub missing: Vec<String>,
    /// Why it ranks here, when that was asked for.
    pub why: Option<Why>,
    /// Whether its byline is asked for in a part of the query, and so worth showing.
    pub byline_asked: bool,
    /// Near copies of it further down, when they were to be grouped.
    pub copies: Vec<IndexedArticle>,
}

/// The answer to a search.
#[derive(Debug, Clone, Default)]
pub struct SearchPage {
    /// The hits of the page.
    pub hits: Vec<Hit>,
    /// Articles that match in full; with [`Totals::Skipped`] not all of them.
    pub full: u64,
    /// Articles that hold only some of the plain words, or, with [`NameReach::Possible`], of the words of a name, and rank after
    /// those; of them [`Totals::Exact`] alone has all.
    pub partial: u64,
    /// Whether more articles may match than [`SearchPage::full`] says, with [`Totals::Bounded`].
    pub more: bool,
    /// Words of the query that stand in no article.
    pub absent: Vec<String>,
    /// Patterns that stand for more words than are looked at.
    pub cut: Vec<String>,
    /// Who was found for each name asked for.
    pub names: Vec<NameMatch>,
    /// Words that joined the query.
    pub expansion: Vec<ExpandedWord>,
    /// Spellings for words and names that stand in no article.
    pub suggestions: Vec<Suggestion>,
    /// Plain words that find far less than as names.
    pub as_names: Vec<NameHint>,
    /// When nothing was found: what each part of the query finds alone.
    pub parts: Vec<PartCount>,
    /// Values of the properties asked for, with their articles.
    pub facets: Vec<FacetCounts>,
}

impl SearchPage {
    /// The query as it was typed, with the likeliest spelling for each word that stands in no article; `None` when there is
    /// nothing to suggest or the words were not typed there.
    pub fn corrected(&self, typed: &str) -> Option<String> {
        let mut changes: Vec<_> = self
            .suggestions
            .iter()
            .filter_map(|suggestion| {
                let at = typed.get(suggestion.span.range())?.find(&suggestion.typed)? + suggestion.span.start;
                Some((at..at + suggestion.typed.len(), suggestion.instead.first()?.text.as_str()))
            })
            .collect();
        changes.sort_by_key(|(range, _)| range.start);
        changes.dedup_by_key(|(range, _)| range.start);
        let mut out = typed.to_owned();
        for (range, text) in changes.iter().rev() {
            out.replace_range(range.clone(), text);
        }
        (!changes.is_empty()).then_some(out)
    }
}

/// How many articles a query finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Articles that match in full.
    pub full: u64,
    /// Articles that hold only some of the plain words or of the words of a name, as in [`SearchPage::partial`].
    pub partial: u64,
    /// Patterns that stand for more words than are looked at.
    pub cut: Vec<String>,
}

impl ArticleIndex {
    /// Searches.
    ///
    /// # Errors
    /// [`EngineError::Unsupported`] for a query that cannot be run, others when the index cannot be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchPage, EngineError> {
        let areas = areas_of(request.field);
        let mut run = Run::new(self, &request.query, areas)?;
        let expansion = match request.expansion {
            Expansion::Off => Vec::new(),
            Expansion::Feedback => run.expand(areas)?,
        };
        run.recency = request.recency;
        // Where no hits are wanted it is all about the totals.
        run.totals = if request.limit > 0 { request.totals } else { Totals::Exact };
        let wanted = Wanted { offset: request.offset, limit: request.limit, order: request.order };
        let (found, copies) = match request.copies {
            Copies::Apart => (run.find_somehow(&request.query, areas, wanted)?, Vec::new()),
            Copies::Grouped => run.find_grouped(&request.query, areas, wanted)?,
        };
        let facets = match &request.facets[..] {
            [] => Vec::new(),
            facets => self.count_facets(&mut run, facets, request.facet_values)?,
        };
        let absent = absent_words(&mut run)?;
        let clauses = run.clauses();
        let mut page = SearchPage {
            full: found.full,
            partial: found.partial,
            more: found.more && run.totals == Totals::Bounded,
            absent,
            cut: run.plan.cut.clone(),
            names: self.name_matches(&run.plan.names, request.bearers)?,
            expansion,
            hits: Vec::with_capacity(found.hits.len()),
            facets,
            ..SearchPage::default()
        };
        let emphasis = Emphasis::new(&clauses, run.is_sentence(), &run.plan.pairs);
        for (index, (candidate, article)) in
            found.hits.iter().zip(run.articles(&found.hits, text_use(request))?).enumerate()
        {
            page.hits.push(hit(request, &run, &emphasis, index, candidate, article));
        }
        for (hit, copies) in page.hits.iter_mut().zip(copies) {
            hit.copies = copies;
        }
        if request.reach == NameReach::Possible {
            if page.hits.len() < request.limit {
                self.add_possible(&mut page, request, &mut run)?;
            }
            if matches!(run.totals, Totals::Exact | Totals::Bounded) {
                page.more = false;
                let counted = self.count_reaching(&request.query, request.field, request.reach)?;
                (page.full, page.partial) = (counted.full, counted.partial);
            }
        }
        if request.advice == Advice::Given {
            page.as_names = self.name_hints(&mut run, page.hits.len() == request.limit)?;
            page.suggestions = suggest::suggest(self, &mut run.lexicon, &run.plan.unknown)?;
            if page.full + page.partial == 0 {
                page.parts = suggest::count_parts(self, &request.query, request.field)?;
            }
        }
        Ok(page)
    }

    /// Adds articles that hold some of the words of a name behind those that surely have it.
    fn add_possible(&self, page: &mut SearchPage, request: &SearchRequest, sure: &mut Run) -> Result<(), EngineError> {
        let Some((asked, query)) = loose::loosened(&request.query) else { return Ok(()) };
        let sure_hits = usize::try_from(page.full).unwrap_or(usize::MAX);
        let all = Wanted { offset: 0, limit: sure_hits.max(request.offset + request.limit), order: request.order };
        let known: Vec<DocAddress> = sure.find(all)?.hits.iter().map(|hit| hit.address).collect();
        let mut run = Run::new(self, &query, areas_of(request.field))?;
        run.recency = request.recency;
        let found = run.find(Wanted { limit: all.limit + known.len(), ..all })?;
        let rest = found.hits.into_iter().filter(|hit| !known.contains(&hit.address));
        let room = request.limit - page.hits.len();
        let hits: Vec<_> = rest.skip(request.offset.saturating_sub(known.len())).take(room).collect();
        let clauses = run.clauses();
        let emphasis = Emphasis::new(&clauses, run.is_sentence(), &run.plan.pairs);
        for (candidate, article) in hits.iter().zip(run.articles(&hits, text_use(request))?) {
            let hit = hit(request, &run, &emphasis, page.hits.len(), candidate, article);
            page.partial += 1;
            page.hits.push(Hit { missing: vec![asked.clone()], ..hit });
        }
        Ok(())
    }

    fn name_matches(&self, names: &[AskedName], bearers: Bearers) -> Result<Vec<NameMatch>, EngineError> {
        let matched = |name: &AskedName| {
            let mut matched = self.name_match(&name.asked, name.class, name.found.clone(), bearers)?;
            if let Some(standing) = &name.standing {
                let left = surname::left_open(self, &name.asked, &name.found, standing)?;
                matched.left = left.map(|(surname, articles)| SurnameAlone { surname, articles });
            }
            Ok(matched)
        };
        names.iter().filter(|_| bearers != Bearers::Skipped).map(matched).collect()
    }

    /// Counts the articles that match in full, and those with some of the plain words only.
    ///
    /// # Errors
    /// As for [`ArticleIndex::search`].
    pub fn count(&self, query: &Query, field: Option<Field>) -> Result<(u64, u64), EngineError> {
        self.counted(query, field).map(|counted| (counted.full, counted.partial))
    }

    fn counted(&self, query: &Query, field: Option<Field>) -> Result<Counted, EngineError> {
        let mut run = Run::counting(self, query, areas_of(field))?;
        let (full, partial) = run.count_somehow(query, areas_of(field))?;
        Ok(Counted { full, partial, cut: run.plan.cut })
    }

    /// Counts what a search finds that goes so far: articles that match in full, and, of a name that is looked for by its words
    /// too, those that have some of these only.
    ///
    /// # Errors
    /// As for [`ArticleIndex::search`].
    pub fn count_reaching(
        &self,
        query: &Query,
        field: Option<Field>,
        reach: NameReach,
    ) -> Result<Counted, EngineError> {
        let counted = self.counted(query, field)?;
        match loose::loosened(query).filter(|_| reach == NameReach::Possible) {
            Some((_, loose)) => {
                let (either, _) = self.count(&Query::Or(vec![query.clone(), loose]), field)?;
                Ok(Counted { partial: either.saturating_sub(counted.full), ..counted })
            }
            None => Ok(counted),
        }
    }

    /// How many articles have the words of a name, in a row, in their byline.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn written_by(&self, name: &str) -> Result<u64, EngineError> {
        let span = Span::default();
        let word = |text: String| PhrasePart::Word(Word { text, matching: WordMatch::Exact, span });
        let parts: Vec<PhrasePart> = super::names::possible_words(name).into_iter().map(word).collect();
        if parts.is_empty() {
            return Ok(0);
        }
        Ok(self.count(&Query::Phrase(Phrase { parts, slop: 0, span }), Some(Field::Byline))?.0)
    }

    /// Names of a class that are spelled nearly like one, the likeliest first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn names_like(&self, class: NameClass, name: &str) -> Result<Vec<Spelling>, EngineError> {
        suggest::names(self, class, name)
    }

    /// Number of articles.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn article_count(&self) -> Result<u64, EngineError> {
        Ok(self.count(&Query::All, None)?.0)
    }
}

/// What was typed that stands in no text, whatever part of it was asked for.
fn absent_words(run: &mut Run<'_>) -> Result<Vec<String>, EngineError> {
    let clauses = run.clauses();
    let hopeless = clauses
        .iter()
        .filter(|clause| clause.role == WordRole::Sought)
        .filter(|clause| clause.weight > 0.0 && clause.is_hopeless() && !run.plan.pairs.contains(&clause.label))
        // A name may stand there as a word, as an author's or in another form; it is told of by itself.
        .filter(|clause| !run.plan.names.iter().any(|name| name.asked == clause.label));
    let hopeless: Vec<(String, bool)> =
        hopeless.map(|clause| (clause.label.clone(), TEXT.iter().all(|area| clause.areas.contains(area)))).collect();
    let mut absent = Vec::new();
    for (label, in_text) in hopeless {
        if in_text || !may_stand_in_text(&mut run.lexicon, &label)? {
            absent.push(label);
        }
    }
    Ok(absent)
}

/// Whether some text has each of the words that were looked for in a part of it.
fn may_stand_in_text(lexicon: &mut Lexicon<'_>, label: &str) -> Result<bool, EngineError> {
    if label.contains(['*', '?']) {
        return Ok(true);
    }
    for term in cut_word(label).terms {
        if lexicon.stem(&term.text, &TEXT)?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What is shown or explained is taken from the text.
fn text_use(request: &SearchRequest) -> TextUse {
    let shown = request.snippets.count > 0 || request.snippets.lines > 0 || request.reasons != Reasons::Skipped;
    if shown { TextUse::Read } else { TextUse::None }
}

/// A hit as it is shown.
pub(super) fn hit(
    request: &SearchRequest,
    run: &Run<'_>,
    emphasis: &Emphasis<'_>,
    index: usize,
    candidate: &Candidate,
    article: IndexedArticle,
) -> Hit {
    let places = request.snippets.lines > 0 || request.reasons != Reasons::Skipped;
    let (highlighter, matches) = match (places, request.snippets.count) {
        (true, _) => emphasis.matches(&article, Detail::Places),
        (false, 0) => (emphasis.all(), Vec::new()),
        (false, _) => emphasis.matches(&article, Detail::Words),
    };
    let (headline, snippets) = highlighter.snippets(&article, &matches, &request.snippets);
    Hit {
        rank: request.offset + index + 1,
        score: candidate.score,
        id: article.id(),
        headline,
        snippets,
        lines: highlighter.lines(&article, &matches, request.snippets.lines),
        missing: if candidate.missing > 0 { run.missing(candidate) } else { Vec::new() },
        why: match request.reasons {
            Reasons::Skipped => None,
            Reasons::AsOf(today) => Some(why::reasons(highlighter, &article, &matches, candidate, today)),
        },
        byline_asked: run.clauses().iter().any(|clause| *clause.areas == [BYLINE]),
        article,
        copies: Vec::new(),
    }
}

/// Where words are looked for that are asked for in one part of an article.
pub(crate) fn areas_of(field: Option<Field>) -> &'static [usize] {
    use super::lexicon::{BODY, HEADING, HEADLINE, LEDE};
    match field {
        None => super::plan::default_areas(),
        Some(Field::Headline) => &[HEADLINE],
        Some(Field::Lede) => &[LEDE],
        Some(Field::HeadlineOrLede) => &[HEADLINE, LEDE],
        Some(Field::Byline) => &[BYLINE],
        Some(Field::Body) => &[HEADING, BODY],
    }
}
