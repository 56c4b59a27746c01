//! Templates that mean ill end soon, and say why.

use std::fmt::Write as _;

use minijinja::context;

use super::*;

fn refused(text: &str) -> String {
    let rows: Vec<usize> = (0..200).collect();
    let view = context! { rows, name => "Shop", long => "x".repeat(10_000) };
    render(text, &view).expect_err(&text.chars().take(80).collect::<String>()).reason
}

#[test]
fn what_does_not_end_is_ended() {
    let mut nested = "{% for a in rows %}".repeat(12);
    nested.push_str(&"{% endfor %}".repeat(12));
    let mut loud = "{% for a in rows %}".repeat(4);
    let _ = write!(loud, "{{{{ long }}}}{}", "{% endfor %}".repeat(4));
    for (text, reason) in [
        (nested.as_str(), "more steps"),
        (loud.as_str(), "more than 4 MiB"),
        ("{% for a in range(1000000000) %}{% endfor %}", "unknown function"),
        ("{{ name | fence(99999999999) | fence(9999999999) | replace('x', 'y') }}", "unknown filter"),
        ("{{ rows | join(long) }}", "unknown filter"),
        ("{{ nobody }}", "undefined value"),
        ("{% if %}", "syntax error"),
        ("{{ name", "syntax error"),
        ("{% for a in rows %}", "syntax error"),
    ] {
        let said = refused(text);
        assert!(said.contains(reason), "{said}");
    }
}

#[test]
fn deep_and_odd_templates_do_no_harm() {
    for text in [
        "{{".repeat(32 << 10),
        "{%".repeat(32 << 10),
        "{{ (".repeat(16 << 10),
        format!("{{{{ {}1 }}}}", "(".repeat(500)),
        format!("{{{{ {}1 }}}}", "not ".repeat(120)),
        format!("{{{{ x{} }}}}", "|a".repeat(240)),
        format!("{{{{ {}1 }}}}", "[".repeat(500)),
        "{% if name %}".repeat(49),
        "{% if 1 %}".repeat(3_000),
    ] {
        let _ = refused(&text);
    }
    let chain = format!("{{{{ 1{} }}}}", " - 1".repeat(120));
    assert!(render(&chain, &context! {}).is_ok());
    let indent = render("{{ name | fence(99999999999) }}", &context! { name => "x" }).expect("a block");
    assert!(indent.len() < 1_000, "{}", indent.len());
}

#[test]
fn mark_up_of_values_stays_text() {
    let view = context! { name => "<b> # [x](y)" };
    assert_eq!(render("{{ name }}", &view).expect("a text"), "\\<b> # [x\\](y)\n");
}
