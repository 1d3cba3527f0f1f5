import APISpec

/// An operation with its handler, and with everything its stages need worked out beforehand.
final class Route: Sendable {
    let operation: Operation
    let handler: Handler
    let limit: LimitPlan?
    let parameters: ParameterPlan
    let body: BodyPlan
    /// Media types of its answers; empty where every answer is without content.
    let produced: [String]

    init(_ operation: Operation, handler: @escaping Handler, limits: RequestLimits) {
        self.operation = operation
        self.handler = handler
        limit = operation.rateLimit.map { LimitPlan($0, operation: operation.id) }
        parameters = ParameterPlan(operation)
        body = BodyPlan(operation, limits)
        produced = Self.produced(by: operation)
    }

    /// Those of the responses below 400; those of `default` only where there are no others.
    private static func produced(by operation: Operation) -> [String] {
        func names(_ responses: [Response]) -> [String] {
            responses.flatMap(\.content).map(\.name).reduce(into: []) { names, name in
                if !names.contains(name) { names.append(name) }
            }
        }
        let successes = operation.responses.filter { response in
            (response.status ?? response.range?.lowerBound ?? 400) < 400
        }
        return names(successes.isEmpty ? operation.responses : successes)
    }
}
