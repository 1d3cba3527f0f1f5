import GRDB

/// Opens, checks and migrates a database.
enum Opening {
    static func pool(at path: String) throws(SQLiteStoreError) -> DatabasePool {
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try secure(pool, path)
            try migrate(pool, Migrations.tasks, path)
            return pool
        } catch {
            throw refusal(error, path)
        }
    }

    /// A database that several processes may have open: SQLite's own locks keep their transactions apart.
    static func queue(at path: String) throws(SQLiteStoreError) -> DatabaseQueue {
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let durability = try queue.writeWithoutTransaction { database in
                // EXTRA, because the commit of a rollback journal is the removal of a file from its folder.
                try database.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA")
                return try Durability(of: database)
            }
            if let fault = durability.fault { throw SQLiteStoreError.notDurable(path: path, reason: fault) }
            try migrate(queue, Migrations.accounts, path)
            return queue
        } catch {
            throw refusal(error, path)
        }
    }

    private static func refusal(_ error: any Error, _ path: String) -> SQLiteStoreError {
        if let refusal = error as? SQLiteStoreError { return refusal }
        return .unusable(path: path, reason: (error as? DatabaseError)?.reason ?? String(describing: error))
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "amas"
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(5)
        return configuration
    }

    /// Comes after the opening: GRDB sets `synchronous=NORMAL` when it turns the write-ahead log on, which is later
    /// than anything that `prepareDatabase` could do.
    private static func secure(_ pool: DatabasePool, _ path: String) throws {
        let durability = try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // The log shrinks to this after a checkpoint, however large a burst has made it.
            try database.execute(sql: "PRAGMA journal_size_limit = 16777216")
            return try Durability(of: database)
        }
        if let fault = durability.fault { throw SQLiteStoreError.notDurable(path: path, reason: fault) }
    }

    private static func migrate(_ database: any DatabaseWriter, _ migrator: DatabaseMigrator, _ path: String) throws {
        if try database.read({ try migrator.hasBeenSuperseded($0) }) { throw SQLiteStoreError.newer(path: path) }
        try migrator.migrate(database)
    }
}
