//! The pages and the files for word processors that are made of the documents.

use std::io::{Cursor, Read};

use holdpoint::deliverables::{Audience, Format, Group, convert, formats};
use holdpoint::outline::{Block, Outline, outline};
use holdpoint::policy::Limits;
use holdpoint::{Deliverable, Dossier, Policy};
use zip::ZipArchive;

use crate::{example, files, pack, poor};

/// A document that a person has edited.
pub(crate) fn edited(text: &str) -> Deliverable {
    Deliverable {
        name: "notes.md".into(),
        title: "Notes".into(),
        purpose: String::new(),
        group: Group::Notes,
        audience: Audience::External,
        text: text.into(),
    }
}

fn html(document: &Deliverable) -> String {
    String::from_utf8(convert(document, Format::Html)).expect("UTF-8")
}

fn parts(document: &Deliverable) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(convert(document, Format::Docx))).expect("an archive");
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).expect("a part");
        let mut text = String::new();
        member.read_to_string(&mut text).expect("text");
        parts.push((member.name().expect("a name").into_owned(), text));
    }
    parts
}

fn body(document: &Deliverable) -> String {
    parts(document).into_iter().find(|(name, _)| name == "word/document.xml").expect("the body").1
}

/// The documents in Markdown of full, broken, poor and empty dossiers.
fn documents() -> Vec<Deliverable> {
    let dossiers = [example("orderflow"), example("orderflow-broken"), poor(), files(&[])];
    let all = dossiers.iter().flat_map(pack);
    all.filter(|document| !formats(document).is_empty()).collect()
}

#[test]
fn a_page_loads_nothing_and_runs_nothing() {
    for document in documents() {
        let page = html(&document);
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""), "{}", document.name);
        for forbidden in
            ["<script", "<img", "<link", "<iframe", "<form", " src=", "@import", "url(", "javascript:", " on"]
        {
            let markup = page.split('<').filter_map(|part| part.split_once('>')).map(|(tag, _)| tag);
            let inside = markup.map(|tag| format!("<{tag}")).any(|tag| tag.contains(forbidden));
            assert!(!inside, "{}: {forbidden}", document.name);
        }
    }
}

#[test]
fn html_in_a_document_is_shown_as_text() {
    let page = html(&edited(
        "# A <b onclick=x>title</b>\n\n<script>alert(1)</script>\n\ntext <img src=x onerror=y> end<br>line\n\n\
         <!-- for the author -->\n\n<!-- never closed\n\n| a |\n|---|\n| <i>x</i><br/>y |\n",
    ));
    let main = page.split("<main>").nth(1).expect("the page has a main part");
    for forbidden in ["<b ", "<script", "<img", "<i>"] {
        assert!(!main.contains(forbidden), "{forbidden}: {main}");
    }
    assert!(main.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{main}");
    assert!(main.contains("end<br />") && main.contains("never closed"), "{main}");
    assert!(!main.contains("for the author"), "{main}");
    assert!(page.contains("<title>A &lt;b onclick=x&gt;title&lt;/b&gt;</title>"), "{page}");
}

#[test]
fn links_lead_to_pages_and_mailboxes_only() {
    let text = "[a](javascript:alert(1)) [b](https://x.test/y) [c](../plan.md) [d](data:text/html,x) <me@x.test> \
                ![shot](https://x.test/y.png) ![](z.png) [![i](p.png)](JavaScript:1) [e](MAILTO:a@x.test)\n";
    let page = html(&edited(text));
    let addresses: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(addresses, ["https://x.test/y", "mailto:me@x.test", "MAILTO:a@x.test"]);
    assert!(page.contains("Picture: shot") && page.contains("Picture: z.png"), "{page}");
    let body = body(&edited(text));
    assert!(body.contains(" (https://x.test/y)") && !body.contains("javascript"), "{body}");
}

#[test]
fn warnings_boxes_and_lines_to_sign_are_laid_out() {
    let text = "# T\n\n> **Stop:** no way back\n\n> quoted\n\n> **Subject:** a message\n\n- [ ] a\n- [x] b\n\n### Owner\n\nSignature: ________\n\n## Next\n\nx\n";
    let page = html(&edited(text));
    assert_eq!(page.matches("<blockquote class=\"warning\">").count(), 1);
    assert!(page.contains("<span class=\"box\">☐</span>") && page.contains("<span class=\"box\">☒</span>"), "{page}");
    assert!(
        page.contains("<section class=\"sign\">\n<h3>Owner</h3>\n<p>Signature: ________</p>\n</section>\n<h2>"),
        "{page}"
    );
    let body = body(&edited(text));
    assert!(body.contains("w:val=\"Warning\"") && body.contains("w:val=\"Quote\""), "{body}");
    let owner = body.find("Owner").expect("the heading");
    assert!(body[..owner].ends_with("<w:keepNext/><w:keepLines/></w:pPr><w:r><w:t xml:space=\"preserve\">"), "{body}");
}

#[test]
fn every_part_of_a_docx_is_sound_and_undated() {
    for document in documents() {
        for (name, text) in parts(&document) {
            roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{}, {name}: {error}", document.name));
            assert!(!text.contains("dcterms:created"), "{name}");
        }
        assert!(convert(&document, Format::Docx) == convert(&document, Format::Docx), "{}", document.name);
    }
}

#[test]
fn what_a_docx_cannot_hold_is_left_out() {
    let text = "a \u{0}\u{1b}[31m\u{202e}b & <c> \"d\" \u{fffe}`e\u{8}`\n\n```\n\u{c}x\ty\n```\n";
    let (page, body) = (html(&edited(text)), body(&edited(text)));
    roxmltree::Document::parse(&body).expect("XML");
    for sign in ['\u{1b}', '\u{202e}', '\u{8}'] {
        assert!(!page.contains(sign) && !body.contains(sign), "{sign:?}");
    }
    assert!(body.contains("b &amp; ") && body.contains("x\ty"), "{body}");
}

/// Headings, the number of rows of each table, and the items.
fn shape(outline: &Outline) -> (Vec<String>, Vec<usize>, Vec<String>) {
    let headings = outline.sections.iter().map(|section| section.title.plain.clone()).collect();
    let tables = outline.tables().map(|(_, table)| table.rows.len()).collect();
    let items = outline.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Item(item) => Some(item.text.plain.trim().to_owned()),
        _ => None,
    });
    (headings, tables, items.collect())
}

fn read(name: &str, bytes: &[u8]) -> Outline {
    let mut dossier = Dossier::new(Limits::default());
    dossier.add(name, bytes);
    let source = dossier.sources().next().unwrap_or_else(|| panic!("{name} is read: {:?}", dossier.unread().next()));
    outline(source, &Limits::default())
}

#[test]
fn a_docx_says_what_the_document_says() {
    for document in documents() {
        let (headings, tables, items) = shape(&read(&document.name, document.text.as_bytes()));
        let (own_headings, own_tables, own_items) = shape(&read("x.docx", &convert(&document, Format::Docx)));
        assert_eq!(headings, own_headings, "{}", document.name);
        assert_eq!(tables.len(), own_tables.len(), "{}", document.name);
        assert_eq!(items.len(), own_items.len(), "{}", document.name);
    }
}

#[test]
fn no_format_of_the_pack_is_read_back() {
    for document in documents().iter().filter(|document| document.text.contains("\nWritten by Holdpoint from ")) {
        for format in [Format::Html, Format::Docx] {
            let mut dossier = Dossier::new(Limits::default());
            let name = format.file_name(document);
            dossier.add(&name, &convert(document, format));
            let reading = holdpoint::read(&dossier, &Policy::of_dossier(&dossier).0);
            let why = &reading.facts.documents.first().expect("it is read").why;
            assert!(why.contains("written by Holdpoint"), "{name}: {why}");
        }
    }
}

#[test]
fn deep_and_long_documents_end() {
    let deep = format!("{}x\n\n{}y\n", "> ".repeat(2_000), "- ".repeat(2_000));
    let wide = format!("|{}\n|{}\n|{}\n", "a|".repeat(3_000), "---|".repeat(3_000), "b|".repeat(3_000));
    let long = "1. a\n\n---\n\n2. b\n\n".repeat(5_000);
    for text in [deep, wide, long, String::new()] {
        let document = edited(&text);
        roxmltree::Document::parse(&body(&document)).expect("XML");
        assert!(html(&document).ends_with("</html>\n"));
    }
}

proptest::proptest! {
    #[test]
    fn whatever_is_typed_becomes_a_page_and_a_file(text in r"([-#>*_~`|\[\]()!<>&+=:.1a \n\t]|\n\n|- \[x\] |<b |</p>|<!--|-->|\[\^1\]|\n---\n|\u{1}|<br>){0,60}") {
        let document = edited(&text);
        roxmltree::Document::parse(&body(&document)).expect("XML");
        let page = html(&document);
        let main = page.split("<main").nth(1).expect("a main part");
        for forbidden in ["<b ", "<!--", "<img", "<a href=\"a"] {
            assert!(!main.contains(forbidden), "{forbidden} in {main} of {text:?}");
        }
    }
}
