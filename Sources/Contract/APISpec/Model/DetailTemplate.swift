/// The `detail` of an error entry, taken apart: text, and names in braces.
struct DetailTemplate {
    enum Part: Equatable {
        case text(String)
        case argument(String)
    }

    private(set) var parts: [Part] = []

    /// Nil if a brace has no partner, or what is between two is not a name (`[a-z][a-z0-9_]*`).
    init?(_ template: String) {
        var rest = template[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
            let name = rest[rest.index(after: brace)..<end]
            guard Self.isName(name) else { return nil }
            if brace > rest.startIndex { parts.append(.text(String(rest[..<brace]))) }
            parts.append(.argument(String(name)))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
    }

    /// The names, in order.
    var argumentNames: [String] {
        parts.compactMap { part in
            guard case .argument(let name) = part else { return nil }
            return name
        }
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
    }
}
