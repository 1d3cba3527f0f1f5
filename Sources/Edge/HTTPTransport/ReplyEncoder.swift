import NIOCore
import NIOHTTP1

/// Writes replies as HTTP/1.1 text: status line, the responder's fields, then the fields the transport owns.
struct ReplyEncoder {
    /// How one reply is framed on the wire.
    struct Framing {
        var isHead: Bool
        var isHTTP10: Bool
        var closes: Bool
    }

    private var date = HTTPDate()

    /// Appends head and body to `out`; returns the names of fields that had to be dropped.
    mutating func write(
        _ reply: TransportReply, _ framing: Framing, second: Int, to out: inout ByteBuffer
    ) -> [String] {
        writeStatus(reply.status, to: &out)
        let dropped = writeFields(reply.headers, to: &out)
        date.advance(to: second)
        out.writeString("Date: ")
        out.writeString(date.text)
        writeLength(reply, framing, to: &out)
        writeConnection(reply, framing, to: &out)
        out.writeString("\r\n\r\n")
        let hasBody = !framing.isHead && Self.mayHaveBody(reply.status) && reply.stream == nil
        if hasBody { out.writeImmutableBuffer(reply.body) }
        return dropped
    }

    /// One piece of a body of unknown length (RFC 9112 7.1); not empty, which would end the body.
    static func chunk(_ bytes: ByteBuffer, _ allocator: ByteBufferAllocator) -> ByteBuffer {
        var out = allocator.buffer(capacity: bytes.readableBytes + 20)
        out.writeString(String(bytes.readableBytes, radix: 16))
        out.writeString("\r\n")
        out.writeImmutableBuffer(bytes)
        out.writeString("\r\n")
        return out
    }

    /// The end of such a body.
    static func lastChunk(_ allocator: ByteBufferAllocator) -> ByteBuffer { allocator.buffer(string: "0\r\n\r\n") }

    /// Appends the head of a 101 answer (RFC 9110 15.2.2); returns the names of fields that had to be dropped.
    func writeUpgrade(_ headers: [(name: String, value: String)], to out: inout ByteBuffer) -> [String] {
        writeStatus(101, to: &out)
        let dropped = writeFields(headers, to: &out)
        out.writeString("Connection: Upgrade\r\n\r\n")
        return dropped
    }

    /// Appends the interim answer that asks for the body (RFC 9110 15.2.1).
    static func writeContinue(to out: inout ByteBuffer) { out.writeString("HTTP/1.1 100 Continue\r\n\r\n") }

    /// Whether a reply of this status has a body and a length at all (RFC 9110 6.4.1).
    static func mayHaveBody(_ status: Int) -> Bool { status >= 200 && status != 204 && status != 304 }

    private func writeStatus(_ status: Int, to out: inout ByteBuffer) {
        out.writeString("HTTP/1.1 ")
        out.writeString(String(status))
        out.writeString(" ")
        out.writeString(HTTPResponseStatus(statusCode: status).reasonPhrase)
        out.writeString("\r\n")
    }

    private func writeLength(_ reply: TransportReply, _ framing: Framing, to out: inout ByteBuffer) {
        guard Self.mayHaveBody(reply.status) else { return }
        if reply.stream == nil {
            out.writeString("\r\nContent-Length: ")
            out.writeString(String(reply.body.readableBytes))
        } else if !framing.isHTTP10 {
            out.writeString("\r\nTransfer-Encoding: chunked")
        }
    }

    private func writeConnection(_ reply: TransportReply, _ framing: Framing, to out: inout ByteBuffer) {
        if framing.closes {
            out.writeString("\r\nConnection: close")
        } else if framing.isHTTP10 {
            out.writeString("\r\nConnection: keep-alive")
        }
        // Whoever names another protocol must name the field here too (RFC 9110 7.8).
        if reply.headers.contains(where: { HeaderText.matches($0.name, "upgrade") }) {
            out.writeString("\r\nConnection: Upgrade")
        }
    }

    private func writeFields(_ fields: [(name: String, value: String)], to out: inout ByteBuffer) -> [String] {
        var dropped: [String] = []
        for (name, value) in fields where !Self.isOwned(name) {
            guard HeaderText.isToken(name), HeaderText.isSafeValue(value) else {
                dropped.append(name)
                continue
            }
            out.writeString(name)
            out.writeString(": ")
            out.writeString(value)
            out.writeString("\r\n")
        }
        return dropped
    }

    /// Fields that say where a reply ends or when it was made; a second copy of them would be an attack or a mistake.
    private static func isOwned(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: HeaderText.matches(name, "date")
        case 10: HeaderText.matches(name, "connection")
        case 14: HeaderText.matches(name, "content-length")
        case 17: HeaderText.matches(name, "transfer-encoding")
        default: false
        }
    }
}
