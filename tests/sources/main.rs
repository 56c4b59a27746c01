//! Files on their way in: archives, encodings, office documents, folders, and the tables of the platform.

mod archives;
mod builders;
mod encodings;
mod folders;
#[path = "../../src/cli/platform.rs"]
mod platform;
mod sheet;
mod tables;
mod word;
