//! Excel workbooks.

use std::fmt::Write as _;

use holdpoint::Dossier;
use holdpoint::policy::Limits;

use crate::builders::{dossier, text, xlsx};

fn data(rows: &[&str]) -> String {
    format!("<sheetData>{}</sheetData>", rows.concat())
}

/// A row of texts; an empty one is no cell.
fn row(number: usize, style: usize, cells: &[&str]) -> String {
    let cells = cells.iter().zip('A'..).filter(|(text, _)| !text.is_empty());
    let cells = cells.map(|(text, column)| {
        format!(r#"<c r="{column}{number}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    });
    format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
}

#[test]
fn cells_say_what_they_show() {
    let values = r#"<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" s="2"><v>46364</v></c><c r="D3" s="1"><v>0.985</v></c>
        <c r="E3"><f>1+2</f><v>3</v></c><c r="F3" t="b"><v>1</v></c><c r="G3" t="e"><v>#N/A</v></c><c r="H3" t="str"><v>a|b</v></c></row>"#;
    let sheet = data(&[&row(2, 3, &["", "Name", "Date", "Rate", "Sum", "Done", "Error", "Text"]), values]);
    let wanted = "## Tests\n\n| Name | Date | Rate | Sum | Done | Error | Text |\n|---|---|---|---|---|---|---|\n\
                  | Login | 2026-12-08 | 98.5% | 3 | TRUE | #N/A | a\\|b |\n";
    assert_eq!(text("t.xlsx", &xlsx(&[("Tests", "visible", &sheet)], &["Login"])), wanted);
}

#[test]
fn a_sheet_can_hold_titles_and_several_tables() {
    let sheet = data(&[
        &row(1, 3, &["Test report 2.0.0"]),
        &row(3, 3, &["Suite", "Passed"]),
        &row(4, 0, &["unit", "10"]),
        &row(6, 0, &["system", "5"]),
        &row(8, 3, &["Role", "Name"]),
        &row(9, 0, &["QA", "C. Li"]),
        &row(11, 0, &["Closed."]),
    ]);
    let wanted = "## R\n\n**Test report 2.0.0**\n\n| Suite | Passed |\n|---|---|\n| unit | 10 |\n| system | 5 |\n\n\
                  | Role | Name |\n|---|---|\n| QA | C. Li |\n\nClosed.\n";
    assert_eq!(text("t.xlsx", &xlsx(&[("R", "visible", &sheet)], &[])), wanted);
}

#[test]
fn merged_cells_are_repeated_downwards() {
    let sheet = data(&[
        &row(1, 3, &["Area", "Case"]),
        &row(2, 0, &["Login", "a"]),
        &row(3, 0, &["", "b"]),
        &row(4, 0, &["", "c"]),
    ]) + r#"<mergeCells><mergeCell ref="A2:A3"/></mergeCells>"#;
    let wanted = "## R\n\n| Area | Case |\n|---|---|\n| Login | a |\n| Login | b |\n|  | c |\n";
    assert_eq!(text("t.xlsx", &xlsx(&[("R", "visible", &sheet)], &[])), wanted);
}

#[test]
fn names_and_values_have_no_header() {
    let sheet = data(&[&row(1, 0, &["Version:", "2.0.0"]), &row(2, 0, &["Owner:", "A. Ito"])]);
    let wanted = "## R\n\n|  |  |\n|---|---|\n| Version: | 2.0.0 |\n| Owner: | A. Ito |\n";
    assert_eq!(text("t.xlsx", &xlsx(&[("R", "visible", &sheet)], &[])), wanted);
}

#[test]
fn hidden_sheets_are_named_and_not_read() {
    let sheet = data(&[&row(1, 0, &["A"])]);
    let dossier = dossier("t.xlsx", &xlsx(&[("Plan", "visible", &sheet), ("Old", "hidden", &sheet)], &[]));
    assert_eq!(dossier.sources().next().expect("it was read").text, "## Plan\n\nA\n");
    assert!(dossier.notices().iter().any(|notice| notice.contains("“Old” is hidden")), "{:?}", dossier.notices());
}

#[test]
fn rows_columns_and_cells_have_limits_that_are_named() {
    let many: String = (1..=30).map(|number| row(number, 0, &["a", "b"])).collect();
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let sheet = data(&[&many, far]);
    let archive = xlsx(&[("R", "visible", &sheet), ("S", "visible", &sheet)], &[]);
    for (limits, word) in [
        (Limits { sheet_rows: 10, ..Limits::default() }, "first 10 rows"),
        (Limits { sheet_columns: 5, ..Limits::default() }, "first 5 columns"),
        (Limits { cells: 70, ..Limits::default() }, "more than 70 cells"),
    ] {
        let mut dossier = Dossier::new(limits);
        dossier.add("t.xlsx", &archive);
        assert!(dossier.notices().iter().any(|notice| notice.contains(word)), "{word}: {:?}", dossier.notices());
        assert_eq!(dossier.sources().count(), 1);
    }
}

#[test]
fn one_long_text_in_many_cells_is_stopped_at_the_limit() {
    let mut cells = String::new();
    for number in 1..=5_000 {
        let _ = write!(cells, r#"<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>"#);
    }
    let long = "lorem ipsum ".repeat(2_000);
    let reason = crate::builders::reason("t.xlsx", &xlsx(&[("R", "visible", &data(&[&cells]))], &[&long]));
    assert!(reason.contains("16 MiB"), "{reason}");
}
