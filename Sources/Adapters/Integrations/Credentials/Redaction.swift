import JSON

/// Takes secrets out of texts that come from elsewhere before anybody sees them.
struct Redaction: Sendable {
    private let secrets: [String]

    /// Every text among the credentials, in each spelling a platform may repeat it.
    init(_ credentials: JSONValue) {
        let texts = Self.texts(credentials).filter { $0.utf8.count >= 4 }
        let encoded = texts.map { Base64.text(Array($0.utf8)) }
        secrets = (texts + encoded).sorted { $0.utf8.count > $1.utf8.count }
    }

    /// `text` in one line without secrets, cut to 300 characters.
    func apply(_ text: String) -> String {
        let clean = secrets.reduce(text) { $0.replacing($1, with: "[redacted]") }
        let line = clean.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
        return String(line.prefix(300))
    }

    private static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(texts)
        case .object(let object): object.flatMap { texts($0.value) }
        default: []
        }
    }
}
