//! What a template of the dossier may say. Refused is what lets a value grow that is not written, what calls itself, and what
//! is nested deeper than the engine can go.

use super::Refusal;

/// Bytes of a template.
const SIZE: usize = 64 << 10;
/// Bytes of one expression: long chains nest as deep as they are long.
const EXPRESSION: usize = 512;
/// Conditions and loops inside others; each `elif` is one inside the `if` before it.
const DEPTH: usize = 50;

/// Whether a template keeps to what it may say; `parts` are the names that it may include.
pub(super) fn check(text: &str, parts: &[&str]) -> Result<(), Refusal> {
    if text.len() > SIZE {
        return Err(Refusal::new(1, format!("it is larger than {} KiB", SIZE >> 10)));
    }
    Scanner { text, at: 0, line: 1, open: Vec::new(), depth: 0, parts }.run()
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// The line of the place that was counted to.
    line: usize,
    /// For each condition or loop that is open: how many levels it takes.
    open: Vec<usize>,
    depth: usize,
    parts: &'t [&'t str],
}

impl Scanner<'_> {
    fn run(mut self) -> Result<(), Refusal> {
        while let Some(offset) = self.rest().find('{') {
            self.go(offset);
            let rest = self.rest();
            if rest.starts_with("{{") {
                self.go(2);
                self.expression("}}")?;
            } else if rest.starts_with("{%") {
                self.go(2);
                self.tag()?;
            } else if rest.starts_with("{#") {
                let end = rest.find("#}").map_or(rest.len(), |end| end + 2);
                self.go(end);
            } else {
                self.go(1);
            }
        }
        Ok(())
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn go(&mut self, bytes: usize) {
        let end = (self.at + bytes).min(self.text.len());
        self.line += self.text.get(self.at..end).unwrap_or_default().matches('\n').count();
        self.at = end;
    }

    fn refuse<T>(&self, reason: impl Into<String>) -> Result<T, Refusal> {
        Err(Refusal::new(self.line, reason))
    }

    fn tag(&mut self) -> Result<(), Refusal> {
        let rest = self.rest();
        let inside = rest.trim_start_matches(['-', '+']).trim_start();
        let name: String = inside.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').take(40).collect();
        let skipped = rest.len() - inside.len() + name.len();
        self.go(skipped);
        match name.as_str() {
            "raw" => {
                self.raw();
                return Ok(());
            }
            "for" | "if" => self.enter(true)?,
            "elif" => self.enter(false)?,
            "else" => {}
            "endfor" | "endif" => self.depth -= self.open.pop().unwrap_or_default().min(self.depth),
            "include" => self.part()?,
            _ => {
                return self.refuse(format!(
                    "`{name}` is no tag that a template may use: there are for, if, elif, else, endfor, endif, include and raw"
                ));
            }
        }
        self.expression("%}")
    }

    fn enter(&mut self, new: bool) -> Result<(), Refusal> {
        self.depth += 1;
        match self.open.last_mut().filter(|_| !new) {
            Some(levels) => *levels += 1,
            None => self.open.push(1),
        }
        if self.depth > DEPTH {
            return self.refuse(format!("more than {DEPTH} conditions and loops lie inside one another"));
        }
        Ok(())
    }

    /// Only a part that comes along may be included: a template that includes itself has no end.
    fn part(&self) -> Result<(), Refusal> {
        let rest = self.rest().trim_start();
        let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        let name = quote.and_then(|quote| rest[1..].split_once(quote));
        match name {
            Some((name, behind)) if self.parts.contains(&name) && is_end(behind) => Ok(()),
            Some((name, _)) if is_name(name) && !self.parts.contains(&name) => {
                self.refuse(format!("there is no part `{name}` to include"))
            }
            _ => self.refuse("a part is included by its name alone"),
        }
    }

    fn raw(&mut self) {
        let Some(start) = self.rest().find("%}") else { return };
        self.go(start + 2);
        while let Some(offset) = self.rest().find("{%") {
            self.go(offset + 2);
            let inside = self.rest().trim_start_matches(['-', '+']).trim_start();
            if inside.starts_with("endraw") {
                let end = self.rest().find("%}").map_or(0, |end| end + 2);
                self.go(end);
                return;
            }
        }
        self.go(usize::MAX - self.at);
    }

    /// Goes behind the end of an expression.
    fn expression(&mut self, close: &str) -> Result<(), Refusal> {
        let start = self.at;
        let mut string: Option<char> = None;
        let mut escaped = false;
        let mut word = String::new();
        loop {
            let rest = self.rest();
            let Some(sign) = rest.chars().next() else { return Ok(()) };
            if self.at - start > EXPRESSION {
                return self.refuse(format!("an expression is longer than {EXPRESSION} bytes"));
            }
            if let Some(quote) = string {
                string = Some(quote).filter(|_| sign != quote || escaped);
                escaped = sign == '\\' && !escaped;
            } else {
                let control = self.at == start || rest.get(1..).is_some_and(|behind| behind.starts_with(close));
                match sign {
                    _ if rest.starts_with(close) => {
                        self.go(close.len());
                        return Ok(());
                    }
                    '"' | '\'' => string = Some(sign),
                    '+' if control => {}
                    '~' | '*' | '+' | '{' => {
                        return self.refuse(format!("`{sign}` is nothing that an expression may hold"));
                    }
                    _ => {}
                }
                if sign.is_alphanumeric() || sign == '_' {
                    word.push(sign);
                } else {
                    word.clear();
                }
                if word == "recursive" {
                    return self.refuse("a loop may not call itself (`recursive`)");
                }
            }
            self.go(sign.len_utf8());
        }
    }
}

fn is_end(behind: &str) -> bool {
    behind.trim_start().trim_start_matches(['-', '+']).starts_with("%}")
}

fn is_name(name: &str) -> bool {
    name.len() < 80 && name.chars().all(|sign| sign.is_alphanumeric() || "-_./ ".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_said() {
        for text in [
            "{{ name | text }}\n{% for row in rows %}{% if row.id == \"a ~ b + c * d\" %}x{% elif y %}{% else %}{% endif %}{% endfor %}",
            "{# ~ * + {% set x = 1 %} #}",
            "{% raw %}{{ a ~ b }}{% set x %}{% endraw %}{{ ok }}",
            "{%- if x -%} a + b * c ~ d {%+ endif +%}",
            "{% include \"footer\" %}",
            "{{ 'it\\'s ~ fine' }} { brace } {",
            "{{ a[0] - 1 }}",
        ] {
            assert_eq!(check(text, &["footer"]), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_refused() {
        let chain = format!("{{{{ x{} }}}}", ".a".repeat(400));
        let elifs = format!("{{% if a %}}{}{{% endif %}}", "{% elif a %}".repeat(60));
        let large = " ".repeat(SIZE + 1);
        for (text, line, reason) in [
            ("a\n\n{% set x = 1 %}", 3, "`set` is no tag"),
            ("{% macro m() %}{% endmacro %}", 1, "`macro` is no tag"),
            ("{{ a ~ a }}", 1, "`~` is nothing"),
            ("x\n{{ \"a\" * 9 }}", 2, "`*` is nothing"),
            ("{{ a + b }}", 1, "`+` is nothing"),
            ("{{ {'a': 1} }}", 1, "`{` is nothing"),
            ("{% if '%}' ~ x %}", 1, "`~` is nothing"),
            ("{% for x in y recursive %}{% endfor %}", 1, "`recursive`"),
            ("{% include \"release-notes.md\" %}", 1, "no part `release-notes.md`"),
            ("{% include name %}", 1, "by its name alone"),
            ("{% include \"footer\" if x %}", 1, "by its name alone"),
            (chain.as_str(), 1, "longer than 512"),
            (elifs.as_str(), 1, "more than 50"),
            (large.as_str(), 1, "larger than 64 KiB"),
        ] {
            let refusal = check(text, &["footer"]).expect_err(text);
            assert_eq!(refusal.line, line, "{text}");
            assert!(refusal.reason.contains(reason), "{text}: {}", refusal.reason);
        }
    }
}
