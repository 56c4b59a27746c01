//! The lines of `git log`, in the forms that people paste.

/// A line without the lines of the graph that `--graph` draws before it, and whether it is the line of a commit.
pub(in crate::facts) fn without_graph(line: &str) -> (&str, bool) {
    let rest = line.trim_start_matches(['*', '|', '/', '\\', '_', ' ']);
    let graph = line.get(..line.len() - rest.len()).unwrap_or_default();
    (rest, graph.contains('*'))
}

/// Whether a graph is drawn: the first line begins with the mark of a commit.
pub(in crate::facts) fn has_graph(first: &str) -> bool {
    first.starts_with("* ") && (head(without_graph(first).0).is_some() || short(without_graph(first).0).is_some())
}

/// `commit <hash> (refs)`: the hash, and what follows it.
pub(in crate::facts) fn head(line: &str) -> Option<(&str, &str)> {
    let (id, rest) = split(line.strip_prefix("commit ")?)?;
    (rest.is_empty() || rest.starts_with('(') || rest.split_whitespace().all(is_hash)).then_some((id, rest))
}

/// `<hash> (refs) subject`: the hash, and what follows it.
pub(in crate::facts) fn short(line: &str) -> Option<(&str, &str)> {
    let (id, rest) = split(line)?;
    (!rest.is_empty()).then_some((id, rest))
}

fn split(line: &str) -> Option<(&str, &str)> {
    let (id, rest) = line.split_once(' ').unwrap_or((line, ""));
    // `<`, `>` and `-` mark the side of a commit.
    let id = id.trim_start_matches(['<', '>', '-']);
    (is_hash(id) && !rest.starts_with([' ', '*'])).then_some((id, rest.trim()))
}

fn is_hash(word: &str) -> bool {
    (7..=64).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Whether these first lines are a log, and why.
pub(super) fn is_log(name: &str, lines: &[&str]) -> Option<&'static str> {
    let first = lines.first()?;
    let plain =
        |line: &'_ str| -> String { if has_graph(first) { without_graph(line).0.to_owned() } else { line.to_owned() } };
    let start = plain(first);
    let header = |line: &&&str| {
        let line = plain(line);
        ["Author:", "Merge:", "author ", "tree ", "AuthorDate:"].iter().any(|key| line.starts_with(key))
    };
    if head(&start).is_some() && lines.iter().skip(1).take(4).any(|line| header(&line)) {
        return Some("`commit` lines with an author");
    }
    let commits: Vec<&&str> = lines.iter().filter(|line| !plain(line).is_empty()).collect();
    let hits = commits.iter().filter(|line| short(&plain(line)).is_some()).count();
    let named = name.contains("log") || name.contains("commits") || name.contains("history");
    let enough = hits * 10 >= commits.len() * 8 && (hits >= 3 || named && hits >= 1);
    // A word of seven letters from a to f is no hash: one of them at least has a digit.
    (enough && commits.iter().any(|line| line.bytes().take(12).any(|byte| byte.is_ascii_digit())))
        .then_some("each line is a hash and a subject")
}
