import JSON

/// Components are called by letters, digits, ".", "_" and "-" (OpenAPI 3.1.1, section 4.8.7.1).
struct ComponentNameCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        let kinds = specification.documents.openAPI?["components"]?.members.map { ($0.key, $0.value) } ?? []
        return kinds.filter { !$0.0.keyText.hasPrefix("x-") }.flatMap { _, members in
            members.members.map(\.key).filter { !Self.isName($0.keyText) }.map { key in
                Diagnostic(
                    .warning, code: "component-name", "\"\(key.keyText)\" is not a name for a component",
                    help: "use letters, digits, \".\", \"_\" and \"-\"", at: key)
            }
        }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
