//! Holdpoint's engine: the bytes of a release dossier in, a judged review and the release documents out.
//!
//! The data flows one way: [`dossier`] → [`outline`] → [`facts`] → [`rules`] → [`review`] → [`deliverables`] and
//! [`report`]. Nothing here reads a file, a clock or the environment: the same bytes, [`policy`] and as-of time give the
//! same output, byte for byte.

mod bytes;
pub mod deliverables;
pub mod dossier;
pub mod facts;
pub mod outline;
pub mod policy;
pub mod report;
pub mod review;
pub mod rules;
pub mod vocabulary;

pub use deliverables::{Deliverable, pack};
pub use dossier::{Dossier, Source, SourceId};
pub use facts::{Facts, Reading, read};
pub use policy::{Policy, Stage};
pub use review::{Review, judge};
