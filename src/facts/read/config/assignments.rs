//! Variables that a document sets or names outside a table: in code blocks, code spans, items and headings.

use std::ops::Range;

use super::commands::{pair, set_by};
use super::names::{self, is_known, is_settable, leading};
use super::told::demanded;
use crate::facts::read::settings::is_variable_name;
use crate::outline::Span;
use crate::vocabulary::{self, Column, Section, Word};

/// A variable, and what it is set to, as bytes of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Assignment {
    pub(super) name: Span,
    /// `None` if only the name stands there.
    pub(super) value: Option<Span>,
    /// Whether a comment above says that it must be set.
    pub(super) required: Option<bool>,
}

impl Assignment {
    pub(super) fn new(name: Range<usize>, value: Option<Range<usize>>) -> Self {
        Self { name: Span::of(name), value: value.map(Span::of), required: None }
    }

    /// The same in a text that this one begins in at `by`.
    pub(super) fn moved(self, by: usize) -> Self {
        let shift = |span: Span| Span { start: span.start + by as u32, end: span.end + by as u32 };
        Self { name: shift(self.name), value: self.value.map(shift), ..self }
    }
}

/// `NAME=value`, `export NAME=value`, `NAME = value`: one line and nothing else.
pub(super) fn line(text: &str) -> Option<Assignment> {
    let body = text.trim();
    let lead = text.len() - text.trim_start().len();
    let start =
        lead + ["export ", "set ", "$env:"].iter().find(|word| body.starts_with(*word)).map_or(0, |it| it.len());
    let name = leading(&text[start..])?;
    let rest = &text[start + name.len()..];
    let from = text.len() - rest.trim_start().strip_prefix('=')?.trim_start().len();
    let written = text[from..].trim_end();
    let (from, written) = match quoted(written) {
        Some(inside) => (from + 1, inside),
        // `KEY=   # a note`
        None if written.starts_with('#') && text[..from].ends_with(char::is_whitespace) => (from, ""),
        None => (from, written.split(" #").next().unwrap_or_default().trim_end()),
    };
    is_variable_name(name).then(|| Assignment::new(start..start + name.len(), Some(from..from + written.len())))
}

fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    text[1..].split_once(quote).map(|(inside, _)| inside)
}

/// What a code block sets. `told` says that the text around it speaks of variables.
pub(super) fn block(language: &str, text: &str, told: bool) -> Vec<Assignment> {
    let of_env =
        matches!(language, "env" | "dotenv" | "properties" | "ini" | "conf" | "config" | "cfg" | "toml" | ".env");
    let shell = matches!(language, "" | "bash" | "sh" | "shell" | "zsh" | "console" | "powershell" | "text");
    if !of_env && !shell {
        return Vec::new();
    }
    let listed = list(text);
    if !listed.is_empty() {
        return listed;
    }
    let mut lines = Vec::new();
    let mut found = Vec::new();
    let mut only = true;
    let mut start = 0;
    // What the comment above a group of lines says of them.
    let (mut asked, mut commented) = (None, false);
    for part in text.split_inclusive('\n') {
        let comment = part.trim_start().starts_with('#');
        if comment {
            let says = said(part);
            asked = if commented { says.or(asked) } else { says };
        }
        commented = comment;
        if !part.trim().is_empty() && !comment {
            let beside = || part.split_once(" #").and_then(|(_, behind)| said(behind));
            let assignment = line(part).map(|found| Assignment { required: beside().or(asked), ..found });
            only &= assignment.is_some();
            let exported = part.trim_start().starts_with("export ");
            lines.extend(assignment.map(|assignment| (assignment.moved(start), exported)));
        }
        start += part.len();
    }
    // Of a script only what it hands on is a variable of the environment.
    let many = only && lines.len() >= 2;
    found.extend(
        lines.into_iter().filter(|(_, exported)| of_env || many || (told && (only || *exported))).map(|it| it.0),
    );
    if !of_env {
        found.extend(set_by(text));
        found.extend(shown(text));
    }
    found
}

/// What a comment says of the variables below or before it: whether they must be set. "Needed if mail is sent" asks for none of
/// everybody, nor does "if you send no mail".
fn said(comment: &str) -> Option<bool> {
    let comment = comment.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let found = vocabulary::find(comment);
    let terms = found.of(comment);
    let asks = || terms.has_any(&[Word::Yes, Word::Blocking]) || terms.has(Column::Required);
    let conditional = terms.begins(Word::If) || (terms.has(Word::If) && asks());
    if conditional { Some(false) } else { demanded(terms) }
}

/// A block of nothing but names, one a line: what is expected to be there.
fn list(text: &str) -> Vec<Assignment> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive('\n') {
        let body = part.trim();
        let lead = start + part.len() - part.trim_start().len();
        start += part.len();
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        let Some(name) = leading(body).filter(|name| is_settable(name)) else { return Vec::new() };
        let behind = &body[name.len()..];
        if !(behind.is_empty() || behind.starts_with("  ") || behind.trim_start().starts_with(['#', '(', '—'])) {
            return Vec::new();
        }
        found.push(Assignment::new(lead..lead + name.len(), None));
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// The `$NAME`s of the lines below a comment that speaks of variables.
fn shown(text: &str) -> Vec<Assignment> {
    let mut found = Vec::new();
    let mut told = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('#') {
            told = vocabulary::find(line).of(line).has(Section::Variables);
        } else if line.trim().is_empty() {
            told = false;
        } else if told {
            for (at, _) in line.match_indices('$') {
                let rest = &line[at + 1..];
                let inside = rest.strip_prefix('{').unwrap_or(rest);
                if let Some(name) = leading(inside) {
                    let from = start + line.len() - inside.len();
                    found.push(Assignment::new(from..from + name.len(), None));
                }
            }
        }
        start += line.len();
    }
    found
}

/// What is known of the text around.
#[expect(clippy::struct_excessive_bools, reason = "each of them may hold beside the others")]
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    /// It speaks of variables, as in [`block`].
    pub(super) told: bool,
    /// It is about work on the release: a name that looks like a variable's is one.
    pub(super) asked: bool,
    /// A sentence of the text names environment variables as such: what looks like a name is one, in code or not.
    pub(super) speaks: bool,
    /// It is a box.
    pub(super) boxed: bool,
}

/// What the code spans of a text set or name, as written in the source.
pub(super) fn spans(raw: &str, around: Around) -> Vec<Assignment> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut parts = raw.split('`').enumerate().peekable();
    let mut joined = false;
    let mut beside = false;
    // Every second part between backticks is code.
    while let Some((index, part)) = parts.next() {
        if joined && index % 2 == 1 {
            // The value of the name before.
            if let Some(last) = found.last_mut().filter(|_| is_alone(raw, at + part.len() + 1)) {
                let last: &mut Assignment = last;
                last.value = Some(Span::of(at..at + part.len()));
            }
            joined = false;
        } else if index % 2 == 1 {
            let mut named = code(part, around);
            // "`SHOP_PRIVATE_KEY` / `SHOP_LABEL`": one beside another.
            if named.is_empty() && beside && is_settable(part) && part.contains('_') {
                named = vec![Assignment::new(0..part.len(), None)];
            }
            beside = !named.is_empty() && parts.peek().is_some_and(|(_, next)| is_list_mark(next.trim()));
            let bare = named.as_slice().last().is_some_and(|one| one.value.is_none());
            found.extend(named.into_iter().map(|assignment| assignment.moved(at)));
            joined = bare && parts.peek().is_some_and(|(_, next)| is_joint(next.trim()));
        } else if !joined && around.speaks && !around.told {
            found.extend(in_words(part).into_iter().map(|assignment| assignment.moved(at)));
        } else if (around.told || around.boxed) && !joined {
            found.extend(clauses(part, index == 0, around.told).into_iter().map(|assignment| assignment.moved(at)));
        } else if around.asked && !joined && part.contains('=') {
            let set = in_words(part).into_iter().filter(|one| one.value.is_some());
            found.extend(set.map(|assignment| assignment.moved(at)));
        }
        at += part.len() + 1;
    }
    found
}

/// What stands between two things of a list.
fn is_list_mark(text: &str) -> bool {
    matches!(
        text,
        "/" | "," | "、" | "，" | "+" | "&" | "・" | "and" | "und" | "et" | "y" | "e" | "和" | "と" | "或" | "or"
    )
}

/// What stands between a name and its value.
fn is_joint(text: &str) -> bool {
    matches!(text, "=" | ":" | "：" | ":=" | "→" | "set to" | "is set to" | "was set to" | "must be")
}

/// Names in a sentence that speaks of variables: 環境変数 `A_KEY` は …, `the environment variable A_KEY=x`.
fn in_words(part: &str) -> Vec<Assignment> {
    let set = |(from, to): (usize, usize)| {
        let word = part[from..].split(|letter: char| {
            letter.is_whitespace() || matches!(letter, ',' | '、' | '，' | '。' | ')' | '）' | '*')
        });
        let own = word.into_iter().next().and_then(pair).filter(|one| one.name.end as usize == to - from);
        own.filter(|one| one.value.is_some_and(|it| it.start < it.end))
            .unwrap_or_else(|| Assignment::new(0..to - from, None))
            .moved(from)
    };
    names::bare(part).into_iter().map(set).collect()
}

/// Whether the code that ends at `at` is all that stands behind a name: in "`MODE`: `a` or `b`" it is one of several.
fn is_alone(raw: &str, at: usize) -> bool {
    let behind = raw.get(at..).unwrap_or_default().lines().next().unwrap_or_default().trim_start_matches(['*', ' ']);
    behind.is_empty() || behind.starts_with(['(', '（', '.', ';', '。', '—', '–', '#', '-'])
}

fn code(part: &str, around: Around) -> Vec<Assignment> {
    if part.contains(char::is_whitespace) {
        let set = set_by(part);
        // `SHOP_NAME=My shop`.
        let whole = || {
            line(part)
                .filter(|one| part.starts_with(leading(part).unwrap_or("=")) && is_settable(&part[one.name.range()]))
        };
        return if set.is_empty() { whole().into_iter().collect() } else { set };
    }
    if let Some(assignment) = pair(part) {
        return if is_settable(&part[assignment.name.range()]) { vec![assignment] } else { Vec::new() };
    }
    let all = around.told || around.speaks;
    let several = part.strip_suffix('*').filter(|start| start.ends_with('_') && (all || is_known(start)));
    let named = several.is_some_and(is_variable_name)
        || (is_variable_name(part) && ((all && is_settable(part)) || (around.asked && is_known(part))));
    if named { vec![Assignment::new(0..part.len(), None)] } else { Vec::new() }
}

/// Names that clauses begin with: `APP_DEBUG=false in production`, `…; AUTH_SECRET at least 32 characters`; where variables are
/// told also `MAX_ITEMS: how many`.
fn clauses(part: &str, opens: bool, told: bool) -> Vec<Assignment> {
    let mut found = Vec::new();
    let mut at = 0;
    for (index, clause) in part.split_inclusive([';', ',', '；', '，', '、', '。']).enumerate() {
        let body = clause.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let from = at + clause.len() - body.len();
        at += clause.len();
        if index == 0 && !opens {
            continue;
        }
        let settable = |name: &&str| name.contains('_') || (is_settable(name) && body[name.len()..].starts_with('='));
        let Some(name) = leading(body).filter(settable) else { continue };
        let word = body
            .split(|letter: char| letter.is_whitespace() || matches!(letter, ';' | ',' | '；' | '，' | '、' | '。'));
        let pair = word.into_iter().next().and_then(pair).filter(|pair| pair.value.is_some_and(|it| it.start < it.end));
        let behind = body[name.len()..].trim_start();
        let defined =
            told && index == 0 && (behind.is_empty() || behind.starts_with([':', '：', '-', '–', '—', '(', '（']));
        let bare = || (is_known(name) || (defined && is_settable(name))).then(|| Assignment::new(0..name.len(), None));
        found.extend(pair.or_else(bare).map(|assignment| assignment.moved(from)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown_as(text: &str, found: &[Assignment]) -> Vec<String> {
        let value = |span: Option<Span>| span.map_or(String::new(), |span| format!("={}", &text[span.range()]));
        found.iter().map(|it| format!("{}{}", &text[it.name.range()], value(it.value))).collect()
    }

    #[test]
    fn code_blocks_set_variables() {
        for (language, text, told, wanted) in [
            (
                "env",
                "A_URL=http://x:1\n# no\nB_X=\"two words\" # why\n",
                false,
                &["A_URL=http://x:1", "B_X=two words"][..],
            ),
            ("bash", "A_URL=...\nexport PORT=80\n", false, &["A_URL=...", "PORT=80"]),
            ("", "NODE_ENV = production\nAPI_URL = x\n", false, &["NODE_ENV=production", "API_URL=x"]),
            ("bash", "VERSION=1.2\ndocker push app:$VERSION\n", true, &[]),
            ("bash", "export NODE_ENV=production\nnpm run build\n", true, &["NODE_ENV=production"]),
            (
                "bash",
                "make\nenv DB_HOST=db DB_PORT=1 \\\n  DB_USER=me npm run x=1\n",
                false,
                &["DB_HOST=db", "DB_PORT=1", "DB_USER=me"],
            ),
            ("bash", "# Check the environment variables\necho \"$SENTRY_DSN\"\n\necho $HOME\n", false, &["SENTRY_DSN"]),
            ("bash", "APP_ROOT=/srv APP_TAG=<tag> bash back.sh\n", false, &["APP_ROOT=/srv", "APP_TAG=<tag>"]),
            ("", "API_URL\nAPI_KEY   # secret\n", false, &["API_URL", "API_KEY"]),
            ("", "API_URL\nnpm start\n", false, &[]),
            ("yaml", "A_B=1\nC_D=2\n", true, &[]),
            ("ini", "[app]\nJwt__Key=x\nname=y\n", false, &["Jwt__Key=x"]),
            ("bash", "A_URL=1\nSmtp__Host=mail\n", false, &["A_URL=1", "Smtp__Host=mail"]),
        ] {
            assert_eq!(shown_as(text, &block(language, text, told)), wanted, "{text}");
        }
    }

    #[test]
    fn code_spans_and_clauses_name_variables() {
        for (text, told, asked, wanted) in [
            ("`ENVIRONMENT=development` (sends no mail)", false, false, &["ENVIRONMENT=development"][..]),
            ("`DATABASE_URL`: the test database", true, false, &["DATABASE_URL"]),
            ("Wait until the state is `IN_PROGRESS`", false, true, &[]),
            ("`.env` is there and `JWT_SECRET` is set", false, true, &["JWT_SECRET"]),
            ("See `DATABASE_URL`", false, false, &[]),
            ("APP_DEBUG=false in production", false, true, &["APP_DEBUG=false"]),
            ("`AUTH_ENABLED=true`; AUTH_SECRET of 32 letters", false, true, &["AUTH_ENABLED=true", "AUTH_SECRET"]),
            ("`SELECT_ALL=x y`", true, true, &["SELECT_ALL=x"]),
            ("ALLOWED (DEBUG_MODE=true)", false, false, &[]),
            ("`SHOP_NAME=My 1`", true, false, &["SHOP_NAME=My 1"]),
            ("PORT=3000", false, true, &["PORT=3000"]),
            ("Run `E2E_CONFIRM=1 npm test`", false, false, &["E2E_CONFIRM=1"]),
            ("`docker run -e API_MODE=full -e API_KEY shop:2`", false, false, &["API_MODE=full", "API_KEY"]),
            ("`fly secrets set SMTP_HOST=mail`", false, false, &["SMTP_HOST=mail"]),
            ("`LOCAL_LLM_*` and `IS_DONE`", true, false, &["LOCAL_LLM_*", "IS_DONE"]),
            ("A GATE-03 and READY", true, true, &[]),
            ("MAX_ITEMS — how many", true, false, &["MAX_ITEMS"]),
            ("Names begin with `VITE_`", true, false, &[]),
            ("`API_URL` = `https://x.example`", true, false, &["API_URL=https://x.example"]),
            ("`API_PORT`: `80` (behind the proxy)", true, false, &["API_PORT=80"]),
            ("`API_MODE`: `full` or `lean`", true, false, &["API_MODE"]),
            ("`API_MODE`: see `config.rs` for all", true, false, &["API_MODE"]),
        ] {
            let around = Around { told, asked, boxed: asked, speaks: false };
            assert_eq!(shown_as(text, &spans(text, around)), wanted, "{text}");
        }
    }
}
