import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// Bodies that an operation takes.
enum ValidBodies {
    /// Each with what it is, in words; nil for the body that a plain request has.
    static func all(of one: JudgedOperation) -> [(String, JSONValue?)] {
        guard let body = one.jsonBody else { return [("a plain request", nil)] }
        var all = body.examples.enumerated().map { ("example \($0.offset + 1)", JSONValue?.some($0.element)) }
        if !hasValuesOfElsewhere(one) {
            for (what, size) in [("the least value", Generator.Size.least), ("the fullest value", .full)] {
                all.append((what, Generator().value(body.schema, size)))
            }
        }
        if let first = all.first?.1 {
            let required = Set(body.schema.required)
            let defaulted = body.schema.properties.filter { $0.schema["default"] != nil && !required.contains($0.name) }
            for (name, _) in defaulted where first[name] != nil {
                all.append(("without \"\(name)\"", first.replacing([name][...], with: nil)))
            }
        }
        return all.filter { pair in
            pair.1.map { body.media.schema?.accepts(Document($0).root, direction: .request) ?? true } ?? true
        }
    }

    /// Whether the body must hold a member whose valid values the specification alone does not tell.
    static func hasValuesOfElsewhere(_ one: JudgedOperation) -> Bool {
        guard let schema = one.jsonBody?.schema else { return false }
        return schema.properties.contains { $0.schema.isLimitedElsewhere && schema.required.contains($0.name) }
    }
}
