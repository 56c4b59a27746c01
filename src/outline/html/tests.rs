use super::*;
use crate::outline::shown;

fn shown(text: &str) -> Vec<String> {
    shown::blocks(&read(text, &Limits::default()))
}

#[test]
fn a_page_becomes_sections_and_blocks() {
    let text = "<!DOCTYPE html><html><head><title>Plan - Wiki</title><style>p { }</style></head><body><nav><a>Home</a></nav>
<h1>Deployment <em>plan</em></h1><p>Owner: A.&nbsp;Ito<br>Window: 02:00</p>
<h2 id=\"s\">Steps</h2><ol start=\"3\"><li>stop<ul><li>web</ul></li><li><p>start</p></li></ol>
<pre><code class=\"language-bash\"># Rollback
x &lt; y</code></pre><script>var a = \"<h2>no</h2>\";</script>
<ul class=\"inline-task-list\"><li class=\"checked\" data-inline-task-id=\"1\">a</li><li data-inline-task-id=\"2\">b</li></ul></body></html>";
    assert_eq!(
        shown(text),
        [
            "# Deployment plan",
            "p Owner: A. Ito Window: 02:00",
            "## Steps",
            "i0 3. stop",
            "i1 web",
            "i0 4. start",
            "c bash \"# Rollback\\nx < y\"",
            "i0 [x] a",
            "i0 [ ] b"
        ]
    );
    let outline = read(text, &Limits::default());
    let fields: Vec<&str> = outline.fields().map(|field| field.value.plain.as_str()).collect();
    assert_eq!(fields, ["A. Ito", "02:00"]);
    assert_eq!(outline.anchors()[2].plain, "s");
}

#[test]
fn a_page_without_headings_has_its_title() {
    assert_eq!(shown("<title>Plan</title><p>x</p>"), ["# Plan", "p x"]);
}

#[test]
fn spanning_cells_fill_their_rows() {
    let text = "<table><thead><tr><th rowspan=2>Env</th><th colspan=2>Time</th></tr><tr><th>from</th><th>to</th></tr></thead>
<tr><td rowspan=2>prod</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr><tr><td colspan=3>Phase</td></tr></table>";
    assert_eq!(shown(text), ["t Env|Time from|Time to // prod|1|2 / prod|3|4 / Phase||"]);
}

#[test]
fn the_header_is_a_row_a_column_or_what_is_bold() {
    assert_eq!(
        shown("<table><tr><th>Owner</th><td>A</td></tr><tr><th>State</th><td>ok</td></tr></table>"),
        ["t | // Owner|A / State|ok"]
    );
    assert_eq!(
        shown("<table><tr><td><b>Step</b></td><td><b>Owner</b></td></tr><tr><td>1</td><td>A</td></tr></table>"),
        ["t Step|Owner // 1|A"]
    );
    assert_eq!(
        shown("<table><tr><td><b>Owner</b></td><td>A</td></tr><tr><td><b>State</b></td><td>ok</td></tr></table>"),
        ["t | // Owner|A / State|ok"]
    );
    assert_eq!(
        shown("<table><tr><td>Frame <table><tr><th>A<tr><td>1</table></td></tr></table>"),
        ["t A // 1", "p Frame"]
    );
}

#[test]
fn the_storage_format_of_a_wiki_is_read() {
    let text = "<h1>Plan</h1><ac:structured-macro ac:name=\"warning\"><ac:rich-text-body><p>Careful</p></ac:rich-text-body></ac:structured-macro>
<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Backup</ac:task-body></ac:task>
<ac:task><ac:task-id>2</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Restore by <time datetime=\"2026-12-08\" /></ac:task-body></ac:task></ac:task-list>
<ac:structured-macro ac:name=\"code\"><ac:parameter ac:name=\"language\">bash</ac:parameter><ac:plain-text-body><![CDATA[run > x <y>]]></ac:plain-text-body></ac:structured-macro>
<p>State <ac:structured-macro ac:name=\"status\"><ac:parameter ac:name=\"colour\">Green</ac:parameter><ac:parameter ac:name=\"title\">DONE</ac:parameter></ac:structured-macro>
<ac:link><ri:page ri:content-title=\"Runbook\" /></ac:link></p>";
    assert_eq!(
        shown(text),
        [
            "# Plan",
            "p Warning Careful",
            "i0 [x] Backup",
            "i0 [ ] Restore by 2026-12-08",
            "c bash \"run > x <y>\"",
            "p State DONE Runbook"
        ]
    );
    assert_eq!(read(text, &Limits::default()).links[0].target, "Runbook");
}

#[test]
fn broken_markup_loses_no_text() {
    assert_eq!(shown("<table><tr><td>a<td>b<tr><td>c<h2>x"), ["t a|b // c x"]);
    assert_eq!(shown("</ul></table></td><li>x<p>y"), ["i0 x y"]);
}
