import JSON

/// What a `${...}` names: a root and the members below it, such as `task.title`.
struct Path: Sendable, Equatable {
    var root: String
    var members: [String]

    /// Nil unless `text` is names of letters, digits and "_", joined by dots.
    init?(_ text: String) {
        let names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy(Self.isName), let root = names.first else { return nil }
        self.root = root
        members = Array(names.dropFirst())
    }

    var text: String { ([root] + members).joined(separator: ".") }

    /// The value in `scope`; null where something on the way is missing.
    func value(in scope: JSONObject) -> JSONValue {
        members.reduce(scope[root] ?? .null) { value, name in value[name] ?? .null }
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
