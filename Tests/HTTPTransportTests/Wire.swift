import HTTPTransport
import Logging
import NIOCore
import NIOEmbedded

/// A responder made of a closure; refusals say which fault they answer.
struct Stub: TransportResponder {
    var answer: @Sendable (TransportRequest) -> TransportOutcome = { .text("\($0.method) \($0.target)") }

    func respond(to request: TransportRequest) -> TransportOutcome { answer(request) }

    func refuse(_ fault: TransportFault) -> TransportReply {
        TransportReply(status: Self.status(fault), body: ByteBuffer(string: "\(fault)"))
    }

    static func status(_ fault: TransportFault) -> Int {
        switch fault {
        case .malformed: 400
        case .headTooLarge, .tooManyHeaders: 431
        case .uriTooLong: 414
        case .bodyTooLarge: 413
        case .headTimeout, .bodyTimeout: 408
        case .tooManyConnections: 503
        }
    }
}

extension TransportOutcome {
    /// A reply of text, at once.
    static func text(
        _ body: String, status: Int = 200, headers: [(name: String, value: String)] = [], close: Bool = false
    ) -> TransportOutcome {
        .reply(TransportReply(status: status, headers: headers, body: ByteBuffer(string: body), close: close))
    }
}

/// A connection without a socket: text in, text out, time by hand.
final class Wire {
    let channel: EmbeddedChannel

    static let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

    static func setup(_ responder: some TransportResponder, _ limits: TransportLimits) -> HTTPConnectionChannel {
        HTTPConnectionChannel(
            limits: limits, responder: responder, logger: Logger(label: "test"), second: { 784_111_777 })
    }

    init(limits: TransportLimits = TransportLimits(), _ responder: Stub = Stub()) throws {
        channel = EmbeddedChannel()
        _ = try Self.setup(responder, limits).setup(channel: channel, logger: Logger(label: "test")).wait()
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    deinit { _ = try? channel.finish(acceptAlreadyClosed: true) }

    /// Sends the text and gives everything the server has written since the last call.
    func send(_ text: String) -> String {
        _ = try? channel.writeInbound(ByteBuffer(string: text))
        return received
    }

    /// Lets time pass and gives what was written meanwhile.
    func pass(seconds: Int64) -> String {
        channel.embeddedEventLoop.advanceTime(by: .seconds(seconds))
        return received
    }

    var received: String {
        var text = ""
        while let bytes = try? channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    var isOpen: Bool { channel.isActive }

    /// The reply with status line and body as given and the fields every reply has.
    static func reply(_ status: String, _ body: String, _ fields: String = "") -> String {
        "HTTP/1.1 \(status)\r\n\(date)Content-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
    }

    static func refusal(_ status: String, _ fault: TransportFault) -> String {
        reply(status, "\(fault)", "Connection: close\r\n")
    }
}
