import Access
import SQLiteStore

/// Opens what the data folder holds.
enum Stores {
    /// The tasks: one server at a time.
    static func tasks(in folder: DataFolder) throws(StartProblem) -> SQLiteStore {
        do { return try SQLiteStore(path: folder.tasks) } catch { throw StartProblem("\(error)") }
    }

    /// The accounts: in a file of their own, so that `amas users` works beside a running server.
    static func accounts(in folder: DataFolder) throws(StartProblem) -> SQLiteAccounts {
        do { return try SQLiteAccounts(path: folder.accounts) } catch { throw StartProblem("\(error)") }
    }
}
