import Synchronization

/// Whether the API takes requests: false before it listens and from the first sign of shutdown.
final class Readiness: Sendable {
    private let state = Mutex(false)

    var isReady: Bool { state.withLock { $0 } }

    func set(_ ready: Bool) { state.withLock { $0 = ready } }
}
