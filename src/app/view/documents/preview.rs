//! One document: read, changed, copied, taken.

use gloo::utils::window;
use holdpoint::Deliverable;
use holdpoint::deliverables::{Concern, Format, Matter, formats};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::app::view::app::App;
use crate::app::view::markdown;
use crate::app::view::message::{Message, Tell, send, when};

/// Characters of a text that are shown; the file has all.
const SHOWN: usize = 200_000;

/// The review itself, for programs.
const REVIEW: &str = "review.json";

/// The document, and what to do with it.
pub(super) fn view(app: &App, document: &Deliverable) -> Html {
    let edits = app.session.edits();
    let text = edits.text(document);
    let formats = formats(document);
    let rendered = !formats.is_empty() && text.len() <= SHOWN;
    // What programs read is not written by hand.
    let editing = app.editing && document.name != REVIEW;
    let copy = {
        let (tell, text, name) = (app.tell.clone(), text.to_owned(), document.name.clone());
        Callback::from(move |_: MouseEvent| copy(tell.clone(), text.clone(), name.clone()))
    };
    let edited = edits.is_edited(&document.name);
    html! {
        <section class="preview" aria-labelledby="preview-title">
            <header>
                <div>
                    <h2 id="preview-title" tabindex="-1">{ document.title.clone() }</h2>
                    <p class="purpose">{ document.purpose.clone() }</p>
                </div>
                <div class="actions">
                    if document.name != REVIEW { { mode(app.editing, &app.tell) } }
                    <button type="button" onclick={copy}>{ "Copy" }</button>
                    if formats.is_empty() {
                        { download(document, Format::Markdown, "Download", &app.tell) }
                    }
                    { for formats.iter().map(|format| download(document, *format, format.title(), &app.tell)) }
                </div>
            </header>
            if edited { { changed(document, edits.is_behind(document), &app.tell) } }
            { warnings(app.session.concerns(&document.name)) }
            if editing {
                { editor(document, text, &app.tell) }
            } else if rendered {
                <div class="rendered" data-test="preview">{ markdown::view(text) }</div>
            } else {
                { as_text(text) }
            }
        </section>
    }
}

fn download(document: &Deliverable, format: Format, label: &'static str, tell: &Tell) -> Html {
    let file = format.file_name(document);
    let name = document.name.clone();
    html! {
        <button type="button" data-test="download" data-name={file.clone()} title={format!("Download {file}")}
            onclick={send(tell, move || Message::Save(name.clone(), format))}>
            { label }
        </button>
    }
}

/// As it will look, or to be changed.
fn mode(editing: bool, tell: &Tell) -> Html {
    html! {
        <button type="button" aria-pressed={editing.to_string()} data-test="edit"
            onclick={send(tell, move || Message::Editing(!editing))}>
            { "Edit" }
        </button>
    }
}

fn changed(document: &Deliverable, behind: bool, tell: &Tell) -> Html {
    let name = document.name.clone();
    html! {
        <p class="edited" role="status">
            if behind {
                { "You changed this document, and the dossier has changed since: what is shown is your text. " }
            } else {
                { "You changed this document. Downloads hold your text. " }
            }
            <button type="button" class="small" data-test="discard" onclick={send(tell, move || Message::Discard(name.clone()))}>
                { "Go back to what was written" }
            </button>
        </p>
    }
}

fn warnings(concerns: &[Concern]) -> Html {
    if concerns.is_empty() {
        return Html::default();
    }
    html! {
        <div class="concerns" role="status" data-test="concerns">
            <p>{ "Before you send this:" }</p>
            <ul>{ for concerns.iter().map(concern) }</ul>
        </div>
    }
}

fn concern(concern: &Concern) -> Html {
    let what = match concern.what {
        Matter::Secret => "holds what looks like a secret; it is masked in whatever you take",
        Matter::Placeholder => "is still to be filled in",
        Matter::Template => "tells that a template of the dossier could not be used",
        Matter::InternalHost => "names a host of the team's own network, and this document is for others",
    };
    html! { <li>{ format!("Line {} {what}: ", concern.line) }<code>{ concern.text.clone() }</code></li> }
}

fn editor(document: &Deliverable, text: &str, tell: &Tell) -> Html {
    let name = document.name.clone();
    let input = when(tell, move |event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_dyn_into()?;
        Some(Message::Edit(name.clone(), area.value()))
    });
    let name = document.name.clone();
    let done = send(tell, move || Message::Edited(name.clone()));
    html! {
        <textarea class="text" data-test="editor" aria-label={format!("Text of {}", document.name)} spellcheck="true"
            value={text.to_owned()} oninput={input} onchange={done} />
    }
}

fn as_text(text: &str) -> Html {
    let total = text.chars().count();
    let shown: String = text.chars().take(SHOWN).collect();
    html! {
        <>
            <pre class="text" tabindex="0" data-test="preview">{ shown }</pre>
            if total > SHOWN {
                <p>{ format!("Shown are the first {SHOWN} of {total} characters. The download has all.") }</p>
            }
        </>
    }
}

fn copy(tell: Tell, text: String, name: String) {
    spawn_local(async move {
        let copied = JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
        tell.emit(Message::Note(match copied {
            Ok(_) => format!("{name} is in the clipboard."),
            Err(_) => {
                format!("The browser did not allow copying {name}. Choose “Edit”, select it and copy, or download it.")
            }
        }));
    });
}
