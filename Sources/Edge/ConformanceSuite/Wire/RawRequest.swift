import JSON

/// A request exactly as it is sent: nothing is added but Host and Content-Length, and not even these if they are there.
struct RawRequest: Sendable, Equatable {
    var method: String
    /// Path and query, already encoded.
    var target: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]?

    /// The bytes on the wire.
    func bytes(host: String) -> [UInt8] {
        var lines = ["\(method) \(target) HTTP/1.1"]
        if !has("host") { lines.append("Host: \(host)") }
        lines += headers.map { "\($0.name): \($0.value)" }
        if let body, !has("content-length"), !has("transfer-encoding") {
            lines.append("Content-Length: \(body.count)")
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? [])
    }

    /// The body as JSON; nil if it is none.
    var json: Node? { body.flatMap { try? Document.json($0).root } }

    func has(_ name: String) -> Bool { headers.contains { $0.name.lowercased() == name } }

    /// The same request with another value for a field, which becomes the only one of its name; nil removes it.
    func with(_ name: String, _ value: String?) -> RawRequest {
        var copy = self
        copy.headers.removeAll { $0.name.lowercased() == name.lowercased() }
        if let value { copy.headers.append((name, value)) }
        return copy
    }

    static func == (left: RawRequest, right: RawRequest) -> Bool {
        left.bytes(host: "") == right.bytes(host: "")
    }
}
