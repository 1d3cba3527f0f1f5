import JSON
import JSONSchema

/// Mends the body of one operation.
enum BodyMending {
    case json(CompiledSchema, JSONLimits)
    case form(FormMending)

    /// Changes that make the body fit; nil where it cannot be read, and where nothing was found.
    func repair(of body: [UInt8]) -> Repair? {
        switch self {
        case .json(let schema, let limits):
            guard let document = try? Document.json(body, limits: limits) else { return nil }
            return schema.repair(of: document.root, direction: .request)
        case .form(let form): return form.repair(of: body)
        }
    }

    /// The body after a repair; nil where it cannot be changed so.
    func body(_ body: [UInt8], after repair: Repair) -> [UInt8]? {
        switch self {
        case .json(_, let limits):
            guard let document = try? Document.json(body, limits: limits) else { return nil }
            return (try? repair.patch.applied(to: JSONValue(document.root)))?.jsonBytes
        case .form(let form): return form.body(body, after: repair)
        }
    }
}
