import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// What of an operation nobody can keep to.
extension JudgedOperation {
    /// What its answers get wrong by themselves.
    var answerContradictions: [Contradiction] {
        let endless = Contradiction(
            subject: title, message: "no answer is declared that says that it was done",
            spec: location(of: "responses"))
        return contentless + (isEndless ? [endless] : [])
    }

    /// Answers that have no content by RFC 9110 (sections 15.3.5, 15.3.6 and 15.4.5) and for which some is declared.
    private var contentless: [Contradiction] {
        responses.compactMap { one in
            guard let status = one.response.status, [204, 205, 304].contains(status), !one.mediaTypes.isEmpty else {
                return nil
            }
            return Contradiction(
                subject: title, message: "an answer of status \(status) has no content, and some is declared",
                spec: one.location)
        }
    }

    /// Why nobody can send a valid request: the first part that must be there and for which no value was found.
    var unaskable: Contradiction? {
        for one in parameters where one.parameter.required && one.valid == nil {
            return Contradiction(
                subject: title, message: "no value was found that the \(one.title) takes", spec: one.location)
        }
        guard operation.body?.required == true, let body = usualBody, body.valid == nil else { return nil }
        return Contradiction(
            subject: title, message: "no body was found that fits its schema", spec: body.schema.location)
    }

    /// Why no server can answer as declared: none of the 2xx answers has a value.
    var unanswerable: Contradiction? {
        let bodies = successes.flatMap(\.response.content)
        guard successes.allSatisfy({ !$0.response.content.isEmpty }) else { return nil }
        let first = bodies.first { $0.schema != nil && !library.hasValue($0.schema, .response) }
        guard let schema = first?.schema, bodies.allSatisfy({ !library.hasValue($0.schema, .response) }) else {
            return nil
        }
        return Contradiction(
            subject: title, message: "no value was found that fits the schema of the answer",
            spec: schema.node.location)
    }

    /// Why an answer in a media type cannot be made from the specification: what its schema describes is no text, and
    /// the type is none that is written from a schema (JSON, YAML, XML).
    func undescribed(_ type: String) -> Contradiction? {
        guard let media = MediaRange(type), !media.isJSON, !media.isYAML, !media.subtype.hasSuffix("xml") else {
            return nil
        }
        let declared = successes.lazy.compactMap { one in one.response.content.first { $0.name == type } }.first
        guard let schema = declared?.schema, !schema.acceptedKinds.contains(.string) else { return nil }
        return Contradiction(
            subject: title, message: "the schema of an answer in \(type) describes something else than text",
            spec: schema.node.location)
    }
}

extension SchemaLibrary {
    /// Whether the generator finds a value that fits; without a schema any does.
    fileprivate func hasValue(_ schema: CompiledSchema?, _ direction: CompiledSchema.Direction) -> Bool {
        guard let schema else { return true }
        return Generator(direction: direction).fitting(SchemaView(schema.node, self)) != nil
    }
}
