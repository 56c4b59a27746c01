//! The files: what each was taken for and why, those first that could not be read.

use std::collections::BTreeSet;

use holdpoint::review::Input;
use yew::prelude::*;

use super::app::App;
use super::kind::{self, KindChoice};
use super::message::Tell;
use super::{correction, text};
use crate::app::protocol::Reviewed;
use crate::app::route::{ALL, facts_address};
use crate::app::session::Given;
use crate::app::shared::Shared;

/// Files shown at first.
const SHOWN: usize = 500;
/// Notices that are shown unasked.
const FEW: usize = 5;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) reviewed: Shared<Reviewed>,
    pub(super) tell: Tell,
}

/// The files, and what was said about them.
pub(super) fn view(app: &App, reviewed: &Shared<Reviewed>) -> Html {
    html! {
        <>
            { correction::view(app) }
            <Files {reviewed} tell={&app.tell} />
        </>
    }
}

/// The table.
#[component]
pub(super) fn Files(props: &Props) -> Html {
    let all = use_state(|| false);
    let review = &props.reviewed.review;
    let (unread, read): (Vec<&Input>, Vec<&Input>) = review.inputs.iter().partition(|input| !is_read(input));
    let shown = if *all { usize::MAX } else { SHOWN };
    let rest = review.inputs.len().saturating_sub(shown);
    let show_all = Callback::from(move |_: MouseEvent| all.set(true));
    html! {
        <section class="files" aria-labelledby="files-title">
            <h1 id="files-title">{ "Files" }</h1>
            <p>{ summary(read.len(), unread.len()) }</p>
            { for notices(&review.notices) }
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ "File" }</th>
                        <th scope="col">{ "Taken for" }</th>
                        <th scope="col">{ "Why" }</th>
                        <th scope="col">{ "SHA-256" }</th>
                    </tr>
                </thead>
                <tbody>{ for unread.into_iter().chain(read).take(shown).map(|input| row(input, props)) }</tbody>
            </table>
            if rest > 0 {
                <p><button type="button" onclick={show_all}>{ format!("Show {} more", text::grouped(rest)) }</button></p>
            }
        </section>
    }
}

/// What happened on the way in, each thing once.
fn notices(notices: &[String]) -> Option<Html> {
    let notices: BTreeSet<&String> = notices.iter().collect();
    let items = notices.iter().map(|notice| html! { <li data-test="notice">{ text::inline(notice) }</li> });
    (!notices.is_empty()).then(|| {
        html! {
            <details class="notices" open={notices.len() <= FEW}>
                <summary>{ text::count(notices.len(), "note on the way in", "notes on the way in") }</summary>
                <ul>{ for items }</ul>
            </details>
        }
    })
}

fn is_read(input: &Input) -> bool {
    input.kind != "unreadable"
}

fn summary(read: usize, unread: usize) -> String {
    let read = text::count(read, "file was read", "files were read");
    match unread {
        0 => format!("{read}."),
        1 => format!("{read}; 1 could not be read."),
        unread => format!("{read}; {unread} could not be read."),
    }
}

fn row(input: &Input, props: &Props) -> Html {
    let read = is_read(input);
    let corrected = kind::is_corrected(&props.reviewed.review.policy, &input.path);
    let digest = input.sha256.clone();
    html! {
        <tr key={input.path.clone()} class={classes!((!read).then_some("unread"))} data-test="file-row"
            data-path={input.path.clone()} data-kind={input.kind.clone()}>
            <th scope="row">
                { text::breakable(&input.path) }
                if read {
                    { " " }
                    <a class="said" href={facts_address(Some(ALL), Some(&input.path), None)} data-test="file-facts">
                        { "facts" }<span class="unseen">{ " of " }{ &input.path }</span>
                    </a>
                }
            </th>
            <td>
                if !read { <span class="sign stop"><span class="symbol" aria-hidden="true">{ "✕" }</span></span> }
                <KindChoice path={input.path.clone()} kind={input.kind.clone()} {corrected} tell={&props.tell} />
            </td>
            <td>{ text::inline(&input.why) }</td>
            <td class="digest" title={digest.clone()}>{ digest.map(|digest| digest.chars().take(12).collect::<String>()) }</td>
        </tr>
    }
}

/// What was given, where there is no review of it.
pub(super) fn held(held: &[Given]) -> Html {
    let rest = held.len().saturating_sub(SHOWN);
    html! {
        <section class="files">
            <h1>{ "Files" }</h1>
            <p>{ format!("{} given, not reviewed.", text::count(held.len(), "file was", "files were")) }</p>
            <ul>{ for held.iter().take(SHOWN).map(|given| html! { <li>{ text::breakable(&given.path) }</li> }) }</ul>
            if rest > 0 { <p>{ format!("And {} more.", text::grouped(rest)) }</p> }
        </section>
    }
}
