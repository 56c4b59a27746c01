//! What is going on: progress, notes, and what is said aloud.

use gloo::utils::{document, document_element};
use yew::prelude::*;

use super::app::App;
use super::message::{Message, Tell, send};
use super::verdict;
use crate::app::notes::Note;
use crate::app::session::{Progress, Session};

/// Progress and notes.
pub(super) fn view(app: &App) -> Html {
    let progress = app.session.progress();
    let spoken = match (&progress, app.session.reviewed()) {
        (Some(progress), _) if !progress.stands => progress.text.clone(),
        (_, Some(reviewed)) => verdict::sentence(reviewed),
        (_, None) => String::new(),
    };
    // Once the review stands, a bar that comes and goes would move what a person is about to click.
    let progress = progress.filter(|progress| !progress.stands || progress.slow);
    let notes = app.session.notes.all().iter().map(|note| note_view(note, &app.tell));
    html! {
        <div class="status">
            <p class="unseen" role="status" data-test="status">{ spoken }</p>
            { for progress.map(|progress| progress_view(progress, &app.tell)) }
            <div role="log" aria-label="Notes" class="notes">{ for notes }</div>
        </div>
    }
}

fn progress_view(progress: Progress, tell: &Tell) -> Html {
    let Progress { text, files, path, slow, stands: _ } = progress;
    html! {
        <div class="progress">
            <p>
                { text }
                if let Some(path) = path {
                    { " " }<span class="path">{ path }</span>
                }
            </p>
            if let Some((done, all)) = files {
                <progress aria-label="Files read" value={done.to_string()} max={all.to_string()} />
            } else {
                <progress aria-label="Working" />
            }
            if slow {
                <p>
                    { "This takes unusually long. " }
                    <button type="button" onclick={send(tell, || Message::StopWaiting)}>{ "Stop and go on without it" }</button>
                </p>
            }
        </div>
    }
}

fn note_view(shown: &Note, tell: &Tell) -> Html {
    let Note { number, error, text } = shown.clone();
    html! {
        <div key={number} class={classes!("note", error.then_some("error"))} data-test="note">
            <p>
                if error { <strong>{ "Fault: " }</strong> }
                { text }
            </p>
            <button type="button" class="quiet" onclick={send(tell, move || Message::Dismiss(number))}>{ "Dismiss" }</button>
        </div>
    }
}

/// Says in the root element how far the page is (for tests and styles), and in the title what came out. Tells whether the
/// page has just left its beginning.
pub(super) fn mark_document(session: &Session) -> bool {
    let reviewed = session.reviewed();
    let state = match (session.progress(), reviewed) {
        (Some(_), _) => "working",
        _ if session.is_stuck() => "stopped",
        (None, Some(_)) => "reviewed",
        (None, None) if session.held().is_empty() => "empty",
        (None, None) => "stopped",
    };
    let begins = state != "empty" && document_element().get_attribute("data-state").as_deref() == Some("empty");
    // Fails only for names that are no attribute names.
    let _ = document_element().set_attribute("data-state", state);
    let verdict = reviewed.map(|reviewed| format!("{} · ", reviewed.review.verdict)).unwrap_or_default();
    document().set_title(&format!("{verdict}Holdpoint"));
    begins
}
