//! A network of persons as GraphML, for programs that draw and measure networks.
//!
//! Names come from articles and may hold anything; what XML cannot hold is left out before the writer escapes the rest.

use std::io::{self, Write};

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;

use super::clean;
use crate::engine::Network;

/// What is told of nodes and edges: id, for what, name, type.
const KEYS: [(&str, &str, &str, &str); 5] = [
    ("name", "node", "name", "string"),
    ("articles", "node", "articles", "long"),
    ("mentions", "node", "mentions", "long"),
    ("role", "node", "role", "string"),
    ("weight", "edge", "weight", "long"),
];

/// Writes the network.
///
/// # Errors
/// When the writer refuses.
pub fn render_graphml(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut root = BytesStart::new("graphml");
    root.push_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
    writer.write_event(Event::Start(root))?;
    for (id, of, name, kind) in KEYS {
        let mut key = BytesStart::new("key");
        for (attribute, value) in [("id", id), ("for", of), ("attr.name", name), ("attr.type", kind)] {
            key.push_attribute((attribute, value));
        }
        writer.write_event(Event::Empty(key))?;
    }
    let mut graph = BytesStart::new("graph");
    graph.push_attribute(("id", "names"));
    graph.push_attribute(("edgedefault", "undirected"));
    writer.write_event(Event::Start(graph))?;
    for (number, node) in network.nodes.iter().enumerate() {
        let mut element = BytesStart::new("node");
        element.push_attribute(("id", format!("n{number}").as_str()));
        writer.write_event(Event::Start(element))?;
        data(&mut writer, "name", &node.name)?;
        data(&mut writer, "articles", &node.articles.to_string())?;
        data(&mut writer, "mentions", &node.mentions.to_string())?;
        if let Some(role) = node.roles.first() {
            data(&mut writer, "role", &role.role)?;
        }
        writer.write_event(Event::End(BytesEnd::new("node")))?;
    }
    for edge in &network.edges {
        let mut element = BytesStart::new("edge");
        element.push_attribute(("source", format!("n{}", edge.from).as_str()));
        element.push_attribute(("target", format!("n{}", edge.to).as_str()));
        writer.write_event(Event::Start(element))?;
        data(&mut writer, "weight", &edge.articles.to_string())?;
        writer.write_event(Event::End(BytesEnd::new("edge")))?;
    }
    writer.write_event(Event::End(BytesEnd::new("graph")))?;
    writer.write_event(Event::End(BytesEnd::new("graphml")))?;
    writeln!(writer.get_mut())
}

fn data<W: Write>(writer: &mut Writer<W>, key: &str, text: &str) -> io::Result<()> {
    let mut element = BytesStart::new("data");
    element.push_attribute(("key", key));
    writer.write_event(Event::Start(element))?;
    // XML has no way to write these two, however they are escaped.
    let text: String = clean(text).chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    writer.write_event(Event::Text(BytesText::new(&text)))?;
    writer.write_event(Event::End(BytesEnd::new("data")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{NameClass, NameEntry, NetworkEdge};

    #[test]
    fn names_that_look_like_markup_stay_names() {
        let node = |name: &str| NameEntry {
            class: NameClass::Person,
            name: name.into(),
            articles: 2,
            mentions: 3,
            spellings: Vec::new(),
            roles: Vec::new(),
            keys: Vec::new(),
        };
        let network = Network {
            nodes: vec![node("Ana </data> \u{1} & Co"), node("Rui")],
            edges: vec![NetworkEdge { from: 0, to: 1, articles: 2 }],
        };
        let mut out = Vec::new();
        render_graphml(&network, &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.contains("<data key=\"name\">Ana &lt;/data&gt;   &amp; Co</data>"), "{text}");
        assert!(text.contains("<edge source=\"n0\" target=\"n1\">\n      <data key=\"weight\">2</data>"), "{text}");
        assert!(text.ends_with("</graphml>\n"));
    }
}
