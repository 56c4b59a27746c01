//! TOML, by `toml`'s parser alone, whose tree knows where each key and value stands.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::node::{Node, Value};
use super::{Format, Outline, Problem, Span, Text};
use crate::policy::Limits;

/// Reads a TOML file as one tree.
pub(super) fn read(text: &str, limits: &Limits) -> Outline {
    let mut outline = Outline::new(Format::Toml);
    match DeTable::parse(text) {
        Ok(table) => {
            let mut converter = Converter { left: limits.values };
            match converter.table(table.get_ref(), limits.nesting) {
                Some(value) => outline.nodes.push(Node { value, span: Span::of(table.span()) }),
                None => outline.problems.push(Problem {
                    message: format!(
                        "the values nest deeper than {} levels or are more than {}, which are the limits",
                        limits.nesting, limits.values
                    ),
                    span: Span::default(),
                }),
            }
        }
        Err(error) => {
            let at = error.span().unwrap_or_default();
            let message = format!("this is not valid TOML: {}", error.message());
            outline.problems.push(Problem { message, span: Span::of(at) });
        }
    }
    outline
}

/// Turns the parser's tree into ours, within the limits.
struct Converter {
    /// Values that may still come.
    left: usize,
}

impl Converter {
    fn table(&mut self, table: &DeTable<'_>, depth: usize) -> Option<Value> {
        let mut pairs = Vec::with_capacity(table.len());
        for (key, value) in table {
            let name = Text { plain: key.get_ref().to_string(), span: Span::of(key.span()) };
            pairs.push((name, self.node(value, depth)?));
        }
        // The parser sorts by name.
        pairs.sort_by_key(|(name, _)| name.span.start);
        Some(Value::Map(pairs))
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Option<Node> {
        let depth = depth.checked_sub(1)?;
        self.left = self.left.checked_sub(1)?;
        let span = Span::of(value.span());
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Scalar(text.to_string()),
            DeValue::Integer(number) => Value::Scalar(number.as_str().to_owned()),
            DeValue::Float(number) => Value::Scalar(number.as_str().to_owned()),
            DeValue::Boolean(truth) => Value::Scalar(truth.to_string()),
            DeValue::Datetime(moment) => Value::Scalar(moment.to_string()),
            DeValue::Array(items) => {
                Value::List(items.iter().map(|item| self.node(item, depth)).collect::<Option<_>>()?)
            }
            DeValue::Table(table) => self.table(table, depth)?,
        };
        Some(Node { value, span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_place() {
        let text = "# é\n[package]\nname = \"orderflow\"\nversion = '2.0.0'\n\n[[bin]]\nname = \"worker\"\n[a.b]\nc = [1, 2]\n";
        let outline = read(text, &Limits::default());
        let node = &outline.nodes[0];
        let keys: Vec<&str> = node.pairs().iter().map(|(key, _)| key.plain.as_str()).collect();
        assert_eq!(keys, ["package", "bin", "a"]);
        let version = node.at(&["package", "version"]).unwrap();
        assert_eq!((version.scalar(), &text[version.span.range()]), (Some("2.0.0"), "'2.0.0'"));
        assert_eq!(node.get("bin").unwrap().items()[0].text(&["name"]), Some("worker"));
        assert_eq!(node.at(&["a", "b", "c"]).unwrap().items()[1].scalar(), Some("2"));
    }

    #[test]
    fn an_error_has_its_place() {
        let text = "a = 1\nb = = 2\n";
        let outline = read(text, &Limits::default());
        assert!(outline.problems[0].message.contains("TOML") && outline.problems[0].span.start >= 6);
    }
}
