//! Patches in the unified format, which `patch -p1` and `git apply` take. Nothing is compared: it is known what was put in.

use std::fmt::Write as _;

use super::original::Insertion;

/// Lines around a change.
const CONTEXT: usize = 3;

/// A line of the patch, its end included.
enum Piece<'a> {
    Keep(&'a str),
    Drop(&'a str),
    Add(String),
}

impl Piece<'_> {
    fn parts(&self) -> (char, &str) {
        match self {
            Self::Keep(line) => (' ', line),
            Self::Drop(line) => ('-', line),
            Self::Add(line) => ('+', line),
        }
    }

    fn is_change(&self) -> bool {
        !matches!(self, Self::Keep(_))
    }

    /// A line that can stand around a change: that of a file with a masked secret says something else.
    fn is_context(&self) -> bool {
        matches!(self, Self::Keep(line) if !line.contains('•'))
    }
}

/// The patch of a file that is there; the insertions in their order.
pub(super) fn unified(path: &str, old: &str, insertions: &[Insertion]) -> String {
    let mut written = head(insertions.iter().map(|insertion| insertion.about.as_str()));
    let _ = write!(written, "--- {}\n+++ {}\n", named("a", path), named("b", path));
    hunks(&pieces(old, insertions), &mut written);
    written
}

/// The patch that makes a new file.
pub(super) fn created(path: &str, text: &str, about: &str) -> String {
    let mut written = head(std::iter::once(about));
    let _ = write!(written, "--- /dev/null\n+++ {}\n", named("b", path));
    let pieces: Vec<Piece<'_>> = text.split_inclusive('\n').map(|line| Piece::Add(line.to_owned())).collect();
    hunks(&pieces, &mut written);
    written
}

/// What was added and why; `patch` passes over it.
fn head<'a>(about: impl Iterator<Item = &'a str>) -> String {
    let mut head = String::new();
    for line in about.filter(|line| !line.is_empty()) {
        let _ = writeln!(head, "# {}", super::super::plain(line));
    }
    head
}

/// A path with a blank in it ends with a tab.
fn named(side: &str, path: &str) -> String {
    let path: String = path.chars().map(|character| if character.is_control() { '?' } else { character }).collect();
    let tab = if path.contains(' ') { "\t" } else { "" };
    format!("{side}/{path}{tab}")
}

fn pieces<'a>(old: &'a str, insertions: &[Insertion]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut left = insertions.iter().peekable();
    let mut start = 0;
    for line in old.split_inclusive('\n') {
        let end = start + line.len();
        let mut changed = String::new();
        let mut from = 0;
        while let Some(insertion) = left.next_if(|insertion| insertion.at < end) {
            if insertion.text.ends_with('\n') && insertion.at == start {
                pieces.extend(insertion.text.split_inclusive('\n').map(|line| Piece::Add(line.to_owned())));
            } else {
                let at = insertion.at - start;
                changed.push_str(line.get(from..at).unwrap_or_default());
                changed.push_str(&insertion.text);
                from = at;
            }
        }
        if changed.is_empty() {
            pieces.push(Piece::Keep(line));
        } else {
            changed.push_str(line.get(from..).unwrap_or_default());
            pieces.push(Piece::Drop(line));
            pieces.push(Piece::Add(changed));
        }
        start = end;
    }
    let mut rest: String = left.map(|insertion| insertion.text.as_str()).collect();
    if !rest.is_empty() && !old.is_empty() && !old.ends_with('\n') {
        // The last line gets its end.
        let last = match pieces.pop() {
            Some(Piece::Keep(line)) => {
                pieces.push(Piece::Drop(line));
                line.to_owned()
            }
            Some(Piece::Add(line)) => line,
            _ => String::new(),
        };
        rest.insert_str(0, &last);
    }
    pieces.extend(rest.split_inclusive('\n').map(|line| Piece::Add(line.to_owned())));
    pieces
}

/// The changes with the lines around them.
fn hunks(pieces: &[Piece<'_>], patch: &mut String) {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (at, _) in pieces.iter().enumerate().filter(|(_, piece)| piece.is_change()) {
        let context = |piece: &&Piece<'_>| piece.is_context();
        let before = pieces[..at].iter().rev().take(CONTEXT).take_while(context).count();
        let behind = pieces[at + 1..].iter().take(CONTEXT).take_while(context).count();
        match ranges.last_mut() {
            Some(last) if at - before <= last.1 => last.1 = at + 1 + behind,
            _ => ranges.push((at - before, at + 1 + behind)),
        }
    }
    let (mut old, mut new, mut done) = (0, 0, 0);
    for (start, end) in ranges {
        let skipped = pieces.get(done..start).unwrap_or_default();
        (old, new) = (old + skipped.len(), new + skipped.len());
        let hunk = pieces.get(start..end).unwrap_or_default();
        let olds = hunk.iter().filter(|piece| !matches!(piece, Piece::Add(_))).count();
        let news = hunk.iter().filter(|piece| !matches!(piece, Piece::Drop(_))).count();
        // A side without lines is named by the line before it.
        let first = |done: usize, lines: usize| done + usize::from(lines > 0);
        let _ = writeln!(patch, "@@ -{},{olds} +{},{news} @@", first(old, olds), first(new, news));
        for piece in hunk {
            let (sign, line) = piece.parts();
            patch.push(sign);
            patch.push_str(line);
            if !line.ends_with('\n') {
                patch.push_str("\n\\ No newline at end of file\n");
            }
        }
        (old, new, done) = (old + olds, new + news, end);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Applies a patch of one file as `patch` does, without searching.
    pub(in crate::deliverables) fn apply(old: &str, patch: &str) -> String {
        let mut lines = old.split_inclusive('\n');
        let (mut new, mut taken, mut inside) = (String::new(), 0, false);
        for line in patch.split_inclusive('\n') {
            if let Some(header) = line.strip_prefix("@@ -") {
                inside = true;
                let mut numbers = header.split([',', ' ']).map(|number| number.parse::<usize>().unwrap_or_default());
                let (start, count) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
                let before = if count == 0 { start } else { start - 1 };
                new.extend(lines.by_ref().take(before - taken));
                taken = before;
            } else if inside {
                let (sign, text) = line.split_at(1);
                match sign {
                    "+" => new.push_str(text),
                    "\\" => {}
                    _ => {
                        let next = lines.next().unwrap_or_default();
                        assert_eq!(next.trim_end_matches('\n'), text.trim_end_matches('\n'), "{patch}");
                        taken += 1;
                        if sign == " " {
                            new.push_str(text);
                        }
                    }
                }
            }
        }
        new.extend(lines);
        new
    }

    fn insertion(at: usize, text: &str) -> Insertion {
        Insertion { at, text: text.to_owned(), about: "why".to_owned() }
    }

    #[test]
    fn lines_are_added_where_they_belong() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";
        let patch = unified("a b.md", old, &[insertion(0, "x\n"), insertion(16, "y\n"), insertion(21, "z\n")]);
        assert_eq!(
            patch,
            "# why\n# why\n# why\n--- a/a b.md\t\n+++ b/a b.md\t\n@@ -1,3 +1,4 @@\n+x\n 1\n 2\n 3\n@@ -6,5 +7,7 @@\n 6\n 7\n 8\n\
             +y\n 9\n 10\n+z\n"
        );
        assert_eq!(apply(old, &patch), "x\n1\n2\n3\n4\n5\n6\n7\n8\ny\n9\n10\nz\n");
    }

    #[test]
    fn a_last_line_without_end_gets_one() {
        let patch = unified("p", "a\nb", &[insertion(3, "\nc\n")]);
        assert_eq!(patch, "# why\n--- a/p\n+++ b/p\n@@ -1,2 +1,3 @@\n a\n-b\n\\ No newline at end of file\n+b\n+c\n");
    }

    #[test]
    fn a_cell_is_filled_within_its_line() {
        let patch = unified("p", "| a | |\r\nx\r\n", &[insertion(5, " b")]);
        assert_eq!(patch, "# why\n--- a/p\n+++ b/p\n@@ -1,2 +1,2 @@\n-| a | |\r\n+| a | b |\r\n x\r\n");
    }

    #[test]
    fn a_masked_line_is_no_context() {
        let patch = unified("p", "a\n•••\nb\n", &[insertion(14, "c\n")]);
        assert_eq!(patch, "# why\n--- a/p\n+++ b/p\n@@ -3,1 +3,2 @@\n b\n+c\n");
    }

    proptest::proptest! {
        #[test]
        fn a_patch_gives_what_was_put_in(lines in proptest::collection::vec("[a-c\r•]{0,3}\n", 0..30), places in proptest::collection::vec((0_usize..30, "[x-z]{0,2}\n"), 0..6)) {
            let old = lines.concat();
            let start = |line: usize| lines.iter().take(line).map(String::len).sum();
            let mut insertions: Vec<Insertion> = places.iter().map(|(line, text)| insertion(start(*line), text)).collect();
            insertions.sort_by_key(|insertion| insertion.at);
            let mut new = old.clone();
            for insertion in insertions.iter().rev() {
                new.insert_str(insertion.at, &insertion.text);
            }
            proptest::prop_assert_eq!(apply(&old, &unified("p", &old, &insertions)), new);
        }
    }
}
