//! The documents that follow from the review.

use gloo::utils::window;
use holdpoint::Deliverable;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use super::app::App;
use super::markdown;
use super::message::{Message, Tell, send};
use crate::app::protocol::Reviewed;
use crate::app::route::{Place, Route};

/// Characters of a text that are shown; the file has all.
const SHOWN: usize = 200_000;

/// The list, and the chosen one.
pub(super) fn view(app: &App, reviewed: &Reviewed) -> Html {
    let chosen = match &app.route {
        Route::Documents(Some(name)) => reviewed.documents.iter().position(|document| document.name == *name),
        _ => None,
    };
    let index = chosen.unwrap_or_default();
    let list = reviewed.documents.iter().enumerate().map(|(at, document)| item(document, at == index));
    html! {
        <div class="documents">
            <section class="list" aria-labelledby="documents-title">
                <h1 id="documents-title">{ "Documents" }</h1>
                <p>{ "Made from what the files say. Each statement names its source." }</p>
                <ul>{ for list }</ul>
                <p>
                    <button type="button" class="main" data-test="download-zip" onclick={send(&app.tell, || Message::SaveAll)}>
                        { "Download all as zip" }
                    </button>
                </p>
            </section>
            { for reviewed.documents.get(index).map(|document| preview(document, index, app)) }
        </div>
    }
}

fn item(document: &Deliverable, current: bool) -> Html {
    html! {
        <li key={document.name.clone()}>
            <a href={format!("{}/{}", Place::Documents.address(), document.name)} aria-current={current.then_some("true")}
                data-test="document" data-name={document.name.clone()}>
                { document.name.clone() }
            </a>
        </li>
    }
}

fn preview(document: &Deliverable, index: usize, app: &App) -> Html {
    let is_markdown = document.name.ends_with(".md");
    let rendered = is_markdown && !app.as_text && document.text.len() <= SHOWN;
    let copy = {
        let (tell, text, name) = (app.tell.clone(), document.text.clone(), document.name.clone());
        Callback::from(move |_: MouseEvent| copy(tell.clone(), text.clone(), name.clone()))
    };
    html! {
        <section class="preview" aria-labelledby="preview-title">
            <header>
                <h2 id="preview-title">{ document.name.clone() }</h2>
                <div class="actions">
                    if is_markdown { { form(app.as_text, &app.tell) } }
                    <button type="button" onclick={copy}>{ "Copy" }</button>
                    <button type="button" data-test="download" data-name={document.name.clone()}
                        onclick={send(&app.tell, move || Message::Save(index))}>
                        { "Download" }
                    </button>
                </div>
            </header>
            if rendered {
                <div class="rendered" data-test="preview">{ markdown::view(&document.text) }</div>
            } else {
                { as_text(&document.text) }
            }
        </section>
    }
}

/// Rendered, or as text.
fn form(as_text: bool, tell: &Tell) -> Html {
    html! {
        <button type="button" aria-pressed={as_text.to_string()} data-test="as-text"
            onclick={send(tell, move || Message::AsText(!as_text))}>
            { "As text" }
        </button>
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
            Err(_) => format!(
                "The browser did not allow copying {name}. Choose “As text”, select it and copy, or download it."
            ),
        }));
    });
}
