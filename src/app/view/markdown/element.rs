//! Elements of Markdown that hold others.

use pulldown_cmark::{HeadingLevel, Tag};
use yew::prelude::*;
use yew::virtual_dom::VTag;

/// An element that is not complete yet.
pub(super) struct Frame {
    form: Form,
    children: Vec<Html>,
}

enum Form {
    Root,
    Plain(&'static str),
    List(u64),
    Code,
    Table,
    Head,
    Row,
    Cell(bool),
    Link(String),
    Image,
}

impl Frame {
    /// What holds everything.
    pub(super) fn root() -> Self {
        Self::with(Form::Root)
    }

    /// For an element that begins.
    pub(super) fn of(tag: Tag<'_>) -> Self {
        let form = match tag {
            Tag::Paragraph | Tag::HtmlBlock => Form::Plain("p"),
            Tag::Heading { level, .. } => Form::Plain(heading(level)),
            Tag::BlockQuote(_) => Form::Plain("blockquote"),
            Tag::CodeBlock(_) => Form::Code,
            Tag::List(Some(first)) => Form::List(first),
            Tag::List(None) => Form::Plain("ul"),
            Tag::Item => Form::Plain("li"),
            Tag::Emphasis => Form::Plain("em"),
            Tag::Strong => Form::Plain("strong"),
            Tag::Strikethrough => Form::Plain("del"),
            Tag::Table(_) => Form::Table,
            Tag::TableHead => Form::Head,
            Tag::TableRow => Form::Row,
            Tag::TableCell => Form::Cell(false),
            Tag::Link { dest_url, .. } => Form::Link(dest_url.to_string()),
            Tag::Image { .. } => Form::Image,
            // Not asked for by the options.
            _ => Form::Root,
        };
        Self::with(form)
    }

    fn with(form: Form) -> Self {
        Self { form, children: Vec::new() }
    }

    /// Adds what it holds.
    pub(super) fn push(&mut self, child: Html) {
        self.children.push(child);
    }

    /// The complete element, as part of `around`.
    pub(super) fn close_within(mut self, around: &Frame) -> Html {
        if let Form::Cell(head) = &mut self.form {
            *head = matches!(around.form, Form::Head);
        }
        self.close()
    }

    /// The complete element.
    pub(super) fn close(self) -> Html {
        let children: Html = self.children.into_iter().collect();
        match self.form {
            Form::Root => children,
            Form::Plain(name) => plain(name, children),
            Form::List(first) => html! { <ol start={first.to_string()}>{ children }</ol> },
            Form::Code => html! { <pre tabindex="0"><code>{ children }</code></pre> },
            Form::Table => html! { <div class="table" tabindex="0"><table>{ children }</table></div> },
            Form::Head => html! { <thead><tr>{ children }</tr></thead> },
            Form::Row => html! { <tr>{ children }</tr> },
            Form::Cell(true) => html! { <th scope="col">{ children }</th> },
            Form::Cell(false) => html! { <td>{ children }</td> },
            Form::Link(address) if address.starts_with('#') || address.is_empty() => children,
            Form::Link(address) => html! { <>{ children }<span class="address">{ format!(" ({address})") }</span></> },
            Form::Image => html! { <span class="image">{ children }</span> },
        }
    }
}

fn plain(name: &'static str, children: Html) -> Html {
    let mut tag = VTag::new(name);
    tag.add_child(children);
    tag.into()
}

/// Two levels below those of the page.
fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h3",
        HeadingLevel::H2 => "h4",
        HeadingLevel::H3 => "h5",
        _ => "h6",
    }
}
