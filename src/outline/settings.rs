//! Lines of settings, by hand, since the crates for them give no places: `.properties`, `.ini`, `Procfile`.

use super::lines::{Line, lines};
use super::node::{Node, Value};
use super::{Format, Outline, Problem, Span, Text};

/// Reads `key=value` and `key: value` lines. Those below `[name]` become a map of that name.
pub(super) fn properties(text: &str) -> Outline {
    let mut outline = Outline::new(Format::Properties);
    let mut top: Vec<(Text, Node)> = Vec::new();
    let mut inside = false;
    let mut continued = false;
    for line in lines(text) {
        let body = line.trimmed();
        let goes_on = ends_in_backslash(body.text);
        if std::mem::replace(&mut continued, false) {
            continued = goes_on;
            go_on(&mut top, inside, body);
        } else if body.text.is_empty() || body.text.starts_with(['#', ';', '!']) {
        } else if let Some(name) = body.text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let key = Text { plain: name.trim().to_owned(), span: body.span() };
            top.push((key, Node { value: Value::Map(Vec::new()), span: body.span() }));
            inside = true;
        } else if let Some((key, mut node)) = pair(body) {
            if goes_on && let Value::Scalar(value) = &mut node.value {
                value.pop();
                continued = true;
            }
            add(&mut top, inside, key, node);
        } else {
            let message = "this line is neither `key=value` nor a comment".to_owned();
            outline.problems.push(Problem { message, span: body.span() });
        }
    }
    outline.nodes.push(Node { value: Value::Map(top), span: Span::of(0..text.len()) });
    outline
}

/// An odd number of backslashes at the end: the value goes on in the next line.
fn ends_in_backslash(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// Adds a line to the value that was read last.
fn go_on(top: &mut [(Text, Node)], inside: bool, line: Line<'_>) {
    let Some((_, mut node)) = top.last_mut().map(|(key, node)| (key, node)) else { return };
    if inside && let Node { value: Value::Map(pairs), .. } = node {
        let Some((_, last)) = pairs.last_mut() else { return };
        node = last;
    }
    node.span = node.span.join(line.span());
    if let Value::Scalar(value) = &mut node.value {
        value.push_str(line.text.strip_suffix('\\').unwrap_or(line.text));
    }
}

fn add(top: &mut Vec<(Text, Node)>, inside: bool, key: Text, node: Node) {
    if let Some((_, section)) = top.last_mut().filter(|_| inside)
        && let Value::Map(pairs) = &mut section.value
    {
        section.span = section.span.join(node.span);
        pairs.push((key, node));
    } else {
        top.push((key, node));
    }
}

fn pair(line: Line<'_>) -> Option<(Text, Node)> {
    let mark = line.text.find(['=', ':'])?;
    let key = line.part(0..mark).trimmed();
    let value = line.part(mark + 1..line.text.len()).trimmed();
    if key.text.is_empty() || key.text.contains(". ") {
        return None;
    }
    let plain = unquoted(value.text).to_owned();
    let node = Node { value: if plain.is_empty() { Value::Null } else { Value::Scalar(plain) }, span: value.span() };
    Some((Text { plain: key.text.to_owned(), span: key.span() }, node))
}

fn unquoted(text: &str) -> &str {
    let strip = |quote| text.strip_prefix(quote).and_then(|inside: &str| inside.strip_suffix(quote));
    strip('"').or_else(|| strip('\'')).unwrap_or(text)
}

/// Reads a `Procfile`: a map of process types, each with its command.
pub(super) fn procfile(text: &str) -> Outline {
    let mut outline = Outline::new(Format::Procfile);
    let mut types = Vec::new();
    for line in lines(text) {
        let body = line.trimmed();
        if body.text.is_empty() || body.text.starts_with('#') {
            continue;
        }
        let named = body.text.find(':').filter(|mark| {
            let name = &body.text[..*mark];
            !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'))
        });
        let Some(mark) = named else {
            let message = "this line is not `process-type: command`".to_owned();
            outline.problems.push(Problem { message, span: body.span() });
            continue;
        };
        let name = body.part(0..mark);
        let command = body.part(mark + 1..body.text.len()).trimmed();
        let node = Node { value: Value::Scalar(command.text.to_owned()), span: command.span() };
        types.push((Text { plain: name.text.to_owned(), span: name.span() }, node));
    }
    outline.nodes.push(Node { value: Value::Map(types), span: Span::of(0..text.len()) });
    outline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_become_a_map() {
        let text =
            "# x\nserver.port = 8080\nspring.url: \"jdbc:x\"\nlist = a,\\\n  b\nempty=\n[log]\nlevel=info\nnonsense\n";
        let outline = properties(text);
        let node = &outline.nodes[0];
        assert_eq!(node.text(&["server.port"]), Some("8080"));
        assert_eq!(node.text(&["spring.url"]), Some("jdbc:x"));
        assert_eq!(node.text(&["list"]), Some("a,b"));
        assert_eq!(node.get("empty").unwrap().value, Value::Null);
        assert_eq!(&text[node.at(&["log", "level"]).unwrap().span.range()], "info");
        assert_eq!(&text[outline.problems[0].span.range()], "nonsense");
    }

    #[test]
    fn a_procfile_names_its_types() {
        let text = "web: gunicorn app:app --port $PORT\r\nworker: celery\n";
        let outline = procfile(text);
        assert_eq!(outline.nodes[0].text(&["web"]), Some("gunicorn app:app --port $PORT"));
        assert_eq!(&text[outline.nodes[0].get("worker").unwrap().span.range()], "celery");
    }
}
