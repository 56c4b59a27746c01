//! JSON, by `jsonc-parser`, which gives the place of every value.

use jsonc_parser::ast::{ObjectProp, Value as Json};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use super::node::{Node, Value};
use super::template::{self, Language, Prepared};
use super::{Format, Outline, Problem, Span, Text};
use crate::policy::Limits;

/// Reads a JSON file; one with a value on each line (JSON Lines) gives one tree for each.
pub(super) fn read(text: &str, limits: &Limits) -> Outline {
    let mut outline = Outline::new(Format::Json);
    match tree(text, 0, limits, None) {
        Ok(node) => outline.nodes.extend(node),
        Err(problem) => lines(text, limits, problem, &mut outline),
    }
    outline
}

/// A template whose expressions stand where values belong; `false` if it is none, or cannot be read either.
fn as_template(text: &str, limits: &Limits, outline: &mut Outline) -> bool {
    if !template::is_likely(text) {
        return false;
    }
    let prepared = template::prepare(text, Language::Json, false);
    let Ok(node) = tree(&prepared.text, 0, limits, Some((text, &prepared))) else { return false };
    outline.template = true;
    outline.nodes.extend(node);
    true
}

/// Broken lines of a file with a value on each line that are named, before the rest is given up.
const LINE_PROBLEMS: usize = 20;

fn lines(text: &str, limits: &Limits, whole: Problem, outline: &mut Outline) {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if !matches!(tree(first, 0, limits, None), Ok(Some(_))) || text.lines().nth(1).is_none() {
        if !as_template(text, limits, outline) {
            outline.problems.push(whole);
        }
        return;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if outline.problems.len() >= LINE_PROBLEMS {
            break;
        }
        match tree(line, at, limits, None) {
            Ok(node) => outline.nodes.extend(node),
            Err(problem) => outline.problems.push(problem),
        }
        at += line.len();
    }
}

fn tree(
    text: &str,
    offset: usize,
    limits: &Limits,
    template: Option<(&str, &Prepared)>,
) -> Result<Option<Node>, Problem> {
    let collect = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let parsed = parse_to_ast(text, &collect, &ParseOptions::default()).map_err(|error| Problem {
        message: match error.kind() {
            ParseErrorKind::NestingDepthExceeded => too_deep(limits),
            kind => format!("this is not valid JSON: {kind}"),
        },
        span: Span::of(offset + error.range().start..offset + error.range().end),
    })?;
    let mut converter = Converter { offset, left: limits.values, limits, template };
    parsed.value.map(|value| converter.node(&value, limits.nesting)).transpose()
}

fn too_deep(limits: &Limits) -> String {
    format!("the values nest deeper than {} levels, which is the limit", limits.nesting)
}

/// Turns the parser's tree into ours, within the limits.
struct Converter<'a> {
    offset: usize,
    /// Values that may still come.
    left: usize,
    limits: &'a Limits,
    /// The file as written, if it is a template.
    template: Option<(&'a str, &'a Prepared)>,
}

impl Converter<'_> {
    fn span(&self, part: &impl Ranged) -> Span {
        let range = part.range();
        Span::of(self.offset + range.start..self.offset + range.end)
    }

    fn node(&mut self, value: &Json<'_>, depth: usize) -> Result<Node, Problem> {
        let span = self.span(value);
        if depth == 0 {
            return Err(Problem { message: too_deep(self.limits), span });
        }
        self.left = self.left.checked_sub(1).ok_or_else(|| Problem {
            message: format!("the file holds more than {} values, which is the limit", self.limits.values),
            span,
        })?;
        let value = match value {
            Json::StringLit(text) => match self.template.filter(|(_, prepared)| prepared.touches(span)) {
                Some((file, _)) => {
                    let written = file.get(span.range()).unwrap_or_default();
                    Value::Template(written.trim_matches('"').to_owned())
                }
                None => Value::Scalar(text.value.to_string()),
            },
            Json::NumberLit(number) => Value::Scalar(number.value.to_owned()),
            Json::BooleanLit(truth) => Value::Scalar(truth.value.to_string()),
            Json::NullKeyword(_) => Value::Null,
            Json::Array(array) => {
                Value::List(array.elements.iter().map(|item| self.node(item, depth - 1)).collect::<Result<_, _>>()?)
            }
            Json::Object(object) => {
                Value::Map(object.properties.iter().map(|pair| self.pair(pair, depth)).collect::<Result<_, _>>()?)
            }
        };
        Ok(Node { value, span })
    }

    fn pair(&mut self, pair: &ObjectProp<'_>, depth: usize) -> Result<(Text, Node), Problem> {
        let key = Text { plain: pair.name.as_str().to_owned(), span: self.span(&pair.name) };
        Ok((key, self.node(&pair.value, depth - 1)?))
    }
}
