//! Variables inside values: `${NAME:-default}` of Compose and shells, `$(NAME)` of Kubernetes.

use super::document::Doc;
use super::{Place, Said};
use crate::facts::VariableUse;
use crate::outline::{Node, Span};

/// A variable that a text uses.
#[derive(Debug, PartialEq)]
pub(super) struct Found<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Where the name stands in the text.
    pub(super) at: usize,
    /// Value if it is not set.
    pub(super) default: Option<&'a str>,
    /// `:?`, `?`: refused if it is not set.
    pub(super) required: bool,
}

/// The variables that a text uses in Compose's way: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`,
/// `${NAME:?error}`, `${NAME:+other}`; `$$` is a dollar. Defaults may use variables too.
pub(super) fn variables(text: &str) -> Vec<Found<'_>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Found<'_>> = Vec::new();
    // Braces that are open: which find each belongs to, and where its default begins.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'$' if bytes.get(at + 1) == Some(&b'$') => at += 2,
            b'$' => {
                let braced = bytes.get(at + 1) == Some(&b'{');
                let start = at + 1 + usize::from(braced);
                let end = start + name_length(&bytes[start.min(bytes.len())..]);
                at = end.max(at + 1);
                if end == start {
                    continue;
                }
                let mut one = Found { name: &text[start..end], at: start, default: None, required: false };
                if braced {
                    let colon = usize::from(bytes.get(end) == Some(&b':'));
                    let operator = bytes.get(end + colon);
                    one.required = operator == Some(&b'?');
                    let default = (operator == Some(&b'-')).then_some(end + colon + 1);
                    open.push((found.len(), default));
                }
                found.push(one);
            }
            b'}' => {
                if let Some((index, Some(from))) = open.pop() {
                    found[index].default = text.get(from..at);
                }
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// Bytes of the name that a text begins with.
fn name_length(bytes: &[u8]) -> usize {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    if bytes.first().is_some_and(u8::is_ascii_digit) { 0 } else { length }
}

/// The variables that a value of a Compose file uses.
pub(super) fn of_compose(doc: &Doc<'_>, node: &Node, by: Option<&str>, uses: &mut Vec<VariableUse>) {
    let Some(text) = node.scalar().filter(|text| text.contains('$')) else { return };
    uses.extend(variables(text).into_iter().map(|found| VariableUse {
        name: Said { value: found.name.to_owned(), at: place(doc, node, text, found.at, found.name.len()) },
        default: found.default.map(str::to_owned),
        required: found.required,
        by: by.map(str::to_owned),
    }));
}

/// `$(NAME)` in a value of a container; `$$(NAME)` is text. One that is not set stays as it is written, which no program
/// expects.
pub(super) fn of_pod(doc: &Doc<'_>, node: &Node, by: &str, uses: &mut Vec<VariableUse>) {
    let Some(text) = node.scalar().filter(|text| text.contains("$(")) else { return };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(dollar) = text.get(at..).and_then(|rest| rest.find('$')).map(|offset| at + offset) {
        let start = dollar + 2;
        at = start;
        if bytes.get(dollar + 1) != Some(&b'(') {
            at = dollar + if bytes.get(dollar + 1) == Some(&b'$') { 2 } else { 1 };
            continue;
        }
        let length = name_length(bytes.get(start..).unwrap_or_default());
        if length > 0 && bytes.get(start + length) == Some(&b')') {
            uses.push(VariableUse {
                name: Said { value: text[start..start + length].to_owned(), at: place(doc, node, text, start, length) },
                default: None,
                required: true,
                by: Some(by.to_owned()),
            });
        }
    }
}

/// The place of a part of a value; the whole value where it is not written as it reads.
fn place(doc: &Doc<'_>, node: &Node, text: &str, at: usize, length: usize) -> Place {
    let written = doc.source.slice(node.span).trim_end();
    let lead = written.len().saturating_sub(text.len()) / 2;
    let span = if written.get(lead..lead + text.len()) == Some(text) && written.len() - text.len() <= 2 {
        let start = node.span.start + (lead + at) as u32;
        Span { start, end: start + length as u32 }
    } else {
        node.span
    };
    doc.place(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_with_what_they_default_to() {
        let of = |text: &'static str| -> Vec<(&str, Option<&str>, bool)> {
            variables(text).into_iter().map(|found| (found.name, found.default, found.required)).collect()
        };
        assert_eq!(of("$A-${B}"), [("A", None, false), ("B", None, false)]);
        assert_eq!(
            of("${A:-x}${B-y}${C:-}"),
            [("A", Some("x"), false), ("B", Some("y"), false), ("C", Some(""), false)]
        );
        assert_eq!(of("${A:?not set}${B?}"), [("A", None, true), ("B", None, true)]);
        assert_eq!(of("${A:+yes}"), [("A", None, false)]);
        assert_eq!(of("${A:-${B:-c}}"), [("A", Some("${B:-c}"), false), ("B", Some("c"), false)]);
        for text in ["$$A", "$${A}", "5$", "$", "${", "${}", "$1", "é$"] {
            assert_eq!(of(text), [], "{text}");
        }
        assert_eq!(of("${A"), [("A", None, false)]);
    }
}
