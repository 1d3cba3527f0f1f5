import JSON

/// Every tag of an operation is declared, where tags are declared at all.
struct TagCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        guard let tags = specification.documents.openAPI?["tags"] else { return [] }
        let names = tags.elements.compactMap { $0["name"]?.string }
        guard names.count == tags.count else { return [] }
        return specification.operations.flatMap { operation in
            (operation.node["tags"].map { Array($0.elements) } ?? []).compactMap { tag in
                guard let name = tag.string, !names.contains(name) else { return nil }
                // OpenAPI 3.1.1, section 4.8.1: tags need not be declared, so this can only be a doubt.
                return Diagnostic(
                    .warning, code: "unknown-tag", "there is no tag \"\(name)\"",
                    help: .didYouMean(name, among: names) ?? "declare it under \"tags\"", at: tag)
            }
        }
    }
}
