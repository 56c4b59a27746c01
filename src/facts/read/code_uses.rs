//! Variables that settings and the source code of settings use: `${PORT:8080}` of Spring, `os.getenv("PORT", "8080")`.

use super::document::Doc;
use super::settings::is_variable_name;
use super::{Facts, Kind, Said};
use crate::facts::VariableUse;
use crate::outline::{Format, Span};

/// How languages ask for a variable: what stands before its name, and whether the program stops where it is missing.
const CALLS: [(&str, bool); 19] = [
    ("os.environ[", true),
    ("os.environ.get(", false),
    ("environ.get(", false),
    ("os.getenv(", false),
    ("getenv(", false),
    ("os.Getenv(", false),
    ("os.LookupEnv(", false),
    ("process.env.", false),
    ("process.env[", false),
    ("import.meta.env.", false),
    ("Deno.env.get(", false),
    ("ENV.fetch(", true),
    ("ENV[", false),
    ("System.getenv(", false),
    ("Environment.GetEnvironmentVariable(", false),
    ("env::var(", true),
    ("System.fetch_env!(", true),
    ("System.get_env(", false),
    ("env(", false),
];

/// Endings of files that hold settings as code.
const CODE: [&str; 15] =
    [".py", ".js", ".mjs", ".cjs", ".ts", ".mts", ".rb", ".php", ".go", ".java", ".kt", ".cs", ".rs", ".ex", ".exs"];

/// Reads what is no document and of no other form. Each variable of a file counts once.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let mut found: Vec<VariableUse> = Vec::new();
    match doc.kind {
        Kind::OtherData if matches!(doc.outline.format, Format::Yaml | Format::Properties | Format::Toml) => {
            in_data(doc, &mut found);
        }
        Kind::OtherText if CODE.iter().any(|ending| doc.source.name().ends_with(ending)) => in_code(doc, &mut found),
        _ => return,
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|one| seen.insert(one.name.value.clone()));
    facts.variable_uses.extend(found);
}

/// `${NAME}`, which must be set, and `${NAME:default}` in values.
fn in_data(doc: &Doc<'_>, found: &mut Vec<VariableUse>) {
    for node in doc.outline.nodes.iter().flat_map(|top| top.walk().map(|(_, node)| node)) {
        let Some(text) = node.scalar().filter(|text| text.contains("${")) else { continue };
        for (at, _) in text.match_indices("${") {
            let inside = &text[at + 2..];
            let end =
                inside.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).unwrap_or(inside.len());
            let (name, rest) = inside.split_at(end);
            let default = rest.strip_prefix(':').map(|rest| rest.split('}').next().unwrap_or_default());
            if !is_variable_name(name) || !(default.is_some() || rest.starts_with('}')) {
                continue;
            }
            found.push(VariableUse {
                name: Said { value: name.to_owned(), at: doc.place(node.span) },
                default: default.map(|text| text.trim_start_matches(['-', '=']).to_owned()),
                required: default.is_none(),
                by: None,
            });
        }
    }
}

fn in_code(doc: &Doc<'_>, found: &mut Vec<VariableUse>) {
    let mut start = 0;
    for line in doc.source.text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        if line.trim_start().starts_with(['#', '*']) || line.trim_start().starts_with("//") {
            continue;
        }
        for (call, required) in CALLS {
            for (at, _) in line.match_indices(call) {
                let alone =
                    !line[..at].ends_with(|last: char| last.is_ascii_alphanumeric() || matches!(last, '_' | '.'));
                found.extend(
                    Some(()).filter(|()| alone).and_then(|()| used(doc, from, line, at + call.len(), required)),
                );
            }
        }
    }
}

/// The name behind a call, and the default that may follow: as the second argument, or behind `||` or `??`.
fn used(doc: &Doc<'_>, start: usize, line: &str, at: usize, required: bool) -> Option<VariableUse> {
    let rest = &line[at..];
    let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\'' | '`'));
    let from = usize::from(quote.is_some());
    let called = !line[..at].ends_with('.');
    let length = rest[from..].find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))?;
    let name = &rest[from..from + length];
    if !is_variable_name(name) || (called && quote.is_none()) {
        return None;
    }
    let behind = rest[from + length..].trim_start_matches(['"', '\'', '`', ']']).trim_start();
    let default = behind.strip_prefix(',').or_else(|| {
        let behind = behind.trim_start_matches(')').trim_start();
        behind.strip_prefix("||").or_else(|| behind.strip_prefix("??"))
    });
    let default = default.map(|text| literal(text.trim_start()));
    let span = Span::of(start + at + from..start + at + from + length);
    let name = Said { value: name.to_owned(), at: doc.place(span) };
    Some(VariableUse { name, required: required && default.is_none(), default: default.flatten(), by: None })
}

/// A literal that an expression begins with.
fn literal(text: &str) -> Option<String> {
    let first = text.chars().next()?;
    if matches!(first, '"' | '\'' | '`') {
        return text[1..].split(first).next().map(str::to_owned);
    }
    let end = text.find([',', ')', '}', ';', ' ', '\n']).unwrap_or(text.len());
    Some(text[..end].to_owned()).filter(|word| {
        word.starts_with(|first: char| first.is_ascii_digit())
            || matches!(word.as_str(), "true" | "false" | "True" | "False")
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::read::testing::dossier;

    #[test]
    fn settings_and_code_use_variables() {
        let facts = dossier(&[
            (
                "src/application.yml",
                "a:\n  url: ${DB_URL:jdbc:x}\n  password: ${DB_PASSWORD}\n  other: ${project.version}\n",
            ),
            (
                "src/config.py",
                "A = os.environ[\"A_URL\"]\n# os.getenv(\"NO_ONE\")\nB = os.getenv('B_PORT', '8000')\nC = os.environ.get(key)\n",
            ),
            (
                "src/next.config.js",
                "env: { X: process.env.X_URL || 'http://x', Y: process.env['Y_Z'], Z: process.env }\n",
            ),
            ("src/app.php", "'debug' => env('APP_DEBUG', false), 'x' => dotenv('NO')\n"),
            ("src/readme.txt", "process.env.NOT_HERE\n"),
        ]);
        let found: Vec<String> = facts
            .variable_uses
            .iter()
            .map(|one| format!("{} {} {}", one.name.value, one.default.as_deref().unwrap_or("-"), one.required))
            .collect();
        assert_eq!(
            found,
            [
                "APP_DEBUG false false",
                "DB_URL jdbc:x false",
                "DB_PASSWORD - true",
                "A_URL - true",
                "B_PORT 8000 false",
                "X_URL http://x false",
                "Y_Z - false",
            ]
        );
    }
}
