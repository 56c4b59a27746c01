//! The page before anything is given: one invitation.

use holdpoint::policy::Limits;
use yew::prelude::*;

use super::message::{Ask, Message, Tell, send};
use super::pickers;
use crate::app::example::Example;
use crate::app::route::Place;

/// The invitation; at another place than the review, the way to it.
pub(super) fn view(place: Place, tell: &Tell) -> Html {
    if place != Place::Review {
        return html! {
            <section class="nothing">
                <h1>{ place.name() }</h1>
                <p>{ "Nothing has been given yet. " }<a href="#/review">{ "Drop or choose the files of a release" }</a>{ "." }</p>
            </section>
        };
    }
    html! {
        <section class="invitation">
            <h1>{ "Drop the files of a release anywhere on this page" }</h1>
            <p>
                { "A folder, an archive or single files: the deployment plan, test results, approvals, runbook, manifests, \
                   env examples. They are read in this browser and leave it by no way. The result is GO, CONDITIONAL GO or \
                   NO-GO, with the line of the file behind each judgement." }
            </p>
            <p class="ways">
                <button type="button" class="main" onclick={pickers::open(pickers::FILES)}>{ "Choose files" }</button>
                <button type="button" onclick={pickers::open(pickers::FOLDER)}>{ "Choose a folder" }</button>
                <button type="button" data-test="paste" onclick={send(tell, || Message::Ask(Some(Ask::Paste)))}>
                    { "Paste text" }
                </button>
            </p>
            <p class="ways">
                <span>{ "No files at hand?" }</span>
                <button type="button" class="quiet" data-test="example-good"
                    onclick={send(tell, || Message::Load(Example::Good))}>
                    { "Load the example" }
                </button>
                <button type="button" class="quiet" data-test="example-broken"
                    onclick={send(tell, || Message::Load(Example::Broken))}>
                    { "Load the example with faults" }
                </button>
            </p>
            { limits() }
        </section>
    }
}

fn limits() -> Html {
    const MIB: u64 = 1024 * 1024;
    let limits = Limits::default();
    html! {
        <p class="fine">
            { format!(
                "Read are Markdown, YAML, JSON, XML, env files and other text, Word documents (.docx) and Excel workbooks (.xlsx), \
                 also inside zip and tar archives. A dossier has up to {} files of up to {} MiB each, {} MiB in all; an archive \
                 up to {} MiB.",
                limits.files, limits.file_bytes / MIB, limits.total_bytes / MIB, limits.archive_bytes / MIB,
            ) }
        </p>
    }
}
