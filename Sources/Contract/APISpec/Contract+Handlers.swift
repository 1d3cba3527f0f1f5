public import JSON

extension Contract {
    /// What is wrong between the operations and the handlers a server has for them.
    ///
    /// - Parameter handlers: the operation ids that have a handler.
    /// - Returns: an error for each operation without a handler, at its `operationId`, and one for each handler without
    ///   an operation; empty when they match.
    public func missingHandlers(_ handlers: Set<String>) -> [Diagnostic] {
        let declared = Set(operations.map(\.id))
        let unserved = operations.filter { !handlers.contains($0.id) }.map { operation in
            Diagnostic(
                code: "operation-without-handler", "no handler serves the operation \"\(operation.id)\"",
                help: .didYouMean(operation.id, among: handlers.subtracting(declared)),
                location: operation.location, sourceLine: operation.sourceLine, pointer: operation.id)
        }
        let unused = handlers.subtracting(declared).sorted().map { handler in
            Diagnostic(
                code: "handler-without-operation", "the handler \"\(handler)\" has no operation in the specification",
                help: .didYouMean(handler, among: declared.subtracting(handlers)) ?? "declare it, or remove the handler"
            )
        }
        return unserved + unused
    }
}
