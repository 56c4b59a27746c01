//! XML, by `roxmltree`, which gives the place of every element and refuses entity bombs.

use roxmltree::{Document, Node as Element, ParsingOptions};

use super::node::{Node, Value};
use super::{Format, Outline, Problem, Span, Text};
use crate::policy::Limits;

/// Reads an XML file.
pub(super) fn read(text: &str, limits: &Limits) -> Outline {
    let mut outline = Outline::new(Format::Xml);
    let options = ParsingOptions { nodes_limit: limits.values as u32, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => match convert(document.root_element(), limits.nesting) {
            Some(node) => {
                let name = name(document.root_element());
                let span = node.span;
                outline.nodes.push(Node { value: Value::Map(vec![(name, node)]), span });
            }
            None => outline.problems.push(Problem {
                message: format!("the elements nest deeper than {} levels, which is the limit", limits.nesting),
                span: Span::default(),
            }),
        },
        Err(error) => {
            let position = error.pos();
            let line =
                text.split_inclusive('\n').take(position.row.saturating_sub(1) as usize).map(str::len).sum::<usize>();
            let at = line.min(text.len());
            outline
                .problems
                .push(Problem { message: format!("this is not valid XML: {error}"), span: Span::of(at..at) });
        }
    }
    outline
}

fn name(element: Element<'_, '_>) -> Text {
    let start = element.range().start + 1;
    let name = element.tag_name().name();
    Text { plain: name.to_owned(), span: Span::of(start..start + name.len()) }
}

/// The element as a map; `None` if it nests too deep.
fn convert(element: Element<'_, '_>, depth: usize) -> Option<Node> {
    let depth = depth.checked_sub(1)?;
    let mut pairs = Vec::new();
    for attribute in element.attributes() {
        let span = Span::of(attribute.range());
        let node = Node { value: Value::Scalar(attribute.value().to_owned()), span: Span::of(attribute.range_value()) };
        pairs.push((Text { plain: format!("@{}", attribute.name()), span }, node));
    }
    for child in element.children() {
        if child.is_element() {
            pairs.push((name(child), convert(child, depth)?));
        } else if let Some(text) = child.text().filter(|text| child.is_text() && !text.trim().is_empty()) {
            let span = Span::of(child.range());
            let key = Text { plain: "#text".to_owned(), span };
            pairs.push((key, Node { value: Value::Scalar(text.trim().to_owned()), span }));
        }
    }
    Some(Node { value: Value::Map(pairs), span: Span::of(element.range()) })
}
