//! What readers and machines add to an article: comments, lists of other articles, buttons, banners.
//!
//! The extractor takes most of it away by itself, but keeps some when the article is short. The surprise: a name is never
//! enough, since `related` or `trending` may also be said of the article; what holds a headline stays.

use std::collections::HashSet;
use std::sync::LazyLock;

use dom_query::{Document, NodeRef, Selection};
use rustc_hash::FxHashMap;

use crate::source::draft::Piece;
use crate::source::markup::{self, Keep};

/// Comments, by the names that programs for them and editors give, in lower case.
const COMMENTS: &[&str] = &[
    "comments",
    "comment",
    "comment-list",
    "commentlist",
    "comments-list",
    "comments-area",
    "comments-section",
    "comment-section",
    "comments-container",
    "commentscontainer",
    "comments-wrapper",
    "article-comments",
    "post-comments",
    "reader-comments",
    "user-comments",
    "respond",
    "comment-respond",
    "disqus_thread",
    "fb-comments",
    "livefyre",
    "coral_thread",
    "coral-comments",
    "viafoura",
    "spot-im",
    "kommentare",
    "commentaires",
    "comentarios",
    "commenti",
    "reacties",
    "kommentarer",
    "komentarze",
];

/// Other articles.
const OTHERS: &[&str] = &[
    "related",
    "related-articles",
    "related-stories",
    "related-posts",
    "related-news",
    "related-content",
    "related-links",
    "relatedposts",
    "jp-relatedposts",
    "yarpp-related",
    "most-read",
    "mostread",
    "most-popular",
    "most-viewed",
    "trending",
    "recommended",
    "recommended-articles",
    "recommendations",
    "recommended-stories",
    "more-stories",
    "more-news",
    "also-read",
    "read-also",
    "readmore-articles",
    "outbrain",
    "taboola",
    "trc_related_container",
    "meistgelesen",
    "plus-lus",
    "lo-mas-leido",
    "mas-leidas",
];

/// What is said on every page.
const FURNITURE: &[&str] = &[
    "newsletter-signup",
    "newsletter",
    "newsletter-form",
    "cookie-notice",
    "cookie-banner",
    "cookie-consent",
    "onetrust-consent-sdk",
    "social-share",
    "share-buttons",
    "share-bar",
    "sharedaddy",
    "addtoany_share_save_container",
    "wm-ipp-base",
    "wm-ipp",
    "footer",
];

/// Roles of what is no article.
const ROLES: &[&str] = &["contentinfo", "navigation", "complementary"];

/// What a part of a page is by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Comments,
    Others,
    Furniture,
}

static KINDS: LazyLock<FxHashMap<&'static str, Kind>> = LazyLock::new(|| {
    let kinds = [(COMMENTS, Kind::Comments), (OTHERS, Kind::Others), (FURNITURE, Kind::Furniture)];
    kinds.iter().flat_map(|(names, kind)| names.iter().map(|name| (*name, *kind))).collect()
});

/// What is taken out before the extractor sees the page. It goes by what is beside the text too, so that is no more than what
/// has been found to mislead it.
const BEFORE: &str = "#comments, .comments, #comment, .comment-list, .commentlist, #disqus_thread, .fb-comments, .comments-area, \
    .related-articles, .newsletter-signup, .cookie-notice, #cookie-notice, body > footer, #footer, .footer, \
    [role='contentinfo'], [role='navigation']";

/// Takes out what misleads the extractor.
pub(super) fn remove_misleading(document: &Document) {
    document.select(BEFORE).remove();
}

/// The paragraphs of everything of the kind in a page.
pub(super) fn texts(document: &Document) -> HashSet<String> {
    let mut texts = HashSet::new();
    each(document, &mut |found| {
        texts.extend(markup::read_pieces(&found.html(), Keep::All).iter().map(|piece| piece.text().to_owned()));
    });
    texts
}

/// The pieces without those that stand in nothing but such parts of the page, of which `texts` are the paragraphs.
///
/// The extractor turns elements into others and drops their names, so its text is all that can be compared; and a list of
/// other articles may begin with the first sentence of this one.
pub(super) fn without(pieces: Vec<Piece>, texts: &HashSet<String>, html: &str) -> Vec<Piece> {
    if !pieces.iter().any(|piece| texts.contains(piece.text())) {
        return pieces;
    }
    let rest = markup::read_pieces(&page_without(html), Keep::All);
    let rest: HashSet<&str> = rest.iter().map(Piece::text).collect();
    pieces.into_iter().filter(|piece| !texts.contains(piece.text()) || rest.contains(piece.text())).collect()
}

/// A page without everything of the kind.
pub(super) fn page_without(html: &str) -> String {
    let Some(document) = markup::read_tree(html) else { return html.to_owned() };
    remove_misleading(&document);
    each(&document, &mut |found| found.remove());
    document.html().to_string()
}

fn each(document: &Document, visit: &mut dyn FnMut(Selection<'_>)) {
    let named = document.select("[id], [class], [role]");
    let found: Vec<(Selection<'_>, Kind)> =
        named.nodes().iter().filter_map(|node| Some((Selection::from(*node), kind_of(node)?))).collect();
    if found.is_empty() {
        return;
    }
    let paragraphs = document.select("p").length();
    for (part, kind) in found {
        // What is said of the article itself, or of the whole page, and what an article has at its side, stays.
        let whole = part.is("html, body, main, article, [itemprop='articleBody']")
            || part.select_single("h1, [itemprop='articleBody']").exists();
        // Readers may write more than the author; nothing else has most of the text.
        let most = kind != Kind::Comments && part.select("p").length() * 2 > paragraphs.max(2);
        let inside = || part.is("[role='complementary']") && part.ancestors(None).is("article");
        if !whole && !most && !inside() {
            visit(part);
        }
    }
}

fn kind_of(node: &NodeRef<'_>) -> Option<Kind> {
    let known = |names: &str| {
        names.split_ascii_whitespace().filter(|name| name.len() < 32).find_map(|name| {
            let kind = KINDS.get(name).copied();
            if kind.is_some() || name.bytes().all(|byte| !byte.is_ascii_uppercase()) {
                return kind;
            }
            KINDS.get(name.to_ascii_lowercase().as_str()).copied()
        })
    };
    let named = ["class", "id"].iter().find_map(|key| known(&node.attr(key)?));
    named.or_else(|| node.attr("role").filter(|role| ROLES.contains(&&**role)).map(|_| Kind::Furniture))
}
