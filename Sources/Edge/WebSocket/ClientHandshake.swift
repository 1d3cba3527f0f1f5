/// The client's side of the opening handshake: what to send, and whether the answer accepts it (RFC 6455 4.1).
public struct ClientHandshake: Sendable, Equatable {
    /// Value of Sec-WebSocket-Key.
    public let key: String
    /// The whole request, to be sent as it is.
    public let requestText: String
    private let subprotocols: [String]

    /// A handshake with `host` (with port if it is not the scheme's) for `path` with query.
    ///
    /// `nonce` must be unpredictable and used once outside tests. `headers` are added as they are: they must be valid.
    public init(
        host: String, path: String, subprotocols: [String] = [], headers: [(name: String, value: String)] = [],
        nonce: [UInt8] = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    ) {
        key = Base64.encode(nonce)
        self.subprotocols = subprotocols
        var lines = [
            "GET \(path) HTTP/1.1", "Host: \(host)", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: \(key)", "Sec-WebSocket-Version: 13",
        ]
        if !subprotocols.isEmpty { lines.append("Sec-WebSocket-Protocol: " + subprotocols.joined(separator: ", ")) }
        lines += headers.map { "\($0.name): \($0.value)" }
        requestText = lines.joined(separator: "\r\n") + "\r\n\r\n"
    }

    /// The chosen subprotocol, if any, of an answer that accepts; `head` is the answer up to its empty line.
    public func subprotocol(acceptedBy head: String) throws(HandshakeError) -> String? {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)
        guard let status = lines.first, status.hasPrefix("HTTP/1.1 101") else {
            throw .answer("the status is \(lines.first ?? "missing")")
        }
        let fields = HandshakeFields(try lines.dropFirst().map(Self.field))
        guard fields.list("upgrade") == ["websocket"], fields.list("connection").contains("upgrade") else {
            throw .answer("it upgrades to something else")
        }
        guard fields.all("sec-websocket-accept") == [Handshake.acceptValue(for: key)] else {
            throw .answer("Sec-WebSocket-Accept does not fit the key")
        }
        guard fields.elements("sec-websocket-extensions").isEmpty else {
            throw .answer("it uses an extension that was not offered")
        }
        let chosen = fields.elements("sec-websocket-protocol")
        guard chosen.count <= 1, chosen.allSatisfy(subprotocols.contains) else {
            throw .answer("it uses a subprotocol that was not offered")
        }
        return chosen.first
    }

    private static func field(_ line: Substring) throws(HandshakeError) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: ":") else { throw .answer("a field has no colon") }
        return (String(line[..<colon]), String(line[line.index(after: colon)...]))
    }
}
