//! Office documents: their text, written as the Markdown that says the same, so that the rest of the engine knows one format.
//! They are zip archives of XML files, read here with `zip` and `roxmltree` under the same limits as everything else.

mod blocks;
mod package;
mod sheet;
mod word;
mod write;
mod xml;

use super::archive::Nest;
use crate::policy::Limits;
use package::Package;

/// The text of a document.
pub(super) struct Extract {
    /// Markdown.
    pub(super) text: String,
    /// What it was taken out of.
    pub(super) format: &'static str,
    /// What was left out of it.
    pub(super) notices: Vec<String>,
}

/// Takes the text out of an office document; `None` if the zip archive is none.
pub(super) fn extract(bytes: &[u8], limits: &Limits, nest: &mut Nest) -> Option<Result<Extract, String>> {
    let mut package = Package::open(bytes, limits, nest)?;
    if let Some(reason) = package.foreign() {
        return Some(Err(reason));
    }
    let main = package.main_part()?;
    let read = match main.kind {
        package::Kind::Word => word::read(&mut package, &main.path),
        package::Kind::Workbook => sheet::read(&mut package, &main.path),
        package::Kind::Slides => Err(advice("a PowerPoint presentation", "Word (.docx)")),
        package::Kind::BinaryWorkbook => Err(advice("a binary Excel workbook (.xlsb)", "Excel workbook (.xlsx)")),
    };
    Some(read)
}

fn advice(what: &str, other: &str) -> String {
    format!("this is {what}, which is not read. Save it as {other} or as Markdown and add that file")
}
