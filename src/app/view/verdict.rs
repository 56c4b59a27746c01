//! The verdict: the word first, then how it comes about.

use holdpoint::report;
use holdpoint::review::{Outcome, Verdict};
use yew::prelude::*;

use super::standing::{Sign, Standing};
use super::text;
use crate::app::clock;
use crate::app::protocol::Reviewed;
use crate::app::route::{ALL, Spot, gate_address};
use crate::app::shared::Shared;

/// The banner.
pub(super) fn view(reviewed: &Shared<Reviewed>, busy: bool) -> Html {
    let verdict = reviewed.review.verdict;
    let sign = Sign::of_verdict(verdict);
    html! {
        <section class={classes!("verdict", sign.class)} aria-label="Verdict" aria-busy={busy.to_string()}
            data-test="verdict" data-verdict={verdict.to_string()}>
            <p class="word">
                <span class="symbol" aria-hidden="true">{ sign.symbol }</span>
                <span>{ sign.word }</span>
            </p>
            <div class="because">
                <p class="sum">{ sum(reviewed) }{ for unread(reviewed) }</p>
                { for reason(reviewed) }
                <p class="on-paper">{ circumstances(reviewed) }</p>
            </div>
        </section>
    }
}

/// The verdict in a sentence, such as `NO-GO: 3 checks stop the release, 7 conditions, 61 pass.`
pub(super) fn sentence(reviewed: &Reviewed) -> String {
    format!("{}: {}", reviewed.review.verdict, sum(reviewed))
}

/// What it was judged for. On the screen the header says so.
fn circumstances(reviewed: &Reviewed) -> String {
    let review = &reviewed.review;
    format!(
        "Stage {}, as of {}. Policy: {}",
        review.stage,
        clock::to_words(review.as_of),
        report::policy(&review.policy)
    )
}

fn sum(reviewed: &Reviewed) -> String {
    let count = |standing| reviewed.review.outcomes.iter().filter(|outcome| Standing::of(outcome) == standing).count();
    let stops = match count(Standing::Stop) {
        1 => "1 check stops the release".to_owned(),
        stops => format!("{stops} checks stop the release"),
    };
    let conditions = text::count(count(Standing::Condition), "condition", "conditions");
    let passes = text::count(count(Standing::Pass), "check passes", "checks pass");
    match reviewed.review.verdict {
        Verdict::NoGo => format!("{stops}, {conditions}, {passes}."),
        Verdict::ConditionalGo => format!("{conditions}, {passes}."),
        Verdict::Go => format!("{passes}, nothing stands against the release."),
    }
}

fn unread(reviewed: &Reviewed) -> Option<Html> {
    let unread = reviewed.review.inputs.iter().filter(|input| input.kind == "unreadable").count();
    let words = match unread {
        0 => return None,
        1 => "1 file could not be read".to_owned(),
        unread => format!("{unread} files could not be read"),
    };
    Some(html! { <>{ " " }<a href="#/files">{ words }</a>{ "." }</> })
}

/// The first outcome that makes the verdict what it is.
fn reason(reviewed: &Reviewed) -> Option<Html> {
    let outcomes = &reviewed.review.outcomes;
    let first = outcomes.iter().find(|outcome| outcome.stops());
    let first = first.or_else(|| outcomes.iter().find(|outcome| outcome.is_condition()))?;
    Some(html! {
        <p class="reason">{ text::inline(&first.message) }{ " " }<a href={address(outcomes, first)}>{ "Show" }</a></p>
    })
}

/// Where the outcome is explained: at its line, or among the others of its gate.
fn address(outcomes: &[Outcome], wanted: &Outcome) -> String {
    let nth = outcomes.iter().filter(|outcome| outcome.rule == wanted.rule).position(|outcome| outcome == wanted);
    if wanted.evidence.is_empty() {
        let gate = holdpoint::rules::Family::of(&wanted.rule).map_or(ALL, holdpoint::rules::Family::id);
        return gate_address(gate);
    }
    Spot { rule: wanted.rule.to_string(), nth: nth.unwrap_or_default() + 1, evidence: 1 }.address(ALL)
}
