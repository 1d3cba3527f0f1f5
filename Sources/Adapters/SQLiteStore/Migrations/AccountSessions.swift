import GRDB

extension Migration {
    /// Sessions and revocations; times are milliseconds since 1970, `selector` and `secret` are SHA-256.
    static let accountSessions = Migration(name: "sessions") { database in
        try database.execute(
            sql: """
                CREATE TABLE sessions (
                    selector BLOB PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    secret BLOB NOT NULL,
                    username TEXT NOT NULL,
                    role TEXT NOT NULL,
                    tokens_valid_after INTEGER NOT NULL,
                    started_at INTEGER NOT NULL,
                    expires_at INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX sessions_username ON sessions (username, started_at);
                CREATE INDEX sessions_expiry ON sessions (expires_at);
                CREATE TABLE revocations (
                    id TEXT PRIMARY KEY,
                    until INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX revocations_until ON revocations (until);
                """)
    }
}
