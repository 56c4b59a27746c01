//! One line of a file.

use holdpoint::review::Evidence;
use yew::prelude::*;

use crate::app::protocol::Line;
use crate::app::view::text;

/// The line with its number; what is meant in it is marked.
pub(super) fn view(line: &Line, number: u32, mark: &Evidence) -> Html {
    let span = marked(line, number, mark);
    html! {
        <li key={number} class={classes!(span.map(|_| "marked"))} aria-current={span.map(|_| "true")} data-test="source-line"
            data-line={number.to_string()}>
            <span class="at">{ number }</span>
            <code>
                { for cut(line.before) }
                { for pieces(line, span) }
                { for cut(line.after) }
            </code>
        </li>
    }
}

fn cut(characters: usize) -> Option<Html> {
    let words = format!("… {} not shown …", text::count(characters, "character", "characters"));
    (characters > 0).then(|| html! { <i class="cut">{ words }</i> })
}

fn pieces(line: &Line, span: Option<(usize, usize)>) -> Vec<Html> {
    let Some((from, to)) = span else { return vec![line.text.clone().into()] };
    let part = |skip: usize, take: usize| line.text.chars().skip(skip).take(take).collect::<String>();
    vec![
        part(0, from).into(),
        html! { <mark>{ part(from, to.saturating_sub(from)) }</mark> },
        part(to, usize::MAX).into(),
    ]
}

/// The characters of the line, from 0, that the mark covers: all of them where it names none.
fn marked(line: &Line, number: u32, mark: &Evidence) -> Option<(usize, usize)> {
    // A mark that ends before the first character of a line does not touch that line.
    let last = if mark.end_column <= 1 && mark.end_line > mark.line { mark.end_line - 1 } else { mark.end_line };
    if number < mark.line || number > last {
        return None;
    }
    let length = line.text.chars().count();
    let shown = |column: u32| (column as usize).saturating_sub(1 + line.before).min(length);
    let from = if number == mark.line { shown(mark.column) } else { 0 };
    let to = if number == mark.end_line { shown(mark.end_column) } else { length };
    Some(if from < to { (from, to) } else { (0, length) })
}
