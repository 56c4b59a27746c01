//! JSON, by `jsonc-parser`, which gives the place of every value.

use jsonc_parser::ast::{self, Value as Json};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use super::node::{Node, Value};
use super::{Format, Outline, Problem, Span, Text};
use crate::policy::Limits;

/// Reads a JSON file; one with a value on each line (JSON Lines) gives one tree for each.
pub(super) fn read(text: &str, limits: &Limits) -> Outline {
    let mut outline = Outline::new(Format::Json);
    match tree(text, 0, limits) {
        Ok(node) => outline.nodes.extend(node),
        Err(problem) => lines(text, limits, problem, &mut outline),
    }
    outline
}

fn lines(text: &str, limits: &Limits, whole: Problem, outline: &mut Outline) {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if !matches!(tree(first, 0, limits), Ok(Some(_))) || text.lines().count() < 2 {
        outline.problems.push(whole);
        return;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match tree(line, at, limits) {
            Ok(node) => outline.nodes.extend(node),
            Err(problem) => outline.problems.push(problem),
        }
        at += line.len();
    }
}

fn tree(text: &str, offset: usize, limits: &Limits) -> Result<Option<Node>, Problem> {
    let collect = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let parsed = parse_to_ast(text, &collect, &ParseOptions::default()).map_err(|error| Problem {
        message: format!("this is not valid JSON: {}", error.kind()),
        span: Span::of(offset + error.range().start..offset + error.range().end),
    })?;
    let mut budget = limits.values;
    parsed.value.map(|value| convert(&value, offset, limits.nesting, &mut budget)).transpose()
}

fn convert(value: &Json<'_>, offset: usize, depth: usize, budget: &mut usize) -> Result<Node, Problem> {
    let range = value.range();
    let span = Span::of(offset + range.start..offset + range.end);
    if depth == 0 || *budget == 0 {
        let message = "the file nests deeper, or holds more values, than the limits allow".to_owned();
        return Err(Problem { message, span });
    }
    *budget -= 1;
    let value = match value {
        Json::StringLit(text) => Value::Scalar(text.value.to_string()),
        Json::NumberLit(number) => Value::Scalar(number.value.to_owned()),
        Json::BooleanLit(truth) => Value::Scalar(truth.value.to_string()),
        Json::NullKeyword(_) => Value::Null,
        Json::Array(array) => Value::List(
            array.elements.iter().map(|item| convert(item, offset, depth - 1, budget)).collect::<Result<_, _>>()?,
        ),
        Json::Object(object) => Value::Map(
            object.properties.iter().map(|pair| property(pair, offset, depth, budget)).collect::<Result<_, _>>()?,
        ),
    };
    Ok(Node { value, span })
}

fn property(pair: &ast::ObjectProp<'_>, offset: usize, depth: usize, budget: &mut usize) -> Result<(Text, Node), Problem> {
    let range = pair.name.range();
    let span = Span::of(offset + range.start..offset + range.end);
    let key = Text { plain: pair.name.as_str().to_owned(), span };
    Ok((key, convert(&pair.value, offset, depth - 1, budget)?))
}
