//! Tables as comma-separated values: RFC 4180, and no cell that a spreadsheet would take for a formula.

use super::escape::plain;

/// Signs at the head of a cell by which a spreadsheet knows a formula.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A table, row by row. Lines end as the standard has it.
pub(super) struct Table {
    text: String,
}

impl Table {
    /// A table with this header.
    pub(super) fn new(header: &[&str]) -> Self {
        let mut table = Self { text: String::new() };
        table.row(header.iter().copied());
        table
    }

    /// Adds a row. A line end within a cell stays one; other signs that steer are left out.
    pub(super) fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        for (index, value) in cells.into_iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.text.push_str(&cell(value.as_ref()));
        }
        self.text.push_str("\r\n");
    }

    /// The table as text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// A value as a cell: disarmed, and quoted where it must be.
fn cell(value: &str) -> String {
    // Tabs and line ends at the head of a cell are a way round the sign that follows; nothing is lost without them.
    let shown: Vec<String> = value.trim().lines().map(plain).collect();
    let shown = shown.join("\n");
    let armed = shown.starts_with(FORMULA);
    let disarmed = if armed { format!("'{shown}") } else { shown };
    if disarmed.contains(['"', ',', '\n', '\r']) || disarmed.starts_with(' ') {
        format!("\"{}\"", disarmed.replace('"', "\"\""))
    } else {
        disarmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_as_the_standard_has_it() {
        let mut table = Table::new(&["Name", "Remark"]);
        table.row(["plain", "with, comma"]);
        table.row(["a \"quoted\" word", "two\nlines"]);
        table.row([String::new(), "  blanks around  ".to_owned()]);
        assert_eq!(
            table.finish(),
            "Name,Remark\r\nplain,\"with, comma\"\r\n\"a \"\"quoted\"\" word\",\"two\nlines\"\r\n,blanks around\r\n"
        );
    }

    #[test]
    fn formulas_become_text() {
        for (value, shown) in [
            ("=1+1", "'=1+1"),
            ("+49 30 1234", "'+49 30 1234"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1+1", "'=1+1"),
            ("\r\n=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("\u{202e}=1", "'=1"),
            ("a=b", "a=b"),
            ("sha256:ab", "sha256:ab"),
        ] {
            assert_eq!(cell(value), shown, "{value:?}");
        }
    }
}
