//! YAML, by the event stream of `saphyr-parser`: the tree is built here so that every value has a place and aliases are
//! counted before they are expanded.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use super::merge_keys::merged;
use super::node::{Node, Value};
use super::{Format, Outline, Problem, Span, Text};
use crate::policy::Limits;

/// Bytes of text that an alias may copy as one value.
const TEXT_OF_ONE: usize = 64;

/// Reads a YAML file with one or more documents. What stands before an error is kept.
pub(super) fn read(text: &str, limits: &Limits) -> Outline {
    let mut outline = Outline::new(Format::Yaml);
    let mut builder = Builder::new(text, limits);
    for event in Parser::new_from_str(text) {
        let step = match event {
            Ok((event, span)) => builder.take(event, span, &mut outline),
            Err(error) => {
                let at = builder.offsets.byte(error.marker().index());
                Err(Problem { message: not_yaml(text, error.info()), span: Span::of(at..at) })
            }
        };
        if let Err(problem) = step {
            outline.problems.push(problem);
            break;
        }
    }
    outline
}

fn not_yaml(text: &str, info: &str) -> String {
    if text.contains("{{") {
        "this is a template (`{{ … }}`), which only its engine can turn into YAML; it was read up to here".to_owned()
    } else if text.contains("<%") {
        "this is a template (`<% … %>`), which only its engine can turn into YAML; it was read up to here".to_owned()
    } else {
        format!("this is not valid YAML: {info}")
    }
}

/// From the parser's positions, counted in characters, to bytes. The parser moves forward, and so does this.
struct Offsets<'a> {
    text: &'a str,
    ascii: bool,
    character: usize,
    byte: usize,
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, ascii: text.is_ascii(), character: 0, byte: 0 }
    }

    fn byte(&mut self, index: usize) -> usize {
        if self.ascii {
            return index.min(self.text.len());
        }
        if index < self.character {
            let back = self.character - index;
            let before = self.text[..self.byte].char_indices().rev().nth(back - 1);
            self.byte = before.map_or(0, |(at, _)| at);
        } else {
            let ahead = index - self.character;
            let rest = &self.text[self.byte..];
            self.byte += rest.char_indices().nth(ahead).map_or(rest.len(), |(at, _)| at);
        }
        self.character = index;
        self.byte
    }
}

/// A list or map that is open.
enum Open {
    List { items: Vec<Node>, anchor: usize, start: usize },
    Map { pairs: Vec<(Text, Node)>, key: Option<Text>, anchor: usize, start: usize },
}

struct Builder<'a> {
    offsets: Offsets<'a>,
    open: Vec<Open>,
    /// Each anchored node and how many values it holds.
    anchors: BTreeMap<usize, (Node, usize)>,
    /// Values that may still come.
    values: usize,
    limit: usize,
    nesting: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, limits: &Limits) -> Self {
        Self {
            offsets: Offsets::new(text),
            open: Vec::new(),
            anchors: BTreeMap::new(),
            values: limits.values,
            limit: limits.values,
            nesting: limits.nesting,
        }
    }

    fn take(&mut self, event: Event<'_>, span: YamlSpan, outline: &mut Outline) -> Result<(), Problem> {
        let start = self.offsets.byte(span.start.index());
        let end = self.offsets.byte(span.end.index());
        let here = Span::of(start..end.max(start));
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if null { Value::Null } else { Value::Scalar(text.into_owned()) };
                self.spend(1, here)?;
                self.place(Node { value, span: here }, anchor, outline);
            }
            Event::Alias(anchor) => {
                let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
                    return Err(Problem { message: "this alias names no anchor".to_owned(), span: here });
                };
                self.spend(size, here)?;
                self.place(node, 0, outline);
            }
            Event::SequenceStart(anchor, _) => {
                self.nest(here)?;
                self.open.push(Open::List { items: Vec::new(), anchor, start });
            }
            Event::MappingStart(anchor, _) => {
                self.nest(here)?;
                self.open.push(Open::Map { pairs: Vec::new(), key: None, anchor, start });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(start, outline),
            _ => {}
        }
        Ok(())
    }

    fn spend(&mut self, values: usize, span: Span) -> Result<(), Problem> {
        self.values = self.values.checked_sub(values).ok_or_else(|| Problem {
            message: format!(
                "with its aliases expanded the file holds more than {} values, which is the limit (an alias bomb looks like this)",
                self.limit
            ),
            span,
        })?;
        Ok(())
    }

    fn nest(&mut self, span: Span) -> Result<(), Problem> {
        if self.open.len() >= self.nesting {
            let message = format!("the values nest deeper than {} levels, which is the limit", self.nesting);
            return Err(Problem { message, span });
        }
        self.spend(1, span)
    }

    fn close(&mut self, end: usize, outline: &mut Outline) {
        let (value, anchor, start) = match self.open.pop() {
            Some(Open::List { items, anchor, start }) => (Value::List(items), anchor, start),
            Some(Open::Map { pairs, anchor, start, .. }) => (Value::Map(merged(pairs)), anchor, start),
            None => return,
        };
        // A block ends where the next token begins; white space and comments in between are not part of it.
        let text = self.offsets.text.get(start..end.max(start)).unwrap_or_default().trim_end();
        self.place(Node { value, span: Span::of(start..start + text.len()) }, anchor, outline);
    }

    fn place(&mut self, node: Node, anchor: usize, outline: &mut Outline) {
        if anchor > 0 {
            // Long texts count for more than one: an alias copies them, too.
            let size = node.walk().map(|(_, part)| 1 + part.scalar().map_or(0, str::len) / TEXT_OF_ONE).sum();
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut() {
            None => outline.nodes.push(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { pairs, key, .. }) => match key.take() {
                Some(name) => pairs.push((name, node)),
                None => *key = Some(Text { plain: node.scalar().unwrap_or_default().to_owned(), span: node.span }),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn first(text: &str) -> Outline {
        read(text, &Limits::default())
    }

    #[test]
    fn every_value_has_its_place() {
        let text = "# é comment\na: ünï\nlist:\n  - x: 1\n  - \"y z\"\n---\nb: ~\n";
        let outline = first(text);
        assert_eq!(outline.nodes.len(), 2);
        let node = outline.nodes[0].get("a").unwrap();
        assert_eq!((node.scalar(), &text[node.span.range()]), (Some("ünï"), "ünï"));
        let list = outline.nodes[0].get("list").unwrap();
        assert_eq!(&text[list.items()[0].get("x").unwrap().span.range()], "1");
        assert_eq!(&text[list.items()[1].span.range()], "\"y z\"");
        assert_eq!(outline.nodes[1].get("b").unwrap().value, Value::Null);
    }

    #[test]
    fn aliases_are_expanded_within_the_limit() {
        let outline = first("a: &x {k: v}\nb: *x\n");
        assert_eq!(outline.nodes[0].text(&["b", "k"]), Some("v"));
        let mut bomb = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let alias = format!("*l{}, ", level - 1).repeat(10);
            let _ = writeln!(bomb, "l{level}: &l{level} [{}]", alias.trim_end_matches(", "));
        }
        let outline = first(&bomb);
        assert!(outline.problems[0].message.contains("alias bomb"), "{:?}", outline.problems);
    }

    #[test]
    fn merge_keys_bring_in_what_is_not_there() {
        let outline =
            first("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\nd: {<<: *b, <<: *a}\n");
        let c = outline.nodes[0].get("c").unwrap();
        assert_eq!([c.text(&["x"]), c.text(&["y"]), c.text(&["z"])], [Some("3"), Some("1"), Some("2")]);
        assert_eq!(outline.nodes[0].text(&["d", "y"]), Some("2"));
    }

    #[test]
    fn an_alias_of_a_long_text_costs_its_length() {
        let bomb = format!("a: &a {}\nb: [{}]\n", "x".repeat(500_000), "*a, ".repeat(10_000));
        assert!(first(&bomb).problems[0].message.contains("alias bomb"));
    }

    #[test]
    fn a_template_says_so() {
        let outline = first("a: 1\n{{- if .Values.x }}\nb: 2\n{{- end }}\n");
        assert!(outline.problems[0].message.contains("template"), "{:?}", outline.problems);
    }
}
