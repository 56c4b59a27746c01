//! The dossiers that the page brings along: one that is GO and its broken twin. `build.rs` lists their files.

use serde::{Deserialize, Serialize};

include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Example {
    /// Complete and in order.
    Good,
    /// The same release with faults.
    Broken,
}

impl Example {
    /// Its files: path and content, the paths as if its folder had been dropped.
    pub(crate) fn files(self) -> &'static [(&'static str, &'static [u8])] {
        match self {
            Self::Good => ORDERFLOW,
            Self::Broken => ORDERFLOW_BROKEN,
        }
    }

    /// The folder that it comes from.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Good => "orderflow",
            Self::Broken => "orderflow-broken",
        }
    }
}
