use super::*;

#[test]
fn decisions_are_read_in_many_dialects() {
    use DecisionWord::{Approved, Pending, Rejected};
    for (text, wanted) in [
        ("APPROVED", Some(Approved)),
        ("✅ Approved", Some(Approved)),
        ("Not approved yet", Some(Pending)),
        ("Pending", Some(Pending)),
        ("Proposed", Some(Pending)),
        ("declined", Some(Rejected)),
        ("Superseded by ADR-009", Some(Rejected)),
        ("no", Some(Rejected)),
        ("No objection, approved", Some(Approved)),
        ("J. Ortiz", None),
        ("GO", Some(Approved)),
        ("NO-GO", Some(Rejected)),
        ("No Go", Some(Rejected)),
        ("no-go until the scan is there", Some(Rejected)),
        ("CONDITIONAL GO", Some(Pending)),
        ("Conditional approval", Some(Pending)),
        ("GO / NO-GO", None),
        ("[GO/NO-GO]", None),
        ("Go/No-Go", None),
        ("Go/No-Go: GO", Some(Approved)),
        ("[approved]", None),
        ("[ ] yes [ ] no", Some(Pending)),
        ("[x] yes [ ] no", Some(Approved)),
        ("☐ ja ☑ nein", Some(Rejected)),
        ("Go to Vercel", None),
        ("Go", Some(Approved)),
        ("Pass / Fail", None),
    ] {
        assert_eq!(decision(text), wanted, "{text}");
    }
}

#[test]
fn decisions_are_read_in_every_language() {
    use DecisionWord::{Approved, Pending, Rejected};
    for (text, wanted) in [
        ("承認", Some(Approved)),
        ("承認済み（2026/12/01）", Some(Approved)),
        ("未承認", Some(Pending)),
        ("条件付き承認", Some(Pending)),
        ("却下", Some(Rejected)),
        ("保留", Some(Pending)),
        ("承認者", None),
        ("可", Some(Approved)),
        ("不可", Some(Rejected)),
        ("○", Some(Approved)),
        ("×", Some(Rejected)),
        ("Avis favorable", Some(Approved)),
        ("Avis défavorable", Some(Rejected)),
        ("Favorable sous réserve", Some(Pending)),
        ("Pas encore validé", Some(Pending)),
        ("Freigabe erteilt", Some(Approved)),
        ("nicht genehmigt", Some(Rejected)),
        ("Noch nicht freigegeben", Some(Pending)),
        ("Nein", Some(Rejected)),
        ("Aprobado con condiciones", Some(Pending)),
        ("No aprobado", Some(Pending)),
        ("Sí", Some(Approved)),
        ("Aprovado com ressalvas", Some(Pending)),
        ("não aprovada", Some(Pending)),
        ("同意", Some(Approved)),
        ("不同意", Some(Rejected)),
        ("待审批", Some(Pending)),
        ("有条件通过", Some(Pending)),
        ("审批人：王伟", None),
        ("Not yet approved", Some(Pending)),
    ] {
        assert_eq!(decision(text), wanted, "{text}");
    }
}

#[test]
fn going_is_read_in_every_language() {
    use GoWord::{Conditional, Go, NoGo};
    for (text, wanted) in [
        ("Go/No-Go: 可", Some(Go)),
        ("条件付き可", Some(Conditional)),
        ("リリース不可", Some(NoGo)),
        ("中止", Some(NoGo)),
        ("GO sous réserve", Some(Conditional)),
        ("Avis défavorable", Some(NoGo)),
        ("avis favorable", Some(Go)),
        ("Freigabe erteilt", Some(Go)),
        ("Freigabe unter Vorbehalt", Some(Conditional)),
        ("keine Freigabe", Some(NoGo)),
        ("Aprobado con condiciones", Some(Conditional)),
        ("Não aprovado", Some(NoGo)),
        ("同意上线", Some(Go)),
        ("有条件上线", Some(Conditional)),
        ("不同意上线", Some(NoGo)),
        ("承認（山田）", Some(Go)),
        ("☑ ja ☐ nein", Some(Go)),
        ("☐ ja ☐ nein", None),
        ("❌ 不可发布 — 不兼容", Some(NoGo)),
        ("暂缓上线", Some(NoGo)),
        ("GO, subject to the fix of DEF-7", Some(Conditional)),
        ("GO only after the drill has passed", Some(Conditional)),
        ("GO unless the load test fails", Some(Conditional)),
        ("GO. All conditions are met.", Some(Go)),
        ("GO without conditions", Some(Go)),
        ("GO sous réserve de la correction", Some(Conditional)),
        ("GO con reservas", Some(Conditional)),
        ("GO com ressalvas", Some(Conditional)),
        ("GO unter Auflagen", Some(Conditional)),
        ("GO（条件付き）", Some(Conditional)),
        ("No-go for the payment path.", Some(NoGo)),
        ("No-go criteria of this release", None),
        ("リリース可否", None),
        ("最终批准人", None),
        ("不得超过批准值", None),
        ("実施日", None),
        ("合格基準", None),
        ("Go 判定を記録", None),
        ("Liberar / Liberar con condiciones / No liberar", None),
    ] {
        assert_eq!(go_word(text), wanted, "{text}");
    }
    for (text, wanted) in [
        ("全項目合格のため、リリースを推奨する。", Some(Go)),
        ("重大な不具合が残っているため、リリースを推奨しない。", Some(NoGo)),
        ("Nous recommandons la mise en production.", Some(Go)),
        ("Wir empfehlen die Freigabe, sofern DEF-7 behoben ist.", Some(Conditional)),
        ("No se recomienda el despliegue.", Some(NoGo)),
        ("Recomendamos a implantação.", Some(Go)),
        ("测试全部通过，建议上线。", Some(Go)),
        ("存在严重缺陷，不建议上线。", Some(NoGo)),
    ] {
        assert_eq!(release_advice(text), wanted, "{text}");
    }
}

#[test]
fn advice_is_read_without_the_words() {
    use GoWord::{Conditional, Go, NoGo};
    for (text, wanted) in [
        ("We recommend to release 3.1.0.", Some(Go)),
        ("The candidate is not ready for production.", Some(NoGo)),
        ("Ready for release once DEF-7 is closed", Some(Conditional)),
        ("Test again after the release", None),
        ("Release / Release with conditions / Do not release", None),
    ] {
        assert_eq!(release_advice(text), wanted, "{text}");
    }
}

#[test]
fn verdicts_are_words_for_the_end_of_tests_too() {
    use GoWord::{Go, NoGo};
    for (text, wanted) in [
        ("PASSED", Some(Go)),
        ("✅ PASSED", Some(Go)),
        ("❌ FAILED", Some(NoGo)),
        ("Not passed", None),
        ("Passed: 48", None),
        ("通过 ✅", Some(Go)),
        ("不通过", Some(NoGo)),
        ("Bestanden", Some(Go)),
        ("Freigabe für Produktion", Some(Go)),
        ("keine Freigabe für Produktion", Some(NoGo)),
        ("do not release", Some(NoGo)),
        ("ready for production", Some(Go)),
        ("not yet ready for production", Some(NoGo)),
        ("Approved for production", Some(Go)),
        ("Blocked until DEF-7 is closed", Some(NoGo)),
        ("Passed / Failed", None),
        ("☐ Passed ☑ Failed", Some(NoGo)),
        ("Use Postgres", None),
    ] {
        assert_eq!(verdict(text), wanted, "{text}");
    }
    for (text, wanted) in [("GO", Some(Go)), ("No-Go", Some(NoGo)), ("Go", None), ("Language: Go", None)] {
        assert_eq!(go_in_capitals(text), wanted, "{text}");
    }
}

#[test]
fn go_words_are_told_from_running_text() {
    use GoWord::{Conditional, Go, NoGo};
    for (text, wanted) in [
        ("GO", Some(Go)),
        ("**Go**", Some(Go)),
        ("The recommendation is GO.", Some(Go)),
        ("NO-GO until DEF-1 is closed", Some(NoGo)),
        ("Recommendation: CONDITIONAL_GO", Some(Conditional)),
        ("Conditional go, see below", Some(Conditional)),
        ("Go/No-Go recommendation: GO", Some(Go)),
        ("GO/NO-GO: NO-GO", Some(NoGo)),
        ("go to the console and wait there", None),
        ("Decision: not GO", Some(NoGo)),
        ("Not yet a GO", Some(NoGo)),
        ("kein GO", Some(NoGo)),
        ("pas de GO", Some(NoGo)),
        ("sin GO", Some(NoGo)),
        ("não GO", Some(NoGo)),
        ("No objections: GO", Some(Go)),
        ("No blockers, so GO", Some(Go)),
        ("GO with no open defects", Some(Go)),
        ("Decision: Go", Some(Go)),
        ("Go for release", Some(Go)),
        ("Go.", Some(Go)),
        ("GO to production", Some(Go)),
        ("Go back", None),
        ("GO BACK", None),
        ("Go to Vercel", None),
        ("Go live", None),
        ("GO-LIVE checklist", None),
        ("GO LIVE", None),
        ("Go modules", None),
        ("Go 1.22", None),
        ("go build", None),
        ("Click Go", None),
        ("Go-based", None),
        ("go.mod", None),
    ] {
        assert_eq!(go_word(text), wanted, "{text}");
    }
}
