/// Header fields as the handshake asks for them: names without regard to case, lists split at commas.
struct HandshakeFields {
    private let fields: [(name: String, value: String)]

    init(_ fields: [(name: String, value: String)]) { self.fields = fields }

    /// Every value of a field, in order.
    func all(_ name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name }.map { Self.trimmed($0.value[...]) }
    }

    /// Every element of every value, in order, as written; empty elements are left out.
    func elements(_ name: String) -> [String] {
        all(name).flatMap { $0.split(separator: ",").map(Self.trimmed) }.filter { !$0.isEmpty }
    }

    /// The same in lower case.
    func list(_ name: String) -> [String] { elements(name).map { $0.lowercased() } }

    /// Whether the text is a token of RFC 9110 5.6.2.
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#"()<>@,;:\"/[]?={}"#.utf8.contains($0) }
    }

    private static func trimmed(_ text: Substring) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let head = text.drop(while: isBlank)
        return String(head.reversed().drop(while: isBlank).reversed())
    }
}
