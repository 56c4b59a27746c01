//! Files that machines write: known by what stands in them, with the name as a witness where the content alone could be
//! something else. What is recognised here says which reader reads the file.

mod json;
pub(in crate::facts) mod log;
mod names;
pub(in crate::facts) mod sums;
pub(in crate::facts) mod text;
mod xml;
mod yaml;

use crate::dossier::Source;
use crate::facts::Kind;
use crate::outline::{Format, Outline};

macro_rules! schemas {
    ($($variant:ident = $kind:ident, $title:literal;)*) => {
        /// The form of a machine-written file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(in crate::facts) enum Schema {
            $($variant,)*
        }

        impl Schema {
            fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind,)* }
            }

            fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }
        }
    };
}

schemas! {
    JUnit = TestReport, "a JUnit report";
    Xunit = TestReport, "an xUnit.net report";
    NUnit2 = TestReport, "an NUnit 2 report";
    NUnit3 = TestReport, "an NUnit 3 report";
    Trx = TestReport, "a Visual Studio test report (TRX)";
    GoJson = TestReport, "output of `go test -json`";
    GoText = TestReport, "output of `go test`";
    Tap = TestReport, "a TAP stream";
    Ctrf = TestReport, "a CTRF report";
    Jest = TestReport, "a Jest or Vitest report";
    Mocha = TestReport, "a Mocha report";
    Playwright = TestReport, "a Playwright report";
    Rspec = TestReport, "an RSpec report";
    Dart = TestReport, "output of `dart test` or `flutter test`";
    PytestJson = TestReport, "a pytest report";
    Lcov = CoverageReport, "an LCOV trace";
    Cobertura = CoverageReport, "a Cobertura report";
    Jacoco = CoverageReport, "a JaCoCo report";
    Clover = CoverageReport, "a Clover report";
    IstanbulSummary = CoverageReport, "an Istanbul coverage summary";
    CoveragePy = CoverageReport, "a coverage.py report";
    Sarif = StaticAnalysis, "a SARIF log";
    Checkstyle = StaticAnalysis, "a Checkstyle report";
    CycloneDxJson = BillOfMaterials, "a CycloneDX bill of materials";
    CycloneDxXml = BillOfMaterials, "a CycloneDX bill of materials";
    SpdxJson = BillOfMaterials, "an SPDX bill of materials";
    SpdxGraph = BillOfMaterials, "an SPDX 3 bill of materials";
    SpdxTag = BillOfMaterials, "an SPDX bill of materials";
    K6 = Measurements, "a k6 summary";
    Jmeter = Measurements, "JMeter statistics";
    Prometheus = Measurements, "the result of a Prometheus query";
    Series = Measurements, "a time series";
    Sums = Checksums, "a list of checksums";
    NpmLock = Lockfile, "an npm lockfile";
    YarnLock = Lockfile, "a Yarn lockfile";
    PnpmLock = Lockfile, "a pnpm lockfile";
    TomlLock = Lockfile, "a lockfile of `[[package]]` tables";
    GoSum = Lockfile, "the checksums of Go modules";
    PipfileLock = Lockfile, "a Pipenv lockfile";
    GemfileLock = Lockfile, "a Bundler lockfile";
    ComposerLock = Lockfile, "a Composer lockfile";
    GradleLock = Lockfile, "a Gradle lockfile";
    NugetLock = Lockfile, "a NuGet lockfile";
    MixLock = Lockfile, "a Mix lockfile";
    PubLock = Lockfile, "a pub lockfile";
    SwiftLock = Lockfile, "resolved Swift packages";
    Requirements = PackageManifest, "a list of Python requirements";
    MavenPom = PackageManifest, "a Maven project";
    DotnetProject = PackageManifest, "a .NET project";
    Git = GitLog, "output of `git log`";
    Migrate = Migration, "a database migration";
    LiquibaseXml = Migration, "a Liquibase change log";
    LiquibaseYaml = Migration, "a Liquibase change log";
    Owners = CodeOwners, "code owners";
    Image = Dockerfile, "instructions that build an image";
    Workflow = Pipeline, "a GitHub workflow";
    GitlabCi = Pipeline, "a GitLab pipeline";
    AzureCi = Pipeline, "an Azure pipeline";
    CircleCi = Pipeline, "a CircleCI pipeline";
    Jenkins = Pipeline, "a Jenkins pipeline";
    Licence = License, "a licence text";
    Make = OtherText, "a makefile";
    Script = OtherText, "a script";
}

/// A form, and the words that it was recognised by.
pub(in crate::facts) type Recognised = (Schema, String);

/// The form of a machine-written file, if it is one.
pub(in crate::facts) fn recognise(source: &Source, outline: &Outline) -> Option<Recognised> {
    let path = source.path.to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    if prose(name) {
        return None;
    }
    let by_data = match outline.format {
        Format::Xml => xml::recognise(source, outline),
        Format::Json => json::recognise(&outline.nodes),
        Format::Yaml => yaml::recognise(&path, outline),
        Format::Dotenv => return None,
        _ => None,
    };
    by_data.or_else(|| names::recognise(&path, name, &source.text)).or_else(|| text::recognise(name, &source.text))
}

/// Names of files that people write.
fn prose(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "markdown", "mdown", "mkd", "rst", "adoc", "html", "htm"].contains(&extension)
}

/// The kind, and why.
pub(super) fn kind((schema, witness): &Recognised) -> (Kind, String) {
    (schema.kind(), format!("{}: {witness}", schema.title()))
}
