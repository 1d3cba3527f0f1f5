import JSON

extension Array where Element == String {
    /// "a", "a or b", "a, b or c".
    func joined(by word: String) -> String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(word) \(last)"
    }
}

extension Node {
    /// What the value is, for messages that want another kind: "11", "true", "a string".
    var phrase: String {
        switch kind {
        case .null: "null"
        case .boolean: bool == true ? "true" : "false"
        case .integer, .number: Self.clipped(numberText ?? "")
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The value itself as JSON text, cut short if it is long.
    var quotation: String { Self.clipped(String(decoding: jsonBytes, as: UTF8.self)) }

    private static func clipped(_ text: String) -> String {
        text.unicodeScalars.count <= 60
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(57))) + "..."
    }
}

extension Int {
    /// "1 element", "2 elements".
    func of(_ noun: String) -> String { self == 1 ? "1 \(noun)" : "\(self) \(noun)s" }
}
