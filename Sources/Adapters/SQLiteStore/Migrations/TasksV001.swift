import GRDB

extension Migration {
    /// Tasks, events, totals of agents; times are milliseconds since 1970, JSON is text.
    static let tasksV001 = Migration(name: "v001") { database in
        for table in [V001.tasks, V001.events, V001.tallies] { try database.execute(sql: table) }
    }
}

private enum V001 {
    /// One row a task.
    ///
    /// `number` is the order of creation, `agent` the first of `assigned_agents`, `queue_place` the order of queueing.
    /// `brief` holds title, description and target: free text is kept as JSON, because SQLite's text ends at a NUL.
    static let tasks = """
        CREATE TABLE tasks (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            brief TEXT NOT NULL,
            task_type TEXT NOT NULL,
            priority INTEGER NOT NULL,
            parameters TEXT NOT NULL,
            owner TEXT NOT NULL,
            status TEXT NOT NULL,
            assigned_agents TEXT NOT NULL,
            agent TEXT NOT NULL,
            progress REAL NOT NULL,
            attempt INTEGER NOT NULL,
            given_back INTEGER NOT NULL,
            queue_place INTEGER,
            result TEXT,
            failure TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            started_at INTEGER,
            finished_at INTEGER
        ) STRICT;
        CREATE INDEX tasks_queue ON tasks (agent, priority DESC, queue_place) WHERE status = 'queued';
        CREATE INDEX tasks_running ON tasks (number) WHERE status = 'running';
        CREATE INDEX tasks_queue_place ON tasks (queue_place) WHERE queue_place IS NOT NULL;
        CREATE INDEX tasks_owner ON tasks (owner, number);
        CREATE INDEX tasks_status ON tasks (status, number);
        CREATE INDEX tasks_type ON tasks (task_type, number);
        """

    /// AUTOINCREMENT, so that a sequence number is never used twice even when old events are removed.
    static let events = """
        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            task_id TEXT NOT NULL,
            owner TEXT NOT NULL,
            timestamp INTEGER NOT NULL,
            data TEXT NOT NULL
        ) STRICT;
        CREATE INDEX events_task ON events (task_id, sequence);
        """

    static let tallies = """
        CREATE TABLE agent_tallies (
            agent TEXT PRIMARY KEY,
            completed INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            seconds REAL NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
