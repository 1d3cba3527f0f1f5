import NIOCore
import NIOPosix
import Synchronization

/// Opens TCP connections to addresses that were checked before; knows nothing of names.
struct Dialer: Sendable {
    let slots: ConnectionSlots

    /// Connects within `limit`, runs `body` on the open connection and closes it.
    ///
    /// `prepare` adds handlers, such as TLS, before the first byte. Cancellation closes the socket at once.
    func connect<R: Sendable>(
        to endpoint: Endpoint, within limit: Duration,
        prepare: @escaping @Sendable (any Channel) throws -> Void = { _ in },
        _ body: (inout Wire) async throws -> R
    ) async throws -> R {
        try await slots.withSlot {
            let channel = try await open(endpoint, within: limit, prepare: prepare)
            return try await channel.executeThenClose { inbound, outbound in
                var wire = Wire(inbound: inbound.makeAsyncIterator(), outbound: outbound, channel: channel.channel)
                return try await body(&wire)
            }
        }
    }

    private func open(
        _ endpoint: Endpoint, within limit: Duration, prepare: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        let address = try SocketAddress(ipAddress: "\(endpoint.address)", port: endpoint.port)
        let fuse = Fuse()
        return try await withTaskCancellationHandler {
            try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.milliseconds(limit.milliseconds))
                .connect(to: address) { channel in
                    fuse.guards(channel)
                    return channel.eventLoop.makeCompletedFuture {
                        try prepare(channel)
                        return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                    }
                }
        } onCancel: {
            fuse.blow()
        }
    }
}

/// Closes a channel when a task is cancelled, whichever of the two comes first.
final class Fuse: Sendable {
    private let state = Mutex<(channel: (any Channel)?, blown: Bool)>((nil, false))

    func guards(_ channel: any Channel) {
        let blown = state.withLock { state in
            state.channel = channel
            return state.blown
        }
        if blown { channel.close(promise: nil) }
    }

    func blow() {
        let channel = state.withLock { state in
            state.blown = true
            return state.channel
        }
        channel?.close(promise: nil)
    }
}
