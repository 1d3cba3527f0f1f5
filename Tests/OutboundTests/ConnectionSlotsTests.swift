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

    @Test func manySlotsAreTakenTogetherAndInTurn() async throws {
        let slots = ConnectionSlots(limit: 3)
        let load = Load()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await slots.withSlots(2) {
                        load.begin()
                        await Task.yield()
                        load.end()
                    }
                }
                group.addTask { try await slots.withSlot {} }
            }
            try await group.waitForAll()
        }
        #expect(load.done == 20)
        #expect(load.most == 1)
        try await slots.withSlots(3) {}
    }

    @Test func aCancelledWaiterLetsTheNextOneIn() async throws {
        let slots = ConnectionSlots(limit: 2)
        try await slots.withSlot {
            let large = Task { try await slots.withSlots(2) {} }
            let small = Task { try await slots.withSlot {} }
            large.cancel()
            await #expect(throws: CancellationError.self) { try await large.value }
            try await small.value
        }
    }

    @Test func moreThanThereAreAreRefused() async throws {
        let slots = ConnectionSlots(limit: 2)
        let problem = "3 connections are more than the 2 that may be open at once"
        await #expect(throws: EgressError.invalid(problem)) { try await slots.withSlots(3) {} }
    }

    @Test func anErrorGivesTheSlotBack() async throws {
        let slots = ConnectionSlots(limit: 1)
        await #expect(throws: EgressError.closed) { try await slots.withSlot { throw EgressError.closed } }
        try await slots.withSlot {}
    }
}
