//! Secrets that stand as arguments of a command: `--db-password "…"`, `mysql -p…`, `curl -u user:…`.

use super::secrets::{Secret, is_literal_secret};
use crate::outline::Span;
use crate::vocabulary::secrets::is_secret_name;

/// How an option takes its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// `-pVALUE`
    Attached,
    /// `-P VALUE`
    Next,
    /// `-u user:VALUE`
    Pair,
}

/// The short options of commands that are given a password.
const OPTIONS: [(&str, &str, Takes); 11] = [
    ("mysql", "-p", Takes::Attached),
    ("mysqldump", "-p", Takes::Attached),
    ("mysqladmin", "-p", Takes::Attached),
    ("mariadb", "-p", Takes::Attached),
    ("sshpass", "-p", Takes::Attached),
    ("sqlcmd", "-P", Takes::Next),
    ("bcp", "-P", Takes::Next),
    ("sshpass", "-p", Takes::Next),
    ("redis-cli", "-a", Takes::Next),
    ("curl", "-u", Takes::Pair),
    ("curl", "--user", Takes::Pair),
];

/// What ends an argument that is not quoted.
const ENDS: [char; 8] = [' ', '\t', '\n', '\r', '`', '|', ';', ')'];

/// Finds them in a line that begins at `start`.
pub(super) fn arguments(line: &str, start: usize, found: &mut Vec<Secret>) {
    if !line.contains(" -") {
        return;
    }
    // A command for the machine itself protects nothing.
    let command = Some(line).filter(|line| !["localhost", "127.0.0.1"].iter().any(|host| line.contains(host)));
    let command =
        command.and_then(|line| OPTIONS.iter().find(|(name, ..)| is_word(line, name)).map(|(name, ..)| *name));
    for at in line.match_indices(" -").map(|(at, _)| at + 1) {
        let word = &line[at..];
        let option = &word[..word.find(ENDS).unwrap_or(word.len())];
        let value = named(word, option).or_else(|| short(command?, word, option));
        let Some((from, value)) = value.filter(|(_, value)| is_literal_secret(value)) else { continue };
        let from = start + at + from;
        let name = option.trim_start_matches('-');
        let what = if is_secret_name(name) {
            format!("literal value of `{name}`")
        } else {
            "password of a command".to_owned()
        };
        found.push(Secret { what, span: Span::of(from..from + value.len()) });
    }
}

/// `--db-password x`, `-DbPassword "x"`. `--secret NAME` says which one of the store is meant. A bare word may belong to the
/// sentence, or be the name of a key.
fn named<'a>(word: &'a str, option: &str) -> Option<(usize, &'a str)> {
    let name = option.trim_start_matches('-');
    if name.contains('=') || name.eq_ignore_ascii_case("secret") || !is_secret_name(name) {
        return None;
    }
    let (from, value, quoted) = next(word, option.len())?;
    let upper = name.to_ascii_uppercase();
    let password = ["PASSWORD", "PASSWD", "PASSPHRASE", "PWD"].iter().any(|end| upper.ends_with(end));
    let digit = value.bytes().any(|byte| byte.is_ascii_digit());
    let long = value.len() >= 16 && digit;
    let sign = value.bytes().any(|byte| matches!(byte, b'!' | b'@' | b'#' | b'%' | b'^' | b'&' | b'*' | b'+'));
    (long || (password && (quoted || digit || sign) && !value.contains(' '))).then_some((from, value))
}

fn short<'a>(command: &str, word: &'a str, option: &str) -> Option<(usize, &'a str)> {
    OPTIONS.iter().filter(|(name, ..)| *name == command).find_map(|(_, flag, takes)| match takes {
        Takes::Attached => {
            let value = option.strip_prefix(flag).filter(|value| !value.is_empty() && !option.starts_with("--"))?;
            let bare = value.trim_matches(['"', '\'']);
            let from = flag.len() + (value.len() - value.trim_start_matches(['"', '\'']).len());
            Some((from, &word[from..from + bare.len()]))
        }
        Takes::Next => next(word, (option == *flag).then_some(flag.len())?).map(|(from, value, _)| (from, value)),
        Takes::Pair => {
            let (from, value, _) = next(word, (option == *flag).then_some(flag.len())?)?;
            let (user, password) = value.split_once(':')?;
            Some((from + user.len() + 1, password))
        }
    })
}

/// The argument behind an option, without its quotes, and whether it has some.
fn next(word: &str, option: usize) -> Option<(usize, &str, bool)> {
    let rest = word.get(option..)?;
    let body = rest.trim_start_matches([' ', '\t']);
    let from = option + rest.len() - body.len();
    if body.len() == rest.len() || body.starts_with('-') {
        return None;
    }
    if let Some(quote) = body.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        let end = body[1..].find(quote)?;
        return Some((from + 1, &body[1..=end], true)).filter(|(_, value, _)| !value.is_empty());
    }
    let value = &body[..body.find(ENDS).unwrap_or(body.len())];
    Some((from, value, false)).filter(|(_, value, _)| !value.is_empty())
}

/// Whether a command stands in a line as a word of its own.
fn is_word(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let open = line[..at].chars().next_back().is_none_or(|before| !(before.is_alphanumeric() || before == '-'));
        open && line[at + name.len()..].starts_with([' ', '\t'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Vec<&str> {
        let mut found = Vec::new();
        arguments(line, 0, &mut found);
        found.iter().map(|secret| &line[secret.span.range()]).collect()
    }

    #[test]
    fn passwords_of_commands_are_secrets() {
        for (line, wanted) in [
            ("./Install.ps1 -DbPassword \"Wolke#9271\" -Verbose", "Wolke#9271"),
            ("./set-admin --db-password r4inbow", "r4inbow"),
            ("run `tool --password 'blue sky' x`", ""),
            ("mysql -u root -pr4inbow app < dump.sql", "r4inbow"),
            ("mysqldump -u root -p\"r4inbow\" app", "r4inbow"),
            ("sqlcmd -S db -U sa -P \"r4inbow\" -i x.sql", "r4inbow"),
            ("curl -u admin:r4inbow https://a.example", "r4inbow"),
            ("sshpass -p r4inbow ssh host", "r4inbow"),
            ("redis-cli -h cache -a r4inbow ping", "r4inbow"),
            ("az login --client-secret q8fjw0wkd82jf93kd", "q8fjw0wkd82jf93kd"),
        ] {
            assert_eq!(shown(line).join(" "), wanted, "{line}");
        }
    }

    #[test]
    fn names_references_and_sentences_are_none() {
        for line in [
            "gcloud run deploy --secret db-password-v2",
            "tool --password \"$DB_PASSWORD\"",
            "tool --password <password>",
            "tool --password-stdin r4inbow",
            "The option --password is old",
            "tool --ssh-key deploy-2",
            "tool --private-key ./deploy.pem",
            "mysql -u root -p app2",
            "mysql -u root -p$PW app",
            "mysql -h localhost -pr4inbow",
            "curl -u $USER:$PASS https://a.example",
            "curl --user-agent a:b1 https://a.example",
            "docker compose -p shop1 up",
            "mkdir -p a1/b",
        ] {
            assert_eq!(shown(line), Vec::<&str>::new(), "{line}");
        }
    }
}
