//! Change control: approvals and windows.

use jiff::civil::DateTime;

use crate::facts::{Phrase, Place};

/// An approval or sign-off.
#[derive(Clone, Debug)]
pub struct Approval {
    /// Role.
    pub role: Option<Phrase>,
    /// Person.
    pub name: Option<Phrase>,
    /// Decision, status or signature.
    pub decision: Option<Phrase>,
    /// Date.
    pub date: Option<Phrase>,
    /// The row or line.
    pub at: Place,
}

/// An interval of time.
#[derive(Clone, Debug)]
pub struct Window {
    /// As written.
    pub text: Phrase,
    /// Begin, in the zone of the window.
    pub start: Option<DateTime>,
    /// End, in the zone of the window.
    pub end: Option<DateTime>,
    /// Time zone as written, such as `UTC` or `+02:00`.
    pub zone: Option<String>,
}
