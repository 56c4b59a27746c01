use super::*;
use crate::outline::prose::Block;
use crate::outline::shown;

fn shown(text: &str) -> Vec<String> {
    shown::blocks(&read(text))
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
            "i0 1. stop",
            "i0 2. start",
            "i1 web",
            "i1 worker",
            "p Then:",
            "i0 [x] done",
            "i0 [ ] open",
            "c bash \"# Rollback\\n\"",
            "p Warning Careful now",
            "p Note Inside",
            "p Rollback",
            "p run it again"
        ]
    );
    let outline = read(text);
    let fields = shown::fields(&outline);
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
