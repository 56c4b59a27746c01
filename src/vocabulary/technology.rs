//! Technologies under their many names: `RDS PostgreSQL 16 (multi-AZ)` is PostgreSQL 16.

use super::normal::words;

/// Phrase and normal names. Several names: the product may be any of them. Hosting words (RDS, ElastiCache alone) decide
/// nothing where a technology stands beside them.
const TECHNOLOGIES: [(&str, &[&str]); 64] = [
    ("postgres", &["postgresql"]),
    ("postgresql", &["postgresql"]),
    ("timescaledb", &["postgresql"]),
    ("mysql", &["mysql"]),
    ("mariadb", &["mariadb"]),
    ("percona", &["mysql"]),
    ("sqlite", &["sqlite"]),
    ("sqlite3", &["sqlite"]),
    ("oracle", &["oracle"]),
    ("sql server", &["sql-server"]),
    ("mssql", &["sql-server"]),
    ("mongodb", &["mongodb"]),
    ("mongo", &["mongodb"]),
    ("documentdb", &["documentdb"]),
    ("cockroachdb", &["cockroachdb"]),
    ("cassandra", &["cassandra"]),
    ("dynamodb", &["dynamodb"]),
    ("redis", &["redis"]),
    ("valkey", &["valkey"]),
    ("keydb", &["keydb"]),
    ("memcached", &["memcached"]),
    ("rabbitmq", &["rabbitmq"]),
    ("activemq", &["activemq"]),
    ("kafka", &["kafka"]),
    ("redpanda", &["redpanda"]),
    ("msk", &["kafka"]),
    ("nats", &["nats"]),
    ("sqs", &["sqs"]),
    ("elasticmq", &["elasticmq"]),
    ("pubsub", &["pubsub"]),
    ("pub sub", &["pubsub"]),
    ("elasticsearch", &["elasticsearch"]),
    ("opensearch", &["opensearch"]),
    ("solr", &["solr"]),
    ("minio", &["minio"]),
    ("localstack", &["localstack"]),
    ("s3", &["s3"]),
    ("gcs", &["gcs"]),
    ("azure blob", &["azure-blob"]),
    ("mailhog", &["smtp"]),
    ("mailpit", &["smtp"]),
    ("ses", &["smtp"]),
    ("sendgrid", &["smtp"]),
    ("smtp", &["smtp"]),
    ("nginx", &["nginx"]),
    ("vault", &["vault"]),
    ("keycloak", &["keycloak"]),
    ("haproxy", &["haproxy"]),
    ("traefik", &["traefik"]),
    ("envoy", &["envoy"]),
    ("kubernetes", &["kubernetes"]),
    ("k8s", &["kubernetes"]),
    ("eks", &["kubernetes"]),
    ("gke", &["kubernetes"]),
    ("aks", &["kubernetes"]),
    ("openshift", &["kubernetes"]),
    ("minikube", &["kubernetes"]),
    ("k3s", &["kubernetes"]),
    ("k3d", &["kubernetes"]),
    ("clickhouse", &["clickhouse"]),
    ("influxdb", &["influxdb"]),
    ("etcd", &["etcd"]),
    ("consul", &["consul"]),
    ("pulsar", &["pulsar"]),
];

/// Runtimes and tools whose names are everyday words: only at the begin of a cell ("Node 22", not "one node").
const OPENINGS: [(&str, &[&str]); 12] = [
    ("node js", &["node"]),
    ("nodejs", &["node"]),
    ("node", &["node"]),
    ("python", &["python"]),
    ("java", &["java"]),
    ("openjdk", &["java"]),
    ("temurin", &["java"]),
    ("ruby", &["ruby"]),
    ("php", &["php"]),
    ("go", &["go"]),
    ("kind", &["kubernetes"]),
    ("rust", &["rust"]),
];

/// Products whose technology another word may name; used only when none does.
const HOSTING: [(&str, &[&str]); 6] = [
    ("amazon mq", &["rabbitmq", "activemq"]),
    ("cloudamqp", &["rabbitmq"]),
    ("elasticache", &["redis", "memcached", "valkey"]),
    ("memorystore", &["redis", "memcached", "valkey"]),
    ("rds", &["postgresql", "mysql", "mariadb", "oracle", "sql-server"]),
    ("aurora", &["postgresql", "mysql"]),
];

/// The normal names of the first technology in a cell, and its major version. The names are the cell's own words, without
/// what stands in brackets, if no technology is known.
pub fn technology(cell: &str) -> (Vec<String>, Option<u64>) {
    let all = words(cell);
    let Some((behind, names)) = known(&all) else {
        let plain = super::heading(cell);
        let name: Vec<&str> =
            plain.iter().filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit())).map(String::as_str).collect();
        return (vec![name.join(" ")], None);
    };
    // `16`, `v16`, `16.2`: the number right behind the name.
    let version = all.get(behind).map(|word| word.trim_start_matches('v'));
    (names.iter().map(|name| (*name).to_owned()).collect(), version.and_then(|number| number.parse().ok()))
}

/// Whether a text names a technology that is known.
pub fn knows_technology(text: &str) -> bool {
    known(&words(text)).is_some()
}

fn known(words: &[String]) -> Option<(usize, &'static [&'static str])> {
    let opening =
        || OPENINGS.iter().find_map(|(phrase, names)| starts(words, 0, phrase).map(|behind| (behind, *names)));
    first(words, &TECHNOLOGIES).or_else(opening).or_else(|| first(words, &HOSTING))
}

type Known = (&'static str, &'static [&'static str]);

/// The first known phrase; where it ends, and its names.
fn first(words: &[String], known: &[Known]) -> Option<(usize, &'static [&'static str])> {
    (0..words.len()).find_map(|at| {
        known.iter().find_map(|(phrase, names)| starts(words, at, phrase).map(|behind| (behind, *names)))
    })
}

/// Where the phrase ends, if it begins at this word.
fn starts(words: &[String], at: usize, phrase: &str) -> Option<usize> {
    let length = phrase.split(' ').count();
    (words.get(at..at + length)?.join(" ") == phrase).then_some(at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_technology_has_many_names() {
        let of = |cell: &str| {
            let (names, major) = technology(cell);
            (names.join("/"), major)
        };
        assert_eq!(of("Postgres 16 (Docker)"), ("postgresql".to_owned(), Some(16)));
        assert_eq!(of("RDS PostgreSQL 16.2 (multi-AZ)"), ("postgresql".to_owned(), Some(16)));
        assert_eq!(of("Amazon MQ (RabbitMQ 3.13)"), ("rabbitmq".to_owned(), Some(3)));
        assert_eq!(of("Amazon MQ"), ("rabbitmq/activemq".to_owned(), None));
        assert_eq!(of("ElastiCache Redis 7"), ("redis".to_owned(), Some(7)));
        assert_eq!(of("Valkey 8"), ("valkey".to_owned(), Some(8)));
        assert_eq!(of("Node.js 22.11"), ("node".to_owned(), Some(22)));
        assert_eq!(of("EKS 1.31"), ("kubernetes".to_owned(), Some(1)));
        assert_eq!(of("Own cache (one node)"), ("own cache".to_owned(), None));
        assert_eq!(of("In-house ledger 2 (VM)"), ("in house ledger".to_owned(), None));
    }
}
