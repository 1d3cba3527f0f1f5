import JSON
import NIOCore
import NIOPosix
import WebSocket

/// One WebSocket to the server, every message kept in the order it came.
final class LiveLink: Sendable {
    private let channel: any Channel
    private let inbox: Inbox<String>
    private let connection: WebSocketConnection

    /// What became of a handshake.
    enum Opening: Sendable {
        case open(LiveLink)
        case refused(RawResponse)
    }

    private init(_ channel: any Channel, _ inbox: Inbox<String>, _ connection: WebSocketConnection) {
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
            let inbox = Inbox<String>(channel.eventLoop)
            let answer = channel.eventLoop.makePromise(of: UpgradeAnswer.self)
            try await channel.eventLoop.submit {
                let handler = UpgradeHandler(handshake, answer, limit: messageBytes) { text in
                    inbox.put(text)
                } onClose: {
                    inbox.close()
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
    var messages: [String] { inbox.elements }

    /// When each message came.
    var moments: [NIODeadline] { inbox.moments }

    /// Whether the server has closed the connection.
    var isClosed: Bool { inbox.isClosed }

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
            guard !isClosed, !Task.isCancelled, NIODeadline.now() < end else { return nil }
            await inbox.waitForMore(than: all.count, until: end)
        }
    }

    /// Whether the server closes the connection in time.
    func closes(within milliseconds: Int64) async -> Bool {
        _ = await first(from: messages.count, within: milliseconds) { _ in false }
        return isClosed
    }
}
