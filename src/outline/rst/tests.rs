use super::*;
use crate::outline::shown;

fn shown(text: &str) -> Vec<String> {
    shown::blocks(&read(text))
}

#[test]
fn a_document_becomes_sections_and_blocks() {
    let text = "=====\nPlan\n=====\n\n:Owner: A. Ito\n:Window: 02:00\n   to 04:00\n\nSteps\n-----\n\nFirst **bold** and ``code``\nsecond line::\n\n  run x\n\n  more\n\n1. stop\n2. start\n\n   * web\n   * worker\n\n   still two\n\n.. warning:: Careful\n   now\n\n.. a comment\n   that says nothing\n\n.. code-block:: bash\n\n   # Rollback\n\nText\n";
    assert_eq!(
        shown(text),
        [
            "# Plan",
            "## Steps",
            "p First bold and code second line:",
            "c  \"run x\\n\\nmore\\n\"",
            "i0 1. stop",
            "i0 2. start",
            "i1 web",
            "i1 worker",
            "p still two",
            "p Warning Careful now",
            "c bash \"# Rollback\\n\"",
            "p Text"
        ]
    );
    let outline = read(text);
    let fields = shown::fields(&outline);
    assert_eq!(fields[..2], ["Owner=A. Ito", "Window=02:00 to 04:00"]);
}

#[test]
fn tables_of_all_kinds_are_read() {
    let grid = "+------+-------+\n| Step | Owner |\n+======+=======+\n| é 1  | A.    |\n|      | Ito   |\n+------+-------+\n| 2    | B     |\n+------+-------+\n";
    assert_eq!(shown(grid), ["t Step|Owner // é 1|A. Ito / 2|B"]);
    let outline = read(grid);
    assert_eq!(&grid[outline.tables().next().unwrap().1.rows[1].cells[1].span.range()], "B");
    assert_eq!(
        shown("====  =====\nStep  Owner\n====  =====\n1     A. Ito\n2     B\n====  =====\n"),
        ["t Step|Owner // 1|A. Ito / 2|B"]
    );
    assert_eq!(
        shown(
            ".. list-table:: Steps\n   :header-rows: 1\n\n   * - Step\n     - Owner\n   * - 1\n     - A.\n       Ito\n"
        ),
        ["t Step|Owner // 1|A. Ito"]
    );
    assert_eq!(
        shown(".. csv-table::\n   :header: Step, Owner\n\n   1, \"Ito, A.\"\n   2, B\n"),
        ["t Step|Owner // 1|Ito, A. / 2|B"]
    );
}

#[test]
fn links_and_anchors_are_listed() {
    let outline = read(".. _here:\n\nSee `the book <run.rst>`_ now.\n");
    assert_eq!((outline.links[0].text.plain.as_str(), outline.links[0].target.as_str()), ("the book", "run.rst"));
    assert_eq!(outline.names[0].plain, "here");
}
