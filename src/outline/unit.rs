//! Unit files of systemd, by hand: sections, keys that repeat, long lines. The crates for such files give no places.

use super::node::{Node, Value};
use super::{Format, Outline, Problem, Span, Text};

/// Reads a unit file into one map of sections. Keys repeat; a line that ends in `\` goes on in the next.
pub(super) fn read(text: &str) -> Outline {
    let mut outline = Outline::new(Format::Unit);
    let mut sections: Vec<(Text, Vec<(Text, Node)>)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (line, next) = logical_line(text, at);
        let body = line.trim();
        let start = at + line.len() - line.trim_start().len();
        if let Some(name) = body.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let span = Span::of(start + 1..start + 1 + name.len());
            sections.push((Text { plain: name.to_owned(), span }, Vec::new()));
        } else if body.is_empty() || body.starts_with(['#', ';']) {
        } else if let (Some((_, pairs)), Some(equals)) = (sections.last_mut(), body.find('=')) {
            pairs.push(pair(body, start, equals));
        } else {
            let message = "this line is neither `Key=value` nor the name of a section".to_owned();
            outline.problems.push(Problem { message, span: Span::of(start..start + body.len()) });
        }
        at = next;
    }
    let whole = Span::of(0..text.len());
    let named = sections.into_iter().map(|(name, pairs)| {
        let end = pairs.last().map_or(name.span.end, |(_, last)| last.span.end);
        let span = Span { start: name.span.start, end };
        (name, Node { value: Value::Map(pairs), span })
    });
    outline.nodes.push(Node { value: Value::Map(named.collect()), span: whole });
    outline
}

/// A line with those that it goes on in, and where the next one begins.
fn logical_line(text: &str, at: usize) -> (&str, usize) {
    let mut end = at;
    for line in text[at..].split_inclusive('\n') {
        end += line.len();
        if !line.trim_end().ends_with('\\') || line.trim_start().starts_with(['#', ';']) {
            break;
        }
    }
    (&text[at..end], end)
}

fn pair(body: &str, start: usize, equals: usize) -> (Text, Node) {
    let key = body[..equals].trim_end();
    let written = &body[equals + 1..];
    let from = start + equals + 1 + written.len() - written.trim_start().len();
    let written = written.trim_start();
    let plain =
        written.split("\\\n").flat_map(|part| part.split("\\\r\n")).map(str::trim).collect::<Vec<_>>().join(" ");
    let value = if plain.is_empty() { Value::Null } else { Value::Scalar(plain) };
    let key = Text { plain: key.to_owned(), span: Span::of(start..start + key.len()) };
    (key, Node { value, span: Span::of(from..from + written.len()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_keys_and_long_lines_are_read() {
        let text = "# x\n[Unit]\nDescription=Web\n[Service]\nExecStart=/bin/web \\\r\n  --port 80\nEnvironment=A=1\nEnvironment=B=2\nEmpty=\nwrong\n";
        let outline = read(text);
        let service = outline.nodes[0].get("Service").unwrap();
        assert_eq!(service.text(&["ExecStart"]), Some("/bin/web --port 80"));
        let variables: Vec<_> = service.all("Environment").filter_map(Node::scalar).collect();
        assert_eq!(variables, ["A=1", "B=2"]);
        assert_eq!(service.get("Empty").unwrap().value, Value::Null);
        assert_eq!(&text[outline.problems[0].span.range()], "wrong");
    }
}
