import JSON

/// The whole of a document of anybody's.
struct DocumentCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        guard specification.documents.version == .v31, let root = specification.documents.openAPI else { return [] }
        return contents(of: root) + dialect(of: root)
    }

    /// OpenAPI 3.1.1, section 4.8.1: at least one of the three.
    private func contents(of root: Node) -> [Diagnostic] {
        guard ["paths", "components", "webhooks"].allSatisfy({ root[$0] == nil }) else { return [] }
        return [
            Diagnostic(
                .warning, code: "empty-document", "an OpenAPI document needs paths, components or webhooks", at: root)
        ]
    }

    private static let dialects = [
        "https://spec.openapis.org/oas/3.1/dialect/base", "https://json-schema.org/draft/2020-12/schema",
    ]

    private func dialect(of root: Node) -> [Diagnostic] {
        guard let node = root["jsonSchemaDialect"], let text = node.string, !Self.dialects.contains(text) else {
            return []
        }
        return [
            Diagnostic(
                code: "schema-unsupported-dialect", "schemas of the dialect \"\(text)\" cannot be read",
                help: "write them in \"\(Self.dialects[1])\"", at: node)
        ]
    }
}
