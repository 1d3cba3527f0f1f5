import JSON

/// Every operation has an id of its own: it names the handler.
struct OperationIDCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        var first: [String: OperationSource] = [:]
        return specification.operations.compactMap { operation in
            guard let node = operation.node["operationId"] else {
                return specification.documents.isSingleDocument ? nil : missing(operation)
            }
            guard let id = node.string else { return nil }
            guard let other = first[id] else {
                first[id] = operation
                return nil
            }
            return Diagnostic(
                code: "duplicate-operation-id", "the operationId \"\(id)\" is already that of \(other.title)",
                help: "give each operation its own", at: node)
        }
    }

    private func missing(_ operation: OperationSource) -> Diagnostic {
        Diagnostic(
            code: "missing-operation-id", "\(operation.title) needs an \"operationId\", which names its handler",
            at: operation.methodKey)
    }
}
