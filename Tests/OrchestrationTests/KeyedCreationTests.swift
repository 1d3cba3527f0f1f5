import JSON
import Orchestration
import Testing

/// The same request sent again creates nothing.
@Suite struct KeyedCreationTests {
    static let scout = AgentProfile(id: "a", displayName: "A", taskTypes: ["scan"])

    private func key(_ fingerprint: String = "f") -> IdempotencyKey {
        IdempotencyKey("k", fingerprint: fingerprint, expiresAt: Timestamp(milliseconds: .max))
    }

    @Test func aReplayIsTheTaskAsItWasCreated() async throws {
        let server = Server(MemoryStore(), ScriptedRunner([Self.scout]))
        let made = try await server.orchestrator.create(newTask(), once: key(), trace: "t")
        #expect(!made.isReplay && made.task.trace == "t")
        _ = try await server.orchestrator.cancel(made.task.id)
        let again = try await server.orchestrator.create(newTask(), once: key(), trace: "u")
        #expect(again == TaskCreation(made.task, isReplay: true))
        await #expect(throws: OrchestrationError.keyReused("k")) {
            _ = try await server.orchestrator.create(newTask(), once: key("other"))
        }
    }

    @Test func aReplayIsAnsweredWhenNoAgentTakesItsTypeAnyMore() async throws {
        let store = MemoryStore()
        let made = try await Server(store, ScriptedRunner([Self.scout])).orchestrator.create(newTask(), once: key())
        let later = Server(store, ScriptedRunner([]))
        #expect(try await later.orchestrator.create(newTask(), once: key()).task.id == made.task.id)
        await #expect(throws: OrchestrationError.self) { _ = try await later.orchestrator.create(newTask()) }
    }

    @Test func aRequestThatIsRefusedLeavesItsKeyFree() async throws {
        let faulty = ScriptedRunner(
            [Self.scout], faults: [InputProblem(pointer: "/x", keyword: "type", message: "must be a string")])
        let store = MemoryStore()
        await #expect(throws: OrchestrationError.self) {
            _ = try await Server(store, faulty).orchestrator.create(newTask(), once: key())
        }
        let made = try await Server(store, ScriptedRunner([Self.scout])).orchestrator.create(newTask(), once: key())
        #expect(!made.isReplay)
    }

    @Test func manyAtOnceMakeOneTask() async throws {
        let store = MemoryStore()
        let orchestrator = Server(store, ScriptedRunner([Self.scout])).orchestrator
        let made = try await withThrowingTaskGroup(of: TaskCreation.self) { group in
            for _ in 0..<20 { group.addTask { try await orchestrator.create(newTask(), once: key()) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(store.allTasks.count == 1 && made.count { !$0.isReplay } == 1)
    }

    @Test func aRunBelongsToTheTraceOfTheRequestThatExecutedIt() async throws {
        let store = MemoryStore()
        let orchestrator = Server(store, ScriptedRunner([Self.scout])).orchestrator
        let task = try await orchestrator.create(newTask(), trace: "created")
        #expect(try await orchestrator.execute(task.id, trace: "executed").trace == "executed")
        #expect(try await orchestrator.totals()[.queued] == 1)
    }
}
