//! HYG: is the dossier whole, filled in, and about one release?

mod no_unfilled_text;
mod one_release_identifier;
mod required_documents_present;

use super::Rule;
pub(super) use one_release_identifier::expected as release;

pub(super) const RULES: &[&Rule] =
    &[&required_documents_present::RULE, &no_unfilled_text::RULE, &one_release_identifier::RULE];
