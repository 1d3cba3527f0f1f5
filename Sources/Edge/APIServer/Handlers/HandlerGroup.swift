import Gateway

/// The handlers of one tag, by `operationId`.
protocol HandlerGroup: Sendable {
    /// Known without an instance, so that `amas check` can hold the specification against it.
    static var operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] { get }

    /// For some of these operations, what can be answered without waiting; a nil leaves it to the operation.
    static var atOnce: [String: @Sendable (Self) -> @Sendable (Call) throws -> Answer?] { get }
}

extension HandlerGroup {
    /// The handlers bound to this instance, as the Gateway takes them.
    var table: [String: Handler] {
        let pairs = Self.operations.map { id, operation in
            let work = operation(self)
            guard let quick = Self.atOnce[id]?(self) else {
                return (id, { @Sendable call in Handling.later { try await work(call) } } as Handler)
            }
            return (
                id,
                { @Sendable call in
                    if let answer = try quick(call) { return .answer(answer) }
                    return .later { try await work(call) }
                }
            )
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    static var atOnce: [String: @Sendable (Self) -> @Sendable (Call) throws -> Answer?] { [:] }
}
