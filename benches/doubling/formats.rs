//! Every format, as one file of pieces that people or machines would write.

use super::builders::{docx, gzip, paragraph, tar, xlsx, zip};
use super::{File, Input};

/// Bytes of the smaller input.
const SIZE: usize = 200_000;

pub(super) fn all() -> Vec<Input> {
    let mut inputs = vec![
        text("markdown", "deployment-plan.md", "", example("docs/deployment-plan.md"), ""),
        text("markdown, another", "docs/deployment-environment.md", "", example("docs/deployment-environment.md"), ""),
        text("html", "plan.html", "<html><body><h1>Deployment plan</h1>", html, "</body></html>"),
        text(
            "html, tags left open",
            "plan.html",
            "<h1>Deployment plan",
            |index| format!("<table><tr><td>a{index}<li><b>b<p>"),
            "",
        ),
        text("rst", "plan.rst", "Deployment plan\n===============\n\n", rst, ""),
        text("asciidoc", "plan.adoc", "= Deployment plan\n\n", asciidoc, ""),
        text("csv", "defects.csv", "Defect,Title,Severity,Status,Owner\n", csv, ""),
        text("yaml, manifests", "deploy/k8s.yaml", "", manifest, ""),
        text("yaml, compose", "compose.yaml", "services:\n", compose, ""),
        text(
            "yaml, one mapping",
            "values.yaml",
            "",
            |index| format!("key_{index}:\n  value: ${{VARIABLE_{index}:-x}}\n"),
            "",
        ),
        text(
            "json",
            "settings.json",
            "{",
            |index| format!("\"key{index}\":{{\"a\":[1,2,null],\"b\":\"x\"}},\n"),
            "\"end\":1}",
        ),
        text(
            "json, lockfile",
            "package-lock.json",
            "{\"name\":\"shop\",\"lockfileVersion\":3,\"packages\":{",
            lock,
            "\"\":{}}}",
        ),
        text(
            "xml",
            "settings.xml",
            "<settings>",
            |index| format!("<entry name=\"key{index}\"><value>{index}</value></entry>\n"),
            "</settings>",
        ),
        text("junit xml", "unit.xml", "<testsuites>", junit, "</testsuites>"),
        text("toml", "settings.toml", "", |index| format!("[section.part{index}]\nname = \"x\"\nports = [1, 2]\n"), ""),
        text(
            "properties",
            "application.properties",
            "",
            |index| format!("app.part{index}.name=x ${{VARIABLE_{index}}}\n"),
            "",
        ),
        text("dotenv", ".env", "", |index| format!("# Variable {index}\nVARIABLE_{index}=value-{index}\n"), ""),
        text("dotenv, example", ".env.example", "", |index| format!("# Needed\nVARIABLE_{index}=\n"), ""),
        text("hcl", "main.tf", "", hcl, ""),
        text(
            "procfile",
            "Procfile",
            "",
            |index| format!("worker{index}: bundle exec worker --port $PORT_{index}\n"),
            "",
        ),
        text(
            "systemd unit",
            "web.service",
            "[Unit]\nDescription=web\n[Service]\nExecStart=/bin/web\n",
            |index| format!("Environment=VARIABLE_{index}=x\n"),
            "",
        ),
        text("git log", "git.log", "", commit, ""),
        text("text", "notes.txt", "", |index| format!("Step {index}: restart the web servers.\nOwner: A. Ito\n\n"), ""),
    ];
    inputs.push(Input::new("docx", SIZE, |size| vec![("plan.docx".to_owned(), docx(&filled(size, "", word, "")))]));
    inputs.push(Input::new("xlsx", 2_000, |rows| vec![("defects.xlsx".to_owned(), workbook(rows))]));
    inputs.push(Input::new("zip", 200, |count| packed("all.zip", count, zip)));
    inputs.push(Input::new("tar.gz", 200, |count| packed("all.tar.gz", count, |members| gzip(&tar(members)))));
    inputs
}

/// One text file of numbered pieces.
fn text(
    name: &'static str,
    path: &'static str,
    head: &'static str,
    piece: impl Fn(usize) -> String + 'static,
    tail: &'static str,
) -> Input {
    Input::new(name, SIZE, move |size| vec![(path.to_owned(), filled(size, head, &piece, tail).into_bytes())])
}

fn filled(size: usize, head: &str, piece: impl Fn(usize) -> String, tail: &str) -> String {
    let mut text = head.to_owned();
    let mut index = 0;
    while text.len() < size {
        text.push_str(&piece(index));
        index += 1;
    }
    text + tail
}

/// A file of the example, as it is: each piece repeats it.
fn example(path: &str) -> impl Fn(usize) -> String + 'static {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/orderflow/");
    let text = std::fs::read_to_string([root, path].concat()).unwrap() + "\n";
    move |_| text.clone()
}

fn html(index: usize) -> String {
    format!(
        "<h2 id=\"s{index}\">Part {index}</h2><p>Owner: <b>A. Ito</b>, at 02:00, see <a href=\"#s{index}\">here</a></p>\n<table><tr><th>Step</th>\
         <th>Owner</th></tr><tr><td>Stop web {index}</td><td>A. Ito</td></tr></table><ul><li>one<ul><li>two</li></ul></li></ul>\n"
    )
}

fn rst(index: usize) -> String {
    format!(
        "Part {index}\n--------------\n\n.. _here{index}:\n\n:Owner: A. Ito\n\nSee `the book <run.rst>`_ and **bold** text.\n\n1. stop\n2. start\n\n\
         ====  =====\nStep  Owner\n====  =====\n1     A. Ito\n====  =====\n\n"
    )
}

fn asciidoc(index: usize) -> String {
    format!(
        "== Part {index}\n\n[[here{index}]]\nOwner:: A. Ito\n\nSee https://example.org/{index}[the book] and *bold* text.\n\n. stop\n** web\n\n\
         |===\n|Step |Owner\n\n|{index}\n|A. Ito\n|===\n\n"
    )
}

fn csv(index: usize) -> String {
    format!("DEF-{index},\"Export, stops at \"\"long\"\" names\",P2,open,A. Ito\n")
}

fn manifest(index: usize) -> String {
    format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: web-{index} }}\nspec:\n  selector: {{ matchLabels: {{ app: web-{index} }} }}\n  \
         template:\n    metadata: {{ labels: {{ app: web-{index} }} }}\n    spec:\n      containers:\n        - name: web\n          image: \
         registry.example/web:{index}\n          envFrom: [{{ configMapRef: {{ name: web-{index} }} }}]\n---\napiVersion: v1\nkind: \
         Service\nmetadata: {{ name: web-{index} }}\nspec: {{ selector: {{ app: web-{index} }}, ports: [{{ port: 80 }}] }}\n---\napiVersion: v1\nkind: \
         ConfigMap\nmetadata: {{ name: web-{index} }}\ndata: {{ LEVEL_{index}: info }}\n---\n"
    )
}

fn compose(index: usize) -> String {
    format!(
        "  web{index}:\n    image: shop:{index}\n    depends_on: [web{}]\n    environment:\n      LEVEL_{index}: ${{LEVEL_{index}:-info}}\n",
        index / 2
    )
}

fn lock(index: usize) -> String {
    format!(
        "\"node_modules/part{index}\":{{\"version\":\"1.{index}.0\",\"integrity\":\"sha512-x\",\"dependencies\":{{\"part{}\":\"^1.0.0\"}}}},\n",
        index / 2
    )
}

fn junit(index: usize) -> String {
    format!(
        "<testsuite name=\"Suite {index}\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0.1\"><testcase classname=\"a.B\" name=\"one \
         {index}\" time=\"0.05\"/><testcase classname=\"a.B\" name=\"two {index}\" time=\"0.05\"><failure message=\"no\">at line {index}</failure></testcase></testsuite>\n"
    )
}

fn hcl(index: usize) -> String {
    format!(
        "resource \"aws_ecs_service\" \"web{index}\" {{\n  name = \"web{index}\"\n  desired_count = 2\n}}\nvariable \"v{index}\" {{\n  default = \"x\"\n}}\n"
    )
}

fn commit(index: usize) -> String {
    format!(
        "commit {index:040x}\nAuthor: A. Ito <a@example.org>\nDate:   Mon Nov 2 10:00:00 2026 +0000\n\n    Mend DEF-{index} in the export\n\n    It stopped at long names.\n\n"
    )
}

fn word(index: usize) -> String {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph("", text));
    format!(
        "{}{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        paragraph("berschrift2", &format!("Part {index}")),
        paragraph("", "Restart the web servers at 02:00."),
        cell("Step"),
        cell("Owner"),
        cell("Stop web"),
        cell("A. Ito")
    )
}

fn workbook(rows: usize) -> Vec<u8> {
    use std::fmt::Write as _;
    let cell = |column: char, row: usize, text: &str| {
        format!(r#"<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    let mut data = String::from("<sheetData>");
    for row in 1..=rows {
        let texts = if row == 1 { ["Defect", "Severity", "Status"] } else { ["DEF-0", "P2", "open"] };
        let id = if row == 1 { texts[0].to_owned() } else { format!("DEF-{row}") };
        let cells = [cell('A', row, &id), cell('B', row, texts[1]), cell('C', row, texts[2])].concat();
        let _ = write!(data, r#"<row r="{row}">{cells}</row>"#);
    }
    xlsx(&[("Defects", "visible", &(data + "</sheetData>"))], &[])
}

/// An archive of a thousand bytes for each member.
fn packed(name: &str, count: usize, pack: impl Fn(&[(&str, &[u8])]) -> Vec<u8>) -> Vec<File> {
    let members: Vec<(String, String)> = (0..count)
        .map(|index| {
            (
                format!("docs/part-{index}.md"),
                filled(1000, "# Runbook\n", |line| format!("Step {line} of {index}: look.\n\n"), ""),
            )
        })
        .collect();
    let members: Vec<(&str, &[u8])> = members.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    vec![(name.to_owned(), pack(&members))]
}
