//! Where variables are set, and where they are used.

use crate::facts::{Phrase, Place};
use crate::vocabulary::secrets::is_stand_in;

/// One place that sets a variable.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Name of the variable.
    pub name: Phrase,
    /// Its value as written, masked where it is secret; `None` for a reference, or where nothing is written.
    pub value: Option<Phrase>,
    /// What kind of value that is.
    pub state: ValueState,
    /// Where it is set.
    pub origin: Origin,
    /// What it is set for: a workload and its container (`web/app`), the name of a `ConfigMap` or Secret.
    pub owner: Option<String>,
    /// Normal name of the environment that it is set for.
    pub environment: Option<&'static str>,
    /// Whether it must be set; `None` if nothing is said of that.
    pub required: Option<bool>,
    /// What a document says of it: what it is for, its limits.
    pub note: Option<Phrase>,
}

impl Setting {
    /// Whether its value only tells its reader to put another in its place: `CHANGE_ME`. What an example holds does so rightly.
    pub fn stands_in(&self) -> bool {
        self.origin != Origin::Example
            && self.state == ValueState::Placeholder
            && self.value.as_ref().is_some_and(|value| is_stand_in(&self.name.value, &value.value))
    }
}

/// What kind of value a setting has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueState {
    /// Nothing: the variable is there and empty.
    Empty,
    /// A value.
    Literal,
    /// Text that stands for a value which a person will put there.
    Placeholder,
    /// `${NAME:-value}`: a default, unless the environment says otherwise.
    Default,
    /// `${NAME:?message}`: refused unless the environment has it.
    Required,
    /// `${NAME}`, or a name alone: whatever the environment has, perhaps nothing.
    Passed,
    /// Kept in a Secret or a secret manager.
    Secret,
    /// Kept in a `ConfigMap`.
    ConfigMap,
    /// A field of the pod or its node.
    Field,
    /// A template's engine puts it in.
    Template,
    /// None: the variable must not be set.
    Unset,
}

/// The kind of place that sets a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// An example env file.
    Example,
    /// A real env file.
    EnvFile,
    /// A container of a manifest.
    Workload,
    /// A service of a Compose file.
    Compose,
    /// A `ConfigMap`, or a generator of one.
    ConfigMap,
    /// A Secret, sealed or synced ones included: its keys.
    Secret,
    /// Helm values.
    Values,
    /// Terraform variables.
    Terraform,
    /// A document: an instruction, a check list.
    Document,
    /// A file of another platform: ECS, systemd, Fly.io, App Engine, Heroku, Render …
    Platform,
    /// `ENV` of a Dockerfile: the image brings it along.
    Image,
    /// A pipeline, or one of its jobs.
    Pipeline,
}

/// A whole set of variables that a workload takes in: `envFrom`, `env_file`, `EnvironmentFile`.
#[derive(Clone, Debug)]
pub struct VariableSource {
    /// The `ConfigMap`, the Secret or the file.
    pub name: Phrase,
    /// Which of them.
    pub kind: Origin,
    /// What is put before each name.
    pub prefix: Option<String>,
    /// Need not be there.
    pub optional: bool,
    /// The workload and its container: `web/app`.
    pub by: String,
}

/// One place that uses a variable: `${NAME}` in a Compose file, `$(NAME)` in the arguments of a container.
#[derive(Clone, Debug)]
pub struct VariableUse {
    /// Name of the variable.
    pub name: Phrase,
    /// Value if the environment has none, as written.
    pub default: Option<String>,
    /// Nothing works without it.
    pub required: bool,
    /// The service or container, if one uses it.
    pub by: Option<String>,
}

/// A reference to a secret that is kept elsewhere.
#[derive(Clone, Debug)]
pub struct SecretReference {
    /// Name of the Secret, or of the entry in the secret manager.
    pub name: Phrase,
    /// Key in it; `None` for all of them.
    pub key: Option<String>,
    /// Where it is kept.
    pub kind: SecretStore,
    /// What refers to it: `web/app`, the name of an `ExternalSecret`.
    pub by: Option<String>,
    /// Where the reference stands.
    pub at: Place,
}

/// Where a secret is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SecretStore {
    /// A Kubernetes Secret.
    Kubernetes,
    /// A secret of a Compose file.
    Compose,
    /// A secret manager outside.
    Manager,
    /// The secrets of a pipeline.
    Pipeline,
}
