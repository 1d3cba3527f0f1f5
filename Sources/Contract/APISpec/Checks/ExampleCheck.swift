import JSON
import JSONSchema

/// Examples and defaults keep to the schemas they stand beside.
struct ExampleCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        // What many operations share is judged once.
        var seen: Set<NodeID> = []
        func isFirst(_ node: Node) -> Bool { seen.insert(NodeID(node)).inserted }
        return specification.operations.flatMap { operation -> [Diagnostic] in
            let body = specification.resolved(operation.node["requestBody"])
            let responses = operation.node["responses"]?.members.compactMap { specification.resolved($0.value) } ?? []
            return operation.parameters.filter { isFirst($0.node) }.flatMap { parameter(of: $0, in: specification) }
                + [body].compactMap { $0 }.filter(isFirst).flatMap { content(of: $0, .request, in: specification) }
                + responses.filter(isFirst).flatMap { content(of: $0, .response, in: specification) }
        } + specification.messages.flatMap { message(of: $0, in: specification) }
    }

    private func parameter(of source: ParameterSource, in specification: Specification) -> [Diagnostic] {
        guard let schema = specification.schemas[source.node["schema"]] else { return [] }
        let value = schema.defaultValue.map { faults("the default", $0, against: schema, .request) } ?? []
        return value + examples(of: source.node, against: schema, .request, in: specification)
    }

    private func content(
        of holder: Node, _ direction: CompiledSchema.Direction, in specification: Specification
    ) -> [Diagnostic] {
        holder["content"]?.members.flatMap { type, media -> [Diagnostic] in
            guard let schema = specification.schemas[media["schema"]] else { return [] }
            return examples(of: media, against: schema, direction, in: specification) { value in
                // OpenAPI 3.1.1, section 4.8.19: what JSON cannot show stands in a string.
                value.kind == .string && !MediaType.essence(type.keyText).contains("json")
            }
        } ?? []
    }

    private func examples(
        of holder: Node, against schema: CompiledSchema, _ direction: CompiledSchema.Direction,
        in specification: Specification, except isText: (Node) -> Bool = { _ in false }
    ) -> [Diagnostic] {
        specification.examples(of: holder).map(\.value).filter { !isText($0) }.flatMap {
            faults("the example", $0, against: schema, direction)
        }
    }

    private func message(of source: MessageSource, in specification: Specification) -> [Diagnostic] {
        guard let schema = specification.schemas[source.node["payload"]] else { return [] }
        let payloads = source.node["examples"]?.elements.compactMap { $0["payload"] } ?? []
        return payloads.flatMap { faults("the example", $0, against: schema, .none) }
    }

    private func faults(
        _ what: String, _ value: Node, against schema: CompiledSchema, _ direction: CompiledSchema.Direction
    ) -> [Diagnostic] {
        schema.violations(of: value, direction: direction).map { violation in
            Diagnostic(
                code: "example-breaks-schema", "\(what) breaks its schema: \(violation.message)",
                help: violation.schema.map { "the rule is \"\(violation.keyword)\" at \($0)" },
                at: value.at(violation.instance) ?? value, pointer: violation.instance.description)
        }
    }
}
