//! Markdown as elements of the page. Nothing in it can become anything but text and its form: raw HTML is shown as text, an
//! address is written out and not linked, an image is its description.

mod element;

use pulldown_cmark::{Event, Options, Parser};
use yew::prelude::*;

use super::text;
use element::Frame;

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_TASKLISTS).union(Options::ENABLE_STRIKETHROUGH);
/// Elements within each other; what lies deeper is shown without its form.
const DEPTH: usize = 64;

/// The text, rendered.
pub(super) fn view(text: &str) -> Html {
    let mut frames = vec![Frame::root()];
    let mut deeper = 0_usize;
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Start(_) if frames.len() > DEPTH => deeper += 1,
            Event::End(_) if deeper > 0 => deeper -= 1,
            Event::Start(tag) => frames.push(Frame::of(tag)),
            Event::End(_) => close(&mut frames),
            event => push(&mut frames, leaf(event)),
        }
    }
    while frames.len() > 1 {
        close(&mut frames);
    }
    frames.pop().map(Frame::close).unwrap_or_default()
}

fn close(frames: &mut Vec<Frame>) {
    if let Some(frame) = frames.pop() {
        let closed = match frames.last() {
            Some(around) => frame.close_within(around),
            None => frame.close(),
        };
        push(frames, closed);
    }
}

fn push(frames: &mut [Frame], html: Html) {
    if let Some(frame) = frames.last_mut() {
        frame.push(html);
    }
}

fn leaf(event: Event<'_>) -> Html {
    match event {
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => text::breakable(&text),
        Event::Code(text) => html! { <code>{ text.to_string() }</code> },
        Event::SoftBreak => "\n".into(),
        Event::HardBreak => html! { <br /> },
        Event::Rule => html! { <hr /> },
        Event::TaskListMarker(done) => task(done),
        // Not asked for by the options, or handled as frames.
        _ => Html::default(),
    }
}

fn task(done: bool) -> Html {
    let (symbol, word) = if done { ("☑", "done: ") } else { ("☐", "to do: ") };
    html! { <span class="task"><span aria-hidden="true">{ symbol }</span><span class="unseen">{ word }</span>{ " " }</span> }
}
