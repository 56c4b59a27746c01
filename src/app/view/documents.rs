//! The documents that follow from the review: the list by groups, and the chosen one to be read, changed and taken.

mod preview;

use holdpoint::Deliverable;
use holdpoint::deliverables::Group;
use yew::prelude::*;

use super::app::App;
use super::message::{Message, send};
use crate::app::route::{Route, document_address};

/// The list, and the chosen one.
pub(super) fn view(app: &App) -> Html {
    let Some(documents) = app.session.documents() else { return unwritten(app) };
    let current = shown(&app.route, documents);
    let groups = Group::ALL.into_iter().map(|group| list(app, documents, group, current));
    html! {
        <div class="documents">
            <section class="list" aria-labelledby="documents-title">
                <h1 id="documents-title">{ "Documents" }</h1>
                <p>{ "Made from what the files say. Each statement names its source." }</p>
                { for groups }
                <p>
                    <button type="button" class="main" data-test="download-zip" onclick={send(&app.tell, || Message::SaveAll)}>
                        { "Download all as zip" }
                    </button>
                </p>
            </section>
            { for current.map(|document| preview::view(app, document)) }
        </div>
    }
}

/// Before there are documents.
fn unwritten(app: &App) -> Html {
    let why = if app.session.is_unwritten() {
        "The documents of this review could not be written; the note above says why. Add or leave out a file, and they are written \
         again."
    } else {
        "The documents are being written."
    };
    html! { <section class="preview"><h1>{ "Documents" }</h1><p>{ why }</p></section> }
}

/// The document that an address shows; unless it names one, what the stakeholders are told.
pub(super) fn shown<'a>(route: &Route, documents: &'a [Deliverable]) -> Option<&'a Deliverable> {
    let Route::Documents(chosen) = route else { return None };
    let named = documents.iter().find(|document| chosen.as_ref() == Some(&document.name));
    let first = || documents.iter().find(|document| document.group == Group::Communications);
    named.or_else(first).or(documents.first())
}

fn list(app: &App, documents: &[Deliverable], group: Group, current: Option<&Deliverable>) -> Html {
    let own: Vec<&Deliverable> = documents.iter().filter(|document| document.group == group).collect();
    if own.is_empty() {
        return Html::default();
    }
    let items =
        own.iter().map(|document| item(app, document, current.is_some_and(|shown| shown.name == document.name)));
    html! {
        <>
            <h2>{ group.title() }</h2>
            <ul>{ for items }</ul>
        </>
    }
}

fn item(app: &App, document: &Deliverable, current: bool) -> Html {
    html! {
        <li key={document.name.clone()}>
            <a href={document_address(&document.name)} aria-current={current.then_some("true")}
                data-test="document" data-name={document.name.clone()} title={document.name.clone()}>
                { document.title.clone() }
                if app.session.edits().is_edited(&document.name) {
                    <span class="changed">{ "changed" }</span>
                }
            </a>
        </li>
    }
}
