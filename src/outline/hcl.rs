//! HCL (Terraform, Nomad), by hand: only its blocks and plain values are wanted, in one pass without recursion. A parser of
//! all its expressions would be many times as much code.

use super::node::{Node, Value};
use super::{Format, Outline, Problem, Span, Text};
use crate::policy::Limits;

/// Reads an HCL file into one map. Blocks repeat as keys, their labels are keys below them:
/// `variable "a" { default = 1 }` is `variable: {a: {default: 1}}`. An expression stands in `${…}`, as
/// inside a string.
pub(super) fn read(text: &str, limits: &Limits) -> Outline {
    let mut outline = Outline::new(Format::Hcl);
    let mut reader = Reader { text, at: 0, open: vec![Open::map(0, Vec::new())], limits };
    if let Err(message) = reader.run() {
        let at = reader.at.min(text.len());
        outline.problems.push(Problem { message, span: Span::of(at..at) });
    }
    while reader.open.len() > 1 {
        reader.close();
    }
    outline.nodes.extend(reader.open.pop().map(|top| top.node(text.len())));
    outline
}

/// A block, an object or a list that is open.
struct Open {
    start: usize,
    /// The type of a block and its labels; the name of an attribute.
    keys: Vec<Text>,
    pairs: Vec<(Text, Node)>,
    /// Members, if it is a list.
    items: Option<Vec<Node>>,
}

impl Open {
    fn map(start: usize, keys: Vec<Text>) -> Self {
        Self { start, keys, pairs: Vec::new(), items: None }
    }

    fn list(start: usize, keys: Vec<Text>) -> Self {
        Self { items: Some(Vec::new()), ..Self::map(start, keys) }
    }

    fn node(self, end: usize) -> Node {
        let value = self.items.map_or(Value::Map(self.pairs), Value::List);
        Node { value, span: Span::of(self.start..end) }
    }

    fn put(&mut self, keys: Vec<Text>, node: Node) {
        let mut keys = keys.into_iter();
        if let Some(items) = &mut self.items {
            items.push(node);
        } else if let Some(first) = keys.next() {
            let span = node.span;
            let below = |node, key| Node { value: Value::Map(vec![(key, node)]), span };
            self.pairs.push((first, keys.rev().fold(node, below)));
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    open: Vec<Open>,
    limits: &'a Limits,
}

impl<'a> Reader<'a> {
    fn run(&mut self) -> Result<(), String> {
        loop {
            self.skip();
            let Some(next) = self.peek() else { return Ok(()) };
            match next {
                b',' => self.at += 1,
                b'}' | b']' if self.open.len() > 1 => {
                    self.at += 1;
                    self.close();
                }
                _ if self.open.last().is_some_and(|open| open.items.is_some()) => self.value(Vec::new())?,
                _ => self.entry()?,
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn close(&mut self) {
        if self.open.len() > 1
            && let Some(mut top) = self.open.pop()
            && let Some(below) = self.open.last_mut()
        {
            let keys = std::mem::take(&mut top.keys);
            below.put(keys, top.node(self.at));
        }
    }

    fn push(&mut self, open: Open) -> Result<(), String> {
        if self.open.len() > self.limits.nesting {
            return Err(format!("the values nest deeper than {} levels, which is the limit", self.limits.nesting));
        }
        self.open.push(open);
        Ok(())
    }

    /// White space, line ends and comments.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            let comment = &rest[blank..];
            let length = if comment.starts_with('#') || comment.starts_with("//") {
                comment.find('\n').unwrap_or(comment.len())
            } else if comment.starts_with("/*") {
                comment.find("*/").map_or(comment.len(), |end| end + 2)
            } else {
                0
            };
            self.at += blank + length;
            if length == 0 {
                return;
            }
        }
    }

    /// `name = value`, `"name": value`, or a block with its labels.
    fn entry(&mut self) -> Result<(), String> {
        let mut keys = Vec::new();
        loop {
            let gap = self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
            self.at += gap;
            match self.peek() {
                Some(b'=' | b':') if !keys.is_empty() => {
                    self.at += 1;
                    return self.value(keys);
                }
                Some(b'{') if !keys.is_empty() => {
                    let open = Open::map(self.at, keys);
                    self.at += 1;
                    return self.push(open);
                }
                _ => match self.word() {
                    Some(word) => keys.push(word),
                    None => return Err("this is not valid HCL: a name, `=` or `{` belongs here".to_owned()),
                },
            }
        }
    }

    /// A name, or a string without its quotes.
    fn word(&mut self) -> Option<Text> {
        let start = self.at;
        if self.peek() == Some(b'"') {
            let end = self.string_end(start);
            self.at = end;
            let inside = start + 1..end.saturating_sub(1).max(start + 1);
            return Some(Text { plain: self.text.get(inside.clone())?.to_owned(), span: Span::of(inside) });
        }
        let rest = self.rest();
        let part = |next: char| next.is_alphanumeric() || matches!(next, '_' | '-' | '.' | '(' | ')');
        let length = rest.find(|next: char| !part(next)).unwrap_or(rest.len());
        self.at += length;
        (length > 0).then(|| Text { plain: rest[..length].to_owned(), span: Span::of(start..start + length) })
    }

    /// The byte behind a string that begins at `start`; it ends with its line at the latest.
    fn string_end(&self, start: usize) -> usize {
        let mut escaped = false;
        let body = self.text.as_bytes().get(start + 1..).unwrap_or_default();
        let length = body.iter().position(|byte| {
            let ends = (*byte == b'"' && !escaped) || *byte == b'\n';
            escaped = *byte == b'\\' && !escaped;
            ends
        });
        length.map_or(self.text.len(), |length| start + 1 + length + usize::from(body[length] == b'"'))
    }

    fn value(&mut self, keys: Vec<Text>) -> Result<(), String> {
        self.skip();
        let start = self.at;
        match self.peek() {
            Some(open @ (b'{' | b'[')) if !self.is_comprehension() => {
                self.at += 1;
                self.push(if open == b'{' { Open::map(start, keys) } else { Open::list(start, keys) })
            }
            Some(_) => {
                let node = if self.rest().starts_with("<<") { self.heredoc() } else { self.expression() };
                if let Some(open) = self.open.last_mut() {
                    open.put(keys, node);
                }
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// `[for x in y : z]`
    fn is_comprehension(&self) -> bool {
        self.rest().get(1..).unwrap_or_default().trim_start().starts_with("for ")
    }

    /// `<<EOT` up to the line that says `EOT`.
    fn heredoc(&mut self) -> Node {
        let rest = self.rest();
        let mark = rest.lines().next().unwrap_or_default().trim_start_matches(['<', '-']).trim();
        let begin = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let mut end = begin;
        for line in rest[begin..].split_inclusive('\n') {
            if line.trim() == mark {
                break;
            }
            end += line.len();
        }
        let span = Span::of(self.at + begin..self.at + end);
        let last = rest[end..].find('\n').map_or(rest.len(), |at| end + at);
        self.at += last;
        Node { value: Value::Scalar(rest[begin..end].to_owned()), span }
    }

    /// An expression to the end of its line, or to what closes it.
    fn expression(&mut self) -> Node {
        let bytes = self.text.as_bytes();
        let (start, mut depth) = (self.at, 0_usize);
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.at = self.string_end(self.at);
                    continue;
                }
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' if depth > 0 => depth -= 1,
                b']' | b'}' | b'\n' | b',' | b'#' if depth == 0 => break,
                _ => {}
            }
            self.at += 1;
        }
        let written = self.text.get(start..self.at).unwrap_or_default().trim_end();
        let span = Span::of(start..start + written.len());
        let whole = written.starts_with('"') && written.len() >= 2 && self.string_end(start) == start + written.len();
        let value = match written {
            "null" | "" => Value::Null,
            _ if whole => Value::Scalar(written[1..written.len() - 1].to_owned()),
            "true" | "false" => Value::Scalar(written.to_owned()),
            _ if written.parse::<f64>().is_ok() => Value::Scalar(written.to_owned()),
            _ => Value::Scalar(format!("${{{written}}}")),
        };
        Node { value, span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_values_are_read() {
        let text = "# x\nvariable \"tag\" {\n  type = string\n  default = \"1.0\" # y\n}\n/* z */\nvariable \"n\" { default = null }\n\
                    list = [\"a\", 2, { k: true }]\ndoc = <<-EOT\n  a\n  EOT\nf = merge({ a = 1 }, [\n 2 ])\nlast = 3\n";
        let outline = read(text, &Limits::default());
        let top = &outline.nodes[0];
        assert_eq!(outline.problems, []);
        assert_eq!(top.text(&["variable", "tag", "default"]), Some("1.0"));
        assert_eq!(top.all("variable").nth(1).unwrap().at(&["n", "default"]).unwrap().value, Value::Null);
        let list = top.get("list").unwrap().items();
        assert_eq!((list.len(), list[0].scalar(), list[2].text(&["k"])), (3, Some("a"), Some("true")));
        assert_eq!(top.text(&["doc"]), Some("  a\n"));
        assert_eq!(top.text(&["f"]), Some("${merge({ a = 1 }, [\n 2 ])}"));
        assert_eq!((top.text(&["last"]), &text[top.get("last").unwrap().span.range()]), (Some("3"), "3"));
    }

    #[test]
    fn broken_files_end() {
        for text in
            ["a", "a {", "a = \"x", "= 1", "}", "a = [1,,]]\nb = }", "a = <<E\nx", "[é", "a {\n é = 1\n", "/* a"]
        {
            read(text, &Limits::default());
        }
        let deep = read(&"a {".repeat(10_000), &Limits::default());
        assert!(deep.problems[0].message.contains("limit"));
        read(&"[".repeat(100_000), &Limits::default());
    }
}
