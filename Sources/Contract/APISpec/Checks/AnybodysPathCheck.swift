import JSON

/// The paths of a document of anybody's: each can be matched, and no two operations take the same requests.
struct AnybodysPathCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        let keys = specification.documents.openAPI?["paths"]?.members.map(\.key) ?? []
        return keys.filter { !$0.keyText.hasPrefix("x-") }.flatMap(faults) + clashes(among: specification.operations)
    }

    private func faults(in key: Node) -> [Diagnostic] {
        let text = key.keyText
        if !text.hasPrefix("/") {
            return [
                Diagnostic(
                    code: "path", "a path starts with a slash, is \"\(text)\"", help: "write \"/\(text)\"", at: key)
            ]
        }
        guard let names = PathText(text).names else {
            return [
                Diagnostic(
                    code: "path", "the braces of \"\(text)\" hold no name",
                    help: "a parameter is written as in \"/tasks/{task_id}\"", at: key)
            ]
        }
        return addition(in: key, text) + repeated(names, in: key, text)
    }

    /// OpenAPI 3.1.1, section 4.8.8.1: a path is appended to the URL of a server.
    private func addition(in key: Node, _ text: String) -> [Diagnostic] {
        if text.contains("#") {
            return [
                Diagnostic(
                    .warning, code: "path-fragment",
                    "a path has no fragment, is \"\(text)\": no request carries what stands behind \"#\"",
                    help: "put operations on one path into one path item", at: key)
            ]
        }
        guard text.contains("?") else { return [] }
        return [
            Diagnostic(
                .warning, code: "path-query", "a path has no query, is \"\(text)\"",
                help: "declare a query parameter instead", at: key)
        ]
    }

    private func repeated(_ names: [String], in key: Node, _ text: String) -> [Diagnostic] {
        guard let twice = names.first(where: { name in names.count { $0 == name } > 1 }) else { return [] }
        return [
            Diagnostic(
                code: "path", "the parameter \"\(twice)\" occurs twice in \"\(text)\"",
                help: "give one of them another name", at: key)
        ]
    }

    /// OpenAPI 3.1.1, section 4.8.8: templates that differ in names alone are one path.
    private func clashes(among operations: [OperationSource]) -> [Diagnostic] {
        var first: [String: OperationSource] = [:]
        return operations.compactMap { operation in
            let shape = "\(operation.method) \(PathText(operation.pathKey.keyText).shape)"
            guard let other = first[shape] else {
                first[shape] = operation
                return nil
            }
            if isToldApart(operation, other) { return nil }
            return Diagnostic(
                .warning, code: "same-path", "\(operation.title) matches the same requests as \(other.title)",
                help: "give it a path of its own, or make one operation of both", at: operation.methodKey)
        }
    }

    /// Whether a parameter at one place of both paths has values that the other cannot have.
    private func isToldApart(_ one: OperationSource, _ other: OperationSource) -> Bool {
        zip(values(of: one), values(of: other)).contains { mine, theirs in
            guard let mine, let theirs else { return false }
            return mine.elements.allSatisfy { value in !theirs.elements.contains { $0.isEqual(to: value) } }
        }
    }

    /// The `enum` of each parameter in the path, in its order.
    private func values(of operation: OperationSource) -> [Node?] {
        (PathText(operation.pathKey.keyText).names ?? []).map { name in
            let parameter = operation.parameters.first { $0.place == .path && $0.name == name }
            return parameter?.node["schema"]?["enum"]
        }
    }
}
