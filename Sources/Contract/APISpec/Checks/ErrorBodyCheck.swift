import JSON

/// The body of refusals is described: `components/schemas/Error`.
struct ErrorBodyCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        guard !specification.documents.isSingleDocument, let root = specification.documents.openAPI else { return [] }
        if root["components"]?["schemas"]?["Error"] != nil { return [] }
        let place = root["components"]?["schemas"] ?? root["components"] ?? root
        return [
            Diagnostic(
                code: "missing-error-body", "the schema \"Error\" is missing: it describes the body of every refusal",
                help: "add it under components.schemas", at: place)
        ]
    }
}
