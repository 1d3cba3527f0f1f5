import JSON
import JSONSchema

/// One call of a step's tool, tried again where that can help.
struct ToolCall: Sendable {
    let step: Step
    let tool: ToolTable.Entry
    let input: JSONValue
    let context: ToolContext
    let clock: any Clock<Duration>

    /// No wait between two tries is longer.
    private static let longestBackoff = Duration.seconds(60)

    func run() async -> Result<JSONValue, StepFailure> {
        let input = withoutEmptyMembers
        if let violation = tool.compiled.violations(of: Document(input).root, limit: 1).first {
            let place = "with" + violation.instance.tokens.map { "." + $0 }.joined()
            return .failure(StepFailure(reason: .other, message: "\(place) \(violation.message)"))
        }
        var backoff = step.retry.backoff
        for _ in 1..<step.retry.attempts {
            let (outcome, mayRetry) = await attempt(input)
            guard mayRetry, (try? await clock.sleep(for: backoff)) != nil else { return outcome }
            backoff = min(backoff * 2, Self.longestBackoff)
        }
        return await attempt(input).outcome
    }

    /// The input without optional members that are null: an expression that found nothing says nothing.
    private var withoutEmptyMembers: JSONValue {
        guard case .object(var object) = input else { return input }
        let required = tool.schema["required"]?.elements.compactMap(\.string) ?? []
        for (name, value) in object where value.isNull && !required.contains(name) { object[name] = nil }
        return .object(object)
    }

    /// One try, and whether another could end better.
    private func attempt(_ input: JSONValue) async -> (outcome: Result<JSONValue, StepFailure>, mayRetry: Bool) {
        let ended = await limited(to: step.timeout, by: clock) { () -> Result<JSONValue, ToolError> in
            do throws(ToolError) {
                return .success(try await tool.tool.run(input, in: context))
            } catch {
                return .failure(error)
            }
        }
        switch ended {
        case .finished(.success(let output)): return (.success(output), false)
        case .finished(.failure(let error)):
            return (.failure(StepFailure(error)), error.kind == .connection || error.kind == .timeout)
        case .expired:
            let limit = step.timeout.map(DurationText.text) ?? ""
            return (.failure(StepFailure(reason: .limit, message: "did not finish within \(limit)")), true)
        }
    }
}

extension StepFailure {
    /// The failure that a tool reports.
    init(_ error: ToolError) {
        let reason: Reason =
            switch error.kind {
            case .notAllowed: .refused
            case .cancelled: .cancelled
            default: .other
            }
        self.init(reason: reason, message: error.message)
    }
}
