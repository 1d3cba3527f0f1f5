import GRDB

extension Migration {
    /// What lists, idempotency keys and totals need; tasks that are there already are carried over.
    static let tasksListsKeysTotals = Migration(name: "lists-keys-totals") { database in
        for step in [Lists.indexes, Lists.agents, Lists.trace, Keys.table, Totals.table] {
            try database.execute(sql: step)
        }
    }
}

private enum Lists {
    /// Every list is ordered by creation, so every index that finds one ends in its order.
    static let indexes = """
        DROP INDEX tasks_owner;
        DROP INDEX tasks_status;
        DROP INDEX tasks_type;
        CREATE INDEX tasks_created ON tasks (created_at, number);
        CREATE INDEX tasks_owner ON tasks (owner, created_at, number);
        CREATE INDEX tasks_status ON tasks (status, created_at, number);
        CREATE INDEX tasks_type ON tasks (task_type, created_at, number);
        CREATE INDEX tasks_target ON tasks (json_extract(brief, '$.target'), created_at, number);
        """

    /// One row for each agent of each task.
    static let agents = """
        CREATE TABLE task_agents (
            agent TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (agent, created_at, number)
        ) STRICT, WITHOUT ROWID;
        INSERT OR IGNORE INTO task_agents (agent, created_at, number)
            SELECT team.value, tasks.created_at, tasks.number FROM tasks, json_each(tasks.assigned_agents) AS team;
        """

    static let trace = "ALTER TABLE tasks ADD COLUMN trace TEXT"
}

private enum Keys {
    static let table = """
        CREATE TABLE idempotency_keys (
            owner TEXT NOT NULL,
            key TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            task_id TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            PRIMARY KEY (owner, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);
        """
}

private enum Totals {
    /// One row a status, `seconds` for the completed ones; kept by whoever changes a status, in the same transaction.
    static let table = """
        CREATE TABLE task_totals (
            status TEXT PRIMARY KEY,
            count INTEGER NOT NULL,
            seconds REAL NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO task_totals (status, count, seconds)
            SELECT status, COUNT(*), TOTAL(CASE WHEN status = 'completed' THEN finished_at - started_at END) / 1000.0
            FROM tasks GROUP BY status;
        """
}
