//! Facts as lines that can be compared: a sort, a name, properties, a place.

use holdpoint::facts::{
    Container, Phrase, Place, Probe, Reading, Said, Selector, Setting, ValueState, VariableSource, Workload,
};
use holdpoint::report::ledger::{Attribute, families, ledger};

/// One fact.
pub(crate) struct Fact {
    pub(crate) sort: String,
    pub(crate) name: String,
    pub(crate) properties: Vec<String>,
    pub(crate) path: String,
    pub(crate) line: u32,
}

/// The sorts that are written here; the others are those of the ledger.
const SORTS: [&str; 18] = [
    "kind",
    "workload",
    "container",
    "probe",
    "hook",
    "budget",
    "autoscaler",
    "service",
    "route",
    "kustomization",
    "chart",
    "setting",
    "source",
    "use",
    "secret",
    "example",
    "literal-secret",
    "variable",
];

/// Whether facts can be of this sort.
pub(crate) fn is_sort(name: &str) -> bool {
    SORTS.contains(&name) || families().contains_key(name)
}

struct Book<'a> {
    reading: &'a Reading,
    facts: Vec<Fact>,
}

impl Book<'_> {
    fn add(&mut self, sort: &'static str, name: &str, properties: Vec<Option<String>>, at: Place) {
        let source = self.reading.source(at.source);
        let line = 1 + source.text[..at.span.start as usize].matches('\n').count() as u32;
        let properties = properties.into_iter().flatten().collect();
        self.facts.push(Fact {
            sort: sort.to_owned(),
            name: name.to_owned(),
            properties,
            path: source.path.clone(),
            line,
        });
    }
}

fn labelled(label: &str, phrase: Option<&Phrase>) -> Option<String> {
    phrase.map(|phrase| format!("{label} {}", phrase.value))
}

fn number<T: std::fmt::Display>(label: &str, said: Option<&Said<T>>, unit: &str) -> Option<String> {
    said.map(|said| format!("{label} {}{unit}", said.value).trim().to_owned())
}

fn names(label: &str, names: &[Phrase]) -> Option<String> {
    let all: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
    (!all.is_empty()).then(|| format!("{label} {}", all.join(", ")))
}

/// The facts that a manifest gives, each as it is written in the tests.
pub(crate) fn facts(reading: &Reading) -> Vec<Fact> {
    let mut book = Book { reading, facts: Vec::new() };
    let facts = &reading.facts;
    for document in &facts.documents {
        let problems = document.problems.iter().map(|problem| Some(format!("problem {}", problem.value)));
        let kind = [Some(document.kind.id().to_owned()), Some(format!("because {}", document.why))];
        book.add("kind", &document.path, kind.into_iter().chain(problems).collect(), document.place());
    }
    of_ledger(&mut book);
    facts.workloads.iter().for_each(|workload| of_workload(&mut book, workload));
    beside(&mut book);
    facts.settings.iter().for_each(|setting| of_setting(&mut book, setting));
    facts.variable_sources.iter().for_each(|source| of_source(&mut book, source));
    for used in &facts.variable_uses {
        let properties = vec![
            used.default.as_ref().map(|default| format!("default {default}").trim().to_owned()),
            used.required.then(|| "required".to_owned()),
            used.by.as_ref().map(|by| format!("by {by}")),
        ];
        book.add("use", &used.name.value, properties, used.name.at);
    }
    for secret in &facts.secret_references {
        let properties = vec![
            Some(format!("{:?}", secret.kind).to_lowercase()),
            secret.key.as_ref().map(|key| format!("key {key}")),
            secret.by.as_ref().map(|by| format!("by {by}")),
        ];
        book.add("secret", &secret.name.value, properties, secret.at);
    }
    for example in &facts.examples {
        let off = example.commented_out.then(|| "commented out".to_owned());
        book.add("example", &example.name.value, vec![off], example.name.at);
    }
    for found in &facts.secrets {
        book.add("literal-secret", &found.what, vec![], found.at);
    }
    for variable in &facts.variables {
        let values = variable
            .values
            .iter()
            .map(|(environment, cell)| Some(format!("{environment} {}", cell.value).trim_end().to_owned()));
        let wildcard = variable.wildcard.then(|| "wildcard".to_owned());
        let required = variable.required.map(|required| if required { "required" } else { "optional" }.to_owned());
        let secret = variable.secret.map(|secret| if secret { "secret" } else { "no secret" }.to_owned());
        let unsaid = variable.required.is_none().then(|| "required not said".to_owned());
        let condition = labelled("required if", variable.condition.as_ref());
        let more = [wildcard, required, unsaid, condition, secret, labelled("value", variable.value.as_ref())];
        book.add("variable", &variable.name.value, values.chain(more).collect(), variable.name.at);
    }
    book.facts
}

/// The facts of every family as the ledger shows them.
fn of_ledger(book: &mut Book<'_>) {
    for family in ledger(book.reading).families {
        for entry in family.facts {
            let said = |attribute: Attribute| format!("{} {}", attribute.key, attribute.value);
            book.facts.push(Fact {
                sort: family.id.clone(),
                name: entry.subject,
                properties: entry.attributes.into_iter().map(said).collect(),
                path: entry.place.file,
                line: entry.place.line,
            });
        }
    }
}

fn of_workload(book: &mut Book<'_>, workload: &Workload) {
    let rollout = workload.rollout.as_ref().map(|said| &said.value);
    let properties = vec![
        Some(workload.kind.clone()),
        Some(format!("on {}", workload.platform.name())),
        workload.environment.map(str::to_owned),
        labelled("namespace", workload.namespace.as_ref()),
        Some(if workload.long_running { "long-running" } else { "once" }.to_owned()),
        workload.on_demand.then(|| "on demand".to_owned()),
        number("replicas", workload.replicas.as_ref(), ""),
        number("kill", workload.kill_timeout.as_ref(), " s"),
        Some("no kill timeout".to_owned()).filter(|_| workload.kill_timeout.is_none()),
        labelled("signal", workload.stop_signal.as_ref()),
        labelled("restart", workload.restart.as_ref()),
        names("after", &workload.depends_on),
        rollout.and_then(|rollout| rollout.strategy.as_ref()).map(|strategy| format!("rollout {strategy}")),
        labelled("max unavailable", rollout.and_then(|rollout| rollout.max_unavailable.as_ref())),
        labelled("max surge", rollout.and_then(|rollout| rollout.max_surge.as_ref())),
        labelled("on failure", rollout.and_then(|rollout| rollout.on_failure.as_ref())),
        Some(workload.partial.as_ref().map_or("whole".to_owned(), |reason| format!("partial, {}", reason.value))),
    ];
    book.add("workload", &workload.name.value, properties, workload.name.at);
    for (role, containers) in
        [("main", &workload.containers), ("init", &workload.init), ("sidecar", &workload.sidecars)]
    {
        for container in containers {
            of_container(book, workload, role, container);
        }
    }
}

fn of_container(book: &mut Book<'_>, workload: &Workload, role: &str, container: &Container) {
    let name = format!("{}/{}", workload.name.value, container.name);
    let resources = &container.resources;
    let reference = container.image_ref();
    let mut properties = vec![
        Some(role.to_owned()),
        labelled("image", container.image.as_ref()),
        reference.as_ref().and_then(|image| image.tag.clone()).map(|tag| format!("tag {tag}")),
        labelled("build", container.build.as_ref()),
        labelled("command", container.command.as_ref()),
        labelled("cpu request", resources.cpu_request.as_ref()),
        labelled("memory request", resources.memory_request.as_ref()),
        labelled("cpu limit", resources.cpu_limit.as_ref()),
        labelled("memory limit", resources.memory_limit.as_ref()),
        Some(if container.serves() { "serves" } else { "serves nobody" }.to_owned()),
    ];
    properties.extend(container.ports.iter().map(|port| {
        let number = port.number.map_or("?".to_owned(), |number| number.to_string());
        Some(format!("port {number} {}", port.name.as_deref().unwrap_or_default()).trim().to_owned())
    }));
    let at = container.image.as_ref().or(container.build.as_ref()).map_or(workload.name.at, |said| said.at);
    book.add("container", &name, properties, at);
    let probes = [
        ("readiness", &container.readiness),
        ("liveness", &container.liveness),
        ("startup", &container.startup),
        ("health", &container.health),
    ];
    for (what, probe) in probes {
        if let Some(probe) = probe {
            book.add("probe", &format!("{name} {what}"), of_probe(&probe.value), probe.at);
        }
    }
    if let Some(hook) = &container.pre_stop {
        let seconds = hook.value.seconds.map(|seconds| format!("{seconds} s"));
        book.add("hook", &name, vec![Some(hook.value.handler.clone()), seconds], hook.at);
    }
}

fn of_probe(probe: &Probe) -> Vec<Option<String>> {
    vec![
        Some(probe.handler.clone()),
        Some(format!("delay {}", probe.initial_delay)),
        Some(format!("period {}", probe.period)),
        Some(format!("timeout {}", probe.timeout)),
        Some(format!("success {}", probe.success_threshold)),
        Some(format!("failure {}", probe.failure_threshold)),
    ]
}

fn covered(book: &Book<'_>, selector: &Selector) -> String {
    let Some(covers) = &selector.covers else { return "covers unknown".to_owned() };
    let workloads = &book.reading.facts.workloads;
    let names: Vec<&str> = covers.iter().map(|index| workloads[*index].name.value.as_str()).collect();
    format!("covers {}", if names.is_empty() { "none".to_owned() } else { names.join(", ") })
}

fn beside(book: &mut Book<'_>) {
    let facts = &book.reading.facts;
    for budget in &facts.disruption_budgets {
        let properties = vec![
            labelled("min available", budget.min_available.as_ref()),
            labelled("max unavailable", budget.max_unavailable.as_ref()),
            Some(covered(book, &budget.selector)),
        ];
        book.add("budget", &budget.name.value, properties, budget.name.at);
    }
    for autoscaler in &facts.autoscalers {
        let properties = vec![
            number("min", autoscaler.min.as_ref(), ""),
            number("max", autoscaler.max.as_ref(), ""),
            Some(format!("{} {}", autoscaler.target_kind.as_deref().unwrap_or("?"), autoscaler.target.value)),
        ];
        book.add("autoscaler", &autoscaler.name.value, properties, autoscaler.name.at);
    }
    for service in &facts.services {
        let mut properties = vec![
            Some(service.kind.clone()),
            service.headless.then(|| "headless".to_owned()),
            Some(covered(book, &service.selector)),
        ];
        let port = |port: Option<u16>| port.map_or("?".to_owned(), |port| port.to_string());
        properties.extend(service.ports.iter().map(|it| Some(format!("port {} to {}", port(it.port), it.target))));
        book.add("service", &service.name.value, properties, service.name.at);
    }
    for route in &facts.routes {
        let properties = vec![Some(route.kind.clone()), names("hosts", &route.hosts), names("to", &route.services)];
        book.add("route", &route.name.value, properties, route.name.at);
    }
    for kustomization in &facts.kustomizations {
        let path = book.reading.source(kustomization.at.source).path.clone();
        let mut properties = vec![
            kustomization.environment.map(str::to_owned),
            labelled("namespace", kustomization.namespace.as_ref()),
            names("resources", &kustomization.resources),
            names("patches", &kustomization.patches),
        ];
        properties.extend(kustomization.images.iter().map(|image| {
            let part = |phrase: &Option<Phrase>| phrase.as_ref().map_or("-".to_owned(), |phrase| phrase.value.clone());
            Some(format!(
                "image {} {} {} {}",
                image.name.value,
                part(&image.new_name),
                part(&image.tag),
                part(&image.digest)
            ))
        }));
        book.add("kustomization", &path, properties, kustomization.at);
    }
    for chart in &facts.charts {
        let properties =
            vec![labelled("version", chart.version.as_ref()), labelled("app version", chart.app_version.as_ref())];
        book.add("chart", &chart.name.value, properties, chart.name.at);
    }
}

fn of_setting(book: &mut Book<'_>, setting: &Setting) {
    let state = match setting.state {
        ValueState::ConfigMap => "config map".to_owned(),
        state => format!("{state:?}").to_lowercase(),
    };
    let properties = vec![
        Some(state),
        Some(format!("in {:?}", setting.origin).to_lowercase()),
        setting.environment.map(str::to_owned),
        setting.owner.as_ref().map(|owner| format!("of {owner}")),
        labelled("value", setting.value.as_ref()),
        setting.required.map_or(Some("required not said".to_owned()), |required| {
            Some(if required { "required" } else { "optional" }.to_owned())
        }),
        labelled("note", setting.note.as_ref()),
    ];
    book.add("setting", &setting.name.value, properties, setting.name.at);
}

fn of_source(book: &mut Book<'_>, source: &VariableSource) {
    let properties = vec![
        Some(format!("{:?}", source.kind).to_lowercase()),
        source.prefix.as_ref().map(|prefix| format!("prefix {prefix}")),
        source.optional.then(|| "optional".to_owned()),
        Some(format!("by {}", source.by)),
    ];
    book.add("source", &source.name.value, properties, source.name.at);
}
