import GRDB

extension Migration {
    /// Accounts; times are milliseconds since 1970.
    static let accountsV001 = Migration(name: "v001") { database in
        try database.execute(
            sql: """
                CREATE TABLE accounts (
                    username TEXT PRIMARY KEY,
                    role TEXT NOT NULL,
                    password_hash TEXT NOT NULL,
                    created_at INTEGER NOT NULL,
                    tokens_valid_after INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """)
    }
}
