use super::*;
use crate::outline::shown;

fn shown(text: &str) -> Vec<String> {
    shown::blocks(&read(text, &Limits::default()))
}

fn fields(text: &str) -> Vec<String> {
    shown::fields(&read(text, &Limits::default()))
}

#[test]
fn a_document_becomes_sections_and_blocks() {
    let text = "# Plan\n\n**Owner**: A. Ito\nDate: 2026-01-02\n\n## 1. Steps ##\n\n1. first\n   - [X] done **bold**\n2. second\n\n```bash\n# Rollback\n```\n\n| A | B |\n|---|---|\n| `x` | <owner> |\n";
    assert_eq!(
        shown(text),
        [
            "# Plan",
            "p Owner: A. Ito Date: 2026-01-02",
            "## 1. Steps",
            "i0 1. first",
            "i1 [x] done bold",
            "i0 2. second",
            "c bash \"# Rollback\\n\"",
            "t A|B // x|<owner>"
        ]
    );
    assert_eq!(fields(text), ["Owner=A. Ito", "Date=2026-01-02"]);
    let outline = read(text, &Limits::default());
    let (_, table) = outline.tables().next().unwrap();
    assert_eq!(&text[table.rows[0].cells[0].span.range()], "`x`");
    assert_eq!(outline.sections[2].parent, Some(1));
}

#[test]
fn front_matter_gives_fields_at_the_top_and_below_the_title() {
    let top = "---\nversion: 2.0.0\nowners:\n  - A. Ito\n  - B. Sato\nrelease:\n  window: \"02:00 UTC\"\napprovers:\n  - name: C. Díaz\n    role: PO\nopen: [owner]\n---\n# Plan\n";
    let wanted = [
        "version=2.0.0",
        "owners=A. Ito, B. Sato",
        "release window=02:00 UTC",
        "approvers=name: C. Díaz, role: PO",
        "open=[owner]",
    ];
    assert_eq!(fields(top), wanted);
    let below = "# Plan\n\n---\nversion: 2.0.0\nowner: A. Ito\n---\n\nText.\n";
    assert_eq!(fields(below), ["version=2.0.0", "owner=A. Ito"]);
    assert_eq!(shown(below), ["# Plan", "p Text."]);
    assert_eq!(shown("# Plan\n\n---\n\nText\n\n---\n\n- a\n"), ["# Plan", "p Text", "i0 a"]);
    assert_eq!(fields("+++\nversion = \"1\"\n[release]\nid = 2\n+++\n# A\n"), ["version=1", "release id=2"]);
    assert_eq!(fields("---\nowner: {{ owner }}\nstate: draft\n---\n"), ["owner={{ owner }}", "state=draft"]);
}

#[test]
fn bold_lines_stand_for_headings() {
    let text = "# Plan\n\n**Rollback**\n\n1. back\n\n**Verify:**\nLook at it.\n\n## Next\n\n**Last**\n";
    assert_eq!(
        shown(text),
        ["# Plan", "## bold Rollback", "i0 1. back", "## bold Verify", "p Look at it.", "## Next", "p Last"]
    );
    let none = "# A\n\n**Do not deploy on Friday.**\n\n**Owner: A. Ito**\n\n**Is it done?**\n\n**bold** start\n\n- **x**\n\ntext\n";
    assert!(!shown(none).iter().any(|line| line.contains("# bold")), "{:?}", shown(none));
}

#[test]
fn callouts_quotes_footnotes_and_definitions_are_kept() {
    let text = "# A\n\n> [!WARNING]\n> Do not restart.\n\n> quoted\n\nText[^1].\n\n[^1]: A note.\n\nRollback\n: Run it again.\n";
    assert_eq!(
        shown(text),
        ["# A", "p Warning Do not restart.", "p quoted", "p Text.", "p A note.", "p Rollback", "p Run it again."]
    );
    assert_eq!(fields(text), ["Rollback=Run it again."]);
}

#[test]
fn comments_say_nothing() {
    assert_eq!(
        shown("# A\n\n<!-- EXAMPLE:\n- Owner: nobody\n\n# B\n-->\n\ntext <!-- x --> more\n"),
        ["# A", "p text more"]
    );
    assert_eq!(shown("- item <!-- one\n\n# no heading\n\ntwo --> rest\n"), ["i0 item"]);
    assert_eq!(
        shown("| A | B |\n|---|---|\n| 1 | <!-- x --> 2 |\n<!-- | 3 | 4 |\n-->\n| 5 | `6` |\n"),
        ["t A|B // 1|2 / 5|6"]
    );
    assert_eq!(shown("`<!--` and <!-- never closed\n"), ["p <!-- and <!-- never closed"]);
}

#[test]
fn boxes_make_tasks() {
    assert_eq!(
        shown("* [ ] a\n- [X] b\n- ☐ c\n- ☑ d\n- ✅ e\n1. [x] f\n"),
        ["i0 [ ] a", "i0 [x] b", "i0 [ ] c", "i0 [x] d", "i0 ✅ e", "i0 1. [x] f"]
    );
    assert_eq!(shown("□ 準備 □ 実施\n■ 完了\n"), ["i0 [ ] 準備", "i0 [ ] 実施", "i0 [x] 完了"]);
}

#[test]
fn tables_of_all_kinds_are_read() {
    assert_eq!(shown("|  |  |\n|---|---|\n| **Step** | **Owner** |\n| 1 | A \\| B |\n"), ["t Step|Owner // 1|A | B"]);
    assert_eq!(shown("|  |  |\n|---|---|\n| Owner | A |\n"), ["t | // Owner|A"]);
    assert_eq!(shown("- item\n\n  | A | B |\n  |---|---|\n  | 1<br>2 | <b>3</b> |\n"), ["i0 item", "t A|B // 1 2|3"]);
}

#[test]
fn html_inside_is_read_like_the_rest() {
    let text = "<h1 align=\"center\">Plan</h1>\n\n<table>\n<tr><th>Step</th><th>Owner</th></tr>\n<tr><td>1</td><td>\n\n**A.** Ito\n\n</td></tr>\n</table>\n\n<details>\n<summary>Rollback</summary>\n\n1. back\n\n</details>\n\n<details><summary>More</summary>\n- one\n- two\n</details>\n";
    assert_eq!(
        shown(text),
        ["# Plan", "t Step|Owner // 1|A. Ito", "p Rollback", "i0 1. back", "p More", "i0 one", "i0 two"]
    );
    let outline = read(text, &Limits::default());
    assert_eq!(&text[outline.tables().next().unwrap().1.rows[0].cells[0].span.range()], "1");
    assert_eq!(
        shown("<ul>\n<li><input type=\"checkbox\" checked> a</li>\n<li>b &amp; c</li>\n</ul>\n"),
        ["i0 [x] a", "i0 b & c"]
    );
    assert_eq!(shown("<owner>\n\nby <team>\n"), ["p <owner>", "p by <team>"]);
}

#[test]
fn links_pictures_and_anchors_are_listed() {
    let text = "# Roll *back*\n\n[a **b**](x.md#y) <https://e.org> [r][1] ![alt](p.png) <a id=\"here\"></a>\n\n[1]: ref.md\n\n# Roll back\n";
    let outline = read(text, &Limits::default());
    let links: Vec<(&str, &str, &str)> = outline
        .links
        .iter()
        .map(|link| (link.text.plain.as_str(), link.target.as_str(), &text[link.text.span.range()]))
        .collect();
    assert_eq!(
        links,
        [
            ("a b", "x.md#y", "[a **b**](x.md#y)"),
            ("https://e.org", "https://e.org", "<https://e.org>"),
            ("r", "ref.md", "[r][1]")
        ]
    );
    assert_eq!((outline.images[0].text.plain.as_str(), outline.images[0].target.as_str()), ("alt", "p.png"));
    let anchors: Vec<String> = outline.anchors().into_iter().map(|anchor| anchor.plain).collect();
    assert_eq!(anchors, ["roll-back", "roll-back-1", "here"]);
}
