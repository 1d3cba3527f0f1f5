import Foundation
import Orchestration
import StoreExercise
import Testing

@testable import SQLiteStore

@Suite struct OpeningTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test func writesReachTheDiskBeforeTheyAreAnswered() throws {
        let store = try folder.open()
        #expect(try store.durability() == Durability(synchronous: 2, journalMode: "wal"))
    }

    @Test func everyWeakerSettingIsAFault() {
        #expect(Durability(synchronous: 2, journalMode: "wal").fault == nil)
        #expect(Durability(synchronous: 3, journalMode: "wal").fault == nil)
        #expect(Durability(synchronous: 1, journalMode: "wal").fault == "SQLite's synchronous is 1, not 2 (full)")
        #expect(Durability(synchronous: 0, journalMode: "wal").fault == "SQLite's synchronous is 0, not 2 (full)")
        #expect(Durability(synchronous: 3, journalMode: "delete").fault == nil)
        #expect(Durability(synchronous: 2, journalMode: "delete").fault == "SQLite's synchronous is 2, not 3 (extra)")
        #expect(
            Durability(synchronous: 3, journalMode: "memory").fault
                == "its journal mode is memory, neither wal nor delete")
    }

    @Test func aSecondStoreOnTheSameFolderIsRefused() throws {
        let first = try folder.open()
        let holder = String(ProcessInfo.processInfo.processIdentifier)
        let refusal = SQLiteStoreError.inUse(path: folder.database, holder: holder)
        #expect(throws: refusal) { try folder.open() }
        #expect(
            refusal.description
                == "\(folder.database) is in use by process \(holder); stop that one first, or use another data folder")
        first.close()
        _ = try folder.open()
    }

    @Test func aReleasedStoreLetsTheNextOneIn() throws {
        for _ in 0..<3 { _ = try folder.open() }
    }

    @Test func onlyTheOwnerMayReadTheFiles() async throws {
        let file = FileManager.default
        #expect(file.createFile(atPath: folder.database, contents: nil, attributes: [.posixPermissions: 0o644]))
        let store = try folder.open()
        try await store.create(Samples.task(1))
        for suffix in ["", "-wal", "-shm", ".lock"] { #expect(try folder.mode(suffix) == 0o600, "\(suffix)") }
    }

    @Test func aFileThatIsNoDatabaseIsRefused() throws {
        try Data(repeating: 7, count: 4096).write(to: URL(fileURLWithPath: folder.database))
        #expect(
            throws: SQLiteStoreError.unusable(path: folder.database, reason: "SQLite error 26: file is not a database")
        ) { try folder.open() }
    }

    @Test func aMissingFolderIsRefused() {
        let path = "/nonexistent/amas.sqlite"
        #expect(throws: SQLiteStoreError.unusable(path: path + ".lock", reason: "No such file or directory")) {
            try SQLiteStore(path: path)
        }
    }

    @Test func aNewerDatabaseIsRefused() async throws {
        let store = try folder.open()
        try await store.perform { try $0.execute("INSERT INTO grdb_migrations VALUES ('v999')") }
        store.close()
        #expect(throws: SQLiteStoreError.newer(path: folder.database)) { try folder.open() }
    }

    @Test func aClosedStoreRefusesEverything() async throws {
        let store = try folder.open()
        #expect(await store.answers())
        store.close()
        #expect(await !store.answers())
        let error = await #expect(throws: StoreError.self) { try await store.create(Samples.task(1)) }
        guard case .unavailable? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
