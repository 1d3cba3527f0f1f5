import Synchronization
import Testing

@testable import Outbound

/// Counts how many pieces of work go on at once.
private final class Load: Sendable {
    private let state = Mutex((now: 0, most: 0, done: 0))

    var most: Int { state.withLock { $0.most } }
    var done: Int { state.withLock { $0.done } }

    func begin() {
        state.withLock {
            $0.now += 1
            $0.most = max($0.most, $0.now)
        }
    }

    func end() {
        state.withLock {
            $0.now -= 1
            $0.done += 1
        }
    }
}

@Suite struct ConnectionSlotsTests {
    @Test func neverHandsOutMoreThanItHas() async throws {
        let slots = ConnectionSlots(limit: 3)
        let load = Load()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await slots.withSlot {
                        load.begin()
                        await Task.yield()
                        load.end()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(load.done == 40)
        #expect((1...3).contains(load.most))
    }

    @Test func aCancelledWaiterLeavesTheQueue() async throws {
        let slots = ConnectionSlots(limit: 1)
        try await slots.withSlot {
            let waiter = Task { try await slots.withSlot {} }
            waiter.cancel()
            await #expect(throws: CancellationError.self) { try await waiter.value }
        }
        try await slots.withSlot {}
    }

    @Test func closingRefusesThoseWhoWaitAndThoseWhoCome() async throws {
        let slots = ConnectionSlots(limit: 1)
        try await slots.withSlot {
            let waiter = Task { try await slots.withSlot {} }
            slots.close()
            await #expect(throws: EgressError.closed) { try await waiter.value }
        }
        await #expect(throws: EgressError.closed) { try await slots.withSlot {} }
    }

    @Test func anErrorGivesTheSlotBack() async throws {
        let slots = ConnectionSlots(limit: 1)
        await #expect(throws: EgressError.closed) { try await slots.withSlot { throw EgressError.closed } }
        try await slots.withSlot {}
    }
}
