//! Word documents.

use crate::builders::{docx, dossier, paragraph, reason, text, zip};

fn markdown(body: &str) -> String {
    text("plan.docx", &docx(body))
}

fn item(level: usize, text: &str) -> String {
    let list = format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>"#);
    format!("<w:p><w:pPr>{list}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn row(cells: &[&str]) -> String {
    let cells = cells.iter().map(|cell| {
        if cell.starts_with('<') { (*cell).to_owned() } else { format!("<w:tc>{}</w:tc>", paragraph("", cell)) }
    });
    format!("<w:tr>{}</w:tr>", cells.collect::<String>())
}

#[test]
fn headings_stand_below_the_title() {
    let body = [
        ("Titel", "Deployment plan 2.0.0"),
        ("Verzeichnis1", "Steps 2"),
        ("berschrift1", "Steps"),
        ("berschrift2", "Stop"),
        ("", "Text"),
    ];
    let body: String = body.iter().map(|(style, text)| paragraph(style, text)).collect();
    assert_eq!(markdown(&body), "# Deployment plan 2.0.0\n\n## Steps\n\n### Stop\n\nText\n");
}

#[test]
fn lists_keep_their_numbers() {
    let body =
        [item(0, "Stop web"), item(1, "drain"), item(0, "Migrate"), paragraph("", "Then wait."), item(0, "Start")];
    assert_eq!(markdown(&body.concat()), "1. Stop web\n   - drain\n2. Migrate\n\nThen wait.\n\n3. Start\n");
}

#[test]
fn tables_are_tables() {
    let above = r"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>";
    let top = format!(r#"<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc>"#, paragraph("", "1"));
    let wide = format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>"#, paragraph("", "after"));
    let lines = format!("<w:tc>{}{}</w:tc>", paragraph("", "A. Ito"), paragraph("", "B | C"));
    let table = [
        row(&["Step", "Owner", "Rollback"]),
        row(&[&top, &lines, "undo"]),
        row(&[above, "D", "none"]),
        row(&["2", &wide]),
    ];
    let wanted = "| Step | Owner | Rollback |\n|---|---|---|\n| 1 | A. Ito<br>B \\| C | undo |\n| 1 | D | none |\n| 2 | after |  |\n";
    assert_eq!(markdown(&format!("<w:tbl>{}</w:tbl>", table.concat())), wanted);
}

#[test]
fn a_frame_is_no_table_and_a_row_of_one_cell_names_it() {
    assert_eq!(markdown(&format!("<w:tbl>{}</w:tbl>", row(&["Note"]))), "Note\n");
    let table = [row(&["Approvals"]), row(&["Role", "Name"]), row(&["QA", "C. Li"])].concat();
    let wanted = "**Approvals**\n\n| Role | Name |\n|---|---|\n| QA | C. Li |\n";
    assert_eq!(markdown(&format!("<w:tbl>{table}</w:tbl>")), wanted);
    let fields = [row(&["Version:", "2.0.0"]), row(&["Owner:", "A. Ito"])].concat();
    let wanted = "|  |  |\n|---|---|\n| Version: | 2.0.0 |\n| Owner: | A. Ito |\n";
    assert_eq!(markdown(&format!("<w:tbl>{fields}</w:tbl>")), wanted);
}

#[test]
fn boxes_are_ticked_or_not() {
    let control = |checked| {
        format!(
            r#"<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space="preserve"> backup</w:t></w:r></w:p>"#
        )
    };
    let field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:t>notified</w:t></w:r></w:p>"#;
    let body = [control(1), control(0), field.to_owned(), paragraph("", "☒ typed"), paragraph("", "☐ GO ☒ NO-GO")];
    assert_eq!(markdown(&body.concat()), "- [x] backup\n- [ ] backup\n- [x] notified\n- [x] typed\n\n☐ GO ☒ NO-GO\n");
}

#[test]
fn what_was_inserted_is_read_and_what_was_deleted_is_not() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Grace </w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:ins><w:r><w:t>45</w:t></w:r></w:ins>
        <w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:hyperlink><w:r><w:t xml:space="preserve"> seconds</w:t></w:r></w:hyperlink>
        <w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>"#;
    assert_eq!(markdown(body), "Grace 45 seconds[^2]\n\n[^2]: Agreed by mail.\n");
}

#[test]
fn bold_paragraphs_code_and_boxes_of_text_are_kept() {
    let bold = r"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Owner: A. Ito</w:t></w:r></w:p>";
    let code = [paragraph("Code", "kubectl apply -f x.yaml"), paragraph("Code", "# done")].concat();
    let floating = format!(
        r"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        paragraph("", "Freeze"),
        paragraph("", "Freeze")
    );
    let wanted = "**Owner: A. Ito**\n\n``````\nkubectl apply -f x.yaml\n# done\n``````\n\nFreeze\n";
    assert_eq!(markdown(&[bold.to_owned(), code, floating].concat()), wanted);
}

#[test]
fn the_source_says_what_it_was_taken_out_of() {
    let dossier = dossier("docs/plan.docx", &docx(&paragraph("Titel", "Plan")));
    let source = dossier.sources().next().expect("it was read");
    assert_eq!((source.path.as_str(), source.extracted), ("docs/plan.docx", Some("Word document")));
    let outline = holdpoint::outline::outline(source, dossier.limits());
    assert_eq!(outline.sections[1].title.plain, "Plan");
    assert!(dossier.notices()[0].contains("`docs/plan.docx` is a Word document"), "{:?}", dossier.notices());
}

#[test]
fn broken_and_foreign_documents_are_refused_with_advice() {
    assert!(reason("plan.docx", &docx("<w:p>")).contains("damaged"));
    let deep = "<w:sdt><w:sdtContent>".repeat(500) + &"</w:sdtContent></w:sdt>".repeat(500);
    assert!(reason("plan.docx", &docx(&deep)).contains("nests deeper than 128"));
    let slides = [("[Content_Types].xml", &b"<Types/>"[..]), ("ppt/presentation.xml", b"<p/>")];
    assert!(reason("plan.pptx", &zip(&slides)).contains("PowerPoint"));
    let text = [("mimetype", &b"application/vnd.oasis.opendocument.text"[..]), ("content.xml", b"<a/>")];
    assert!(reason("plan.odt", &zip(&text)).contains("OpenDocument"));
}
