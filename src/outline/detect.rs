//! Which format a file has: by its name first, by its first characters second.

use super::{Format, csv};
use crate::dossier::{Source, env_name};

/// The format of a file.
pub fn format(source: &Source) -> Format {
    if source.extracted.is_some() {
        return Format::Markdown;
    }
    let name = source.name().to_ascii_lowercase();
    by_name(&name).unwrap_or_else(|| by_content(&source.text, &name))
}

fn by_name(name: &str) -> Option<Format> {
    if env_name(name).is_some() {
        return Some(Format::Dotenv);
    }
    if name == "procfile" || name.starts_with("procfile.") {
        return Some(Format::Procfile);
    }
    Some(match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "md" | "markdown" | "mdown" | "mkd" | "mdx" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "rst" | "rest" => Format::Rst,
        "adoc" | "asciidoc" | "asc" => Format::Asciidoc,
        "csv" | "tsv" => Format::Csv,
        "yml" | "yaml" => Format::Yaml,
        "json" | "jsonc" | "jsonl" | "ndjson" | "sarif" | "json5" => Format::Json,
        "xml" | "trx" => Format::Xml,
        "toml" => Format::Toml,
        "tf" | "tfvars" | "hcl" | "nomad" => Format::Hcl,
        "properties" | "ini" | "cfg" | "conf" if !name.starts_with("nginx") => Format::Properties,
        _ if is_plain(name) => Format::Plain,
        _ => return None,
    })
}

/// Names of files that look like others but are not.
fn is_plain(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    matches!(stem, "dockerfile" | "makefile" | "jenkinsfile" | "sha256sums" | "checksums")
        || [".sh", ".sql", ".py", ".js", ".ts", ".rs", ".go", ".java", ".log", ".tpl", ".ps1", ".bat"]
            .iter()
            .any(|extension| name.ends_with(extension))
}

/// Bytes of a text that are looked at.
const LOOK: usize = 64 * 1024;

fn by_content(text: &str, name: &str) -> Format {
    let mut end = text.len().min(LOOK);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let head = start.get(..64).unwrap_or(start).to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        Format::Html
    } else if start.starts_with("<ac:") || (start.starts_with("<p>") && start.contains("<ac:")) {
        Format::Html
    } else if head.starts_with("<?xml") || head.starts_with("<testsuite") {
        Format::Xml
    } else if (start.starts_with('{') && !start.starts_with("{{")) || start.starts_with("[{") {
        Format::Json
    } else if name.ends_with(".service") && start.contains("[Service]") {
        Format::Unit
    } else if is_markdown(start) {
        Format::Markdown
    } else if start.starts_with("apiVersion: ") || start.starts_with("---\napiVersion: ") {
        Format::Yaml
    } else if start.starts_with("= ") && !name.ends_with(".txt") {
        Format::Asciidoc
    } else if csv::is_likely(text) {
        Format::Csv
    } else {
        Format::Plain
    }
}

/// Headings, tables, task lists, fences.
fn is_markdown(start: &str) -> bool {
    start.starts_with("# ")
        || ["\n# ", "\n## ", "\n- [ ] ", "\n- [x] ", "\n|---", "\n| ---", "\n|:--", "\n| :--"]
            .iter()
            .any(|mark| start.contains(mark))
        || is_underlined(start)
}

/// A title with a line of `=` or `-` under it.
fn is_underlined(start: &str) -> bool {
    let mut lines = start.lines();
    let (Some(title), Some(rule)) = (lines.next(), lines.next()) else { return false };
    let rule = rule.trim_end();
    !title.trim().is_empty()
        && title.len() <= 120
        && rule.len() >= 3
        && (rule.bytes().all(|byte| byte == b'=') || rule.bytes().all(|byte| byte == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_first_and_content_second() {
        let of = |name: &str, text: &str| format(&Source::new(name.to_owned(), text, String::new()));
        assert_eq!(of("a/Plan.HTML", "# x"), Format::Html);
        assert_eq!(of("Procfile", "web: x"), Format::Procfile);
        assert_eq!(of("Dockerfile", "# x\nFROM a"), Format::Plain);
        assert_eq!(of("deploy.sh", "#!/bin/sh\n# Rollback\n"), Format::Plain);
        assert_eq!(of("plan.txt", "Plan\n====\n\n- [ ] x"), Format::Markdown);
        assert_eq!(of("steps.txt", "Step,Owner,Time\n1,A,2\n2,B,3\n"), Format::Csv);
        assert_eq!(of("page", "<!DOCTYPE html><html>"), Format::Html);
        assert_eq!(of("report", "<?xml version=\"1.0\"?><a/>"), Format::Xml);
        assert_eq!(of("results", "{\"a\": 1}"), Format::Json);
        assert_eq!(of("notes.txt", "Nothing, really."), Format::Plain);
        assert_eq!(of("NOTES.txt", "{{ if .Values.web }}\nOpen it.\n"), Format::Plain);
    }
}
