//! Which characters separate, quote and join, in every language that people paste from.

/// True for what lies between words: white space of all kinds, control characters, and invisible marks of direction.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// True for punctuation that ends a word and means nothing itself: commas, semicolons, long dashes, and the full stops
/// and marks of scripts that put no blank after them.
pub(crate) fn is_separator(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | '،'
            | '؛'
            | '、'
            | '，'
            | '；'
            | '。'
            | '｡'
            | '！'
            | '？'
            | '：'
            | '؟'
            | '۔'
            | '।'
            | '—'
            | '―'
    )
}

/// True for an opening parenthesis.
pub(crate) fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

/// True for a closing parenthesis.
pub(crate) fn is_close(c: char) -> bool {
    matches!(c, ')' | '）')
}

/// True for a double quote of any kind. Single quotes are apostrophes.
pub(crate) fn is_quote(c: char) -> bool {
    is_upright_quote(c) || is_angle_quote(c)
}

/// True when `close` ends what `open` began. Curved and straight quotes end one another, since keyboards, word
/// processors and languages disagree on which of them opens; so do the angled ones.
pub(crate) fn closes(open: char, close: char) -> bool {
    is_upright_quote(open) && is_upright_quote(close) || is_angle_quote(open) && is_angle_quote(close)
}

fn is_upright_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '＂' | '〝' | '〞' | '〟')
}

fn is_angle_quote(c: char) -> bool {
    matches!(c, '«' | '»')
}

/// True for an apostrophe or single quote.
pub(crate) fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛')
}

/// True for a letter of the Hebrew script, in which a double quote stands inside abbreviations.
pub(crate) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{05d0}'..='\u{05ea}')
}

/// True when there is something to search for in a text.
pub(crate) fn is_searchable(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
