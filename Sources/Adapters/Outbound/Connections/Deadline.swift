/// Runs `operation`, cancels it after `limit` and then throws `EgressError.timeout` for `target`.
func withDeadline<R: Sendable>(
    _ limit: Duration, for target: String, _ operation: @escaping @Sendable () async throws -> R
) async throws -> R {
    try await withThrowingTaskGroup(of: R.self) { group in
        group.addTask { try await operation() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw EgressError.timeout(target: target, limit: limit)
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw CancellationError() }
        return first
    }
}

/// Runs `body` and turns whatever it throws into an `EgressError` about `target`.
func mapped<R>(_ target: String, limit: Duration, _ body: () async throws -> R) async throws(EgressError) -> R {
    do {
        return try await body()
    } catch {
        throw EgressError(error, target: target, limit: limit)
    }
}
