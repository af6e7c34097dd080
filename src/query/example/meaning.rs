//! Remarks, explanations, and the same query asked otherwise.

use super::{notes, read};
use crate::query::{Dialect, Query, explain, join_arguments};

#[test]
fn whatever_was_not_taken_literally_is_remarked_on() {
    assert!(notes("ceasefire talks").is_empty());
    assert_eq!(notes("a - b"), ["`-` has neither letters nor digits and was left out"]);
    assert_eq!(
        notes("who is Sinwar?"),
        ["the `?` of `Sinwar?` was read as a question mark; write `*` for a wildcard at the end of a word"]
    );
    assert_eq!(
        notes("person:Benjamin Netanyahu"),
        ["person: takes one word; write person:\"Benjamin Netanyahu\" for the full name"]
    );
    assert!(notes("person:netanyahu ceasefire").is_empty());
    assert_eq!(
        notes("person:(Jake Sullivan)"),
        ["`Jake Sullivan` was read as one name; write OR between names to search for any of them"]
    );
    assert_eq!(notes("'west bank' gaza"), ["single quotes do not make a phrase; write \"...\""]);
    assert!(notes("the workers' union").is_empty());
    assert_eq!(notes("rafah or gaza or egypt"), ["`or` was read as a word; write OR for the operator"]);
    assert_eq!(notes("harvest not wheat"), ["`not` was read as a word; write NOT for the operator"]);
    assert!(notes("to be or not to be").is_empty() && notes("why not").is_empty());
    assert_eq!(notes("not wheat"), ["`not` was read as a word; write NOT for the operator"]);
    for query in ["gaza and not rafah", "(gaza and not rafah)", "egypt (gaza not rafah)"] {
        assert_eq!(notes(query), ["`not` was read as a word; write NOT for the operator"], "{query}");
    }
    for query in ["(gaza or egypt)", "ceasefire (gaza or egypt)", "gaza and rafah or egypt"] {
        assert_eq!(notes(query), ["`or` was read as a word; write OR for the operator"], "{query}");
    }
    assert_eq!(notes("date:(2024-03 OR (2024-04))"), [""; 0]);
    let as_word = "`2024-05` was looked for in the text; write date:2024-05 for the day of publication";
    assert_eq!(notes("gaza date:(2024-03 OR 2024-04) 2024-05"), [as_word]);
    for query in ["gaza and rafah", "the mill (not sold or let)", "who was sold and who was not", "to be or not to be"]
    {
        assert_eq!(notes(query), [""; 0], "{query}");
    }
    assert!(notes("sink or swim together").is_empty() && notes("cats and dogs").is_empty());
    assert_eq!(
        notes("headline: x"),
        ["`headline:` before a blank was read as a word; leave the blank out to search that field"]
    );
    assert_eq!(notes("a && b"), ["`&&` was read as AND"]);
    assert_eq!(notes("brib!"), ["the `!` of `brib!` was not read as a wildcard; write `*`"]);
    assert_eq!(
        notes("ISRAEL AND HAMAS DO NOT AGREE"),
        ["AND, OR, NOT, NEAR and ADJ in capitals were read as operators; in lower case they are words"]
    );
    assert!(notes("NATO AND UN").is_empty());
    assert_eq!(notes("[2006 TO 2007]"), ["`[2006 TO 2007]` was read as words; write date:2006..2007"]);
    assert_eq!(
        notes("talks {a TO b}"),
        ["`{a TO b}` was read as words; ranges are of dates and lengths: date:2024-01..2024-03, words:100..300"]
    );
    assert_eq!(
        notes("/ir.q/"),
        ["`/ir.q/` was read as a word; there are no regular expressions, ? and * are wildcards"]
    );
    assert!(notes("/news/ 9/11 [note] TO").is_empty());
}

#[test]
fn queries_in_words() {
    let text =
        "rafa* OR headline:(\"west bank\" w/5 settlers) lang:fr -date:2024-03 person:\"Jake Sullivan\" words>=500";
    assert_eq!(
        explain(&read(text).query),
        "any of:\n  words of the form `rafa*`\n  all of:\n    in the headline:\n      within 5 words, in any order:\n        \
         the phrase \"west bank\"\n        the word `settlers` in any form\n    in the language `french` (fr)\n    not:\n      \
         published from 2024-03-01 to 2024-03-31\n    the person `Jake Sullivan`, under all spellings\n    \
         at least 500 words long\n"
    );
    assert_eq!(
        explain(&read("ceasefire talks~2").query),
        "first the articles with all of these words, then those with most of them:\n  the word `ceasefire` in any form\n  \
         words that differ from `talks` in at most 2 characters\n"
    );
    assert_eq!(
        explain(&read("+=a b").query),
        "required:\n  the word `a` as written\nand ranked higher with any of:\n  the word `b` in any form\n"
    );
}

#[test]
fn lenient_queries_can_be_asked_strictly_or_loosely() {
    let all = |text: &str| read(text).query.requiring_all().to_string();
    let any = |text: &str| read(text).query.accepting_any().to_string();
    assert_eq!(all("a b \"c d\""), "a AND b AND \"c d\"");
    assert_eq!(any("a b \"c d\""), "a OR b OR \"c d\"");
    assert_eq!((all("a -b"), any("a -b")), ("a AND NOT b".to_owned(), "a AND NOT b".to_owned()));
    assert_eq!(any("a"), "a");
    // As the command line does with its flags.
    let narrowed = Query::And(vec![read("a b").query, read("lang:fr").query]);
    assert_eq!(narrowed.clone().accepting_any().to_string(), "(a OR b) AND lang:fr");
    assert_eq!(narrowed.requiring_all().to_string(), "a AND b AND lang:fr");
    assert!(read("a b").query.is_lenient() && read("a b \"c d\"").query.is_lenient());
    assert!(!read("a AND b").query.is_lenient() && !read("a \"c d\"").query.is_lenient());
}

#[test]
fn parts_are_what_can_be_counted_alone() {
    let parts = |text: &str| read(text).query.parts().iter().map(Query::to_string).collect::<Vec<_>>();
    assert_eq!(parts("a b"), ["a", "b"]);
    assert_eq!(parts("a b \"c d\""), ["a", "b", "\"c d\""]);
    assert_eq!(parts("rafah person:biden from:2024"), ["rafah", "person:biden", "date:2024-01-01.."]);
    assert_eq!(parts("\"west * bank\""), ["west", "bank"]);
    assert_eq!(parts("a w/5 \"b c\" w/3 d"), ["a", "\"b c\"", "d"]);
    assert_eq!(parts("headline:(a b)"), ["headline:a", "headline:b"]);
    assert_eq!(parts("headline:\"a b\""), ["\"a b\""]);
    assert_eq!(parts("atleast5(a)"), ["a"]);
    assert_eq!(parts("+a +b c"), ["a", "b"]);
    assert!(parts("a OR b").is_empty() && parts("a").is_empty() && parts("-a").is_empty());
}

#[test]
fn arguments_get_their_quotes_back() {
    let joined = |arguments: &[&str]| join_arguments(arguments, Dialect::Auto);
    for (arguments, expected, phrases) in [
        (&["west bank"][..], "west bank", 0),
        (&["rafah", "west bank"], "rafah \"west bank\"", 1),
        (&["rafah", "-west bank"], "rafah -\"west bank\"", 1),
        (&["person:Jake Sullivan", "rafah"], "person:\"Jake Sullivan\" rafah", 1),
        (&["-person:Jake Sullivan", "rafah"], "-person:\"Jake Sullivan\" rafah", 1),
        (&["date:last week", "rafah"], "date:\"last week\" rafah", 1),
        (&["=west bank", "rafah"], "=\"west bank\" rafah", 1),
        (&["rafa* offensive", "gaza"], "\"rafa* offensive\" gaza", 1),
        (&["a OR b", "gaza"], "a OR b gaza", 0),
        (&["(a b)", "gaza"], "(a b) gaza", 0),
        (&["\"a b\"", "gaza"], "\"a b\" gaza", 0),
        (&["(a", "OR", "b)"], "(a OR b)", 0),
        (&["hd=west bank", "near5", "x"], "hd=west bank near5 x", 0),
        (&[], "", 0),
    ] {
        let joined = joined(arguments);
        assert_eq!((joined.text.as_str(), joined.notes.len()), (expected, phrases));
    }
    assert_eq!(
        joined(&["rafah", "west bank"]).notes[0].to_string(),
        "an argument with a blank in it was read as \"west bank\""
    );
}

#[test]
fn words_that_others_would_read_otherwise_are_remarked_on() {
    assert_eq!(
        notes("2024-04"),
        ["`2024-04` was looked for in the text; write date:2024-04 for the day of publication"]
    );
    // Among other words it is the time of articles too.
    assert_eq!(
        notes("rafah 2024-04 2023"),
        ["articles of April 2024 count as having it; write date:2024-04 for these alone"]
    );
    assert!(notes("rafah in march").is_empty());
    assert_eq!(notes("泽连斯*"), ["`泽连斯*` was read as 泽连斯"]);
    assert!(notes("rafah 2500 1948-49 2024-99 555-12").is_empty());
    assert_eq!(
        notes("rafah XOR gaza"),
        ["`XOR` is no operator here and was read as a word; write a w/5 b or a pre/5 b for words near each other"]
    );
    assert!(notes("NEXT STOP GAZA").is_empty());
    assert_eq!(
        notes("rafah –hostages"),
        ["the dash of `–hostages` was not read as a minus; write -hostages to leave the word out"]
    );
    assert_eq!(notes("rafah −hostages"), ["`−` was read as NOT"]);
    assert!(notes("temperatures of −5 degrees").is_empty());
    assert_eq!(
        notes("ceasefire/truce"),
        ["`ceasefire/truce` was read as these words side by side; write ceasefire OR truce for either"]
    );
    assert!(notes("and/or 9/11 Khan Yunis").is_empty());
    assert_eq!(notes("rafah | gaza"), ["`|` was read as OR"]);
    assert_eq!(
        notes("Tanks seize Rafah crossing | The Times"),
        ["`|` has neither letters nor digits and was left out"]
    );
}

#[test]
fn what_is_an_operator_elsewhere_and_prose_here_is_read_as_words_and_remarked_on() {
    let left_out = "`w/` was left out; write a w/5 b for words within 5 of each other";
    for (text, expected) in [
        ("Lunch w/ the mayor", "Lunch the mayor"),
        ("w/ Gaza", "Gaza"),
        ("Interview w/ \"First Lady\"", "Interview AND \"First Lady\""),
        ("rafah w/ 5 gaza", "rafah 5 gaza"),
    ] {
        assert_eq!(read(text).query.to_string(), expected);
        assert_eq!(notes(text), [left_out], "{text}");
    }
    assert_eq!(
        notes("What happens w/ Gaza?"),
        [left_out, "the `?` of `Gaza?` was read as a question mark; write `*` for a wildcard at the end of a word"]
    );
    for text in ["\"w/\"", "A/B testing", "24/7 news", "and/or", "tea w/o milk", "https://example.org/w/", "\\w/ rafah"]
    {
        assert!(notes(text).is_empty(), "{text}");
    }
    let no_operator = |word: &str| {
        format!(
            "`{word}` is no operator here and was read as a word; write a w/5 b or a pre/5 b for words near each other"
        )
    };
    assert_eq!(notes("rafah w/x gaza"), [no_operator("w/x")]);
    assert_eq!(notes("rafah w5 gaza"), [no_operator("w5")]);
    assert!(notes("the W5 forum").is_empty() && notes("w5").is_empty());
    let counted = "`atleast` was read as a word; write atleast5(word) for articles that hold it five times";
    assert_eq!(notes("atleast 5 dead"), [counted]);
    assert_eq!(notes("atleastfive(rafah)"), [counted.replacen("atleast", "atleastfive", 1)]);
    assert!(notes("atleast a few").is_empty());
    assert_eq!(read("from:2024-05 OR to:2024-01").query.to_string(), "date:2024-05-01.. OR date:..2024-01-31");
    assert_eq!(read("from:2024-01 to:2024-01").query.to_string(), "date:2024-01-01.. AND date:..2024-01-31");
}
