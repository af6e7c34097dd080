//! What readers and machines add to an article: comments, lists of other articles, buttons, banners.
//!
//! The extractor takes most of it away by itself, but keeps some when the article is short. The surprise: a name is never
//! enough, since `related` or `trending` may also be said of the article; what holds a headline stays.

use dom_query::Document;

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

/// Takes them out of a page.
pub(super) fn remove(document: &Document) {
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
                found.remove();
            }
        }
    }
}
