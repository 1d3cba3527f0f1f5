import GRDB

extension Migration {
    /// Outcomes of runs, and the forecast that a task was created with; JSON is text, times are milliseconds since 1970.
    static let tasksOutcomes = Migration(name: "outcomes") { database in
        try database.execute(
            sql: """
                CREATE TABLE outcomes (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    task_id TEXT NOT NULL,
                    attempt INTEGER NOT NULL,
                    task_type TEXT NOT NULL,
                    agent TEXT NOT NULL,
                    ending TEXT NOT NULL,
                    seconds REAL NOT NULL,
                    quality REAL,
                    forecast TEXT,
                    ended_at INTEGER NOT NULL
                ) STRICT;
                CREATE INDEX outcomes_kind ON outcomes (task_type, agent, number);
                ALTER TABLE tasks ADD COLUMN prediction TEXT;
                """)
    }
}
