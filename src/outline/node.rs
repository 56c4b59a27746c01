//! The tree of a data file.

use super::{Span, Text};

/// One value of a data file. In XML a node is an element: its attributes are `@name` keys, its text is the `#text` key, and
/// keys repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: `null`, `~`, or an empty value.
    Null,
    /// A string, number or boolean, as written, quotes taken off.
    Scalar(String),
    /// A value that only a template engine can tell, as written: `{{ .Values.image }}:1.2`. It is no literal, so that
    /// [`Node::scalar`] gives nothing.
    Template(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in order.
    Map(Vec<(Text, Node)>),
}

impl Node {
    /// The value of `key`, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.pairs().iter().find(|(name, _)| name.plain == key).map(|(_, node)| node)
    }

    /// The value at the end of `keys`.
    pub fn at(&self, keys: &[&str]) -> Option<&Node> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The scalar here.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The scalar here, or the template expression that gives it, as written: for names that are only to be shown.
    pub fn written(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) | Value::Template(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the value is not what is written: a template expression stands there, or a variable such as `${TAG}` or
    /// `${{ secrets.KEY }}` that its reader puts in.
    pub fn is_template(&self) -> bool {
        match &self.value {
            Value::Template(_) => true,
            Value::Scalar(text) => text.find("${").is_some_and(|at| text[at..].contains('}')),
            _ => false,
        }
    }

    /// The scalar at the end of `keys`.
    pub fn text(&self, keys: &[&str]) -> Option<&str> {
        self.at(keys).and_then(Node::scalar)
    }

    /// The members, if this is a list.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// Keys and values, if this is a map.
    pub fn pairs(&self) -> &[(Text, Node)] {
        match &self.value {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// Gives this node and all below it one place. Trees are at most as deep as the limits allow.
    pub(super) fn move_to(&mut self, span: Span) {
        self.span = span;
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|item| item.move_to(span)),
            Value::Map(pairs) => pairs.iter_mut().for_each(|(key, node)| {
                key.span = span;
                node.move_to(span);
            }),
            Value::Null | Value::Scalar(_) | Value::Template(_) => {}
        }
    }

    /// Every value of `key`, in order (XML elements repeat).
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Node> {
        self.pairs().iter().filter(move |(name, _)| name.plain == key).map(|(_, node)| node)
    }

    /// This node and every node below it, in order, each with the key that it stands under. Not recursive: a deep tree costs
    /// memory, not stack.
    pub fn walk(&self) -> impl Iterator<Item = (Option<&Text>, &Node)> {
        let mut open: Vec<(Option<&Text>, &Node)> = vec![(None, self)];
        std::iter::from_fn(move || {
            let (key, node) = open.pop()?;
            open.extend(node.items().iter().rev().map(|item| (key, item)));
            open.extend(node.pairs().iter().rev().map(|(name, value)| (Some(name), value)));
            Some((key, node))
        })
    }
}
