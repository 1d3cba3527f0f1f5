import SQLiteStore
import StoreExercise
import Testing

/// The promises of `TaskStore`, on a real file.
@Suite struct ExerciseTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test(arguments: StoreCheck.all) func keepsThePromiseOfAStore(check: StoreCheck) async throws {
        try await check.run(folder.open())
    }

    @Test(arguments: IntegrationCheck.all) func keepsThePromiseOfAStoreOfIntegrations(check: IntegrationCheck)
        async throws
    {
        try await check.run(folder.open())
    }

    @Test(arguments: 1...12) func agreesWithTheModel(seed: UInt64) async throws {
        var model = StoreModel(seed: seed)
        try await model.compare(with: folder.open(), steps: 300)
    }
}
