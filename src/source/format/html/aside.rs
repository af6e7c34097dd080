//! What readers and machines add to an article: comments, lists of other articles, buttons, banners.
//!
//! The extractor takes most of it away by itself, but keeps some when the article is short. The surprise: a name is never
//! enough, since `related` or `trending` may also be said of the article; what holds a headline stays.

use std::collections::HashSet;

use dom_query::{Document, Selection};

use crate::source::draft::Piece;
use crate::source::markup::{self, Keep};

/// Comments, by the names that programs for them and editors give.
const COMMENTS: &str = "#comments, .comments, #comment, .comment-list, .commentlist, #commentlist, .comments-list, .comments-area, \
    .comments-section, #comments-section, .comment-section, #comment-section, .comments-container, #comments-container, \
    #commentsContainer, .comments-wrapper, #comments-wrapper, .article-comments, #article-comments, .post-comments, \
    .reader-comments, .user-comments, #respond, .comment-respond, #disqus_thread, .fb-comments, #livefyre, .livefyre, \
    #coral_thread, .coral-comments, .viafoura, .spot-im, #kommentare, .kommentare, #commentaires, .commentaires, #comentarios, \
    .comentarios, #commenti, .commenti, #reacties, .reacties, #kommentarer, .kommentarer, #komentarze, .komentarze";

/// Other articles.
const OTHERS: &str = "#related, .related, aside.related, .related-articles, #related-articles, .related-stories, #related-stories, \
    .related-posts, #related-posts, .related-news, .related-content, .related-links, .relatedposts, #jp-relatedposts, \
    .jp-relatedposts, .yarpp-related, .most-read, #most-read, .mostread, #mostread, .most-popular, #most-popular, .most-viewed, \
    #most-viewed, .trending, #trending, .recommended, .recommended-articles, .recommendations, #recommendations, \
    .recommended-stories, .more-stories, .more-news, .also-read, .read-also, .readmore-articles, .outbrain, .OUTBRAIN, .taboola, \
    [id^='taboola'], .trc_related_container, .meistgelesen, .plus-lus, .lo-mas-leido, .mas-leidas";

/// What is said on every page.
const FURNITURE: &str = ".newsletter-signup, .newsletter, .newsletter-form, .cookie-notice, #cookie-notice, .cookie-banner, \
    #cookie-banner, .cookie-consent, #cookie-consent, #onetrust-consent-sdk, .social-share, .share-buttons, .share-bar, \
    .sharedaddy, .addtoany_share_save_container, #wm-ipp-base, #wm-ipp, body > footer, #footer, .footer, [role='contentinfo'], \
    [role='navigation'], [role='complementary']";

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
    let document = Document::from(html);
    remove_misleading(&document);
    each(&document, &mut |found| found.remove());
    document.html().to_string()
}

fn each(document: &Document, visit: &mut dyn FnMut(Selection<'_>)) {
    let paragraphs = document.select("p").length();
    for names in [COMMENTS, OTHERS, FURNITURE] {
        for found in document.select(names).iter() {
            // What is said of the article itself, or of the whole page, and what an article has at its side, stays.
            let whole = found.is("html, body, main, article, [itemprop='articleBody']")
                || found.select_single("h1, [itemprop='articleBody']").exists();
            // Readers may write more than the author; nothing else has most of the text.
            let most = names != COMMENTS && found.select("p").length() * 2 > paragraphs.max(2);
            let inside = || found.is("[role='complementary']") && found.ancestors(None).is("article");
            if !whole && !most && !inside() {
                visit(found);
            }
        }
    }
}
