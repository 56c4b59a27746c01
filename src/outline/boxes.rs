//! Boxes to tick: `☐ ☑ ☒ □ ■` and `[ ]` `[x]` where no task list stands.

/// Boxes that people draw into running text.
pub const DRAWN_BOXES: [char; 7] = ['□', '☐', '☑', '☒', '⬜', '▢', '◻'];

/// The box at the start of a text, ticked or not, and the text behind it. A leading `✅` or `❌` is a status, not a box.
pub(super) fn leading(text: &str) -> Option<(bool, &str)> {
    let mut characters = text.chars();
    let checked = match characters.next()? {
        '☐' | '□' | '▢' | '⬜' | '❏' | '❑' | '◻' | '🔲' => false,
        '☑' | '☒' | '■' => true,
        open @ ('[' | '(') => {
            let checked = match characters.next()? {
                ' ' | '_' | '\u{a0}' => false,
                'x' | 'X' | '✓' | '✔' | '✅' => true,
                // Begun, put off, doubtful, found false: not done in any case.
                '!' | '~' | '-' | '/' | '?' | '>' if open == '[' => false,
                _ => return None,
            };
            let closes = characters.next() == Some(if open == '[' { ']' } else { ')' });
            let rest = characters.as_str();
            return (closes && rest.starts_with(' ')).then(|| (checked, rest.trim_start()));
        }
        _ => return None,
    };
    let rest = characters.as_str().trim_start_matches(['\u{fe0f}', '\u{fe0e}']).trim_start();
    Some((checked, rest))
}

/// The bullet that a line of plain text begins with, and the text behind it: `• Backup`, `・バックアップ`.
pub(super) fn bullet(line: &str) -> Option<(char, &str)> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '•' | '●' | '▪' | '◦' | '‣' | '∙' | '・'))?;
    let rest = &line[mark.len_utf8()..];
    let text = rest.trim_start();
    // `●●○` rates something.
    let apart = mark == '・' || rest.len() > text.len();
    (apart && text.chars().any(char::is_alphanumeric)).then_some((mark, text))
}

/// A line of boxes, each with its text: `□ Backup □ Restore ■ Drill`.
pub(super) fn grid(text: &str) -> Vec<(bool, &str)> {
    let mut boxes = Vec::new();
    let mut rest = text;
    while let Some((checked, behind)) = leading(rest) {
        let end =
            behind.char_indices().find(|(_, next)| "☐□▢⬜◻☑☒■".contains(*next)).map_or(behind.len(), |(at, _)| at);
        boxes.push((checked, behind[..end].trim()));
        rest = &behind[end..];
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_boxes_are_boxes() {
        assert_eq!(leading("☐ Backup"), Some((false, "Backup")));
        assert_eq!(leading("☑️ Backup"), Some((true, "Backup")));
        assert_eq!(leading("[X] Backup"), Some((true, "Backup")));
        assert_eq!(leading("✅ Backup"), None);
        assert_eq!(leading("[!] Backup"), Some((false, "Backup")));
        assert_eq!(leading("[~] Backup"), Some((false, "Backup")));
        assert_eq!(leading("[!NOTE] Backup"), None);
        assert_eq!(leading("[x](y)"), None);
        assert_eq!(leading("( ) Backup"), Some((false, "Backup")));
        assert_eq!(leading("(x) Backup"), Some((true, "Backup")));
        assert_eq!(leading("(see below)"), None);
        assert_eq!(grid("□ Ja □ Nein ■ Egal"), [(false, "Ja"), (false, "Nein"), (true, "Egal")]);
    }
    #[test]
    fn bullets_are_told_from_ratings() {
        assert_eq!(bullet("• Backup"), Some(('•', "Backup")));
        assert_eq!(bullet("・バックアップ"), Some(('・', "バックアップ")));
        assert_eq!(bullet("●●○ Backup"), None);
        assert_eq!(bullet("a • b"), None);
    }
}
