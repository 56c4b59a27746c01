//! Recognising secret values and masking them, before anything else reads the text.
//!
//! A value is a secret if its form says so (a key of a known issuer, a private key, a signed token, credentials in a
//! locator), or if a name that ends like a secret is given a literal value. References to a secret manager, encrypted
//! values and placeholders are no secrets.

use super::arguments::arguments;
use super::env_name::{EnvName, env_name};
use crate::bytes;
use crate::outline::Span;
use crate::vocabulary::secrets::{KEY_FORMATS, is_placeholder, is_reference, is_secret_name};

/// A secret value that stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// What it is, such as "AWS access key id" or "literal value of `DB_PASSWORD`".
    pub what: String,
    /// Where the value stands (in the masked text: of the mask).
    pub span: Span,
}

/// What a masked character is shown as. It is no mark-up in any format that is read.
pub const MASK: char = '•';

/// How a file writes `name value` pairs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// `NAME=value`, and the values are real.
    Env,
    /// `NAME=value`, and the values are examples.
    EnvExample,
    /// `name = "value"`; what is not quoted is an expression.
    Hcl,
    /// `name: value` or `"name": "value"`; inside a value also `NAME=value`.
    Data,
    /// Sentences; only `NAME=value` is a pair.
    Prose,
    /// Data in a sentence or a command: `"name": "value"`.
    Json,
}

impl Dialect {
    fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let env = env_name(&name);
        if env == Some(EnvName::Example) {
            Self::EnvExample
        } else if matches!(extension, "tf" | "tfvars" | "hcl" | "nomad") {
            Self::Hcl
        } else if env.is_some() || matches!(extension, "properties" | "toml" | "ini") {
            Self::Env
        } else if matches!(extension, "yml" | "yaml" | "json" | "jsonc") {
            Self::Data
        } else {
            Self::Prose
        }
    }
}

/// Finds the secrets in a text; linear in its length.
pub fn scan(path: &str, text: &str) -> Vec<Secret> {
    let dialect = Dialect::of(path);
    let mut found = Vec::new();
    let mut private_key: Option<usize> = None;
    let mut start = 0;
    let holds_key = text.contains("-----BEGIN ");
    for line in text.split_inclusive('\n') {
        if let Some(body) = private_key {
            if line.contains("-----END") {
                found.push(Secret { what: "private key".to_owned(), span: Span::of(body..start) });
                private_key = None;
            }
        } else if holds_key && line.contains("-----BEGIN ") && line.contains("PRIVATE KEY") {
            private_key = Some(begin_of_key(&mut found, line, start));
        } else {
            words(line, start, &mut found);
            pair(line, start, dialect, &mut found);
            if matches!(dialect, Dialect::Prose | Dialect::Data) {
                arguments(line, start, &mut found);
            }
            if dialect == Dialect::Data {
                pair(line, start, Dialect::Prose, &mut found);
            }
            // `-d '{"password": "…"}'` in a command that is shown.
            if dialect == Dialect::Prose && line.contains("\":") {
                pair(line, start, Dialect::Json, &mut found);
            }
        }
        start += line.len();
    }
    if let Some(body) = private_key.filter(|body| *body < text.len()) {
        found.push(Secret { what: "private key".to_owned(), span: Span::of(body..text.len()) });
    }
    found
}

/// The key's body begins on the next line, or (in JSON, with `\n` written out) behind the marker on the same one.
fn begin_of_key(found: &mut Vec<Secret>, line: &str, start: usize) -> usize {
    let marker = line.find("KEY-----").map_or(line.len(), |at| at + "KEY-----".len());
    if let Some(end) = line.get(marker..).and_then(|rest| rest.find("-----END")) {
        found.push(Secret { what: "private key".to_owned(), span: Span::of(start + marker..start + marker + end) });
    }
    start + line.len()
}

fn is_boundary(byte: u8) -> bool {
    BOUNDARIES[usize::from(byte)]
}

/// What no secret holds: blanks, quotes, brackets.
const BOUNDARIES: [bool; 256] = bytes::set(b" \t\n\x0c\r\"'`,|()<>;[]");

/// No secret in a word of its own, nor a locator with one, is shorter.
const SHORTEST: usize = 8;

fn words(line: &str, start: usize, found: &mut Vec<Secret>) {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if is_boundary(bytes[at]) {
            at += 1;
            continue;
        }
        let end = bytes[at..].iter().position(|byte| is_boundary(*byte)).map_or(bytes.len(), |length| at + length);
        if end - at < SHORTEST {
            at = end;
            continue;
        }
        let word = &line[at..end];
        if let Some((what, range)) = key_format(word).or_else(|| credentials(word)) {
            found.push(Secret { what, span: Span::of(start + at + range.start..start + at + range.end) });
        }
        at = end;
    }
}

/// A key of a known issuer, anywhere behind a `=` or `:` of the word.
fn key_format(word: &str) -> Option<(String, std::ops::Range<usize>)> {
    if word.len() < 16 {
        return None;
    }
    let starts = std::iter::once(0).chain(word.match_indices(['=', ':', '/']).map(|(at, _)| at + 1).take(8));
    for from in starts {
        let rest = &word[from..];
        let length =
            rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')).count();
        let token = rest[..length].trim_end_matches(['.', '-']);
        let known = KEY_FORMATS.iter().find(|format| {
            token.strip_prefix(format.prefix).is_some_and(|body| body.len() >= format.body && varied(body))
        });
        if let Some(format) = known.filter(|_| !token.contains("EXAMPLE")) {
            return Some((format.what.to_owned(), from..from + token.len()));
        }
        if is_signed_token(token) {
            return Some(("signed token (JWT)".to_owned(), from..from + token.len()));
        }
    }
    None
}

/// At least six different characters: `sk-xxxxxxxx` is a placeholder.
fn varied(body: &str) -> bool {
    let mut seen = [false; 128];
    body.bytes().filter(u8::is_ascii).for_each(|byte| seen[usize::from(byte)] = true);
    seen.iter().filter(|seen| **seen).count() >= 6
}

fn is_signed_token(token: &str) -> bool {
    let mut parts = token.split('.');
    let long = |part: Option<&str>| part.is_some_and(|part| part.len() >= 8);
    token.starts_with("eyJ")
        && long(parts.next())
        && parts.next().is_some_and(|part| part.starts_with("eyJ"))
        && long(parts.next())
}

/// The password of `scheme://user:password@host`. One for the machine itself protects nothing.
fn credentials(word: &str) -> Option<(String, std::ops::Range<usize>)> {
    if !word.bytes().any(|byte| byte == b'@') {
        return None;
    }
    let scheme = word.find("://")?;
    let authority = &word[scheme + 3..];
    let authority = &authority[..authority.find(['/', '?', '#']).unwrap_or(authority.len())];
    let at = authority.rfind('@')?;
    let colon = outside_references(&authority[..at]).find(|index| authority.as_bytes()[*index] == b':')?;
    let (password, host) = (&authority[colon + 1..at], &authority[at + 1..]);
    let local = ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| host.starts_with(name));
    if local || password.starts_with('$') || is_placeholder(password) || is_reference(password) {
        return default_of(password).map(|range| {
            let from = scheme + 3 + colon + 1;
            ("default password inside a locator".to_owned(), from + range.start..from + range.end)
        });
    }
    let from = scheme + 3 + colon + 1;
    Some(("password inside a locator".to_owned(), from..from + password.len()))
}

/// The places of a text that are not inside `${…}`.
fn outside_references(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    (0..bytes.len()).filter(move |at| match bytes[*at] {
        b'{' if depth > 0 || (*at > 0 && bytes[*at - 1] == b'$') => {
            depth += 1;
            false
        }
        b'}' if depth > 0 => {
            depth -= 1;
            false
        }
        _ => depth == 0,
    })
}

/// The literal default of `${NAME:-default}`.
fn default_of(value: &str) -> Option<std::ops::Range<usize>> {
    let at = value.strip_prefix("${").and(value.find(":-"))? + 2;
    let end = value.rfind('}').unwrap_or(value.len());
    value.get(at..end).filter(|default| !default.is_empty() && !default.starts_with('$')).map(|_| at..end)
}

/// A name that ends like a secret and its literal value, on one line.
fn pair(line: &str, start: usize, dialect: Dialect, found: &mut Vec<Secret>) {
    let separator = if matches!(dialect, Dialect::Data | Dialect::Json) { ':' } else { '=' };
    let mut from = 0;
    while let Some(offset) = line[from..].find(separator) {
        let at = from + offset;
        from = at + 1;
        let name = name_before(&line[..at]);
        // `${TOKEN:?must be set}` only uses it.
        let used = line[..at].strip_suffix(name).is_some_and(|before| before.ends_with("${"));
        // `--secret=NAME`: which secret of the store is meant.
        let stored = name.eq_ignore_ascii_case("secret")
            && line[..at].strip_suffix(name).is_some_and(|before| before.ends_with("--"));
        // `arn:…:secret:db`: without a blank or a quote the colon makes no pair.
        let quoted = line[..at].ends_with(['"', '\'']) || line[from..].starts_with(['"', '\'']);
        let apart = match dialect {
            Dialect::Data => quoted || line[from..].starts_with(char::is_whitespace),
            Dialect::Json => line[..at].ends_with('"') && line[from..].trim_start().starts_with('"'),
            _ => true,
        };
        // `pass == 1` compares.
        let compares = line[from..].starts_with('=') || line[..at].ends_with(['=', '!', '<', '>']);
        if used || stored || compares || !apart || !is_secret_name(name) {
            continue;
        }
        let Some((begin, end)) = value_behind(line, from, dialect) else { continue };
        let value = &line[begin..end];
        let literal = if value.starts_with("${") {
            default_of(value).map(|range| begin + range.start..begin + range.end)
        } else {
            let entry = dialect == Dialect::Hcl && name == "secret" && is_entry(value);
            (!entry && is_literal(value, dialect)).then_some(begin..end)
        };
        if let Some(range) = literal {
            found.push(Secret {
                what: format!("literal value of `{name}`"),
                span: Span::of(start + range.start..start + range.end),
            });
        }
        from = end;
    }
}

/// `app-db`: the name of an entry, as `secret = "app-db"` gives it.
fn is_entry(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_'))
}

fn name_before(text: &str) -> &str {
    let text = text.trim_end().trim_end_matches(['"', '\'']);
    let length = text
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        .count();
    text[text.len() - length..].trim_start_matches('-')
}

fn value_behind(line: &str, from: usize, dialect: Dialect) -> Option<(usize, usize)> {
    let rest = &line[from..];
    let skip = if dialect == Dialect::Prose { 0 } else { rest.len() - rest.trim_start().len() };
    let rest = &rest[skip..];
    let begin = from + skip;
    if let Some(quote) = rest.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        let end = rest[1..].find(quote)?;
        return Some((begin + 1, begin + 1 + end));
    }
    if dialect == Dialect::Hcl {
        return None;
    }
    let stop = |byte: u8| match dialect {
        Dialect::Prose => is_boundary(byte) && byte != b'<' && byte != b'{' && byte != b'}',
        Dialect::Data | Dialect::Json => matches!(byte, b'\n' | b'\r' | b','),
        Dialect::Env | Dialect::EnvExample | Dialect::Hcl => matches!(byte, b'\n' | b'\r'),
    };
    let end = rest.bytes().position(stop).unwrap_or(rest.len());
    let mut value = rest[..end].split(" #").next().unwrap_or_default().trim_end();
    // The end of a flow map is not part of its last value.
    if dialect == Dialect::Data && value.ends_with(['}', ']']) {
        let mut foreign = value.matches(['}', ']']).count().saturating_sub(value.matches(['{', '[']).count());
        while foreign > 0 && value.ends_with(['}', ']']) {
            value = value[..value.len() - 1].trim_end();
            foreign -= 1;
        }
    }
    (!value.is_empty()).then_some((begin, begin + value.len()))
}

/// Whether a value given to a secret's name is a literal secret.
pub fn is_literal_secret(value: &str) -> bool {
    !value.is_empty() && !is_reference(value) && !is_placeholder(value) && !value.starts_with('$')
}

fn is_literal(value: &str, dialect: Dialect) -> bool {
    // A sentence behind a colon describes the secret; `{`, `[`, `|`, `&` and `*` begin something that is no scalar.
    let scalar = !value.contains(' ') && !value.starts_with(['{', '[', '|', '>', '&', '*', '!', '#']);
    let strong =
        value.len() >= 16 && varied(value) && value.bytes().any(|byte| byte.is_ascii_digit()) && !is_words(value);
    let shown = dialect == Dialect::Json && !value.bytes().any(|byte| byte.is_ascii_digit());
    scalar && !shown && is_literal_secret(value) && (dialect != Dialect::EnvExample || strong)
}

/// `super-secret-jwt-key-for-local-1`: words that an example says instead of a key.
fn is_words(value: &str) -> bool {
    let parts = || value.split(['-', '_']);
    let word = |part: &str| part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts().filter(|part| word(part)).count() >= 3 && !parts().any(|part| !word(part) && part.len() > 5)
}

/// Replaces every character of the secrets by [`MASK`]; returns the text and the secrets with their spans in it. Overlapping
/// finds become one.
pub fn mask(text: &str, mut found: Vec<Secret>) -> (String, Vec<Secret>) {
    found.sort_by_key(|secret| (secret.span.start, std::cmp::Reverse(secret.span.end)));
    let mut masked = String::with_capacity(text.len());
    let mut kept: Vec<Secret> = Vec::new();
    let mut done = 0;
    for secret in found {
        let range = secret.span.range();
        if range.start < done || range.is_empty() {
            continue;
        }
        let (Some(before), Some(value)) = (text.get(done..range.start), text.get(range.clone())) else { continue };
        masked.push_str(before);
        let start = masked.len();
        masked.extend(masked_characters(value));
        kept.push(Secret { what: secret.what, span: Span::of(start..masked.len()) });
        done = range.end;
    }
    masked.push_str(text.get(done..).unwrap_or_default());
    (masked, kept)
}

/// The mask of a value. Line ends stay, and what stands before the text of a further line: it belongs to the file.
fn masked_characters(value: &str) -> impl Iterator<Item = char> {
    let mut indent = false;
    value.chars().map(move |character| {
        indent = character == '\n' || (indent && matches!(character, ' ' | '\t'));
        if indent { character } else { MASK }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(path: &str, text: &str) -> String {
        mask(text, scan(path, text)).0
    }

    #[test]
    fn secrets_are_masked_and_their_columns_kept() {
        for (path, text, wanted) in [
            ("a.yaml", "password: hunter2 # x", "password: ••••••• # x"),
            ("a.yaml", "db: {user: a, password: hunter2}", "db: {user: a, password: •••••••}"),
            ("a.json", r#"{"api_key": "q9w8", "b": 1}"#, r#"{"api_key": "••••", "b": 1}"#),
            (".env", "DB_PASSWORD='p w'\n", "DB_PASSWORD='p w'\n"),
            (".env", "DB_PASSWORD=hunter2\n", "DB_PASSWORD=•••••••\n"),
            ("a.md", "run DB_PASSWORD=hunter2 now", "run DB_PASSWORD=••••••• now"),
            ("a.md", "postgres://app:hunter2@db/x", "postgres://app:•••••••@db/x"),
            ("c.yml", "PASSWORD: ${PASSWORD:-changeme}", "PASSWORD: ${PASSWORD:-••••••••}"),
            ("c.yml", "url: amqp://a:${P:-guest}@mq", "url: amqp://a:${P:-•••••}@mq"),
            ("c.yml", "- DB_PASSWORD=hunter2", "- DB_PASSWORD=•••••••"),
            ("c.yml", "- \"DB_PASSWORD=${P:-hunter2}\"", "- \"DB_PASSWORD=${P:-•••••••}\""),
            ("a.tfvars", "db_password = \"hunter2\"", "db_password = \"•••••••\""),
            (".env.example", "A_TOKEN=k3jf92-kd93jd-0sk3jf92", "A_TOKEN=••••••••••••••••••••••"),
            ("a.md", "key AKIAQ4ZT8M2VX9LC7R3B.", "key ••••••••••••••••••••."),
        ] {
            assert_eq!(masked(path, text), wanted, "{path}");
        }
    }

    #[test]
    fn references_placeholders_and_prose_are_no_secrets() {
        for (path, text) in [
            ("a.md", "postgres://dev:dev@localhost/app"),
            ("a.md", "if {{ checks.pass == 1 }} and password != hunter2"),
            ("a.md", "| Token: see the vault | sk-xxxxxxxxxxxxxxxxxxxxxxxx |"),
            (".env.example", "DB_PASSWORD=postgres"),
            (".env.example", "API_KEY=your_key_here"),
            (".env", "API_KEY=<set-strong-key>"),
            (".env", "DB_PASSWORD=EJ[1:ab12cd34ef56ab78]"),
            ("a.yaml", "password: ENC[AES256_GCM,data:x]"),
            ("a.yaml", "automountServiceAccountToken: false"),
            ("a.yaml", "- API_TOKEN=${API_TOKEN:?must be set}"),
            ("a.yaml", "key: EV[1:ab12cd34ef56:ab78]"),
            ("main.tf", "secret = \"app-db\""),
            ("a.yaml", "existingSecret: orderflow-db"),
            ("a.yaml", "password: {{ .Values.password }}"),
            ("a.yaml", "DATABASE_PASSWORD: secret://prod/db"),
            ("c.yml", "- DB_PASSWORD=${DB_PASSWORD:?must be set}"),
            ("c.yml", "command: serve --api-token=$(API_TOKEN)"),
            ("main.tf", "db_password = var.db_password"),
            ("main.tf", "db_password = \"${var.db_password}\""),
            ("a.md", "AKIAIOSFODNN7EXAMPLE"),
            ("a.md", "The password: must be rotated"),
            ("a.md", "# [client] user=… password=…"),
            ("a.md", "DB_PASSWORD=‹strong password›"),
            ("a.yaml", "TS_KUBE_SECRET: \"proxy-state-$(POD_NAME)\""),
            (".env", "NPM_TOKEN=add-your-token-key"),
            (".env", "OPENAI_API_KEY=sk-proj-..."),
            ("a.md", "ANON_KEY=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9..."),
            (".env", "ANON_KEY=eyJ…x9Zw"),
            (".env.example", "JWT_SECRET=super-secret-key-for-local-1"),
            ("a.md", "postgres://app:<mot de passe>@db/x"),
            ("a.md", "postgres://app:contraseña@db/x"),
            ("a.md", "SECRET_KEY=tu_clave_secreta"),
            ("a.md", "JWT_SECRET=ここに秘密鍵"),
            ("a.md", "JWT_SECRET=votre_cle_secrete"),
            ("a.md", "GOOGLE_CREDENTIALS=./service-account.json node seed.js"),
            ("a.md", "TLS_KEY=certs/tls.key"),
            ("a.md", "gcloud run deploy --secret=db-password-v2"),
            ("a.md", "docker build --secret=id=npm,src=./npmrc ."),
            ("a.md", "JWT_KEY=REEMPLAZAR_CON_CLAVE_64_BYTES"),
            ("a.md", "JWT_KEY=SUBSTITUIR_PELA_CHAVE_1"),
            ("a.md", "JWT_KEY=ERSETZEN_DURCH_SCHLUESSEL_1"),
            ("a.md", "JWT_KEY=REMPLACER_PAR_CLE_1"),
            ("a.md", "JWT_KEY=CHAVE_REAL_AQUI_64"),
        ] {
            assert_eq!(masked(path, text), text, "{path}");
        }
    }

    #[test]
    fn a_private_key_is_masked_to_its_end() {
        let text = "-----BEGIN RSA PRIVATE KEY-----\nabc\ndef\n-----END RSA PRIVATE KEY-----\nrest";
        let wanted = "-----BEGIN RSA PRIVATE KEY-----\n•••\n•••\n-----END RSA PRIVATE KEY-----\nrest";
        assert_eq!(masked("key.pem", text), wanted);
    }
}
