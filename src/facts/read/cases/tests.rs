use super::*;
use crate::facts::read::Kind;
use crate::facts::read::testing::facts;

fn runs(kind: Kind, text: &str) -> Vec<(Option<u64>, Option<u64>, Option<u64>)> {
    facts(kind, text).test_runs.iter().map(|run| (run.total, run.passed, run.failed)).collect()
}

#[test]
fn cases_are_counted_and_mentions_read() {
    let table =
        "# Testbericht\n## Testfälle\n| Bereich | Status |\n|---|---|\n| Login | bestanden |\n| Token | bestanden |\n";
    assert_eq!(runs(Kind::TestEvaluation, table), [(Some(2), Some(2), Some(0))]);
    let lines =
        "# 受入テスト報告\n## シナリオ結果\n- AT-001: PASS（API）\n- AT-002: FAIL\n- AT-003: PARTIAL（未検証）\n";
    assert_eq!(runs(Kind::TestEvaluation, lines), [(Some(3), Some(1), Some(1))]);
    let fractions =
        "# Report\n## Suites\n| Suite | Tests passed |\n|---|---|\n| Unit | 118/120 |\n| API | ✅ 13/13 |\n";
    let wanted = [(Some(120), Some(118), Some(2)), (Some(13), Some(13), Some(0))];
    assert_eq!(runs(Kind::TestEvaluation, fractions), wanted);
    for (cell, wanted) in [
        ("☐ Passed ☑ Failed", Outcome::Failed),
        ("☑ Passed ☐ Failed", Outcome::Passed),
        ("[ ] Pass [x] Fail", Outcome::Failed),
        ("○ Pass ● Fail", Outcome::Failed),
        ("□ Succès □ Échec □ Partiel", Outcome::Open),
        ("Pass / Fail", Outcome::Open),
        ("Pass or fail", Outcome::Open),
        ("OK / NOK", Outcome::Open),
        ("✅ / ❌", Outcome::Open),
        ("Réussi / Échoué", Outcome::Open),
        ("Bestanden/Nicht bestanden", Outcome::Open),
        ("合格／不合格", Outcome::Open),
        ("通过 / 不通过", Outcome::Open),
        ("Aprobado / Rechazado", Outcome::Open),
        ("PASS?", Outcome::Open),
        ("Passed: no", Outcome::Failed),
        ("Passed: yes", Outcome::Passed),
        ("pass (to do)", Outcome::Open),
        ("not passed", Outcome::Failed),
        ("Passed (see log)", Outcome::Passed),
        ("○", Outcome::Passed),
    ] {
        assert!(outcome(vocabulary::find(cell).of(cell)) == Some(wanted), "{cell}");
    }
    for (cells, wanted) in [
        (["10 passed / 0 failed", "9 PASS, 1 FAIL"], [(None, Some(10), Some(0)), (None, Some(9), Some(1))]),
        (["10 通过 / 0 失败", "20 / 20 PASS"], [(None, Some(10), Some(0)), (Some(20), Some(20), Some(0))]),
        (
            ["10 bestanden / 0 fehlgeschlagen", "8 réussis / 2 échoués"],
            [(None, Some(10), Some(0)), (None, Some(8), Some(2))],
        ),
    ] {
        let text =
            format!("# Report\n## Suites\n| Suite | Result |\n|---|---|\n| A | {} |\n| B | {} |\n", cells[0], cells[1]);
        assert_eq!(runs(Kind::TestEvaluation, &text), wanted, "{text}");
    }
    let sum = "# Report\n## Integration tests\n| Test | Result |\n|---|---|\n| a | PASS |\n| b | FAIL |\n| **Total** | **1 / 2 PASS** |\n";
    assert_eq!(runs(Kind::TestEvaluation, sum), [(Some(2), Some(1), Some(1))]);
    let both = format!("{sum}## E2E\n| Count | Value |\n|---|---|\n| Passed | 33 |\n| Failed | 0 |\n");
    assert_eq!(runs(Kind::TestEvaluation, &both).len(), 2);
    let dates = "# Report\n## Runs\n| Run | Result |\n|---|---|\n| 1 | 12/2026 |\n| 2 | see 3/4 |\n";
    assert_eq!(runs(Kind::TestEvaluation, dates), []);
    let counts = "# Report\n## Numbers\n- Total: 120\n- Failed: 3\n";
    assert_eq!(runs(Kind::TestEvaluation, counts), [(Some(120), None, Some(3))]);
    for (text, wanted) in [
        ("- [x] Tous les tests passent (14/14 ✅)", vec![(Some(14), Some(14), Some(0))]),
        ("- [ ] All unit tests pass (14/14)", vec![]),
        ("- [x] 全套测试 `1394 passed`", vec![(None, Some(1394), None)]),
        ("- [x] Reviewed (2/2)", vec![]),
        ("- [x] Actions run 32567324937 passed", vec![]),
        ("All unit tests pass (14/14).", vec![(Some(14), Some(14), Some(0))]),
        ("17 of 19 tests passed.", vec![(Some(19), Some(17), Some(2))]),
        ("- 48 von 50 Tests bestanden", vec![(Some(50), Some(48), Some(2))]),
        ("41 tests, 0 failures, 0 errors.", vec![(Some(41), Some(41), Some(0))]),
        ("19 tests executed, 2 failures.", vec![(Some(19), Some(17), Some(2))]),
        ("- [x] 1394 tests passed, 3 skipped", vec![(None, Some(1394), None)]),
        ("At least 120 tests must have passed.", vec![]),
        ("The build of 2026 passed.", vec![]),
    ] {
        assert_eq!(runs(Kind::ReadinessReview, &format!("# Review\n## List\n{text}\n")), wanted, "{text}");
    }
}

#[test]
fn a_number_of_tests_is_told_without_results() {
    for (text, wanted) in [
        ("- **Anzahl automatisierter Testfälle:** 74", vec![(Some(74), None, None)]),
        ("- **500+** testes automatizados", vec![(Some(500), None, None)]),
        ("- Planned tests: 100", vec![]),
        ("- 3 new tests", vec![]),
        ("- 2 weeks of beta tests", vec![]),
        ("- 2 semanas de testes beta", vec![]),
        ("- Test environment: 2", vec![]),
    ] {
        assert_eq!(runs(Kind::TestEvaluation, &format!("# Report\n## Numbers\n{text}\n")), wanted, "{text}");
    }
}

#[test]
fn coverage_is_what_was_measured() {
    for (text, wanted) in [
        ("- カバレッジ: 95.2%（line）", Some(95.2)),
        ("- **98%** de cobertura de testes", Some(98.0)),
        ("- Test coverage: 71,5 %", Some(71.5)),
        ("Dafür wurde eine Testabdeckung von 30% angestrebt.", None),
        ("We aim at 80 % coverage.", None),
        (
            "### Coverage\n| Module | Lines | Branches |\n|---|---|---|\n| api | 91 % | 84 % |\n| **Total** | **89.4 %** | 77 % |",
            Some(89.4),
        ),
        (
            "### Cobertura\n| Nivel | Cifra |\n|---|---|\n| Unitaria | **99.19 % en líneas**, 98 % en ramas |",
            Some(99.19),
        ),
        ("### Suites\n| Suite | Coverage goal | Coverage |\n|---|---|---|\n| Unit | 80 % | 71 % |", Some(71.0)),
        ("### Coverage\n- Lines: 92.1 %", Some(92.1)),
        ("### Load\n| Server | CPU |\n|---|---|\n| api | 91 % |", None),
    ] {
        let facts = facts(Kind::TestEvaluation, &format!("# Report\n## Numbers\n{text}\n"));
        assert_eq!(facts.coverage.first().map(|coverage| coverage.percent), wanted, "{text}");
    }
}

#[test]
fn an_open_choice_recommends_nothing() {
    for text in ["Liberar / Liberar con condiciones / No liberar", "Release / Release with conditions / Do not release"]
    {
        let facts = facts(Kind::TestEvaluation, &format!("# Report\n## Recommendation\n{text}\n"));
        assert!(facts.recommendations.is_empty(), "{text}");
    }
}
