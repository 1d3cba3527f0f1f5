import Crypto

/// The opening handshake as values: fields in, fields out (RFC 6455 4).
public enum Handshake {
    /// The fields of the 101 answer to a request, or why there is none (RFC 6455 4.2).
    ///
    /// `subprotocols` are those the server speaks; the first one the client offers among them is chosen, and none is no
    /// fault. Extensions are never accepted. The answer has no Connection field: that is the HTTP transport's.
    public static func accept(
        headers: [(name: String, value: String)], method: String = "GET", subprotocols: [String] = []
    ) -> Result<[(name: String, value: String)], HandshakeError> {
        guard method == "GET" else { return .failure(.method) }
        let fields = HandshakeFields(headers)
        guard fields.list("upgrade").contains("websocket"), fields.list("connection").contains("upgrade") else {
            return .failure(.upgrade)
        }
        guard fields.all("sec-websocket-version") == ["13"] else { return .failure(.version) }
        let keys = fields.all("sec-websocket-key")
        guard keys.count == 1, Base64.isSixteenBytes(keys[0]) else { return .failure(.key) }
        guard let offered = offeredSubprotocols(fields) else { return .failure(.subprotocol) }
        var answer = [
            (name: "Upgrade", value: "websocket"), (name: "Sec-WebSocket-Accept", value: acceptValue(for: keys[0])),
        ]
        if let chosen = offered.first(where: subprotocols.contains) {
            answer.append(("Sec-WebSocket-Protocol", chosen))
        }
        return .success(answer)
    }

    /// What proves that the server read the key: base64 of SHA-1 of the key and a fixed text (RFC 6455 1.3).
    public static func acceptValue(for key: String) -> String {
        Base64.encode(Insecure.SHA1.hash(data: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
    }

    /// The client's list in its order, nil if it breaks the grammar.
    private static func offeredSubprotocols(_ fields: HandshakeFields) -> [String]? {
        let offered = fields.elements("sec-websocket-protocol")
        guard Set(offered).count == offered.count, offered.allSatisfy(HandshakeFields.isToken) else { return nil }
        return offered
    }
}
