import APISpec
import JSON
import JSONSchema

extension Contract {
    /// What the contract demands and this gateway cannot do: said at start-up rather than ignored at run time.
    var unsupportedFeatures: [Diagnostic] {
        operations.flatMap { operation in
            operation.parameters.compactMap { Self.unsupported($0) }
                + (operation.body?.content ?? []).compactMap { Self.unsupported($0, operation) }
        }
    }

    private static func unsupported(_ parameter: Parameter) -> Diagnostic? {
        let node = parameter.schema.node
        func problem(_ message: String, _ help: String) -> Diagnostic {
            Diagnostic(
                code: "unsupported-parameter",
                "the \(parameter.place.rawValue) parameter \"\(parameter.name)\" \(message)", help: help,
                location: parameter.location ?? node.location,
                sourceLine: parameter.location == nil ? node.sourceLine : nil)
        }
        guard ["simple", "form", "spaceDelimited", "pipeDelimited"].contains(parameter.style) else {
            return problem("has style \"\(parameter.style)\", which is not supported", "leave style out")
        }
        let kinds = parameter.schema.acceptedKinds
        if !kinds.isEmpty, kinds.isSubset(of: [.object, .null]) {
            return problem("is an object, which is not supported", "declare one parameter for each member")
        }
        return nil
    }

    private static func unsupported(_ type: MediaType, _ operation: Operation) -> Diagnostic? {
        guard let media = MediaRange(type.name), !media.isJSON, media.type != "text" else { return nil }
        return Diagnostic(
            code: "unsupported-media-type", "\"\(operation.id)\" takes \(type.name), which is not supported",
            help: "application/json, a type that ends in +json, or a text type",
            location: operation.location, sourceLine: operation.sourceLine)
    }
}
