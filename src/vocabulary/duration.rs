//! Durations as people write them: `30s`, `< 5 s to ready`, `5 min`, `1 h 30 min`, `90 seconds`, `PT5M`.

/// Seconds of the first duration in a text.
pub fn seconds(text: &str) -> Option<f64> {
    let tokens = tokens(text);
    let mut at = 0;
    while at < tokens.len() {
        let mut total = None;
        let mut next = at;
        while let Some((value, used)) = pair(&tokens[next..]) {
            // `30 s ± 2 s` is one duration, `1 h 30 min` is one too: only a smaller unit goes on.
            if total.is_some_and(|sum: f64| value >= sum) {
                break;
            }
            total = Some(total.unwrap_or(0.0) + value);
            next += used;
        }
        if total.is_some() {
            return total;
        }
        at += 1;
    }
    None
}

/// Minutes of the first duration in a text.
pub fn minutes(text: &str) -> Option<f64> {
    seconds(text).map(|seconds| seconds / 60.0)
}

#[derive(Debug, PartialEq)]
enum Token {
    Number(f64),
    Word(String),
    Other,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
            let number = rest[..length].trim_end_matches('.');
            tokens.push(number.parse().map_or(Token::Other, Token::Number));
            length
        } else if first.is_alphabetic() {
            let length = rest.find(|next: char| !next.is_alphabetic()).unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..length].to_lowercase()));
            length
        } else {
            if !first.is_whitespace() {
                tokens.push(Token::Other);
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// A number, perhaps a hyphen, and its unit; and how many tokens that took.
fn pair(tokens: &[Token]) -> Option<(f64, usize)> {
    let Some(Token::Number(number)) = tokens.first() else { return None };
    let (word, used) = match (tokens.get(1), tokens.get(2)) {
        (Some(Token::Word(word)), _) => (word, 2),
        (Some(Token::Other), Some(Token::Word(word))) => (word, 3),
        _ => return None,
    };
    unit(word).map(|seconds| (number * seconds, used))
}

fn unit(word: &str) -> Option<f64> {
    Some(match word {
        "ms" | "millisecond" | "milliseconds" => 0.001,
        "s" | "sec" | "secs" | "second" | "seconds" | "秒" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" | "分" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" | "時間" => 3600.0,
        "d" | "day" | "days" => 86_400.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_many_forms() {
        for (text, wanted) in [
            ("30s", Some(30.0)),
            ("< 5s to ready", Some(5.0)),
            ("60s (max job duration)", Some(60.0)),
            ("5 min", Some(300.0)),
            ("1 h 30 min", Some(5400.0)),
            ("1h30m", Some(5400.0)),
            ("within 15-minute steps", Some(900.0)),
            ("2.5 seconds", Some(2.5)),
            ("850 ms", Some(0.85)),
            ("PT5M", Some(300.0)),
            ("at 02:00", None),
            ("3 replicas", None),
            ("not measured", None),
        ] {
            assert_eq!(seconds(text), wanted, "{text}");
        }
    }
}
