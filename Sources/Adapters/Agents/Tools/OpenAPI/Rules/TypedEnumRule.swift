import APISpec
import JSON

/// The values of an enum have the type beside it.
struct TypedEnumRule: OpenAPIRule {
    let name = "typed-enum"
    let severity = Finding.Severity.medium
    let remedy = "Correct the value, or the type."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        DocumentWalk(document.root).flatMap { schema -> [RuleFault] in
            guard let values = schema["enum"], values.kind == .array, let types = Self.types(of: schema) else {
                return []
            }
            return values.elements.filter { !Self.fits($0, types) }.map { value in
                RuleFault(
                    node: value,
                    message:
                        "the enum value \(String(decoding: value.jsonBytes.prefix(80), as: UTF8.self)) is not of type "
                        + types.sorted().joined(separator: " or "))
            }
        }
    }

    private static func types(of schema: Node) -> Set<String>? {
        guard let type = schema["type"] else { return nil }
        var types = Set(type.string.map { [$0] } ?? type.elements.compactMap(\.string))
        if schema["nullable"]?.bool == true { types.insert("null") }
        return types.isEmpty ? nil : types
    }

    private static func fits(_ value: Node, _ types: Set<String>) -> Bool {
        switch value.kind {
        case .null: types.contains("null")
        case .boolean: types.contains("boolean")
        case .integer: types.contains("integer") || types.contains("number")
        case .number: types.contains("number") || types.contains("integer") && value.double?.rounded() == value.double
        case .string: types.contains("string")
        case .array: types.contains("array")
        case .object: types.contains("object")
        }
    }
}
