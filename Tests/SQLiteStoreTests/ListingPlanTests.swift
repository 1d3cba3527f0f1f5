import GRDB
import JSON
import Orchestration
import StoreExercise
import Testing

@testable import SQLiteStore

/// Every list is found by an index in its own order, so a page costs the same however many tasks there are.
@Suite struct ListingPlanTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    static let queries = [
        TaskQuery(), TaskQuery(owner: "ada"), TaskQuery(status: .queued), TaskQuery(taskType: "scan"),
        TaskQuery(agent: "a"), TaskQuery(target: "example.com"), TaskQuery(createdFrom: Samples.time(1)),
        TaskQuery(createdBefore: Samples.time(9)), TaskQuery(owner: "ada", createdFrom: Samples.time(1)),
        TaskQuery(order: .oldest), TaskQuery(owner: "ada", order: .oldest),
        TaskQuery(owner: "ada", status: .queued, taskType: "scan", agent: "a", target: "example.com"),
    ]

    @Test(arguments: queries) func aListIsFoundByAnIndexInItsOrder(query: TaskQuery) async throws {
        let store = try folder.open()
        for cursor in [nil, PageCursor(createdAt: 5, number: 5)] {
            var asked = query
            asked.cursor = cursor
            let listing = TaskListing(asked, limit: 3)
            let plan = try await store.read { database in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + listing.sql, arguments: listing.arguments)
                    .map { $0["detail"] as String }
            }
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            #expect(plan.allSatisfy { $0.contains("USING") && !$0.contains("AUTOMATIC") }, "\(plan)")
        }
    }

    @Test func theQueueIsCountedByItsIndex() async throws {
        let plan = try await folder.open().read { database in
            try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN " + SQLiteStore.queueTotals
            ).map { $0["detail"] as String }
        }
        #expect(plan.allSatisfy { $0.contains("INDEX tasks_queue") }, "\(plan)")
    }

    @Test func tasksOfAnOlderFileAreListedAndCountedToo() async throws {
        try await older()
        let store = try folder.open()
        #expect(try await store.tasks(TaskQuery(agent: "b")).tasks.map(\.id) == ["t2"])
        #expect(try await store.tasks(TaskQuery(agent: "a")).tasks.map(\.id) == ["t2", "t1"])
        let totals = try await store.totals()
        #expect(totals.counts == [.completed: 1, .pending: 1])
        #expect(totals.completedSeconds == 1.5)
    }

    /// A file as the version before this one has left it.
    private func older() async throws {
        let queue = try DatabaseQueue(path: folder.database)
        var migrator = DatabaseMigrator()
        migrator.registerMigration(Migration.tasksV001.name, migrate: Migration.tasksV001.apply)
        try migrator.migrate(queue)
        try await queue.write { database in
            let sql = """
                INSERT INTO tasks (id, brief, task_type, priority, parameters, owner, status, assigned_agents, agent,
                    progress, attempt, given_back, created_at, updated_at, started_at, finished_at)
                VALUES (?, '{"title": "t", "target": "x"}', 'scan', 5, '{}', 'ada', ?, ?, 'a', 0, 1, 0, ?, 9, ?, ?)
                """
            try database.execute(sql: sql, arguments: ["t1", "completed", #"["a"]"#, 1, 1000, 2500])
            try database.execute(sql: sql, arguments: ["t2", "pending", #"["a","b"]"#, 2, nil, nil])
        }
        try queue.close()
    }
}
