//! Migrations, and how each is undone.

use super::{kind, reading};
use holdpoint::facts::{Kind, Undo};

/// Id, tool and undoing of each migration.
fn migrations(files: &[(&str, &str)]) -> Vec<(String, Option<&'static str>, Undo)> {
    for (path, text) in files {
        assert_eq!(kind(path, text), Kind::Migration, "{path}");
    }
    let migrations = reading(files).facts.migrations;
    migrations.into_iter().map(|one| (one.id.value, one.tool, one.undo)).collect()
}

fn one(path: &str, text: &str) -> (Option<&'static str>, Undo) {
    let found = migrations(&[(path, text)]);
    assert_eq!(found.len(), 1, "{path}");
    (found[0].1, found[0].2)
}

#[test]
fn flyway_and_files_in_pairs() {
    let pair = [
        ("db/migration/V1__a.sql", "create table a();"),
        ("db/migration/U1__a.sql", "drop table a;"),
        ("db/migration/V2__b.sql", "drop table b;"),
    ];
    assert_eq!(
        migrations(&pair),
        [("V1__a".to_owned(), Some("Flyway"), Undo::Written), ("V2__b".to_owned(), Some("Flyway"), Undo::Missing)]
    );
    let pair = [("migrations/1_a.down.sql", "drop table a;"), ("migrations/1_a.up.sql", "create table a();")];
    assert_eq!(migrations(&pair), [("1_a.up".to_owned(), None, Undo::Written)]);
    assert_eq!(
        one("V3__late.sql", "-- irreversible: the column is gone\nalter table a drop column b;"),
        (Some("Flyway"), Undo::Irreversible)
    );
}

#[test]
fn migrations_with_both_ways_in_one_file() {
    assert_eq!(
        one("migrations/1.sql", "-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;\n"),
        (Some("goose"), Undo::Written)
    );
    assert_eq!(
        one("db/migrate/1_a.rb", "class A < ActiveRecord::Migration[7.0]\n  def change\n  end\nend\n"),
        (Some("Rails"), Undo::Automatic)
    );
    assert_eq!(
        one(
            "db/migrate/2_b.rb",
            "class B < ActiveRecord::Migration[7.0]\n  def up\n  end\n  def down\n    raise ActiveRecord::IrreversibleMigration\n  end\nend\n"
        ),
        (Some("Rails"), Undo::Irreversible)
    );
    assert_eq!(
        one(
            "alembic/versions/a1.py",
            "def upgrade():\n    op.add_column()\n\ndef downgrade():\n    op.drop_column()\n"
        ),
        (Some("Alembic"), Undo::Written)
    );
    assert_eq!(
        one("alembic/versions/a2.py", "def upgrade():\n    op.drop_column()\n\ndef downgrade():\n    pass\n").1,
        Undo::Missing
    );
    assert_eq!(
        one(
            "shop/migrations/0001.py",
            "class Migration(migrations.Migration):\n    operations = [\n        migrations.AddField(),\n    ]\n"
        ),
        (Some("Django"), Undo::Automatic)
    );
    assert_eq!(one("shop/migrations/0002.py", "class Migration(migrations.Migration):\n    operations = [\n        migrations.RunPython(forwards),\n    ]\n").1, Undo::Missing);
    assert_eq!(
        one("migrations/3.js", "exports.up = async (knex) => {};\nexports.down = async (knex) => {};\n").1,
        Undo::Written
    );
}

#[test]
fn liquibase_in_its_forms() {
    let xml = r#"<databaseChangeLog><changeSet id="1" author="a"><createTable tableName="t"/></changeSet>
      <changeSet id="2" author="a"><sql>delete from t</sql></changeSet><changeSet id="3" author="a"><sql>x</sql><rollback>y</rollback></changeSet></databaseChangeLog>"#;
    let undo =
        |found: Vec<(String, Option<&str>, Undo)>| found.into_iter().map(|one| (one.0, one.2)).collect::<Vec<_>>();
    let wanted = [("1".to_owned(), Undo::Automatic), ("2".to_owned(), Undo::Missing), ("3".to_owned(), Undo::Written)];
    assert_eq!(undo(migrations(&[("changelog.xml", xml)])), wanted);
    let yaml = "databaseChangeLog:\n- changeSet:\n    id: 1\n    changes:\n    - createTable: {tableName: t}\n- changeSet:\n    id: 2\n    changes:\n    - sql: {sql: x}\n- changeSet:\n    id: 3\n    changes:\n    - sql: {sql: x}\n    rollback:\n    - sql: {sql: y}\n";
    assert_eq!(undo(migrations(&[("changelog.yaml", yaml)])), wanted);
    let sql =
        "--liquibase formatted sql\n\n--changeset a:1\nselect 1;\n--rollback select 2;\n--changeset a:2\nselect 3;\n";
    assert_eq!(
        undo(migrations(&[("changes.sql", sql)])),
        [("1".to_owned(), Undo::Written), ("2".to_owned(), Undo::Missing)]
    );
}
