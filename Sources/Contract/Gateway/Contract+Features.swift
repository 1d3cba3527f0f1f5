import APISpec
import JSON
import JSONSchema

extension Contract {
    /// What the contract demands and this gateway cannot do: said at start-up rather than ignored at run time.
    ///
    /// - Parameter verifiesCredentials: whether it has to hold every credential against the truth.
    func unsupportedFeatures(verifiesCredentials: Bool) -> [Diagnostic] {
        (verifiesCredentials ? unenforcedSecurity : [])
            + operations.flatMap { operation in
                operation.parameters.compactMap { Self.undefined($0) }
                    + (operation.body?.content ?? []).compactMap { Self.unjudged($0, operation) }
            }
    }

    /// Combinations to which OpenAPI gives no meaning (3.1.1, section 4.8.12.6), and how they are read here.
    private static func undefined(_ parameter: Parameter) -> Diagnostic? {
        let kinds = parameter.shape.kinds
        let isStructured = !kinds.isDisjoint(with: [.array, .object])
        let style = parameter.style
        guard parameter.media == nil, !isStructured, ["deepObject", "spaceDelimited", "pipeDelimited"].contains(style)
        else { return nil }
        let node = parameter.schema.node
        return Diagnostic(
            .warning, code: "undefined-style",
            "style \"\(style)\" says nothing about the \(parameter.place.rawValue) parameter \"\(parameter.name)\"",
            help: "leave style out: a single value is read as style form either way",
            location: parameter.location ?? node.location,
            sourceLine: parameter.location == nil ? node.sourceLine : nil)
    }

    /// A body that is neither JSON, YAML nor a form is a string, and its schema must be able to judge one.
    private static func unjudged(_ type: MediaType, _ operation: Operation) -> Diagnostic? {
        guard let media = type.range, media.isConcrete, !media.isJSON, !media.isYAML, !type.isForm,
            let kinds = type.schema?.acceptedKinds, !kinds.contains(.string)
        else { return nil }
        return Diagnostic(
            code: "unsupported-media-type",
            "\"\(operation.id)\" takes \(type.name), which its schema cannot judge here",
            help: "application/json, a type that ends in +json, YAML, a form, or a schema of a string",
            location: operation.location, sourceLine: operation.sourceLine)
    }
}
