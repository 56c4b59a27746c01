//! The review in the forms that leave the engine: the published JSON, and text for a terminal.

mod changes;
mod fold;
pub mod handbook;
mod item;
pub mod ledger;
mod lines;
mod policy;
mod remedies;
mod text;
mod wrap;

pub use changes::{changes_json, changes_lines, changes_text};
pub use fold::{Fold, fold};
pub(crate) use item::sentence;
pub use lines::lines;
pub use policy::{policy, shown, values};
pub(crate) use remedies::Remedies;
pub use text::{headline, reason, text};

use crate::review::Review;

/// The review as JSON, two spaces deep, keys in the published order, with a line end.
pub fn json(review: &Review) -> String {
    // Fails only for maps whose keys are no text, and a review has none.
    let mut json = serde_json::to_string_pretty(review).unwrap_or_default();
    json.push('\n');
    json
}
