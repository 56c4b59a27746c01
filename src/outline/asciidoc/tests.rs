use super::*;
use crate::outline::prose::Block;

fn shown(text: &str) -> Vec<String> {
    let outline = read(text);
    let mut lines = Vec::new();
    for section in &outline.sections {
        if section.level > 0 {
            lines.push(format!("{} {}", "#".repeat(section.level.into()), section.title.plain));
        }
        for block in &section.blocks {
            lines.push(match block {
                Block::Paragraph(paragraph) => {
                    let alert = paragraph.alert.map(|alert| format!(" {alert:?}")).unwrap_or_default();
                    format!("p{alert} {}", paragraph.text.plain)
                }
                Block::Item(item) => {
                    format!("i{} {:?} {:?} {}", item.depth, item.number, item.checked, item.text.plain)
                }
                Block::Table(table) => {
                    let row =
                        |cells: &[Text]| cells.iter().map(|cell| cell.plain.as_str()).collect::<Vec<_>>().join("|");
                    let rows: Vec<String> = table.rows.iter().map(|cells| row(&cells.cells)).collect();
                    format!("t {} // {}", row(&table.header), rows.join(" / "))
                }
                Block::Code(code) => format!("c {} {:?}", code.language, code.text),
            });
        }
    }
    lines
}

#[test]
fn a_document_becomes_sections_and_blocks() {
    let text = "= Plan\n:version: 2.0.0\n:toc:\n\n// a comment\n== Steps\n\nFirst *bold* and `code`\nsecond line\n\n. stop\n. start\n** web\n** worker\n\nThen:\n\n* [x] done\n* [ ] open\n\n[source,bash]\n----\n# Rollback\n----\n\nWARNING: Careful\nnow\n\n[NOTE]\n====\nInside\n====\n\n////\n== hidden\n////\nRollback:: run it again\n";
    assert_eq!(
        shown(text),
        [
            "# Plan",
            "## Steps",
            "p First bold and code second line",
            "i0 Some(1) None stop",
            "i0 Some(2) None start",
            "i1 None None web",
            "i1 None None worker",
            "p Then:",
            "i0 None Some(true) done",
            "i0 None Some(false) open",
            "c bash \"# Rollback\\n\"",
            "p Warning Careful now",
            "p Note Inside",
            "p Rollback",
            "p run it again"
        ]
    );
    let outline = read(text);
    let fields: Vec<String> =
        outline.fields().map(|field| format!("{}={}", field.key.plain, field.value.plain)).collect();
    assert_eq!(fields, ["version=2.0.0", "Then=", "Rollback=run it again"]);
}

#[test]
fn tables_are_read_with_their_headers() {
    let text = "[cols=\"1,2\",options=\"header\"]\n|===\n|Step |Owner\n\n|1\n|A. *Ito*\n\n|2 |B \\| C\n|===\n";
    assert_eq!(shown(text), ["t Step|Owner // 1|A. Ito / 2|B | C"]);
    let outline = read(text);
    assert_eq!(&text[outline.tables().next().unwrap().1.rows[0].cells[0].span.range()], "1");
    assert_eq!(shown("|===\n|A |B\n\n2+|both\na|x |y\n|===\n"), ["t A|B // both| / x|y"]);
    assert_eq!(shown("|===\n|Owner |A\n|State |ok\n|===\n"), ["t | // Owner|A / State|ok"]);
}

#[test]
fn links_and_pictures_are_listed() {
    let text = "[[here]]\nSee https://e.org/x[the book] and link:run.adoc[runs].\n\nimage::p.png[Picture]\n";
    let outline = read(text);
    let links: Vec<(&str, &str)> =
        outline.links.iter().map(|link| (link.text.plain.as_str(), link.target.as_str())).collect();
    assert_eq!(links, [("the book", "https://e.org/x"), ("runs", "run.adoc")]);
    assert_eq!((outline.images[0].target.as_str(), outline.names[0].plain.as_str()), ("p.png", "here"));
    let [Block::Paragraph(paragraph)] = outline.sections[0].blocks.as_slice() else { panic!("{outline:?}") };
    assert_eq!(paragraph.text.plain, "See the book and runs.");
}
