//! Data files that a template engine fills in: Helm and other Go templates, Jinja, ERB. What only the engine knows is
//! replaced, byte for byte, by something that lets the rest be read; the places of all else stay what they are.

use std::ops::Range;

use super::Span;

/// A template made readable.
pub(super) struct Prepared {
    /// As long as the file, expressions replaced.
    pub(super) text: String,
    /// The expressions, in order.
    pub(super) expressions: Vec<Expression>,
    /// An engine must fill the file in before anything can use it. Not so where quotes stand around every expression, as in
    /// the text of an alert.
    pub(super) engine: bool,
}

/// `{{ … }}`, `{% … %}`, `{# … #}`, `<% … %>` or `${…}`.
pub(super) struct Expression {
    pub(super) range: Range<usize>,
    /// It stands for a value; else it is a condition, a loop, a comment.
    pub(super) value: bool,
}

/// What the replaced text is to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// YAML: a bare word may stand anywhere.
    Yaml,
    /// JSON: a value wants quotes.
    Json,
}

/// Whether an engine's marks may stand in a text. Cheap, and asked of every file.
pub(super) fn is_likely(text: &str) -> bool {
    text.contains("{{") || text.contains("{%") || text.contains("<%")
}

/// Makes a template readable. `dollar` takes `${…}` for an expression too, which only a text that is not readable
/// otherwise needs.
pub(super) fn prepare(text: &str, language: Language, dollar: bool) -> Prepared {
    let expressions = expressions(text, dollar);
    let mut bytes = text.as_bytes().to_vec();
    let mut engine = false;
    let mut next = 0;
    while let Some(first) = expressions.get(next) {
        let start = text[..first.range.start].rfind('\n').map_or(0, |at| at + 1);
        let (last, end) = line_of(text, &expressions, next);
        engine |= Line { text, start, end, expressions: &expressions[next..=last], language }.replace(&mut bytes);
        next = last + 1;
    }
    // Only whole expressions, which begin and end at ASCII, were replaced by ASCII.
    let text = String::from_utf8(bytes).unwrap_or_default();
    Prepared { text, expressions, engine }
}

/// Makes a file readable in which a person fills in `{name}-web`, `[name]-web` or `%NAME%`; none where nothing is to be filled in.
pub(super) fn with_gaps(text: &str) -> Option<Prepared> {
    /// Bytes of a name.
    const LONG: usize = 40;
    let mut bytes = text.as_bytes().to_vec();
    let mut expressions: Vec<Expression> = Vec::new();
    for (open, mark) in text.match_indices(['{', '[', '%']) {
        if expressions.last().is_some_and(|last| open < last.range.end) {
            continue;
        }
        let rest = &text.as_bytes()[open + 1..];
        let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = rest.iter().take(LONG).take_while(|byte| name(byte)).count();
        let close = match mark {
            "{" => b'}',
            "[" => b']',
            _ => b'%',
        };
        let end = open + length + 2;
        // A list and a percentage are what they are, unless a name goes on behind them.
        let goes_on = text.as_bytes().get(end).is_some_and(|next| name(next) || matches!(next, b'.' | b'/' | b':'));
        if length > 0 && rest.get(length) == Some(&close) && (mark == "{" || goes_on) {
            bytes[open..end].fill(b'x');
            expressions.push(Expression { range: open..end, value: true });
        }
    }
    // Only ASCII was replaced by ASCII.
    let text = String::from_utf8(bytes).unwrap_or_default();
    (!expressions.is_empty()).then_some(Prepared { text, expressions, engine: true })
}

/// The last expression that stands in the same line as expression `first`, and where that line ends.
fn line_of(text: &str, expressions: &[Expression], first: usize) -> (usize, usize) {
    let mut last = first;
    loop {
        let from = expressions[last].range.end;
        let end = text[from..].find('\n').map_or(text.len(), |length| from + length);
        let more = expressions[last + 1..].iter().take_while(|next| next.range.start < end).count();
        if more == 0 {
            return (last, end);
        }
        last += more;
        if expressions[last].range.end <= end {
            return (last, end);
        }
    }
}

/// A line with expressions; more than one where an expression runs over them.
struct Line<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    expressions: &'a [Expression],
    language: Language,
}

impl Line<'_> {
    /// Replaces the expressions; says whether the line wants an engine.
    fn replace(&self, bytes: &mut [u8]) -> bool {
        let alone = self.others().all(|part| part.trim().is_empty());
        let mut quoted = false;
        let mut engine = alone;
        let mut at = self.start;
        for expression in self.expressions {
            quoted ^= quotes(&self.text[at..expression.range.start]) % 2 == 1;
            at = expression.range.end;
            let inside = &self.text[expression.range.clone()];
            engine |= !quoted || [".Values", ".Release", ".Chart", "include "].iter().any(|word| inside.contains(word));
            let fill = if alone || !expression.value { b' ' } else { b'x' };
            for byte in &mut bytes[expression.range.clone()] {
                if *byte != b'\n' || !alone {
                    *byte = fill;
                }
            }
            if self.language == Language::Json && !quoted && expression.value {
                bytes[expression.range.clone()].fill(b'x');
                bytes[expression.range.start] = b'"';
                bytes[expression.range.end - 1] = b'"';
            }
        }
        engine
    }

    /// The text between the expressions.
    fn others(&self) -> impl Iterator<Item = &str> {
        let ends = self.expressions.iter().map(|expression| expression.range.end);
        let starts = self.expressions.iter().map(|expression| expression.range.start).chain([self.end]);
        std::iter::once(self.start)
            .chain(ends)
            .zip(starts)
            .map(|(from, to)| self.text.get(from..to).unwrap_or_default())
    }
}

fn quotes(text: &str) -> usize {
    text.bytes().filter(|byte| matches!(byte, b'"' | b'\'')).count()
}

/// How expressions open and close.
const MARKS: [(&str, &str); 5] = [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("{#", "#}"), ("${", "}")];

fn expressions(text: &str, dollar: bool) -> Vec<Expression> {
    let jinja = text.contains("{%");
    let mut open = [true, true, true, jinja, dollar];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(length) = text[at..].find(['{', '<', '$']) {
        at += length;
        let rest = &text[at..];
        let github = rest.starts_with("${{");
        let kind = if github { Some(0) } else { MARKS.iter().position(|(mark, _)| rest.starts_with(mark)) };
        let Some(kind) = kind.filter(|kind| open[*kind]) else {
            at += 1;
            continue;
        };
        let inside = at + 2 + usize::from(github);
        let Some(length) = text[inside..].find(MARKS[kind].1) else {
            // Nothing closes it, nor any further one.
            open[kind] = false;
            at += 1;
            continue;
        };
        let end = inside + length + MARKS[kind].1.len();
        if !github || dollar {
            found.push(Expression { range: at..end, value: is_value(kind, &text[inside..inside + length]) });
        }
        at = end;
    }
    found
}

/// Words that begin what gives no value.
const CONTROL: [&str; 10] = ["if", "else", "end", "range", "with", "define", "block", "break", "continue", "fail"];

fn is_value(kind: usize, inside: &str) -> bool {
    let body = inside.trim_start_matches(['-', '~']).trim();
    match kind {
        0 => {
            let word = body.split(|next: char| !next.is_ascii_alphanumeric() && next != '_').next().unwrap_or_default();
            let assigns =
                body.starts_with('$') && body.split_once('=').is_some_and(|(name, _)| !name.contains(['(', '|']));
            !(assigns || body.starts_with("/*") || CONTROL.contains(&word))
        }
        2 => inside.starts_with('='),
        4 => true,
        _ => false,
    }
}

impl Prepared {
    /// Whether an expression stands in this span.
    pub(super) fn touches(&self, span: Span) -> bool {
        let range = span.range();
        let next = self.expressions.partition_point(|expression| expression.range.end <= range.start);
        self.expressions.get(next).is_some_and(|expression| expression.range.start < range.end)
    }

    /// The expression that gives the value behind byte `at`, if nothing else stands between them but other expressions.
    pub(super) fn behind(&self, text: &str, at: usize) -> Option<Range<usize>> {
        let next = self.expressions.partition_point(|expression| expression.range.start < at);
        let mut from = at;
        for expression in self.expressions[next..].iter().take(8) {
            let between = text.get(from..expression.range.start)?;
            if !between.trim().trim_start_matches(['"', '\'']).trim_start_matches(':').trim().is_empty() {
                return None;
            }
            if expression.value {
                return Some(expression.range.clone());
            }
            from = expression.range.end;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(text: &str) -> String {
        let prepared = prepare(text, Language::Yaml, false);
        assert_eq!(prepared.text.len(), text.len());
        prepared.text
    }

    #[test]
    fn control_lines_are_blanked_and_values_become_words() {
        assert_eq!(
            prepared("{{- if .a }}\nname: {{ .b }}\n{{- end }}\n"),
            format!("{}\nname: xxxxxxxx\n{}\n", " ".repeat(12), " ".repeat(10))
        );
        assert_eq!(prepared("a: <% if x %>1<% end %>"), "a:           1         ");
        assert_eq!(prepared("{% for é in x %}\n- a\n"), format!("{}\n- a\n", " ".repeat("{% for é in x %}".len())));
        assert_eq!(prepared("on: ${{ x }}"), "on: ${{ x }}");
        assert_eq!(prepared("a: {{ .b"), "a: {{ .b");
    }

    #[test]
    fn an_engine_is_needed_where_no_quotes_are() {
        assert!(prepare("a: {{ .b }}", Language::Yaml, false).engine);
        assert!(!prepare("a: \"{{ $value }} is down\"", Language::Yaml, false).engine);
        assert!(prepare("a: \"{{ .Values.b }}\"", Language::Yaml, false).engine);
    }
}
