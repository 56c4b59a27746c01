//! Coverage reports: LCOV, Cobertura, `JaCoCo`, Clover, Istanbul and coverage.py.

use super::number::{count, decimal, number, to_count};
use super::{Doc, Facts, lines, part, root};
use crate::facts::classify::machine::Schema;
use crate::facts::{Coverage, CoverageMetric, Phrase, Said};
use crate::outline::{Node, Span};

pub(super) fn read(schema: Schema, doc: &Doc<'_>, facts: &mut Facts) {
    let element = || root(doc).map(|(_, element)| element);
    let found = match schema {
        Schema::Lcov => Some(lcov(doc)),
        Schema::Cobertura => element().map(|element| cobertura(doc, element)),
        Schema::Jacoco => element().map(|element| jacoco(doc, element)),
        Schema::Clover => element().map(|element| clover(doc, element)),
        Schema::IstanbulSummary => doc.outline.nodes.first().map(|node| istanbul(doc, node)),
        Schema::CoveragePy => doc.outline.nodes.first().map(|node| coverage_py(doc, node)),
        _ => None,
    };
    facts.coverage.extend(found.into_iter().flatten());
}

/// A number of things of which some were run.
fn of_counts(
    doc: &Doc<'_>,
    metric: CoverageMetric,
    file: Option<&Phrase>,
    covered: Option<u64>,
    total: Option<u64>,
    span: Span,
) -> Option<Coverage> {
    let (covered, total) = (covered?, total?);
    let percent = if total == 0 { 100.0 } else { covered as f64 * 100.0 / total as f64 };
    // More covered than there is: the report is broken, and says nothing.
    (covered <= total).then(|| Coverage {
        metric,
        file: file.cloned(),
        covered: Some(covered),
        total: Some(total),
        percent,
        at: doc.place(span),
    })
}

fn of_percent(
    doc: &Doc<'_>,
    metric: CoverageMetric,
    file: Option<&Phrase>,
    percent: Option<f64>,
    span: Span,
) -> Option<Coverage> {
    let percent = percent.filter(|percent| (0.0..=100.0).contains(percent))?;
    Some(Coverage { metric, file: file.cloned(), covered: None, total: None, percent, at: doc.place(span) })
}

/// The keys of LCOV's totals for each metric: found, hit.
const LCOV: [(CoverageMetric, &str, &str); 3] = [
    (CoverageMetric::Line, "LF:", "LH:"),
    (CoverageMetric::Branch, "BRF:", "BRH:"),
    (CoverageMetric::Function, "FNF:", "FNH:"),
];

/// What one file of a trace states, for each metric of [`LCOV`]: found, hit. Where it states no lines they are counted.
#[derive(Default)]
struct Trace {
    file: Option<Phrase>,
    found: [Option<u64>; 3],
    hit: [Option<u64>; 3],
    lines: (u64, u64),
}

fn lcov(doc: &Doc<'_>) -> Vec<Coverage> {
    let mut all = Vec::new();
    let mut sums = [(None::<u64>, 0_u64); 3];
    let mut trace = Trace::default();
    let mut first = None;
    for (offset, line) in lines(&doc.source.text) {
        if let Some(path) = line.strip_prefix("SF:") {
            trace = Trace { file: Some(part(doc, offset, line, path)), ..Trace::default() };
            first = first.or(trace.file.clone());
        } else if let Some(hits) = line.strip_prefix("DA:").and_then(|rest| rest.split(',').nth(1)) {
            trace.lines.0 += 1;
            trace.lines.1 += u64::from(to_count(hits).is_some_and(|hits| hits > 0));
        } else if line == "end_of_record" {
            let trace = std::mem::take(&mut trace);
            for (index, (metric, ..)) in LCOV.iter().enumerate() {
                let counted = (index == 0).then_some(trace.lines);
                let found = trace.found[index].or(counted.map(|lines| lines.0));
                let hit = trace.hit[index].or(counted.map(|lines| lines.1));
                let Some(span) = trace.file.as_ref().map(|file| file.at.span) else { continue };
                if let Some(entry) = of_counts(doc, *metric, trace.file.as_ref(), hit, found, span) {
                    sums[index].0 = Some(sums[index].0.unwrap_or(0).saturating_add(found.unwrap_or(0)));
                    sums[index].1 = sums[index].1.saturating_add(hit.unwrap_or(0));
                    all.push(entry);
                }
            }
        } else {
            for (index, (_, found, hit)) in LCOV.iter().enumerate() {
                if let Some(number) = line.strip_prefix(found) {
                    trace.found[index] = to_count(number);
                } else if let Some(number) = line.strip_prefix(hit) {
                    trace.hit[index] = to_count(number);
                }
            }
        }
    }
    let span = first.map_or(Span::default(), |file| file.at.span);
    let totals = LCOV.iter().zip(sums);
    all.extend(totals.filter_map(|((metric, ..), (found, hit))| of_counts(doc, *metric, None, Some(hit), found, span)));
    all
}

fn cobertura(doc: &Doc<'_>, root: &Node) -> Vec<Coverage> {
    let mut all = Vec::new();
    let mut take = |node: &Node, file: Option<&Phrase>| {
        for (metric, word, rate) in
            [(CoverageMetric::Line, "lines", "@line-rate"), (CoverageMetric::Branch, "branches", "@branch-rate")]
        {
            let stated = |what: &str| count(node, &[&format!("@{word}-{what}")]);
            let place = node.get(rate).map_or_else(|| doc_start(node), |rate| rate.span);
            let percent = number(node, &[rate]).map(|rate| rate * 100.0);
            // Where there are no branches, some writers give a rate of 0, others of 1: 0 alone tells nothing.
            let percent = percent.filter(|percent| metric == CoverageMetric::Line || *percent > 0.0);
            let exact = of_counts(doc, metric, file, stated("covered"), stated("valid"), place);
            all.extend(exact.or_else(|| of_percent(doc, metric, file, percent, place)));
        }
    };
    take(root, None);
    let classes =
        root.all("packages").flat_map(|packages| packages.all("package")).flat_map(|package| package.all("classes"));
    for class in classes.flat_map(|classes| classes.all("class")) {
        if let Some(file) = super::said(doc, class, &["@filename"]) {
            take(class, Some(&file));
        }
    }
    all
}

/// The tag of an element, rather than all that it holds.
fn doc_start(node: &Node) -> Span {
    node.pairs().first().map_or(node.span, |(name, _)| name.span)
}

fn jacoco(doc: &Doc<'_>, root: &Node) -> Vec<Coverage> {
    let mut all = Vec::new();
    let mut take = |node: &Node, file: Option<&Phrase>| {
        for counter in node.all("counter") {
            let metric = match counter.text(&["@type"]) {
                Some("LINE") => CoverageMetric::Line,
                Some("BRANCH") => CoverageMetric::Branch,
                Some("METHOD") => CoverageMetric::Function,
                Some("INSTRUCTION") => CoverageMetric::Instruction,
                _ => continue,
            };
            let covered = count(counter, &["@covered"]);
            let total =
                covered.zip(count(counter, &["@missed"])).map(|(covered, missed)| covered.saturating_add(missed));
            all.extend(of_counts(doc, metric, file, covered, total, counter.span));
        }
    };
    take(root, None);
    for (_, package) in root.walk().filter(|(key, _)| key.is_some_and(|key| key.plain == "package")) {
        let folder = package.text(&["@name"]).unwrap_or_default();
        for source in package.all("sourcefile") {
            if let Some(name) = super::said(doc, source, &["@name"]) {
                let path = if folder.is_empty() { name.value } else { format!("{folder}/{}", name.value) };
                take(source, Some(&Said { value: path, at: name.at }));
            }
        }
    }
    all
}

fn clover(doc: &Doc<'_>, root: &Node) -> Vec<Coverage> {
    let mut all = Vec::new();
    let mut take = |metrics: &Node, file: Option<&Phrase>| {
        for (metric, total, covered) in [
            (CoverageMetric::Statement, "@statements", "@coveredstatements"),
            (CoverageMetric::Branch, "@conditionals", "@coveredconditionals"),
            (CoverageMetric::Function, "@methods", "@coveredmethods"),
        ] {
            all.extend(of_counts(
                doc,
                metric,
                file,
                count(metrics, &[covered]),
                count(metrics, &[total]),
                metrics.span,
            ));
        }
    };
    let Some(project) = root.get("project") else { return all };
    if let Some(metrics) = project.get("metrics") {
        take(metrics, None);
    }
    for (_, file) in project.walk().filter(|(key, _)| key.is_some_and(|key| key.plain == "file")) {
        let name = super::said(doc, file, &["@path"]).or_else(|| super::said(doc, file, &["@name"]));
        if let (Some(name), Some(metrics)) = (name, file.get("metrics")) {
            take(metrics, Some(&name));
        }
    }
    all
}

fn istanbul(doc: &Doc<'_>, root: &Node) -> Vec<Coverage> {
    let mut all = Vec::new();
    for (name, entry) in root.pairs() {
        let file = (name.plain != "total").then(|| doc.phrase(name));
        for (metric, key) in [
            (CoverageMetric::Line, "lines"),
            (CoverageMetric::Statement, "statements"),
            (CoverageMetric::Branch, "branches"),
            (CoverageMetric::Function, "functions"),
        ] {
            let Some(node) = entry.get(key) else { continue };
            let exact =
                of_counts(doc, metric, file.as_ref(), count(node, &["covered"]), count(node, &["total"]), node.span);
            all.extend(exact.or_else(|| of_percent(doc, metric, file.as_ref(), number(node, &["pct"]), node.span)));
        }
    }
    all
}

fn coverage_py(doc: &Doc<'_>, root: &Node) -> Vec<Coverage> {
    let mut all = Vec::new();
    let mut take = |node: &Node, file: Option<&Phrase>| {
        let counts = |covered: &str, total: &str| (count(node, &[covered]), count(node, &[total]));
        let (covered, total) = counts("covered_lines", "num_statements");
        let percent = node.text(&["percent_covered"]).and_then(decimal);
        let exact = of_counts(doc, CoverageMetric::Line, file, covered, total, node.span);
        all.extend(exact.or_else(|| of_percent(doc, CoverageMetric::Line, file, percent, node.span)));
        let (covered, total) = counts("covered_branches", "num_branches");
        all.extend(of_counts(doc, CoverageMetric::Branch, file, covered, total, node.span));
    };
    if let Some(totals) = root.get("totals") {
        take(totals, None);
    }
    for (name, entry) in root.get("files").map_or(&[][..], Node::pairs) {
        if let Some(summary) = entry.get("summary") {
            take(summary, Some(&doc.phrase(name)));
        }
    }
    all
}
