//! What support and operations need.

use super::form::Form;

/// The documents of this room.
pub(super) const FORMS: &[Form] = &[];
