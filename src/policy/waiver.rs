//! Waivers that the policy file states.

use serde::{Deserialize, Serialize};

use crate::outline::Span;

/// One entry of `waivers`. What it lacks is a finding of APR-07, not a fault of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaiverEntry {
    /// Rule whose failure is allowed, such as `IX-03`.
    pub rule: Option<String>,
    /// Subject that it is allowed for, as the finding names it.
    pub subject: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who allowed it.
    pub by: Option<String>,
    /// The last day that it holds, `YYYY-MM-DD`.
    pub until: Option<String>,
    /// Where it stands in the policy file.
    #[serde(skip)]
    pub span: Span,
}
