import APISpec

/// An operation with its handler, and with everything its stages need worked out beforehand.
final class Route: Sendable {
    let operation: Operation
    let handler: Handler
    let limit: LimitPlan?
    let parameters: ParameterPlan
    let body: BodyPlan
    /// Media types of its answers; empty where every answer is without content.
    let produced: [Produced]

    init(_ operation: Operation, handler: @escaping Handler, limits: RequestLimits) {
        self.operation = operation
        self.handler = handler
        limit = operation.rateLimit.map { LimitPlan($0, operation: operation.id) }
        parameters = ParameterPlan(operation)
        body = BodyPlan(operation, limits)
        produced = Self.produced(by: operation)
    }

    /// Those of the responses below 400; those of `default` only where there are no others.
    private static func produced(by operation: Operation) -> [Produced] {
        func types(_ responses: [Response]) -> [Produced] {
            responses.flatMap(\.content).compactMap(Produced.init).reduce(into: []) { types, type in
                if !types.contains(where: { $0.name == type.name }) { types.append(type) }
            }
        }
        let successes = operation.responses.filter { response in
            (response.status ?? response.range?.lowerBound ?? 400) < 400
        }
        return types(successes.isEmpty ? operation.responses : successes)
    }
}

/// A media type that an operation answers with.
struct Produced: Sendable {
    /// As the contract has it; may be a range.
    let name: String
    let range: MediaRange
    /// One type of the range, for callers who name none.
    let usual: MediaRange
    let usualName: String

    init?(_ type: MediaType) {
        guard let range = type.range else { return nil }
        name = type.name
        self.range = range
        usual = Self.usual(of: range)
        usualName = usual.name
    }

    private static func usual(of range: MediaRange) -> MediaRange {
        if range.isConcrete { return range }
        let names = ["text": "text/plain", "image": "image/png", "audio": "audio/mpeg", "video": "video/mp4"]
        return MediaRange(names[String(range.type)] ?? "application/json") ?? range
    }
}
