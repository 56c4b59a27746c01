//! The dossier: named bytes in, decoded text out. This room knows archives, office documents, limits, encodings and secrets;
//! it does not know what a plan is.

mod archive;
mod arguments;
mod encoding;
mod env_name;
mod form;
mod intake;
mod office;
mod paths;
mod platform;
pub mod secrets;
mod size;
mod source;

pub use encoding::Encoding;
pub use env_name::{EnvName, env_name};
pub use intake::{Dossier, Unread};
pub use platform::Platform;
pub use source::{Source, SourceId, Standing};
