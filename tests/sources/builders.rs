//! Small archives and office documents, made here so that every byte of them is known.
#![allow(dead_code, reason = "each test target that takes this in uses a part of it")]

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use holdpoint::Dossier;
use holdpoint::policy::Limits;
use tar::{Builder, EntryType, Header};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A dossier that holds one file, read with the tables of the command line.
pub(crate) fn dossier(path: &str, bytes: &[u8]) -> Dossier {
    let mut dossier = Dossier::with_platform(Limits::default(), &crate::platform::Native);
    dossier.add(path, bytes);
    dossier
}

/// The text of the only file.
pub(crate) fn text(path: &str, bytes: &[u8]) -> String {
    let dossier = dossier(path, bytes);
    let unread: Vec<_> = dossier.unread().collect();
    assert!(unread.is_empty(), "{unread:?}");
    dossier.sources().next().expect("it was read").text.clone()
}

/// Why the only file was not read.
pub(crate) fn reason(path: &str, bytes: &[u8]) -> String {
    dossier(path, bytes).unread().next().expect("it was not read").reason.clone()
}

/// The paths of the files that were read.
pub(crate) fn paths(dossier: &Dossier) -> Vec<&str> {
    dossier.sources().map(|source| source.path.as_str()).collect()
}

/// A zip archive.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("it can be written");
        writer.write_all(content).expect("it can be written");
    }
    writer.finish().expect("it can be written").into_inner()
}

/// A tar archive of files.
pub(crate) fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = Header::new_gnu();
        header.set_size(content.len() as u64);
        builder.append_data(&mut header, name, *content).expect("it can be written");
    }
    builder.into_inner().expect("it can be written")
}

/// A tar member of any name and kind, as no honest packer writes it.
pub(crate) fn tar_member(name: &str, kind: EntryType, content: &[u8]) -> Vec<u8> {
    let mut header = Header::new_gnu();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_size(content.len() as u64);
    header.set_entry_type(kind);
    header.set_cksum();
    let mut bytes = header.as_bytes().to_vec();
    bytes.extend_from_slice(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

/// Packed by gzip.
pub(crate) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("it can be written");
    encoder.finish().expect("it can be written")
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relations(targets: &[(&str, &str)]) -> String {
    let lines = targets.iter().enumerate().map(|(index, (kind, target))| {
        format!(r#"<Relationship Id="rId{}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#, index + 1)
    });
    format!("<Relationships>{}</Relationships>", lines.collect::<String>())
}

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;

/// A Word document with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document {WORD}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let styles = format!(
        r#"<w:styles {WORD}>
        <w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
        <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
        <w:style w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
        <w:style w:styleId="Code"><w:name w:val="Source Code"/></w:style>
        </w:styles>"#
    );
    let numbering = format!(
        r#"<w:numbering {WORD}>
        <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
        <w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let footnotes = format!(
        r#"<w:footnotes {WORD}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:t>Agreed by mail.</w:t></w:r></w:p></w:footnote></w:footnotes>"#
    );
    let parts = [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footnotes", "footnotes.xml")];
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")]).as_bytes()),
        ("word/_rels/document.xml.rels", relations(&parts).as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/footnotes.xml", footnotes.as_bytes()),
    ])
}

/// A paragraph of a style (which may be empty).
pub(crate) fn paragraph(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

/// A workbook; of each sheet its name, its state and what stands in its `worksheet` element. Style 1 is `0.0%`, 2 a date, 3 bold.
pub(crate) fn xlsx(sheets: &[(&str, &str, &str)], strings: &[&str]) -> Vec<u8> {
    let list = sheets.iter().enumerate().map(|(index, (name, state, _))| {
        let number = index + 1;
        format!(r#"<sheet name="{name}" sheetId="{number}" state="{state}" r:id="rId{number}"/>"#)
    });
    let workbook =
        format!(r#"<workbook xmlns:r="{RELATIONS}"><sheets>{}</sheets></workbook>"#, list.collect::<String>());
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><fonts><font/><font><b/></font></fonts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>"#;
    let strings: String = strings.iter().map(|text| ["<si><t>", text, "</t></si>"].concat()).collect();
    let names: Vec<String> = (1..=sheets.len()).map(|number| format!("worksheets/sheet{number}.xml")).collect();
    let mut targets: Vec<(&str, &str)> = names.iter().map(|name| ("worksheet", name.as_str())).collect();
    targets.extend([("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]);
    let mut parts: Vec<(String, String)> = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("_rels/.rels".to_owned(), relations(&[("officeDocument", "/xl/workbook.xml")])),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations(&targets)),
        ("xl/workbook.xml".to_owned(), workbook),
        ("xl/styles.xml".to_owned(), styles.to_owned()),
        ("xl/sharedStrings.xml".to_owned(), format!("<sst>{strings}</sst>")),
    ];
    for (name, (_, _, content)) in names.iter().zip(sheets) {
        parts.push((format!("xl/{name}"), format!("<worksheet>{content}</worksheet>")));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&parts)
}
