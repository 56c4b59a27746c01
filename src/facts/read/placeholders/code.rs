//! What was left open in code and in addresses: `git checkout <previous_commit>`, `backup_YYYYMMDD.sql`, `https://YOUR-SITE/`.

use super::{group, is_name, is_tag};
use crate::dossier::Source;
use crate::outline::{Code, Span};

const SHELL: [&str; 7] = ["", "bash", "sh", "shell", "zsh", "console", "powershell"];
const DATA: [&str; 11] =
    ["json", "jsonc", "yaml", "yml", "env", "dotenv", "ini", "properties", "toml", "conf", "nginx"];

/// Dates that a name of a file is to be given.
const DATES: [&str; 7] = ["YYYYMMDD", "YYYY-MM-DD", "YYYY_MM_DD", "AAAAMMDD", "AAAAMMJJ", "JJJJMMTT", "DDMMYYYY"];

/// Marks of a code block, outside its comments. What only shows how something is written is none: `Usage: back.sh <name>`, and
/// markup.
pub(super) fn block(source: &Source, code: &Code, spans: &mut Vec<Span>) {
    let language = code.language.as_str();
    let text = source.slice(code.span);
    let open = text.contains('<');
    let dated = text.contains("YYYY") || text.contains("AAAA") || text.contains("JJJJ");
    if !(open || dated) || !(SHELL.contains(&language) || DATA.contains(&language)) || text.contains("</") {
        return;
    }
    let mut start = code.span.start as usize;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_start();
        let told = shown.starts_with(['#', ';']) || shown.starts_with("//") || is_usage(shown);
        if !told {
            let marks = line.match_indices('<').filter_map(|(at, _)| Some((at, named(line, at)?)));
            let files = DATES.iter().filter_map(|date| in_name(line, date));
            spans.extend(marks.chain(files).map(|(at, length)| Span::of(start + at..start + at + length)));
        }
        start += line.len();
    }
}

fn is_usage(line: &str) -> bool {
    let word = line.split([':', ' ']).next().unwrap_or_default();
    ["usage", "syntax", "uso", "verwendung", "aufruf", "用法", "使い方"].contains(&word.to_lowercase().as_str())
}

/// The length of `<name>`, if it is one: no redirection (`<in.sql >log`), no type (`List<Order>`), no begin of a text (`<<END`).
fn named(line: &str, at: usize) -> Option<usize> {
    let before = line[..at].chars().next_back();
    if before.is_some_and(|last| last.is_alphanumeric() || last == '<') {
        return None;
    }
    let length = group(&line[at..], '>')?;
    let inside = &line[at + 1..at + length - 1];
    let plain = is_name(inside) && !inside.contains('.') && !inside.ends_with(' ') && !inside.starts_with("br");
    (plain && inside.chars().count() > 1 && !is_tag(inside)).then_some(length)
}

/// A date that stands in the name of a file: `backup_YYYYMMDD_HHMMSS.sql`, but not `'YYYY-MM-DD'`, which is a format.
fn in_name(line: &str, date: &str) -> Option<(usize, usize)> {
    let at = line.find(date)?;
    let fresh = line[..at].ends_with(['_', '-', '/', '.']);
    let rest = &line[at + date.len()..];
    let more = rest.find(|letter: char| !matches!(letter, 'H' | 'M' | 'S' | '_' | '-')).unwrap_or(rest.len());
    let more = if rest[..more].contains("HH") { rest[..more].trim_end_matches(['_', '-']).len() } else { 0 };
    fresh.then_some((at, date.len() + more))
}

/// How a host begins that stands for another one.
const HOSTS: [&str; 19] = [
    "your-",
    "your_",
    "yourdomain",
    "yoursite",
    "yourhost",
    "yourserver",
    "tu-dominio",
    "tudominio",
    "tu-sitio",
    "mi-dominio",
    "seu-dominio",
    "seudominio",
    "seu-site",
    "votre-",
    "votredomaine",
    "deine-domain",
    "ihre-domain",
    "ihr-server",
    "el-sitio",
];

/// Addresses of a host that nobody has put in: `https://YOUR-SITE/api`, `postgres://HOST:5432`.
pub(super) fn addresses(source: &Source, spans: &mut Vec<Span>) {
    let text = source.text.as_str();
    for (at, _) in text.match_indices("://") {
        let from = at + 3;
        let rest = &text[from..];
        let of_host = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
        let host = &rest[..rest.find(|letter: char| !of_host(letter)).unwrap_or(rest.len())];
        let host = host.trim_end_matches('.');
        // What stands before an `@` is a user.
        if host.len() >= 3 && !rest[host.len()..].starts_with('@') && is_open_host(host) {
            spans.push(Span::of(from..from + host.len()));
        }
        // `postgres://app:<password>@<host>/shop`: up to where the path begins.
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, '/' | '`' | '"' | ')');
        let whole = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let marks = whole.match_indices('<').filter_map(|(at, _)| Some((at, named(whole, at)?)));
        spans.extend(marks.map(|(at, length)| Span::of(from + at..from + at + length)));
    }
}

fn is_open_host(host: &str) -> bool {
    let capitals = host.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'-' | b'_'));
    let starts = |start: &str| host.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
    (capitals && host.starts_with(|first: char| first.is_ascii_uppercase())) || HOSTS.iter().any(|start| starts(start))
}

#[cfg(test)]
mod tests {
    use crate::facts::read::testing::dossier;

    #[test]
    fn commands_and_addresses_are_left_open() {
        let text = "# Deployment plan\n## Steps\n1. Call `https://EL-SITIO/api`, `psql postgres://a:<pass>@db.example/x` and https://your-shop.example/x.\n2. Call \
            https://yours.example/ and `/orders/<id>`.\n\n~~~bash\ngit checkout <previous_commit>\n# Usage: back.sh <name>\n\
            psql shop <in.sql >log\ncat <<END >out\n./restore.sh backups/shop_YYYYMMDD_HHMMSS.sql.gz\n\
            psql -c \"select to_char(now(), 'YYYY-MM-DD')\"\npsql postgres://app:<pw>@<db-host>/x\n~~~\n\n~~~json\n\
            {\"Db\": \"Server=<本番サーバー>;Database=x\"}\n~~~\n\n~~~java\nList<Order> x = <init>;\n~~~\n\n~~~\n<page>\n</page>\n~~~\n";
        let found = dossier(&[("deployment-plan.md", text)]).placeholders;
        let shown: Vec<&str> = found.iter().map(|one| one.text.value.as_str()).collect();
        let wanted = [
            "EL-SITIO",
            "<pass>",
            "your-shop.example",
            "<previous_commit>",
            "YYYYMMDD_HHMMSS",
            "<pw>",
            "<db-host>",
            "<本番サーバー>",
        ];
        assert_eq!(shown, wanted);
    }
}
