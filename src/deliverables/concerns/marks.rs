//! Marks of templates that nobody replaced, such as `{{ version }}`.

use crate::outline::Span;

/// Bytes that a mark may be long.
const LONG: usize = 80;

/// Every `{{ … }}` of a text, code left out: there it is part of a program.
pub(super) fn braces(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        fenced ^= fence;
        if !fenced && !fence {
            in_line(line, start, &mut found);
        }
        start += line.len();
    }
    found
}

fn in_line(line: &str, start: usize, found: &mut Vec<Span>) {
    let mut at = 0;
    while let Some(open) = line.get(at..).and_then(|rest| rest.find("{{")).map(|offset| at + offset) {
        let code = line[..open].matches('`').count() % 2 == 1;
        let close = line[open..].find("}}").map(|length| length + 2).filter(|length| *length <= LONG);
        match close {
            Some(length) if !code => {
                found.push(Span::of(start + open..start + open + length));
                at = open + length;
            }
            _ => at = open + 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_templates_are_found() {
        let text = "a {{ x }} b `{{ code }}` {{y}}\n```\n{{ z }}\n```\n{{ open\n";
        let found: Vec<&str> = braces(text).iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, ["{{ x }}", "{{y}}"]);
    }
}
