//! Front matter: at the top, or below the title.

use std::ops::Range;

use super::super::field::field;
use super::super::node::{Node, Value};
use super::super::{Field, Section, Span, Text, toml, yaml};
use crate::policy::Limits;

/// Front matter with its fences, and what stands between them.
pub(super) struct Matter {
    pub(super) block: Range<usize>,
    inside: Range<usize>,
    toml: bool,
}

/// Lines above front matter: a title, empty lines, a comment.
const ABOVE: usize = 8;
/// Most lines of front matter.
const LINES: usize = 400;

/// Finds front matter. Looks at no more than the first lines.
pub(super) fn matter(text: &str) -> Option<Matter> {
    let mut at = 0;
    let mut above = 0;
    let mut titled = false;
    for line in text.split_inclusive('\n').take(ABOVE) {
        let plain = line.trim_end();
        if plain == "---" || (plain == "+++" && !titled) {
            return close(text, at, at + line.len(), above, plain == "+++");
        }
        let title = line.starts_with("# ") && !titled;
        titled |= title;
        let comment = plain.starts_with("<!--") && plain.ends_with("-->");
        if !(title || comment || plain.is_empty()) {
            return None;
        }
        above += 1;
        at += line.len();
    }
    None
}

/// The line that closes it. Below a title there must be `key: value` lines and nothing else: `---` is a rule there.
fn close(text: &str, start: usize, inside: usize, above: usize, toml: bool) -> Option<Matter> {
    let fence = if toml { "+++" } else { "---" };
    let mut at = inside;
    let mut keys = 0;
    for (index, line) in text.get(inside..)?.split_inclusive('\n').take(LINES).enumerate() {
        let plain = line.trim_end();
        if plain == fence || (plain == "..." && !toml) {
            let empty_top = above == 0 && keys == 0;
            return (keys > 0 || empty_top).then_some(Matter {
                block: start..at + line.len(),
                inside: inside..at,
                toml,
            });
        }
        let nested = line.starts_with([' ', '\t', '#']) || plain == "-" || plain.starts_with("- ");
        let key = is_key_line(plain, toml);
        let blank = plain.is_empty();
        if above > 0 && !(key || (keys > 0 && (nested || blank))) || (above == 0 && index == 0 && blank) {
            return None;
        }
        keys += usize::from(key);
        at += line.len();
    }
    None
}

fn is_key_line(line: &str, toml: bool) -> bool {
    let mark = if toml { '=' } else { ':' };
    let Some((key, rest)) = line.split_once(mark) else { return false };
    let spaced = toml || rest.is_empty() || rest.starts_with([' ', '\t']);
    let starts = key.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '"' | '\'' | '_'));
    starts && spaced && !key.contains(". ")
}

impl Matter {
    /// Adds its fields to the section that is open.
    pub(super) fn fields(&self, text: &str, limits: &Limits, section: &mut Section) {
        let Some(inside) = text.get(self.inside.clone()) else { return };
        let read = if self.toml { toml::read(inside, limits) } else { yaml::read(inside, limits) };
        match read.nodes.as_slice() {
            [node] if read.problems.is_empty() && !read.template => {
                let mut fields = Fields { inside, toml: self.toml, offset: self.inside.start, found: Vec::new() };
                fields.map(node, "", 0);
                section.fields.extend(fields.found);
            }
            _ => section.fields.extend(lines(inside, self.inside.start)),
        }
    }
}

/// Makes fields of a tree: a list becomes one value, a key below a key both words.
struct Fields<'a> {
    inside: &'a str,
    toml: bool,
    offset: usize,
    found: Vec<Field>,
}

/// Levels of keys that become fields.
const LEVELS: usize = 4;

impl Fields<'_> {
    fn map(&mut self, node: &Node, above: &str, level: usize) {
        for (key, value) in node.pairs() {
            let name = if above.is_empty() { key.plain.clone() } else { format!("{above} {}", key.plain) };
            match &value.value {
                Value::Map(pairs) if !self.is_flow(value) && level < LEVELS && !pairs.is_empty() => {
                    self.map(value, &name, level + 1);
                }
                Value::List(items) if items.iter().any(|item| !item.pairs().is_empty()) && level < LEVELS => {
                    for item in items {
                        self.push(&name, key.span, &shown(item), item.span);
                    }
                }
                _ => {
                    let plain = if self.is_flow(value) { self.raw(value) } else { shown(value) };
                    self.push(&name, key.span, &plain, value.span);
                }
            }
        }
    }

    fn push(&mut self, name: &str, key: Span, value: &str, span: Span) {
        let span = self.line(key.join(span));
        let text = |plain: &str| Text { plain: plain.to_owned(), span };
        self.found.push(Field { key: text(name), value: text(value) });
    }

    /// `[x]` and `{x}` with one value may be a mark that was left to be replaced: they are kept as written.
    fn is_flow(&self, node: &Node) -> bool {
        let single = node.items().len() == 1 || (!self.toml && !node.pairs().is_empty());
        single && self.inside.get(node.span.range()).is_some_and(|raw| raw.starts_with(['[', '{']))
    }

    fn raw(&self, node: &Node) -> String {
        super::super::inline::folded(self.inside.get(node.span.range()).unwrap_or_default())
    }

    fn line(&self, span: Span) -> Span {
        let offset = self.offset as u32;
        Span { start: span.start + offset, end: span.end + offset }
    }
}

/// A value in one line.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Scalar(text) | Value::Template(text) => super::super::inline::folded(text),
        Value::List(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Map(pairs) => {
            let pairs: Vec<String> =
                pairs.iter().map(|(key, value)| format!("{}: {}", key.plain, shown(value))).collect();
            pairs.join(", ")
        }
    }
}

/// The `key: value` lines of front matter that is no YAML.
fn lines(inside: &str, start: usize) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut at = start;
    for line in inside.split_inclusive('\n') {
        let plain = line.trim_end();
        if !plain.starts_with([' ', '-', '#']) {
            fields.extend(field(plain, Span::of(at..at + plain.len())));
        }
        at += line.len();
    }
    fields
}
