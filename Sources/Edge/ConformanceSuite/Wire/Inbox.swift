import NIOCore
import Synchronization

/// What one connection has received, each element with the moment it came, and a way to wait for more.
final class Inbox<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var moments: [NIODeadline] = []
        var isClosed = false
        var waiter: EventLoopPromise<Void>?
    }

    private let state = Mutex(State())
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func put(_ element: Element) {
        change { state in
            state.elements.append(element)
            state.moments.append(.now())
        }
    }

    func close() { change { $0.isClosed = true } }

    var elements: [Element] { state.withLock { $0.elements } }

    /// When each element came.
    var moments: [NIODeadline] { state.withLock { $0.moments } }

    /// Whether the other end has closed the connection.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Returns when there are more elements than so many, the connection has closed, or the moment has come.
    ///
    /// One at a time may wait.
    func waitForMore(than count: Int, until end: NIODeadline) async {
        let promise = loop.makePromise(of: Void.self)
        let timer = loop.scheduleTask(deadline: end) { [self] in change { _ in } }
        let isLate = state.withLock { state in
            guard state.elements.count == count, !state.isClosed else { return true }
            state.waiter = promise
            return false
        }
        if isLate { promise.succeed() }
        await withTaskCancellationHandler {
            try? await promise.futureResult.get()
        } onCancel: {
            change { _ in }
        }
        timer.cancel()
    }

    private func change(_ change: (inout State) -> Void) {
        let waiter = state.withLock { state in
            change(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.succeed()
    }
}
