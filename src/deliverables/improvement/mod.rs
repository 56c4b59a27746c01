//! What is to become better.

use super::form::Form;

/// The documents of this room.
pub(super) const FORMS: &[Form] = &[];
