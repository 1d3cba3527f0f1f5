import Foundation

@testable import SQLiteStore

/// A folder of its own for one test, removed with the value: held by the suite, which lives as long as its test.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "amas-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: String { path + "/amas.sqlite" }

    func openAccounts() throws -> SQLiteAccounts { try SQLiteAccounts(path: path + "/accounts.sqlite") }

    func open() throws -> SQLiteStore { try SQLiteStore(path: database) }

    /// The files that a process leaves behind which is killed now, in the middle of a transaction.
    ///
    /// Copied on the writer's queue, so that no checkpoint tears the copy as no checkpoint tears what a kill leaves.
    func killedCopy(of store: SQLiteStore) async throws -> Folder {
        try await store.perform { _ in
            let copy = try Folder()
            for name in try FileManager.default.contentsOfDirectory(atPath: self.path) {
                try FileManager.default.copyItem(atPath: "\(self.path)/\(name)", toPath: "\(copy.path)/\(name)")
            }
            return copy
        }
    }

    func mode(_ suffix: String = "") throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: database + suffix)
        return attributes[.posixPermissions] as? Int ?? 0
    }
}
