//! YAML, by the event stream of `saphyr-parser`: the tree is built here so that every value has a place and aliases are
//! counted before they are expanded.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use super::node::{Node, Value};
use super::template::{self, Language, Prepared};
use super::{Format, Outline, Problem, Span, Text};
use crate::policy::Limits;

/// Bytes of text that an alias may copy as one value.
const TEXT_OF_ONE: usize = 64;

/// Reads a YAML file with one or more documents. One that cannot be read is a problem; the others are read.
pub(super) fn read(text: &str, limits: &Limits) -> Outline {
    let mut outline = Outline::new(Format::Yaml);
    let prepared = template::is_likely(text).then(|| template::prepare(text, Language::Yaml, false));
    outline.template = prepared.as_ref().is_some_and(|prepared| prepared.engine);
    let mut left = limits.values;
    let parsed = prepared.as_ref().map_or(text, |prepared| &prepared.text);
    for range in documents(parsed) {
        let document = Document { text, range, prepared: prepared.as_ref(), limits };
        document.read(parsed, &mut left, &mut outline);
        if left == 0 {
            break;
        }
    }
    outline
}

/// The parts of a file that hold one document each. Directives belong to the document below them.
fn documents(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut directives = false;
    let mut content = false;
    for line in text.split_inclusive('\n') {
        let opens = line.starts_with("---") && line[3..].chars().next().is_none_or(char::is_whitespace);
        if opens && (content || !directives) {
            if content {
                found.push(start..at);
            }
            start = at;
            directives = false;
        }
        let plain = line.trim();
        if plain == "..." && line.starts_with('.') && content {
            found.push(start..at + line.len());
            (start, content, directives) = (at + line.len(), false, false);
        } else if line.starts_with('%') && !content {
            directives = true;
        } else if !plain.is_empty() && !plain.starts_with('#') {
            content = true;
        }
        at += line.len();
    }
    if content || found.is_empty() {
        found.push(start..text.len());
    }
    found
}

/// One document of a file.
struct Document<'a> {
    text: &'a str,
    range: Range<usize>,
    prepared: Option<&'a Prepared>,
    limits: &'a Limits,
}

/// Lines of a template that are given up before its document is.
const LINES_GIVEN_UP: usize = 8;

impl Document<'_> {
    fn read(&self, parsed: &str, left: &mut usize, outline: &mut Outline) {
        let Some(part) = parsed.get(self.range.clone()) else { return };
        let values = *left;
        let Err(problem) = self.attempt(part, self.prepared, left, outline) else { return };
        if *left == 0 || problem.deep {
            outline.problems.push(problem.problem);
            return;
        }
        *left = values;
        if self.prepared.is_some() {
            self.without_lines(part, problem, left, outline);
        } else if part.contains("${") || part.contains(['{', '[', '%']) {
            let prepared = if part.contains("${") {
                Some(template::prepare(self.text, Language::Yaml, true))
            } else {
                template::with_gaps(self.text)
            };
            let Some(prepared) = prepared else {
                outline.problems.push(problem.problem);
                return;
            };
            match prepared.text.get(self.range.clone()).map(|part| self.attempt(part, Some(&prepared), left, outline)) {
                Some(Ok(())) => outline.template = true,
                _ => outline.problems.push(problem.problem),
            }
        } else {
            outline.problems.push(problem.problem);
        }
    }

    /// Reads a template whose parts do not fit together: the lines where it breaks are left out, and said.
    fn without_lines(&self, part: &str, first: Failure, left: &mut usize, outline: &mut Outline) {
        let mut text = part.to_owned();
        let mut problems = vec![first.problem];
        let values = *left;
        for _ in 0..LINES_GIVEN_UP {
            let Some(at) = problems.last().map(|problem| problem.span.start as usize - self.range.start) else { break };
            let Some(line) = filled_line(&text, at) else { break };
            text.replace_range(line.clone(), &" ".repeat(line.len()));
            *left = values;
            match self.attempt(&text, self.prepared, left, outline) {
                Ok(()) => break,
                Err(failure) if *left == 0 || failure.deep => {
                    problems.push(failure.problem);
                    break;
                }
                Err(failure) => problems.push(failure.problem),
            }
        }
        outline.problems.append(&mut problems);
    }

    /// Reads `part`, which stands for the document; its nodes are kept if all of it can be read.
    fn attempt(
        &self,
        part: &str,
        prepared: Option<&Prepared>,
        left: &mut usize,
        outline: &mut Outline,
    ) -> Result<(), Failure> {
        let mut builder = Builder::new(part, self.limits, *left);
        builder.template = prepared.map(|prepared| (self.text, prepared));
        builder.base = self.range.start;
        let mut result = builder.spend(1, Span::of(self.range.start..self.range.start));
        for event in Parser::new_from_str(part) {
            if result.is_err() {
                break;
            }
            result = match event {
                Ok((event, span)) => builder.take(event, span),
                Err(error) => {
                    let at = self.range.start + builder.offsets.byte(error.marker().index());
                    let message = format!("this is not valid YAML: {}", error.info());
                    Err(Failure { problem: Problem { message, span: Span::of(at..at) }, deep: false })
                }
            };
        }
        *left = builder.values;
        result?;
        outline.nodes.append(&mut builder.nodes);
        Ok(())
    }
}

/// The line at byte `at`, or the nearest one above it, that holds something.
fn filled_line(text: &str, at: usize) -> Option<Range<usize>> {
    let mut end = text.get(at..).map_or(text.len(), |rest| rest.find('\n').map_or(text.len(), |length| at + length));
    loop {
        let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..end].trim();
        if !line.is_empty() && line != "---" {
            return Some(start..end);
        }
        end = start.checked_sub(1)?;
    }
}

/// Why a document was given up.
struct Failure {
    problem: Problem,
    /// A limit was met, so that no other reading can help.
    deep: bool,
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
    /// Where the document begins in the file.
    base: usize,
    /// The file as written, if it is a template.
    template: Option<(&'a str, &'a Prepared)>,
    open: Vec<Open>,
    /// Each anchored node and how many values it holds.
    anchors: BTreeMap<usize, (Node, usize)>,
    nodes: Vec<Node>,
    /// Values that may still come.
    values: usize,
    limit: usize,
    nesting: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, limits: &Limits, values: usize) -> Self {
        Self {
            offsets: Offsets::new(text),
            base: 0,
            template: None,
            open: Vec::new(),
            anchors: BTreeMap::new(),
            nodes: Vec::new(),
            values,
            limit: limits.values,
            nesting: limits.nesting,
        }
    }

    fn take(&mut self, event: Event<'_>, span: YamlSpan) -> Result<(), Failure> {
        let start = self.base + self.offsets.byte(span.start.index());
        let end = self.base + self.offsets.byte(span.end.index());
        let here = Span::of(start..end.max(start));
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.spend(1, here)?;
                let value = self.scalar(text.into_owned(), style, here);
                self.place(Node { value, span: here }, anchor);
            }
            Event::Alias(anchor) => {
                let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
                    return Err(failure("this alias names no anchor".to_owned(), here));
                };
                self.spend(size, here)?;
                self.place(node, 0);
            }
            Event::SequenceStart(anchor, _) => {
                self.nest(here)?;
                self.open.push(Open::List { items: Vec::new(), anchor, start });
            }
            Event::MappingStart(anchor, _) => {
                self.nest(here)?;
                self.open.push(Open::Map { pairs: Vec::new(), key: None, anchor, start });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(start),
            _ => {}
        }
        Ok(())
    }

    fn scalar(&self, text: String, style: ScalarStyle, span: Span) -> Value {
        if let Some((file, _)) = self.template.filter(|(_, prepared)| prepared.touches(span)) {
            let written = file.get(span.range()).unwrap_or(&text).trim();
            let quoted = [('"', '"'), ('\'', '\'')]
                .iter()
                .find_map(|(open, close)| written.strip_prefix(*open).and_then(|inside| inside.strip_suffix(*close)));
            return Value::Template(quoted.unwrap_or(written).to_owned());
        }
        let null = style == ScalarStyle::Plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL");
        if null { Value::Null } else { Value::Scalar(text) }
    }

    fn spend(&mut self, values: usize, span: Span) -> Result<(), Failure> {
        let left = self.values.checked_sub(values);
        self.values = left.unwrap_or_default();
        left.map(|_| ()).ok_or_else(|| {
            let message = format!(
                "with its aliases expanded the file holds more than {} values, which is the limit (an alias bomb looks like this)",
                self.limit
            );
            Failure { problem: Problem { message, span }, deep: true }
        })
    }

    fn nest(&mut self, span: Span) -> Result<(), Failure> {
        if self.open.len() >= self.nesting {
            let message = format!("the values nest deeper than {} levels, which is the limit", self.nesting);
            return Err(Failure { problem: Problem { message, span }, deep: true });
        }
        self.spend(1, span)
    }

    fn close(&mut self, end: usize) {
        let (value, anchor, start) = match self.open.pop() {
            Some(Open::List { items, anchor, start }) => (Value::List(items), anchor, start),
            Some(Open::Map { pairs, anchor, start, .. }) => (Value::Map(merged(pairs)), anchor, start),
            None => return,
        };
        // A block ends where the next token begins; white space and comments in between are not part of it.
        let inside = self.offsets.text.get(start - self.base..).unwrap_or_default();
        let length = end.saturating_sub(start);
        // What stands in brackets ends with them.
        let closes =
            inside.starts_with(['[', '{']) && inside.get(length..).is_some_and(|rest| rest.starts_with([']', '}']));
        let text = inside.get(..length + usize::from(closes)).unwrap_or_default().trim_end();
        self.place(Node { value, span: Span::of(start..start + text.len()) }, anchor);
    }

    fn place(&mut self, mut node: Node, anchor: usize) {
        if anchor > 0 {
            // Long texts count for more than one: an alias copies them, too.
            let size = node.walk().map(|(_, part)| 1 + part.written().map_or(0, str::len) / TEXT_OF_ONE).sum();
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut() {
            None => self.nodes.push(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { key, .. }) => match key.take() {
                Some(name) => {
                    if node.value == Value::Null {
                        self.fill(&name, &mut node);
                    }
                    if let Some(Open::Map { pairs, .. }) = self.open.last_mut() {
                        pairs.push((name, node));
                    }
                }
                None => *key = Some(Text { plain: node.written().unwrap_or_default().to_owned(), span: node.span }),
            },
        }
    }

    /// A key with nothing behind it but an expression in the lines below has that for its value.
    fn fill(&self, key: &Text, node: &mut Node) {
        let Some((file, prepared)) = self.template else { return };
        if let Some(range) = prepared.behind(file, key.span.end as usize) {
            node.value = Value::Template(file.get(range.clone()).unwrap_or_default().to_owned());
            node.span = Span::of(range);
        }
    }
}

fn failure(message: String, span: Span) -> Failure {
    Failure { problem: Problem { message, span }, deep: false }
}

/// The pairs of a map with those of its merge key (`<<`) behind its own.
fn merged(mut pairs: Vec<(Text, Node)>) -> Vec<(Text, Node)> {
    if !pairs.iter().any(|(key, node)| key.plain == "<<" && !matches!(node.value, Value::Scalar(_))) {
        return pairs;
    }
    let (merges, own): (Vec<_>, Vec<_>) = pairs.drain(..).partition(|(key, _)| key.plain == "<<");
    let mut names: BTreeSet<String> = own.iter().map(|(key, _)| key.plain.clone()).collect();
    let mut all = own;
    for (key, node) in merges {
        let maps = match node.value {
            Value::List(items) => items,
            Value::Map(_) => vec![node],
            value => {
                all.push((key, Node { value, span: node.span }));
                continue;
            }
        };
        for map in maps {
            if let Value::Map(pairs) = map.value {
                all.extend(pairs.into_iter().filter(|(name, _)| names.insert(name.plain.clone())));
            }
        }
    }
    all
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
    fn a_template_is_read_and_its_expressions_are_no_literals() {
        let text = "{{- if .Values.web }}\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n  labels:\n    {{- include \"x\" . | nindent 4 }}\nspec:\n  replicas: {{ .n | default 1 }}\n  image: \"{{ .repo }}/web:1.2\"\n  env:\n  {{- range .Values.env }}\n  - name: A\n  {{- end }}\n{{- end }}\n";
        let outline = first(text);
        assert!(outline.template && outline.problems.is_empty(), "{:?}", outline.problems);
        let node = &outline.nodes[0];
        assert_eq!(node.text(&["kind"]), Some("Deployment"));
        let written = |keys: &[&str]| node.at(keys).and_then(Node::written);
        assert_eq!(written(&["metadata", "name"]), Some("{{ .Values.name }}"));
        assert_eq!(node.text(&["metadata", "name"]), None);
        assert_eq!(written(&["metadata", "labels"]), Some("{{- include \"x\" . | nindent 4 }}"));
        assert_eq!(written(&["spec", "image"]), Some("{{ .repo }}/web:1.2"));
        assert_eq!(node.at(&["spec", "env"]).unwrap().items()[0].text(&["name"]), Some("A"));
        let replicas = node.at(&["spec", "replicas"]).unwrap();
        assert_eq!(&text[replicas.span.range()], "{{ .n | default 1 }}");
    }

    #[test]
    fn variables_stay_as_written_and_are_marked() {
        let outline = first("image: app:${TAG:-latest}\nkey: ${{ secrets.KEY }}\nplain: a\n");
        let node = &outline.nodes[0];
        assert!(node.get("image").unwrap().is_template() && node.get("key").unwrap().is_template());
        assert!(!node.get("plain").unwrap().is_template() && !outline.template);
        assert_eq!(node.text(&["image"]), Some("app:${TAG:-latest}"));
        let broken = first("a: 1\n${MORE}\nb: 2\n");
        assert!(broken.template && broken.problems.is_empty(), "{:?}", broken.problems);
    }

    #[test]
    fn gaps_that_a_person_fills_in_lose_no_manifest() {
        let outline = first(
            "kind: Deployment\nmetadata:\n  name: {name}-web\n  labels: {app: x}\nspec:\n  image: app:[tag]-rc\n",
        );
        assert!(outline.template && outline.problems.is_empty(), "{:?}", outline.problems);
        let node = &outline.nodes[0];
        assert_eq!(node.text(&["kind"]), Some("Deployment"));
        assert_eq!(node.at(&["metadata", "name"]).and_then(Node::written), Some("{name}-web"));
        assert_eq!(node.text(&["metadata", "labels", "app"]), Some("x"));
        assert_eq!(first("a: [1\nb: }\n").problems.len(), 1);
    }

    #[test]
    fn a_line_that_fits_nowhere_is_left_out_of_a_template() {
        let outline = first("a: {{ .x }}\n{{ if .y }}b: 1{{ end }}\nc: 2\n");
        assert_eq!(outline.nodes[0].text(&["c"]), Some("2"));
        assert_eq!(outline.problems.len(), 1);
    }

    #[test]
    fn a_broken_document_loses_no_other_one() {
        let outline =
            first("a: 1\n---\nb: [1\nc: }\n---\nd: 2\n...\n%YAML 1.2\n---\ne: 3\r\nf: |\r\n  x\r\n  ---y\r\n");
        let keys: Vec<&str> =
            outline.nodes.iter().filter_map(|node| Some(node.pairs().first()?.0.plain.as_str())).collect();
        assert_eq!(keys, ["a", "d", "e"]);
        assert_eq!(outline.problems.len(), 1);
        assert!((10..20).contains(&outline.problems[0].span.start), "{:?}", outline.problems);
    }

    #[test]
    fn merge_keys_add_what_is_not_there() {
        let outline = first("base: &b {image: a, port: 1}\nweb:\n  <<: *b\n  port: 2\n  port: 3\n");
        let web = outline.nodes[0].get("web").unwrap();
        assert_eq!((web.text(&["image"]), web.text(&["port"])), (Some("a"), Some("2")));
        assert_eq!(web.pairs().len(), 3);
    }
}
