//! What stands around the workloads: budgets, autoscalers, Services, routes, kustomizations, charts.

use super::meaning::{Meant, at, plain};
use super::{Card, Shown};
use crate::facts::{
    Autoscaler, Chart, DisruptionBudget, ImageChange, Kustomization, Route, Selector, ServiceObject, ServicePort,
};

impl Shown for DisruptionBudget {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, namespace, min_available, max_unavailable, selector } = self;
        card.named(name)
            .say("Namespace", namespace)
            .say("Min available", min_available)
            .say("Max unavailable", max_unavailable);
        show_selector(selector, card);
    }
}

impl Shown for Autoscaler {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, target_kind, target, min, max } = self;
        card.named(name).say("Target kind", target_kind).say("Target", target).say("Fewest", min).say("Most", max);
    }
}

impl Shown for ServiceObject {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, namespace, kind, headless, selector, ports } = self;
        let port = |port: &ServicePort| {
            let ServicePort { name, port, target, at: place } = port;
            let number = port.map_or_else(|| "?".to_owned(), |port| port.to_string());
            let named = name.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
            at(format!("{named}{number} → {target}"), *place)
        };
        card.named(name)
            .say("Namespace", namespace)
            .say("Kind", kind)
            .say("Headless", *headless)
            .say("Port", ports.iter().map(port).collect::<Vec<_>>());
        show_selector(selector, card);
    }
}

impl Shown for Route {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, kind, hosts, services } = self;
        card.named(name).say("Kind", kind).say("Host", hosts).say("Service", services);
    }
}

impl Shown for Kustomization {
    fn show(&self, card: &mut Card<'_>) {
        let Self { at: place, environment, namespace, resources, patches, images } = self;
        card.subject(environment.unwrap_or("kustomization"), *place)
            .say("Namespace", namespace)
            .say("Resource", resources)
            .say("Patch", patches)
            .say("Image", images.iter().map(image).collect::<Vec<_>>());
    }
}

fn image(change: &ImageChange) -> Meant {
    let ImageChange { name, new_name, tag, digest } = change;
    let repository = new_name.as_ref().unwrap_or(name);
    let tag = tag.as_ref().map(|tag| format!(":{}", tag.value)).unwrap_or_default();
    let digest = digest.as_ref().map(|digest| format!("@{}", digest.value)).unwrap_or_default();
    at(format!("{} → {}{tag}{digest}", name.value, repository.value), name.at)
}

impl Shown for Chart {
    fn show(&self, card: &mut Card<'_>) {
        let Self { name, version, app_version } = self;
        card.named(name).say("Version", version).say("App version", app_version);
    }
}

fn show_selector(selector: &Selector, card: &mut Card<'_>) {
    let Selector { labels, expressions, covers } = selector;
    let pairs = labels.iter().map(|(key, value)| plain(format!("{key}={value}")));
    card.say("Selects", pairs.collect::<Vec<_>>())
        .say("Selects by expressions", *expressions)
        .say("Workloads covered", covers.as_ref().map(|covers| covers.len() as u64));
}
