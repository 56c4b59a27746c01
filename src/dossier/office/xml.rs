//! XML parts of office documents. Names are compared without their namespace: there are two for everything, the usual one and
//! that of the strict form.

use roxmltree::{Document, Node, ParsingOptions};

use crate::policy::Limits;

/// Reads a part; fails if it is no XML, has too many nodes or nests too deep.
pub(super) fn parse<'t>(text: &'t str, limits: &Limits) -> Result<Document<'t>, String> {
    let options = ParsingOptions { nodes_limit: limits.values as u32, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => {
            format!(
                "a part of it has more than {} values, which is the limit; save what describes the release alone",
                limits.values
            )
        }
        error => format!("a part of it is damaged ({error})"),
    })?;
    if nests_deeper(document.root_element(), limits.nesting) {
        return Err(format!("a part of it nests deeper than {} levels, which is the limit", limits.nesting));
    }
    Ok(document)
}

/// Without recursion: every other walk recurses, and may because of this one.
fn nests_deeper(root: Node<'_, '_>, limit: usize) -> bool {
    let (mut node, mut depth) = (root, 1);
    loop {
        if depth > limit {
            return true;
        }
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            continue;
        }
        while node.next_sibling().is_none() || node == root {
            match node.parent() {
                Some(parent) if node != root => (node, depth) = (parent, depth - 1),
                _ => return false,
            }
        }
        match node.next_sibling() {
            Some(next) => node = next,
            None => return false,
        }
    }
}

/// The value of an attribute, by its local name.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// An attribute that is a number.
pub(super) fn number<N: std::str::FromStr>(node: Node<'_, '_>, name: &str) -> Option<N> {
    attribute(node, name)?.parse().ok()
}

/// The name of an element without its namespace.
pub(super) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    if node.is_element() { node.tag_name().name() } else { "" }
}

/// The child elements of this name.
pub(super) fn named<'a, 'i: 'a>(node: Node<'a, 'i>, wanted: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| name(*child) == wanted)
}

/// The first child element of this name.
pub(super) fn first<'a, 'i: 'a>(node: Node<'a, 'i>, wanted: &'static str) -> Option<Node<'a, 'i>> {
    named(node, wanted).next()
}

/// The `val` of the first child of this name.
pub(super) fn value<'a, 'i: 'a>(node: Node<'a, 'i>, wanted: &'static str) -> Option<&'a str> {
    attribute(first(node, wanted)?, "val")
}

/// A switch: there, and not switched off.
pub(super) fn switch<'a, 'i: 'a>(node: Node<'a, 'i>, wanted: &'static str) -> Option<bool> {
    let node = first(node, wanted)?;
    Some(!matches!(attribute(node, "val"), Some("0" | "false" | "off" | "none")))
}
