import GRDB

/// The settings of a connection on which "what was acknowledged is not lost" rests.
struct Durability: Sendable, Equatable {
    /// 0 off, 1 normal, 2 full, 3 extra.
    ///
    /// See https://sqlite.org/pragma.html#pragma_synchronous.
    var synchronous: Int
    var journalMode: String

    init(synchronous: Int, journalMode: String) {
        self.synchronous = synchronous
        self.journalMode = journalMode
    }

    init(of database: Database) throws {
        synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 0
        journalMode = try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? ""
    }

    /// What is wrong with them; nil when every commit reaches the disk before it is acknowledged.
    var fault: String? {
        switch journalMode {
        case "wal": synchronous < 2 ? "SQLite's synchronous is \(synchronous), not 2 (full)" : nil
        case "delete": synchronous < 3 ? "SQLite's synchronous is \(synchronous), not 3 (extra)" : nil
        default: "its journal mode is \(journalMode), neither wal nor delete"
        }
    }
}
