import GRDB

extension Migration {
    /// The agents at work on each task: a list of `{agent, since}`, `since` in milliseconds since 1970.
    ///
    /// What an older server left running has none; it is rescued before anything is asked of it.
    static let tasksAtWork = Migration(name: "at-work") { database in
        try database.execute(sql: "ALTER TABLE tasks ADD COLUMN at_work TEXT NOT NULL DEFAULT '[]'")
    }
}
