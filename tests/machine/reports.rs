//! Test reports: the numbers are those that the report states, and its cases bear names, endings and messages.

use super::{all, numbers, reading, run, stands, values};
use holdpoint::facts::{Ending, TestLevel};

#[test]
fn junit_suites_that_hold_suites_count_once() {
    let nested = r#"<testsuites>
  <testsuite name="all" tests="3" failures="1" errors="0" skipped="1" time="0.5">
    <testsuite name="web" tests="2" failures="1" errors="0" skipped="0">
      <testcase classname="web" name="serves"/>
      <testcase classname="web" name="stops"><failure message="it ran on">at line 3</failure></testcase>
    </testsuite>
    <testsuite name="mail" tests="1" failures="0" errors="0" skipped="1">
      <testcase classname="mail" name="sends"><skipped/></testcase>
    </testsuite>
  </testsuite>
</testsuites>"#;
    assert_eq!(numbers("report.xml", nested), all(3, 1, 1, 1));
    let run = run("report.xml", nested);
    assert_eq!(run.duration, Some(0.5));
    assert_eq!(values(&run.failing), ["web › stops"]);
    assert!(!run.contradicts_itself());
}

#[test]
fn junit_suites_without_totals_are_counted() {
    let bare = r#"<testsuite name="integration"><testcase name="a"/><testcase name="b"><error/></testcase>
      <testcase name="c" status="notrun"/></testsuite>"#;
    assert_eq!(numbers("TEST-all.xml", bare), all(3, 1, 1, 1));
    assert_eq!(run("TEST-all.xml", bare).level, Some(TestLevel::Integration));
    assert_eq!(run("TEST-all.xml", bare).stated, None);
}

#[test]
fn a_report_that_contradicts_itself_keeps_both_and_the_worse_counts() {
    let run = run("r.xml", r#"<testsuite tests="5" failures="0"><testcase name="a"><failure/></testcase></testsuite>"#);
    assert_eq!((run.total, run.failed, run.passed), (Some(5), Some(1), Some(4)));
    assert_eq!(run.stated.and_then(|stated| stated.failed), Some(0));
    assert_eq!(run.counted.and_then(|counted| counted.failed), Some(1));
    assert!(run.contradicts_itself());
}

#[test]
fn xunit_net_and_nunit_reports() {
    let xunit = r#"<assemblies><assembly name="Shop.IntegrationTests.dll" total="3" passed="1" failed="1" skipped="1" errors="0" time="1.5">
      <collection total="3"><test name="A" type="T" method="A" result="Pass"/><test name="B" result="Fail"><failure><message>no &amp; no</message></failure></test>
      <test name="C" result="Skip"/></collection></assembly></assemblies>"#;
    assert_eq!(numbers("x.xml", xunit), all(3, 1, 1, 1));
    let nunit2 = r#"<test-results name="Shop.dll" total="3" errors="1" failures="1" not-run="1" inconclusive="0" ignored="1" skipped="0" invalid="0">
      <test-suite time="2.5"><results><test-case name="a" executed="True" result="Success" success="True"/>
      <test-case name="b" executed="True" result="Failure" success="False"><failure><message>x</message></failure></test-case>
      <test-case name="c" executed="True" result="Error" success="False"/>
      <test-case name="d" executed="False" result="Ignored"/></results></test-suite></test-results>"#;
    assert_eq!(numbers("TestResult.xml", nunit2), all(4, 1, 2, 1));
    assert!(!run("TestResult.xml", nunit2).contradicts_itself());
    let nunit3 = r#"<test-run total="2" passed="1" failed="1" inconclusive="0" skipped="0" duration="0.25"><test-suite>
      <test-case fullname="A.b" result="Passed"/><test-case fullname="A.c" result="Failed" label="Error"><failure><message>boom</message></failure></test-case>
      </test-suite></test-run>"#;
    assert_eq!(numbers("TestResult.xml", nunit3), all(2, 1, 1, 0));
}

#[test]
fn a_trx_report_states_what_was_not_executed_as_skipped() {
    let trx = r#"<TestRun name="nightly"><Times start="2026-12-01T10:00:00Z" finish="2026-12-01T10:00:02.5Z"/>
      <Results><UnitTestResult testName="A" outcome="Passed"/><UnitTestResult testName="B" outcome="Failed">
      <Output><ErrorInfo><Message>Expected 1</Message></ErrorInfo></Output></UnitTestResult>
      <UnitTestResult testName="C" outcome="NotExecuted"/></Results>
      <ResultSummary><Counters total="3" executed="2" passed="1" failed="1" error="0" timeout="0" aborted="0" notExecuted="0"/></ResultSummary></TestRun>"#;
    assert_eq!(numbers("a.trx", trx), all(3, 1, 1, 1));
    assert_eq!(run("a.trx", trx).duration, Some(2.5));
    let reading = reading(&[("a.trx", trx)]);
    let failed = reading.facts.test_cases.iter().find(|case| case.ending == Ending::Failed).unwrap();
    assert_eq!(failed.message.as_ref().map(|message| message.value.as_str()), Some("Expected 1"));
    stands(&reading, failed.message.as_ref().unwrap());
    stands(&reading, &failed.name);
}

#[test]
fn go_tests_as_events_and_as_lines() {
    let events = "{\"Action\":\"start\",\"Package\":\"example.org/shop\"}\n\
        {\"Action\":\"run\",\"Package\":\"example.org/shop\",\"Test\":\"TestA\"}\n\
        {\"Action\":\"output\",\"Package\":\"example.org/shop\",\"Test\":\"TestA\",\"Output\":\"    a_test.go:3: no\\n\"}\n\
        {\"Action\":\"fail\",\"Package\":\"example.org/shop\",\"Test\":\"TestA\",\"Elapsed\":0.1}\n\
        {\"Action\":\"pass\",\"Package\":\"example.org/shop\",\"Test\":\"TestB\"}\n\
        {\"Action\":\"skip\",\"Package\":\"example.org/shop\",\"Test\":\"TestC\"}\n\
        {\"Action\":\"fail\",\"Package\":\"example.org/shop\",\"Elapsed\":0.4}\n\
        {\"Action\":\"fail\",\"Package\":\"example.org/broken\",\"Elapsed\":0}\n";
    // The package that could not be built is an error of its own.
    assert_eq!(numbers("go.json", events), all(4, 1, 2, 1));
    assert_eq!(values(&run("go.json", events).failing), ["example.org/shop › TestA", "example.org/broken"]);
    let lines = "=== RUN   TestA\n--- PASS: TestA (0.00s)\n=== RUN   TestB\n=== RUN   TestB/one\n    b_test.go:9: no\n--- FAIL: TestB (0.01s)\n    --- FAIL: TestB/one (0.00s)\n        b_test.go:9: no\n--- SKIP: TestC (0.00s)\nFAIL\nFAIL\texample.org/shop\t0.012s\nFAIL\texample.org/broken [build failed]\nFAIL\n";
    assert_eq!(numbers("test-output.txt", lines), all(5, 1, 3, 1));
    assert_eq!(numbers("test-output.txt", "ok  \texample.org/a\t0.1s\nFAIL\texample.org/b\t0.2s\n").2, Some(1));
}

#[test]
fn tap_counts_what_stands_at_the_margin() {
    let tap = "TAP version 14\n1..4\n# Subtest: shop\n    ok 1 - inside\n    1..1\nok 1 - shop\nnot ok 2 - stops\n  ---\n  message: 'it ran on'\n  ...\nok 3 - mail # SKIP no server\nnot ok 4 - later # TODO\n";
    assert_eq!(numbers("run.tap", tap), all(4, 1, 1, 2));
    // Planned, and never run.
    assert_eq!(numbers("run.tap", "1..3\nok 1 - a\n"), all(3, 1, 2, 0));
    let stopped = run("run.tap", "1..1\nok 1 - a\nBail out! no database\n");
    assert_eq!((stopped.failed, values(&stopped.failing)), (Some(1), vec!["no database"]));
    assert_eq!(
        numbers("node.txt", "TAP version 13\nok 1 - a\n1..1\n# tests 3\n# pass 2\n# fail 1\n# skipped 0\n"),
        all(3, 2, 1, 0)
    );
}

#[test]
fn reports_of_the_javascript_runners() {
    let ctrf = r#"{"results":{"tool":{"name":"x"},"summary":{"tests":3,"passed":1,"failed":1,"pending":0,"skipped":1,"other":0,"start":1000,"stop":3500},
      "tests":[{"name":"a","status":"passed"},{"name":"b","status":"failed","message":"no"},{"name":"c","status":"skipped"}]}}"#;
    assert_eq!(numbers("ctrf.json", ctrf), all(3, 1, 1, 1));
    assert_eq!(run("ctrf.json", ctrf).duration, Some(2.5));
    let jest = r#"{"numTotalTests":2,"numPassedTests":1,"numFailedTests":1,"numPendingTests":0,"numTodoTests":0,"numRuntimeErrorTestSuites":1,"startTime":1000,
      "testResults":[{"name":"a.test.js","status":"failed","endTime":2000,"assertionResults":[{"fullName":"a works","status":"passed","failureMessages":[]},
      {"fullName":"a breaks","status":"failed","failureMessages":["Error: no\n at x"]}]},{"name":"b.test.js","status":"failed","message":"cannot load","assertionResults":[]}]}"#;
    assert_eq!(numbers("results.json", jest).2, Some(2));
    assert_eq!(values(&run("results.json", jest).failing), ["a breaks", "b.test.js"]);
    let mochawesome = r#"{"stats":{"tests":2,"passes":1,"failures":1,"pending":0,"skipped":0,"duration":20},"results":[{"suites":[{"tests":[
      {"fullTitle":"a b","state":"passed"},{"fullTitle":"a c","state":"failed","err":{"message":"no"}}]}]}]}"#;
    assert_eq!(numbers("mochawesome.json", mochawesome), all(2, 1, 1, 0));
    assert!(!run("mochawesome.json", mochawesome).contradicts_itself());
    let playwright = r#"{"config":{},"suites":[{"specs":[{"title":"pays","tests":[{"projectName":"chromium","status":"unexpected","results":[{"error":{"message":"no button"}}]}]}]}],
      "stats":{"expected":0,"skipped":0,"unexpected":1,"flaky":0,"duration":1500}}"#;
    assert_eq!(numbers("results.json", playwright), all(1, 0, 1, 0));
    assert_eq!(run("results.json", playwright).level, Some(TestLevel::EndToEnd));
}

#[test]
fn reports_of_pytest_and_of_flutter() {
    let pytest = r#"{"exitcode":1,"duration":1.5,"summary":{"passed":1,"failed":1,"xfailed":1,"total":3,"collected":3},"tests":[
      {"nodeid":"t/test_a.py::a","outcome":"passed"},{"nodeid":"t/test_a.py::b","outcome":"failed","call":{"crash":{"message":"no"}}},
      {"nodeid":"t/test_a.py::c","outcome":"xfailed"}]}"#;
    assert_eq!(numbers("report.json", pytest), all(3, 1, 1, 1));
    let dart = "{\"protocolVersion\":\"0.1.1\",\"runnerVersion\":\"1\",\"type\":\"start\",\"time\":0}\n\
        {\"test\":{\"id\":1,\"name\":\"loading a\"},\"type\":\"testStart\"}\n{\"testID\":1,\"result\":\"success\",\"skipped\":false,\"hidden\":true,\"type\":\"testDone\"}\n\
        {\"test\":{\"id\":2,\"name\":\"pays\"},\"type\":\"testStart\"}\n{\"testID\":2,\"error\":\"no\",\"type\":\"error\"}\n\
        {\"testID\":2,\"result\":\"failure\",\"skipped\":false,\"hidden\":false,\"type\":\"testDone\"}\n{\"success\":false,\"type\":\"done\",\"time\":1200}\n";
    assert_eq!(numbers("run.json", dart), all(1, 0, 1, 0));
    assert_eq!(run("run.json", dart).duration, Some(1.2));
}
