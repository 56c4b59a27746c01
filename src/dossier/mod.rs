//! The dossier: named bytes in, decoded text out. This room knows archives, limits, encodings and secrets; it does not know
//! what a plan is.

mod archive;
mod env_name;
mod intake;
mod paths;
pub mod secrets;
mod source;

pub use env_name::{EnvName, env_name};
pub use intake::{Dossier, Unread};
pub use source::{Source, SourceId};
