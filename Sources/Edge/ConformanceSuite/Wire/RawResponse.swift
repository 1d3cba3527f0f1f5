import APISpec
import JSON

/// An answer exactly as it came.
struct RawResponse: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]
    /// From the last byte sent to the last byte received.
    var nanoseconds: Int64 = 0
    /// Bytes that came behind it, or before it, and belong to no answer.
    var surplus = 0
    /// The body as JSON, once it was read.
    private var parsed: Document?

    init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The values of all fields of a name, in order.
    func all(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    /// The value of the first field of a name.
    subscript(_ name: String) -> String? { all(name).first }

    /// Lower case and without parameters.
    var mediaType: String? {
        self["content-type"].map { text in
            let essence = text.prefix { $0 != ";" }.lowercased()
            return String(essence.drop { $0 == " " }.prefix { $0 != " " })
        }
    }

    /// The Content-Type with its parameters; nil where there is none that is well formed.
    var range: MediaRange? { self["content-type"].flatMap { MediaRange($0) } }

    var isJSON: Bool {
        mediaType.map { $0 == "application/json" || $0.hasSuffix("+json") } ?? false
    }

    /// The body as strict JSON: no duplicate keys, no NaN, no byte order mark; nil if it is none.
    var json: Document? {
        parsed ?? (try? Document.json(body, limits: JSONLimits(bytes: 64 << 20, depth: 512, nodes: 10_000_000)))
    }

    /// The same answer with its body read, for those who ask for the JSON more than once.
    var read: RawResponse {
        var copy = self
        copy.parsed = json
        return copy
    }

    /// `error_code` of a refusal.
    var errorCode: String? { json?.root["error_code"]?.string }

    /// What came, in one line for a report.
    var summary: String {
        let code = errorCode.map { " \($0)" } ?? ""
        let detail = json?.root["detail"]?.string.map { ": \($0.prefix(200))" } ?? ""
        return "\(status)\(code)\(detail)"
    }
}
