import Synchronization

/// Carries a handshake from the place where the channel is made to the task that waits for it.
final class HandshakeHolder: Sendable {
    private let state = Mutex<Handshake?>(nil)

    var handshake: Handshake? { state.withLock { $0 } }

    func hold(_ handshake: Handshake) { state.withLock { $0 = handshake } }
}
