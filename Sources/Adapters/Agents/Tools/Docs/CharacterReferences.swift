/// Character references of HTML: the numeric ones and the few names that stand in links.
enum CharacterReferences {
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var output = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            output += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(32).firstIndex(of: ";"),
                let character = character(rest[rest.index(after: start)..<end])
            else {
                output.append("&")
                rest = rest.dropFirst()
                continue
            }
            output.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return output + rest
    }

    private static func character(_ name: Substring) -> Character? {
        guard name.hasPrefix("#") else { return names[String(name)] }
        let digits = name.dropFirst()
        let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
        let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap { Unicode.Scalar($0) }.map { Character($0) }
    }

    private static let names: [String: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}", "copy": "\u{a9}",
        "hellip": "\u{2026}", "ndash": "\u{2013}", "mdash": "\u{2014}",
    ]
}
