import Gateway

/// The handlers of one tag, by `operationId`.
protocol HandlerGroup: Sendable {
    /// Known without an instance, so that `amas check` can hold the specification against it.
    static var operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] { get }
}

extension HandlerGroup {
    /// The handlers bound to this instance, as the Gateway takes them.
    var table: [String: Handler] {
        Self.operations.mapValues { operation in
            let work = operation(self)
            return { call in .later { try await work(call) } }
        }
    }
}
