//! Literal secrets that only their surroundings give away: a cell of the catalog, a value of a manifest.

use super::config;
use super::document::Doc;
use super::ids::Ids;
use super::{Facts, Kind, SourceId};
use crate::dossier::Source;
use crate::dossier::secrets::{MASK, Secret, is_literal_secret};
use crate::facts::SecretFound;
use crate::facts::sense::Sense;
use crate::outline::{Block, Node, Outline, Span};
use crate::vocabulary::secrets::is_secret_name;
use crate::vocabulary::{self, Column, Written, written};

/// The secrets of a source that are not masked yet.
pub(super) fn in_context(source: &Source, outline: &Outline, sense: &Sense, ids: &Ids<'_>) -> Vec<Secret> {
    let doc = Doc::new(SourceId(0), source, outline, sense, Kind::OtherDocument, ids);
    let mut found = in_catalog(&doc);
    found.extend(under_password(&doc));
    if sense.names(Column::Password) && PASSWORDS.iter().any(|word| source.text.contains(word)) {
        found.extend(beside_password(&doc));
    }
    for node in &outline.nodes {
        found.extend(in_secret_object(source, node));
        found.extend(in_name_value_pairs(source, node));
        found.extend(in_terraform(source, node));
    }
    found.retain(|secret| !source.slice(secret.span).contains(MASK));
    found
}

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let lines = super::secret_commands::Lines::of(doc);
    facts.secrets.extend(doc.source.secrets.iter().map(|secret| SecretFound {
        what: secret.what.clone(),
        command: lines.command(secret.span),
        at: doc.place(secret.span),
    }));
}

fn literal(name: &str, value: &str, span: Span) -> Option<Secret> {
    let value = value.trim().trim_matches('`');
    // A cell with several words describes the secret.
    let one_word = !value.contains(' ') && written(value) == Written::Stated;
    (is_secret_name(name) && one_word && is_literal_secret(value))
        .then(|| Secret { what: format!("literal value of `{name}`"), span })
}

fn in_catalog(doc: &Doc<'_>) -> Vec<Secret> {
    let mut found = Vec::new();
    for grid in doc.grids() {
        let Some(column) = config::catalog(doc, &grid) else { continue };
        for row in &grid.table.rows {
            let names = config::names(&grid.nth(row, column).value);
            for (environment, cell) in config::value_cells(doc, &grid, row) {
                // A developer's own machine holds nothing to protect.
                if environment == Some("development") {
                    continue;
                }
                found.extend(names.iter().find_map(|name| literal(name, &cell.value, inside(doc, cell.at.span))));
            }
        }
    }
    found
}

/// What stands in a column or behind a label that is called "password".
fn under_password(doc: &Doc<'_>) -> Vec<Secret> {
    let what = || "password".to_owned();
    let mut found = Vec::new();
    for grid in doc.grids().filter(|grid| grid.has(Column::Password)) {
        let cells = grid.table.rows.iter().filter_map(|row| grid.cell(row, Column::Password));
        let literal = cells.filter(|cell| is_password(&cell.value));
        found.extend(literal.map(|cell| Secret { what: what(), span: inside(doc, cell.at.span) }));
    }
    for line in doc.lines().iter().filter(|line| line.column == Some(Column::Password)) {
        if is_password(&line.field.value.plain) {
            found.push(Secret { what: what(), span: inside(doc, line.field.value.span) });
        }
    }
    found
}

/// How the word for a password is written, but for its first letter: most documents have none of them.
const PASSWORDS: [&str; 8] = ["assword", "asswort", "ot de passe", "ontrase", "enha", "密码", "密碼", "パスワード"];

/// "the admin password" and code behind it, `user: admin, password x1y2z3`: what stands right behind the word, in code or like no word.
fn beside_password(doc: &Doc<'_>) -> Vec<Secret> {
    /// Bytes between the word and the code that is one.
    const NEAR: usize = 32;
    let mut found = Vec::new();
    let blocks = doc.outline.sections.iter().flat_map(|section| &section.blocks);
    for block in blocks {
        let text = match block {
            Block::Item(item) => &item.text,
            Block::Paragraph(paragraph) => &paragraph.text,
            Block::Table(_) | Block::Code(_) => continue,
        };
        let terms = doc.terms(text);
        let raw = doc.source.slice(text.span);
        for hit in terms.of(Column::Password).take(8) {
            let word = terms.word(hit);
            // Markup moves the word in the source: it is looked for there.
            let Some(at) = raw.find(word).map(|at| at + word.len()) else { continue };
            let rest = raw[at..].lines().next().unwrap_or_default();
            let near = |open: usize| open <= NEAR && !rest[..open].contains(['.', ';', '。']);
            let coded = rest.split('`').nth(1).filter(|_| rest.find('`').is_some_and(near));
            let value = coded.filter(|code| is_password(code) || is_phrase(code)).or_else(|| {
                let next = rest.trim_start_matches([' ', ':', '：', '=', '*']).split([' ', ',', ')', '`']).next()?;
                Some(next.trim_matches(['"', '\''])).filter(|next| is_password(next))
            });
            let Some(value) = value else { continue };
            let from = text.span.start + (at + rest.find(value).unwrap_or_default()) as u32;
            let span = Span { start: from, end: from + value.len() as u32 };
            found.push(Secret { what: "password".to_owned(), span });
        }
    }
    found
}

/// A single word in code behind "password" that is no name of a setting and no command: `videgrenier`, `correct-horse`.
fn is_phrase(code: &str) -> bool {
    code.len() >= 8
        && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        && !code.contains("password")
        && is_literal_secret(code)
        && vocabulary::find(code).of(code).hits().is_empty()
}

/// A word that only a password is: letters with digits or signs. `bcrypt`, `PW-12`, a path and a mail address say something of
/// one.
fn is_password(text: &str) -> bool {
    const SIGNS: [char; 8] = ['!', '@', '#', '$', '%', '^', '&', '*'];
    let text = text.trim().trim_matches('`');
    let lower = text.to_ascii_lowercase();
    let method = ["argon", "bcrypt", "scrypt", "pbkdf", "sha", "md5", "hmac", "oauth", "http"];
    let mail = text.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    let letter = text.bytes().any(|byte| byte.is_ascii_lowercase());
    let mixed = text.bytes().any(|byte| byte.is_ascii_digit()) || text.contains(SIGNS);
    text.len() >= 6
        && text.is_ascii()
        && !text.contains([' ', '/', '(', ':', '='])
        && letter
        && mixed
        && !mail
        && !method.iter().any(|word| lower.starts_with(word))
        && written(text) == Written::Stated
        && is_literal_secret(text)
}

/// The span without the backticks around a value, which are markup.
fn inside(doc: &Doc<'_>, span: Span) -> Span {
    let text = doc.source.slice(span);
    let lead = text.len() - text.trim_start_matches([' ', '`']).len();
    let tail = text.len() - text.trim_end_matches([' ', '`']).len();
    if lead + tail >= text.len() { span } else { Span { start: span.start + lead as u32, end: span.end - tail as u32 } }
}

/// `data` and `stringData` of a Kubernetes Secret. Base64 protects nothing; an encrypted value is no literal.
fn in_secret_object(source: &Source, object: &Node) -> Vec<Secret> {
    if object.text(&["kind"]) != Some("Secret") || object.get("sops").is_some() {
        return Vec::new();
    }
    let maps = ["data", "stringData"].into_iter().filter_map(|key| object.get(key));
    maps.flat_map(Node::pairs)
        .filter(|(name, _)| !is_no_secret(&name.plain))
        .filter(|(_, value)| value.scalar().is_some_and(|text| is_literal_secret(text) && !is_open_locator(text)))
        .map(|(name, value)| Secret {
            what: format!("literal value of `{}` in a Secret", name.plain),
            span: unquoted(source, value),
        })
        .collect()
}

/// `POSTGRES_DB`, `username`, `LOG_LEVEL`: what a Secret may hold beside its secrets.
fn is_no_secret(name: &str) -> bool {
    const OPEN: [&str; 12] = [
        "user", "username", "db", "database", "dbname", "name", "host", "hostname", "port", "level", "region", "schema",
    ];
    let lower = name.to_ascii_lowercase();
    let last = lower.rsplit(['_', '-', '.']).next().unwrap_or_default();
    OPEN.contains(&last) && !is_secret_name(name)
}

/// `redis://cache:6379`, `postgresql://USER:PASSWORD@HOST/app`: a locator that holds no credential, or only what stands for one.
fn is_open_locator(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (user, address) = authority.rsplit_once('@').map_or(("", authority), |(user, address)| (user, address));
    let password = user.split_once(':').map_or("", |(_, password)| password);
    let signed = rest.contains("key=") || rest.contains("token=") || rest.contains("sig=");
    // A webhook is as good as a key: its path is what nobody may know.
    let hook = scheme.starts_with("http") && rest.len() > address.len() + user.len() + 24;
    !signed && !hook && (user.is_empty() || (!password.is_empty() && !is_literal_secret(password)))
}

/// `- name: DB_PASSWORD` above `value: …`; Render and `DigitalOcean` write `key`.
fn in_name_value_pairs(source: &Source, node: &Node) -> Vec<Secret> {
    node.walk()
        .filter_map(|(_, pair)| {
            let value = pair.get("value")?;
            literal(pair.text(&["name"]).or_else(|| pair.text(&["key"]))?, value.scalar()?, unquoted(source, value))
        })
        .collect()
}

/// `variable "db_password" { default = "…" }`, and one that says of itself that it is sensitive.
fn in_terraform(source: &Source, node: &Node) -> Vec<Secret> {
    let blocks = node.all("variable").flat_map(Node::pairs);
    let defaults = blocks.filter_map(|(name, body)| Some((name, body, body.get("default")?)));
    let found = defaults.filter_map(|(name, body, default)| {
        let value = default.scalar().filter(|value| !value.is_empty())?;
        let sensitive = body.text(&["sensitive"]) == Some("true") && is_literal_secret(value);
        let what = format!("literal default of `{}`", name.plain);
        literal(&name.plain, value, unquoted(source, default))
            .or(sensitive.then(|| Secret { what, span: unquoted(source, default) }))
    });
    found.collect()
}

/// Where the text of a value stands, without its quotes or the mark of a block. The parser's span may go on to the next token.
fn unquoted(source: &Source, value: &Node) -> Span {
    let written = source.slice(value.span).trim_end();
    let block = written.find('\n').filter(|_| written.starts_with(['|', '>']));
    let quote = written.chars().next().filter(|first| matches!(first, '"' | '\''));
    let quoted = written.len() >= 2 && quote.is_some_and(|quote| written.ends_with(quote));
    let lead = block.map_or(usize::from(quoted), |end| {
        let rest = &written[end..];
        end + rest.len() - rest.trim_start().len()
    });
    let start = value.span.start;
    Span { start: start + lead as u32, end: start + (written.len() - usize::from(quoted)) as u32 }
}
