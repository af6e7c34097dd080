use super::super::testing::{articles, outcomes};
use crate::article::Article;
use crate::source::read::ReadOptions;

fn texts(article: &Article) -> Vec<&str> {
    article.blocks().skip(1).map(|block| block.text).collect()
}

fn day(article: &Article) -> Option<(String, bool)> {
    article.date.as_ref().map(|date| (date.to_string(), date.certain))
}

#[test]
fn blocks_of_alto_are_paragraphs_and_broken_words_are_whole() {
    let xml = r#"<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v2#"><Layout><Page><PrintSpace>
        <TextBlock><TextLine><String CONTENT="Talks"/><SP/><String CONTENT="conti" SUBS_TYPE="HypPart1" SUBS_CONTENT="continue"/><HYP CONTENT="-"/></TextLine>
        <TextLine><String CONTENT="nue" SUBS_TYPE="HypPart2" SUBS_CONTENT="continue"/><SP/><String CONTENT="in"/><SP/><String CONTENT="Cairo."/></TextLine></TextBlock>
        <TextBlock><TextLine><String CONTENT="No"/><String CONTENT="date."/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"#;
    let found = articles("1912/04/16/page1.xml", xml.as_bytes());
    assert_eq!((found[0].format.as_str(), found[0].lede.as_str()), ("ocr", "Talks continue in Cairo."));
    assert_eq!(found[0].sections[0].paragraphs, ["No date."]);
    assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("1912-04-16"));
}

#[test]
fn regions_of_page_are_paragraphs() {
    let xml = r#"<PcGts><Page><TextRegion><TextLine><Word><TextEquiv><Unicode>no</Unicode></TextEquiv></Word><TextEquiv><Unicode>Talks con-</Unicode></TextEquiv></TextLine>
        <TextLine><TextEquiv><Unicode>tinue in Cairo.</Unicode></TextEquiv></TextLine></TextRegion>
        <TextRegion><TextEquiv><Unicode>No date.</Unicode></TextEquiv></TextRegion></Page></PcGts>"#;
    let found = articles("page.xml", xml.as_bytes());
    assert_eq!(found[0].lede, "Talks continue in Cairo.");
    assert_eq!(found[0].sections[0].paragraphs, ["No date."]);
}

#[test]
fn a_page_without_words_is_a_picture() {
    let (found, others) = outcomes("p.xml", b"<alto><Layout/></alto>", &ReadOptions::default());
    assert!(found.is_empty());
    assert_eq!(others, [": only images, no text layer"]);
}

#[test]
fn a_hyphen_of_alto_without_the_whole_word_breaks_it_too() {
    let xml = r#"<alto><Description><sourceImageInformation><fileName>./1916020501/0012.tif</fileName></sourceImageInformation></Description>
        <Layout><Page><PrintSpace><ComposedBlock><TextBlock LANG="de"><TextLine><String CONTENT="Der"/><SP/><String CONTENT="Hafen"/><SP/><String CONTENT="wurde"/><SP/><String CONTENT="ge"/><HYP CONTENT="⸗"/></TextLine>
        <TextLine><String CONTENT="schlossen."/><SP/><String CONTENT="Getreide"/><HYP/></TextLine><TextLine><String CONTENT="Preise"/><SP/><String CONTENT="stei&#xAD;"/></TextLine>
        <TextLine><String CONTENT="gen."/></TextLine></TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>"#;
    let found = articles("batch/sn83045462/00271743914/1916020501/0012.xml", xml.as_bytes());
    assert_eq!(found[0].lede, "Der Hafen wurde geschlossen. Getreide- Preise steigen.");
    assert_eq!(found[0].language.as_deref(), Some("de"));
    assert_eq!(day(&found[0]), Some(("1916-02-05".to_owned(), true)));
}

/// Two pages as programs for hOCR write them, one of them with a mark a character.
const HOCR: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title><meta name='ocr-system' content='x'><link rel=a></head><body>
<div class='ocr_page' id='page_1' title='image "scans/1916-02-05_p1.tif"; bbox 0 0 2479 3508; ppageno 0'>
 <div class='ocr_carea'><p class='ocr_par' lang='eng'><span class='ocr_line' title="bbox 1 2 3 4"><span class='ocrx_word'>Talks</span> <span class='ocrx_word'><strong>con-</strong></span></span>
 <span class='ocr_line'><span class='ocrx_word'>tinue</span><span class='ocrx_word'>in</span> <span class='ocrx_word'>Cairo.</span></span></p>
 <p class='ocr_par'><span class='ocr_header'>No date &amp; no place.</span></p></div></div>
<div class="ocr_page" title="ppageno 1"><div class="ocr_carea"><span class="ocrx_line"><span class="ocrx_word"><span class="ocrx_cinfo">H</span>
<span class="ocrx_cinfo">i</span></span></span></div></div>
<div class="ocr_page" title="ppageno 2"></div></body></html>"#;

#[test]
fn pages_of_hocr_are_articles() {
    for name in ["issue.hocr", "issue.html"] {
        let found = articles(name, HOCR.as_bytes());
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].format.as_str(), found[0].locator.as_deref()), ("ocr", Some("1")));
        assert_eq!(texts(&found[0]), ["Talks continue in Cairo.", "No date & no place."]);
        assert_eq!(day(&found[0]), Some(("1916-02-05".to_owned(), false)), "it may be the day of the scan");
        assert_eq!((texts(&found[1]), found[1].locator.as_deref()), (vec!["Hi"], Some("2")));
    }
    assert_eq!(day(&articles("1917-01-02/p1.hocr", HOCR.as_bytes())[0]), Some(("1917-01-02".to_owned(), true)));
}

#[test]
fn a_page_about_hocr_is_a_web_page() {
    let html = "<html><head><title>How to</title></head><body><p>Write <code>&lt;div class='ocr_page'&gt;</code> for a page of the scan, \
                and a span for each line of it.</p></body></html>";
    assert_eq!(articles("howto.html", html.as_bytes())[0].format, "html");
}

#[test]
fn pages_of_djvu_and_abbyy_are_articles() {
    let djvu = r#"<?xml version="1.0"?><!DOCTYPE DjVuXML><DjVuXML><HEAD></HEAD><BODY><OBJECT data="x"><PARAM name="PAGE" value="x"/><HIDDENTEXT><PAGECOLUMN><REGION><PARAGRAPH>
        <LINE><WORD coords="1,2,3,4">Talks</WORD> <WORD>con-</WORD></LINE><LINE><WORD>tinue.</WORD></LINE></PARAGRAPH><PARAGRAPH><LINE><WORD>No</WORD><WORD>date.</WORD></LINE></PARAGRAPH>
        </REGION></PAGECOLUMN></HIDDENTEXT></OBJECT><MAP name="x"/></BODY></DjVuXML>"#;
    let found = articles("1916-02-05_djvu.xml", djvu.as_bytes());
    assert_eq!(texts(&found[0]), ["Talks continue.", "No date."]);
    assert_eq!((found.len(), found[0].locator.as_deref(), found[0].format.as_str()), (1, None, "ocr"));
    let line = |text: &str| {
        let characters: String = text.chars().map(|c| format!("<charParams l=\"1\">{c}</charParams>")).collect();
        format!("<line l=\"1\"><formatting lang=\"x\">{characters}</formatting></line>")
    };
    let page = |lines: [&str; 2]| {
        let lines: String = lines.into_iter().map(line).collect();
        format!("<page width=\"1\"><block blockType=\"Text\"><region/><text><par>{lines}</par></text></block></page>")
    };
    let abbyy = format!(
        "<?xml version=\"1.0\"?><document xmlns=\"http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml\">{}{}</document>",
        page(["Talks con¬", "tinue."]),
        page(["No date", "is set."])
    );
    let found = articles("1916-02-05_abbyy.xml", abbyy.as_bytes());
    assert_eq!(found.iter().map(texts).collect::<Vec<_>>(), [["Talks continue."], ["No date is set."]]);
    assert_eq!(found[1].locator.as_deref(), Some("2"));
}
