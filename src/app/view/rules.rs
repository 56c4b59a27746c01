//! The rules: by gate in a list, each on a page of its own; and the policy that they judge by.

mod list;
mod page;
mod policy;

use holdpoint::rules::Rule;
use yew::prelude::*;

use super::message::Tell;
use crate::app::protocol::Reviewed;
use crate::app::shared::Shared;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Id of the rule that the address names.
    pub(super) chosen: Option<String>,
    /// The review, once there is something to judge.
    pub(super) reviewed: Option<Shared<Reviewed>>,
    pub(super) tell: Tell,
}

/// The page of the rule that the address names, else all of them.
#[component]
pub(super) fn Rules(props: &Props) -> Html {
    let reviewed = props.reviewed.as_deref();
    match props.chosen.as_deref().and_then(Rule::of) {
        Some(rule) => page::view(rule, reviewed),
        None => list::view(reviewed, &props.tell),
    }
}
