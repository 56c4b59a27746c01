//! Files that are told by their name and a look at them.

use super::kind;
use holdpoint::facts::Kind;

#[test]
fn manifests_pipelines_and_the_rest() {
    for (path, text, wanted) in [
        ("Dockerfile", "# build\nFROM alpine:3\nRUN true\n", Kind::Dockerfile),
        ("docker/web.Dockerfile", "FROM alpine\n", Kind::Dockerfile),
        ("build.txt", "ARG V=3\nFROM alpine:$V\nCOPY . .\n", Kind::Dockerfile),
        ("Jenkinsfile", "pipeline { agent any }\n", Kind::Pipeline),
        (".github/workflows/ci.yml", "on: push\njobs:\n  build:\n    runs-on: ubuntu\n    steps: []\n", Kind::Pipeline),
        (".gitlab-ci.yml", "stages: [build]\nbuild:\n  script: [make]\n", Kind::Pipeline),
        ("azure-pipelines.yml", "trigger: [main]\nsteps:\n- script: make\n", Kind::Pipeline),
        (".circleci/config.yml", "version: 2.1\njobs: {b: {}}\nworkflows: {w: {}}\n", Kind::Pipeline),
        ("LICENSE", "MIT License\n", Kind::License),
        ("COPYING.txt", "GNU GENERAL PUBLIC LICENSE\n", Kind::License),
        ("legal.txt", "Permission is hereby granted, free of charge, to any person\n", Kind::License),
        ("Makefile", "# all\nall:\n\ttrue\n", Kind::OtherText),
        ("deploy.sh", "#!/bin/sh\n# go\necho\n", Kind::OtherText),
        ("tool", "#!/usr/bin/env python3\n# go\n", Kind::OtherText),
        ("pom.xml", "<project><modelVersion>4.0.0</modelVersion></project>", Kind::PackageManifest),
        ("Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"/>", Kind::PackageManifest),
        ("package.json", "{\"name\":\"shop\"}", Kind::PackageManifest),
        ("Cargo.toml", "[package]\nname = \"a\"\n", Kind::PackageManifest),
        ("go.mod", "module example.org/a\n", Kind::PackageManifest),
        // A document about any of these is a document.
        ("docs/migrations/README.md", "# How to migrate\n", Kind::OtherDocument),
        ("CHANGELOG.md", "# Changelog\n\n## 1.0.0\n", Kind::Changelog),
        ("notes.txt", "Nothing here.\n", Kind::OtherText),
        ("data.json", "{\"a\":1}", Kind::OtherData),
        ("data.xml", "<a/>", Kind::OtherData),
        // A table of no time is a document like any other.
        ("people.csv", "name,age\na,3\n", Kind::OtherDocument),
    ] {
        assert_eq!(kind(path, text), wanted, "{path}");
    }
}

#[test]
fn a_machine_leaves_nothing_open() {
    let log = "1a2b3c4 TBD: <owner> of the plan\n2b3c4d5 b\n3c4d5e6 c\n# x\n";
    assert!(super::reading(&[("git.log", log)]).facts.placeholders.is_empty());
}
