//! Variables that commands set: `env NAME=value npm start`, `NAME=value npm start`, `docker run -e NAME=value`, `fly secrets set
//! NAME=value`.

use super::assignments::Assignment;
use super::names::{is_settable, leading};

/// Commands and options that set the variables behind them.
const SETTERS: [&str; 18] = [
    "config:set",
    "secrets set",
    "secrets:set",
    "secret set",
    "secret put",
    "env add",
    "env set",
    "env:set",
    "set env",
    "variables set",
    "variable set",
    "vars set",
    "--set-env-vars",
    "--update-env-vars",
    "--set-secrets",
    "appsettings set",
    " --env ",
    " -e ",
];

/// `NAME=value` without blanks.
pub(super) fn pair(word: &str) -> Option<Assignment> {
    let name = leading(word)?;
    let value = word[name.len()..].strip_prefix('=')?;
    let from = word.len() - value.len();
    let value = value.strip_prefix(['"', '\'']).map_or(value, |inside| inside.trim_end_matches(['"', '\'']));
    let from = if from + value.len() < word.len() { from + 1 } else { from };
    Some(Assignment::new(0..name.len(), Some(from..from + value.len())))
}

/// The variables of `env NAME=value … command`, which may go on behind a `\` at the end of the line; of `NAME=value … command`;
/// and of commands that set some.
pub(super) fn set_by(text: &str) -> Vec<Assignment> {
    let mut found = Vec::new();
    // One of these is part of every setter.
    let may_set = || ["set", "put", "env", " -e "].iter().any(|part| text.contains(part));
    let sets = text.contains('=') || (may_set() && SETTERS.iter().any(|setter| text.contains(setter)));
    if !sets {
        return found;
    }
    let mut running = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('#') {
            start += line.len();
            continue;
        }
        let before = found.len();
        let mut at = 0;
        let mut told = false;
        for word in line.split_inclusive(char::is_whitespace) {
            let bare = word.trim_end();
            if bare == "env" && line[..at].trim_start_matches(['$', ' ']).is_empty() {
                (running, told) = (true, true);
            } else if line[..at].trim_start_matches(['$', ' ']).is_empty() && !running {
                // Only a command behind it makes it a variable of the environment.
                running = pair(bare).is_some_and(|one| is_settable(&bare[one.name.range()]));
                found.extend(pair(bare).filter(|_| running).map(|pair| pair.moved(start + at)));
            } else if running && !bare.is_empty() && bare != "\\" {
                let next = pair(bare);
                (running, told) = (next.is_some(), told || (next.is_none() && is_program(bare)));
                found.extend(next.map(|pair| pair.moved(start + at)));
            }
            at += word.len();
        }
        running &= line.trim_end().ends_with('\\');
        if !told && !running {
            found.truncate(before);
        }
        by_setter(line, start, &mut found);
        start += line.len();
    }
    found
}

/// How the name of a program begins: `NAME=Kunde 1` runs none.
fn is_program(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_lowercase() || matches!(first, '.' | '/' | '~' | '$'))
}

fn by_setter(line: &str, start: usize, found: &mut Vec<Assignment>) {
    let Some(from) = SETTERS.iter().filter_map(|setter| Some(line.find(setter)? + setter.len())).min() else { return };
    let mut at = from;
    for word in line[from..].split_inclusive([' ', ',', '\t', '\n']) {
        let bare = word.trim_end_matches([' ', ',', '\t', '\n', '\\']).trim_matches(['"', '\'']);
        let lead = word.find(bare).unwrap_or_default();
        let one = pair(bare).or_else(|| Some(Assignment::new(0..leading(bare)?.len(), None)));
        let named = |one: &Assignment| {
            let name = one.name.range();
            is_settable(&bare[name.clone()]) && (one.value.is_some() || name.len() == bare.len())
        };
        found.extend(one.filter(named).map(|one| one.moved(start + at + lead)));
        at += word.len();
    }
}
