import Dispatch
import Synchronization
import Testing

@testable import Access

@Suite struct HashQueueTests {
    /// Work that stands still until it is let go, and says when it has begun.
    final class Gate: Sendable {
        let open = DispatchSemaphore(value: 0)
        let begun: AsyncStream<Void>
        private let beginning: AsyncStream<Void>.Continuation
        let running = Mutex(0)
        let most = Mutex(0)

        init() { (begun, beginning) = AsyncStream.makeStream() }

        func work() -> Result<Int, PasswordError> {
            let now = running.withLock { running in
                running += 1
                return running
            }
            most.withLock { $0 = max($0, now) }
            beginning.yield()
            open.wait()
            running.withLock { $0 -= 1 }
            return .success(1)
        }
    }

    @Test func runsTwoKeepsTwoWaitingAndRefusesTheNext() async throws {
        let queue = HashQueue(width: 2, depth: 2)
        let gate = Gate()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try await queue.run(gate.work) } }
            var begun = gate.begun.makeAsyncIterator()
            await begun.next()
            await begun.next()
            // Both places are taken; wait until both waiting places are, too: only then is the next one refused.
            while queue.waitingCount < 2 { await Task.yield() }
            await #expect(throws: PasswordError.busy) { try await queue.run { .success(0) } }
            for _ in 0..<4 { gate.open.signal() }
            var sum = 0
            for try await value in group { sum += value }
            #expect(sum == 4)
        }
        #expect(gate.most.withLock { $0 } == 2)
        #expect(try await queue.run { .success(7) } == 7)
    }

    @Test func handsOnFailures() async {
        let queue = HashQueue(width: 1, depth: 0)
        await #expect(throws: PasswordError.failed("why")) {
            try await queue.run { Result<Int, PasswordError>.failure(.failed("why")) }
        }
    }
}
