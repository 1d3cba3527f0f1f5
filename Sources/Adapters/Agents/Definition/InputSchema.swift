import JSON
import JSONSchema
import Orchestration

/// The parameters that an agent takes.
struct InputSchema: Sendable {
    let schema: CompiledSchema

    /// `parameters` with the defaults of `properties`, at every depth, where members are missing.
    func filled(_ parameters: JSONValue) -> JSONValue {
        Self.filled(parameters, from: schema.node)
    }

    /// What is wrong with `parameters`, defaults filled in.
    func problems(_ parameters: JSONValue) -> [InputProblem] {
        schema.violations(of: Document(filled(parameters)).root).map {
            InputProblem(pointer: $0.instance.description, keyword: $0.keyword, message: $0.message)
        }
    }

    private static func filled(_ value: JSONValue, from schema: Node) -> JSONValue {
        guard case .object(var object) = value, let properties = schema["properties"] else { return value }
        for (key, property) in properties.members {
            guard let name = key.string else { continue }
            if let given = object[name] {
                object[name] = filled(given, from: property)
            } else if let fallback = property["default"] {
                object[name] = JSONValue(fallback)
            }
        }
        return .object(object)
    }
}
