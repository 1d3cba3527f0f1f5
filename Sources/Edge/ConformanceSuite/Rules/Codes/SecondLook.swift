import APISpec
import JSON
import SchemaInstances

/// Asks an operation that only reads in the ways that plain questions leave out: every media type with every edge of
/// every optional header, about objects that have ended.
struct SecondLook {
    let operation: JudgedOperation

    func run(_ run: Run) async throws(Abort) {
        guard operation.isSafe else { return }
        for (identity, path) in try await places(run) {
            for type in operation.successes.flatMap(\.mediaTypes).distinct {
                for parameter in operation.parameters where parameter.parameter.place == .header {
                    for (_, _, value) in Boundaries().values(parameter.schema) {
                        let base = run.base(of: operation, as: identity, path: path)
                        guard let changed = base.setting(parameter, to: value) else { continue }
                        var ask = run.ask(operation, changed, as: identity, "\(parameter.title): \(value.jsonText)")
                        ask.request = ask.request.with("Accept", type)
                        _ = try await run.send(ask)
                    }
                }
            }
        }
    }

    /// The paths of objects that lifecycles have led to an end, with somebody who may read them.
    private func places(_ run: Run) async throws(Abort) -> [(Identity, String)] {
        guard let creator = run.spec.creator(of: operation) else { return [] }
        let depth = creator.operation.path.segments.count + 1
        let suffix = operation.operation.path.segments.dropFirst(depth).compactMap { segment -> String? in
            if case .literal(let text) = segment { "/\(text)" } else { nil }
        }.joined()
        return (run.lifecycleTraces ?? []).flatMap { trace in
            trace.ended.prefix(2).compactMap { ask, _, _ -> (Identity, String)? in
                guard let identity = ask.identity, operation.allows(identity.role),
                    trace.reader.operation.path.segments.count == depth
                else { return nil }
                return (identity, ask.request.target + suffix)
            }
        }
    }
}
