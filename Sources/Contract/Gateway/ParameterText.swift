import APISpec
import JSON

/// Text that stands for a value: a number only if it is exactly one, as JSON writes it.
enum ParameterText {
    /// The value of the text as one of these kinds, the most particular first; nil if it is none of them.
    static func value(_ text: String, as kinds: ValueKinds) -> JSONValue? {
        // A schema that allows everything has not said that "1" is a number.
        if kinds.contains([.string, .object]) { return .string(text) }
        if !kinds.isDisjoint(with: .number), let number = number(text) {
            if kinds.contains(.fraction) { return number }
            if isWhole(text) { return number }
        }
        if kinds.contains(.boolean), text == "true" || text == "false" { return .bool(text == "true") }
        if kinds.contains(.string) { return .string(text) }
        if kinds.contains(.null), text == "null" { return .null }
        return nil
    }

    /// What a text must be, for people.
    static func names(of kinds: ValueKinds) -> String {
        var names: [String] = []
        if kinds.contains(.fraction) {
            names.append("a number")
        } else if kinds.contains(.integer) {
            names.append("an integer")
        }
        if kinds.contains(.boolean) { names.append("true or false") }
        if kinds.contains(.null) { names.append("null") }
        return names.isEmpty ? "something else" : names.joined(separator: " or ")
    }

    /// The number that the whole text is: no sign "+", no leading zeros or spaces, no "0x", no "NaN".
    private static func number(_ text: String) -> JSONValue? {
        guard let first = text.utf8.first, let last = text.utf8.last, isDigit(last),
            isDigit(first) || first == UInt8(ascii: "-"), text.utf8.count <= 400
        else { return nil }
        return try? JSONValue.parse(text)
    }

    private static func isWhole(_ text: String) -> Bool {
        text.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
