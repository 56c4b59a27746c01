//! The gates: the headings of the procedure, each with its worst outcome.

use holdpoint::review::Gate;
use yew::prelude::*;

use super::standing::Sign;
use super::text;
use crate::app::protocol::Reviewed;
use crate::app::route::{ALL, gate_address};

/// The list of gates, the chosen one marked.
pub(super) fn view(reviewed: &Reviewed, chosen: Option<&str>) -> Html {
    let chosen = chosen.unwrap_or(ALL);
    let current = |gate: &str| (gate == chosen).then_some("true");
    let gates = reviewed.gates.iter().map(|gate| item(gate, current(&gate.family)));
    html! {
        <section class="gates" id="gates" tabindex="-1" aria-labelledby="gates-title">
            <h2 id="gates-title">{ "Gates" }</h2>
            <ul>
                <li>
                    <a href={gate_address(ALL)} aria-current={current(ALL)} data-test="gate" data-gate={ALL}>
                        <span />
                        <span class="title">{ "All gates" }</span>
                    </a>
                </li>
                { for gates }
            </ul>
        </section>
    }
}

fn item(gate: &Gate, current: Option<&'static str>) -> Html {
    let open = gate.stops + gate.conditions;
    html! {
        <li key={gate.family.clone()}>
            <a href={gate_address(&gate.family)} aria-current={current} data-test="gate" data-gate={gate.family.clone()}
                title={summary(gate)}>
                { Sign::of_gate(gate.state).small() }
                <span class="title">{ gate.title.clone() }</span>
                if open > 0 {
                    <span class="number">{ open }<span class="unseen">{ " to see to" }</span></span>
                }
            </a>
        </li>
    }
}

fn summary(gate: &Gate) -> String {
    let stops = text::count(gate.stops, "stop", "stops");
    let conditions = text::count(gate.conditions, "condition", "conditions");
    format!("{stops}, {conditions}, {} passed", gate.passes)
}
