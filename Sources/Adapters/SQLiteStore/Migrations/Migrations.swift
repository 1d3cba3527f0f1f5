import GRDB

/// One step in the history of the schema; once released it never changes.
struct Migration: Sendable {
    let name: String
    let apply: @Sendable (Database) throws -> Void
}

/// The history of the schema, oldest first: a new version is a new file and a new name here.
enum Migrations {
    /// Of the file with tasks, events and integrations.
    static var tasks: DatabaseMigrator {
        migrator([.tasksV001, .tasksListsKeysTotals, .tasksOutcomes, .integrationsV001, .tasksAtWork])
    }
    /// Of the file with accounts.
    static var accounts: DatabaseMigrator { migrator([.accountsV001, .accountSessions]) }

    private static func migrator(_ versions: [Migration]) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for version in versions { migrator.registerMigration(version.name, migrate: version.apply) }
        return migrator
    }
}
