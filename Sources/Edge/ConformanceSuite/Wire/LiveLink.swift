import JSON
import NIOCore
import NIOPosix
import Synchronization
import WebSocket

/// One WebSocket to the server, every message kept in the order it came.
final class LiveLink: Sendable {
    private struct Inbox {
        var messages: [String] = []
        var isClosed = false
        var waiter: EventLoopPromise<Void>?
    }

    private let channel: any Channel
    private let inbox: InboxBox
    private let connection: WebSocketConnection

    /// Shared between the event loop and whoever waits.
    private final class InboxBox: Sendable {
        let state = Mutex(Inbox())

        func change(_ change: (inout Inbox) -> Void) {
            let waiter = state.withLock { state in
                change(&state)
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.succeed()
        }
    }

    /// What became of a handshake.
    enum Opening: Sendable {
        case open(LiveLink)
        case refused(RawResponse)
    }

    private init(_ channel: any Channel, _ inbox: InboxBox, _ connection: WebSocketConnection) {
        self.channel = channel
        self.inbox = inbox
        self.connection = connection
    }

    /// Asks for a WebSocket at a target, with these fields besides those of the handshake.
    static func open(
        _ address: ServerAddress, target: String, headers: [(name: String, value: String)] = [], messageBytes: Int
    ) async throws(WireError) -> Opening {
        let handshake = ClientHandshake(host: address.authority, path: target, headers: headers)
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(5)).connect(host: address.socketHost, port: address.port).get()
            let inbox = InboxBox()
            let answer = channel.eventLoop.makePromise(of: UpgradeAnswer.self)
            try await channel.eventLoop.submit {
                let handler = UpgradeHandler(handshake, answer, limit: messageBytes) { text in
                    inbox.change { $0.messages.append(text) }
                } onClose: {
                    inbox.change { $0.isClosed = true }
                }
                try channel.pipeline.syncOperations.addHandler(handler)
            }.get()
            try await channel.writeAndFlush(ByteBuffer(string: handshake.requestText))
            switch try await answer.futureResult.get() {
            case .refused(let response):
                channel.close(promise: nil)
                return .refused(response)
            case .open(let connection): return .open(LiveLink(channel, inbox, connection))
            }
        } catch {
            throw error as? WireError ?? WireError("\(error)")
        }
    }

    func send(_ text: String) { connection.send(text: text) }

    func sendBinary(_ bytes: [UInt8]) { connection.send(binary: ByteBuffer(bytes: bytes)) }

    func close() {
        connection.close()
        channel.eventLoop.scheduleTask(in: .seconds(1)) { [channel] in channel.close(promise: nil) }
    }

    /// Every message so far.
    var messages: [String] { inbox.state.withLock { $0.messages } }

    /// Whether the server has closed the connection.
    var isClosed: Bool { inbox.state.withLock { $0.isClosed } }

    /// The first message from the given one on that satisfies the condition; nil if none comes in time.
    func first(
        from start: Int, within milliseconds: Int64, where condition: (Node) -> Bool
    ) async -> (index: Int, message: Document)? {
        let end = NIODeadline.now() + .milliseconds(milliseconds)
        var next = start
        while true {
            let all = messages
            while next < all.count {
                if let message = try? Document.json(Array(all[next].utf8)), condition(message.root) {
                    return (next, message)
                }
                next += 1
            }
            guard !isClosed, NIODeadline.now() < end else { return nil }
            await waitForMore(than: all.count, until: end)
        }
    }

    private func waitForMore(than count: Int, until end: NIODeadline) async {
        let promise = channel.eventLoop.makePromise(of: Void.self)
        let timer = channel.eventLoop.scheduleTask(deadline: end) { [inbox] in inbox.change { _ in } }
        let isLate = inbox.state.withLock { state in
            guard state.messages.count == count, !state.isClosed else { return true }
            state.waiter = promise
            return false
        }
        if isLate { promise.succeed() }
        try? await promise.futureResult.get()
        timer.cancel()
    }
}
