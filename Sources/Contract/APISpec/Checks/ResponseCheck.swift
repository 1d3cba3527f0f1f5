import JSON

/// Every operation declares what it answers when all goes well, under keys that are statuses.
struct ResponseCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        specification.operations.flatMap { operation -> [Diagnostic] in
            guard let responses = operation.node["responses"], responses.kind == .object else { return [] }
            let keys = responses.members.map(\.key).filter { !$0.keyText.hasPrefix("x-") }
            return keys.compactMap(fault) + noSuccess(keys, operation, specification)
                + responses.members.flatMap { mediaTypes(of: $0.value, in: specification) }
        }
    }

    private func fault(in key: Node) -> Diagnostic? {
        if key.keyText.hasSuffix("xx"), StatusKey(key.keyText) != nil {
            return Diagnostic(
                code: "response-status-case", "\"\(key.keyText)\" is not a status",
                help: "write \"\(key.keyText.uppercased())\"", at: key)
        }
        guard StatusKey(key.keyText) == nil else { return nil }
        return Diagnostic(
            code: "response-status", "\"\(key.keyText)\" is not a status",
            help: "a response stands under a status such as \"200\", a range such as \"4XX\", or \"default\"", at: key)
    }

    /// OpenAPI only recommends a success response, so a document of somebody else's may lack one.
    private func noSuccess(
        _ keys: [Node], _ operation: OperationSource, _ specification: Specification
    ) -> [Diagnostic] {
        let isDeclared = keys.contains { key in
            switch StatusKey(key.keyText) {
            case .exact(let status): status < 400
            case .range(let range): range.lowerBound < 400
            case .rest: operation.node["responses"]?.count == 1
            // An unreadable key may have been meant as the success.
            case nil: true
            }
        }
        if isDeclared { return [] }
        return [
            Diagnostic(
                specification.documents.isSingleDocument ? .warning : .error, code: "no-success-response",
                "\(operation.title) declares no response for success",
                at: operation.methodKey)
        ]
    }

    private func mediaTypes(of response: Node, in specification: Specification) -> [Diagnostic] {
        guard let content = specification.resolved(response)?["content"], content.kind == .object else { return [] }
        return content.members.compactMap { MediaTypeFault.find(in: $0.key) }
    }
}
