//! Whether a line could be a headline, or a part of one.

use super::block::is_shouted;

/// A headline has no more characters than this.
pub(super) const HEADLINE_CHARS: usize = 220;

/// Words that no headline ends with: its next line belongs to it.
const RUNS_ON: &str = "a an the in of at to for from on by with and or as after before since until over under near amid against between \
    der die das dem den des und oder in im am an auf aus bei für mit nach seit über um von vom vor zu zum zur la le les de du des et \
    ou à au aux en dans sur par pour avec après avant depuis el los las del y o con por para desde tras sin entre al os do da dos das \
    no na nos nas em e com sob após il lo gli di del della nel nella per tra fra dal che het een van voor met op te ve ile için в во \
    на и с со по из от до за для о об у к при после між з та і й у від του της των στο στη στην στον και με για από إلى في من على و عن \
    بين بعد قبل ב של על את عن از در به و का की के में से पर और di ke dari untuk dan pada yang";

/// Whether a line ends in the middle of a sentence.
pub(super) fn runs_on(line: &str) -> bool {
    let line = line.trim_end();
    let last = line.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    line.ends_with([',', '-', '–', '—', ':', '،', '、', '，']) || RUNS_ON.split_whitespace().any(|word| word == last)
}

/// Whether a line could be a headline by itself.
pub(super) fn fits_headline(line: &str) -> bool {
    let text = strip_headline(line);
    let length = text.chars().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if !(3..=HEADLINE_CHARS).contains(&length) || letters < 3 {
        return false;
    }
    let stops = text.ends_with(['.', ',', ';', ':', '。', '،', '۔', '।']) && !text.ends_with("...");
    !stops || (is_title(text) || is_shouted(text)) && text.ends_with('.')
}

/// Nearly every long word begins with a capital.
pub(super) fn is_title(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().count() >= 4).collect();
    let high =
        words.iter().filter(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)).count();
    words.len() >= 2 && high * 10 >= words.len() * 7
}

/// Without the marks of a header line: `-- Headline --`, `# Headline`, `*** Headline ***`.
pub(super) fn strip_headline(text: &str) -> &str {
    let text = text.trim();
    let stripped = text.trim_matches(|c| matches!(c, '-' | '#' | '=' | '*' | '~' | '—')).trim();
    if stripped.is_empty() { text } else { stripped }
}
