//! Writes tables of files into the crate: the example dossiers, which the page carries along, and the examples of the rules.

mod dossiers;
mod scenarios;

use std::io;

fn main() -> io::Result<()> {
    dossiers::write()?;
    scenarios::write()
}
