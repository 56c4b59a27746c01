//! The review in the forms that leave the engine: the published JSON, and text for a terminal.

mod changes;
mod fold;
pub mod handbook;
mod item;
pub mod ledger;
mod lines;
mod matching;
mod policy;
mod remedies;
mod text;
mod wrap;

pub use changes::{changes_json, changes_lines, changes_text};
pub(crate) use fold::capital;
pub use fold::{Fold, fold};
pub(crate) use item::sentence;
pub use lines::lines;
pub use matching::{matching_json, matching_text};
pub(crate) use policy::changed;
pub use policy::{policy, shown, values};
pub(crate) use remedies::Remedies;
pub use text::{headline, reason, text};

use std::io::{self, Write};

use crate::review::Review;

/// The review as JSON, two spaces deep, keys in the published order, with a line end.
pub fn json(review: &Review) -> String {
    let mut bytes = Vec::new();
    // Fails only for maps whose keys are no text, and a review has none.
    let _ = write_json(review, &mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

/// The same, written piece by piece: that of a big dossier is as long as its files.
///
/// # Errors
/// Those of the writer.
pub fn write_json(review: &Review, mut writer: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut writer, review)?;
    writer.write_all(b"\n")
}
