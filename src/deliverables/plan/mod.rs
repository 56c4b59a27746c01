//! The team's own planning documents, with what is missing added in its place.

use super::form::Form;

/// The documents of this room.
pub(super) const FORMS: &[Form] = &[];
