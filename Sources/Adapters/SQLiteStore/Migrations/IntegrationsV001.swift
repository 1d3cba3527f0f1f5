import GRDB

extension Migration {
    /// Integrations and their delivery logs; times are milliseconds since 1970, JSON is text.
    static let integrationsV001 = Migration(name: "integrations-v001") { database in
        try database.execute(sql: V001.integrations)
        try database.execute(sql: V001.deliveries)
    }
}

private enum V001 {
    /// One row an integration.
    ///
    /// `number` is the order of creation. `document` holds name, settings, events and the like as JSON, because
    /// SQLite's text ends at a NUL. `sealed` is ciphertext: its key is never in this file.
    static let integrations = """
        CREATE TABLE integrations (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            owner TEXT NOT NULL,
            platform TEXT NOT NULL,
            enabled INTEGER NOT NULL,
            document TEXT NOT NULL,
            sealed BLOB NOT NULL,
            position INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX integrations_owner ON integrations (owner, number);
        """

    /// `detail` holds the last answer: status code, reason and link.
    static let deliveries = """
        CREATE TABLE deliveries (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            integration TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            kind TEXT NOT NULL,
            task_id TEXT NOT NULL,
            status TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            detail TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            next_attempt_at INTEGER
        ) STRICT;
        CREATE INDEX deliveries_integration ON deliveries (integration, number);
        """
}
