//! Small pieces of text.

use yew::prelude::*;

/// `1 file`, `2 files`, `12,000 files`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with its digits in groups of three from ten thousand on.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A sentence of the engine, what stands between backticks set as code.
pub(super) fn inline(text: &str) -> Html {
    let mut parts = text.split('`').collect::<Vec<_>>();
    // A backtick without a partner is a backtick.
    let rest = if parts.len() % 2 == 0 { parts.pop().map(|rest| format!("`{rest}")) } else { None };
    let pieces = parts.into_iter().enumerate().map(|(index, part)| {
        if index % 2 == 0 {
            html! { { part.to_owned() } }
        } else {
            html! { <code>{ part.to_owned() }</code> }
        }
    });
    html! { <>{ for pieces }{ for rest }</> }
}

/// Characters of one word after which it may be broken.
const RUN: usize = 24;

/// Text that may be broken after `/` and `@`, and within very long words such as digests.
pub(super) fn breakable(text: &str) -> Html {
    let mut parts = vec![String::new()];
    let mut run = 0;
    for character in text.chars() {
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
        run = if character.is_whitespace() { 0 } else { run + 1 };
        if matches!(character, '/' | '@') || run == RUN {
            parts.push(String::new());
            run = 0;
        }
    }
    if parts.len() == 1 {
        return parts.remove(0).into();
    }
    html! { <>{ for parts.into_iter().map(|part| html! { <>{ part }<wbr /></> }) }</> }
}
