//! Writes tables of files into the crate: the example dossiers, which the page carries along, the examples of the
//! rules, and the templates of the documents.

mod dossiers;
mod scenarios;
mod templates;

use std::io;

fn main() -> io::Result<()> {
    dossiers::write()?;
    scenarios::write()?;
    templates::write()
}
