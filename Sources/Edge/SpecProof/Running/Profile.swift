import JSON
import SchemaInstances

/// In which form the files are served beside a mutation.
enum Profile: Sendable {
    /// As they are.
    case plain
    /// With limits that hold nobody up, and without examples: a change of a schema is then refused for its own sake,
    /// and not because an example no longer fits.
    case wide

    /// - Parameter keepsExamples: for the judge, who sends them.
    func form(_ tree: JSONValue, of kind: ProofFile.Kind?, keepsExamples: Bool) -> JSONValue {
        guard self == .wide else { return tree }
        switch kind {
        case .limits: return Self.widened(tree)
        case .openAPI, .asyncAPI: return keepsExamples ? tree : Self.withoutExamples(tree)
        default: return tree
        }
    }

    private static func widened(_ tree: JSONValue) -> JSONValue {
        var wide = tree
        for name in tree["rate_limits"]?.objectValue?.keys ?? [] {
            wide = wide.replacing(["rate_limits", name, "q"][...], with: 100_000) ?? wide
            wide = wide.replacing(["rate_limits", name, "burst"][...], with: nil) ?? wide
        }
        wide = wide.replacing(["websocket", "commands_per_second"][...], with: 1_000) ?? wide
        return wide.replacing(["websocket", "heartbeat_seconds"][...], with: 1) ?? wide
    }

    private static func withoutExamples(_ value: JSONValue, isSchemas: Bool = false) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map { withoutExamples($0) })
        case .object(let object):
            return .object(
                JSONObject(
                    object.compactMap { key, member in
                        if !isSchemas, key == "example" || key == "examples" { return nil }
                        return (key, withoutExamples(member, isSchemas: key == "properties"))
                    }))
        default: return value
        }
    }
}
