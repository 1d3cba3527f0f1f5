import JSON
import Synchronization
import TestSupport

@testable import Agents

/// A tool that does what a test says and remembers what it was asked.
struct FakeTool: Tool {
    let name: String
    let description = "Stands in for a real tool."
    let inputSchema: JSONValue
    let log: CallLog
    let body: @Sendable (JSONValue) async throws(ToolError) -> JSONValue

    init(
        _ name: String, _ inputSchema: JSONValue = ["type": "object"], log: CallLog = CallLog(),
        body: @escaping @Sendable (JSONValue) async throws(ToolError) -> JSONValue = { input throws(ToolError) in input
        }
    ) {
        self.name = name
        self.inputSchema = inputSchema
        self.log = log
        self.body = body
    }

    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        log.add(name, input)
        return try await body(input)
    }
}

/// The calls of tools in the order in which they began.
final class CallLog: Sendable {
    struct Call: Equatable {
        var tool: String
        var input: JSONValue
    }

    private let entries = Mutex<[Call]>([])

    var calls: [Call] { entries.withLock { $0 } }
    var inputs: [JSONValue] { calls.map(\.input) }

    func add(_ tool: String, _ input: JSONValue) {
        entries.withLock { $0.append(Call(tool: tool, input: input)) }
    }
}

/// A door that tools wait at until as many as the test wants stand there together.
final class Meeting: Sendable {
    private let state = Mutex<(missing: Int, waiting: [CheckedContinuation<Void, Never>])>((0, []))

    init(of count: Int) {
        state.withLock { $0.missing = count }
    }

    /// Returns when all have come.
    func join() async {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state in
                state.missing -= 1
                state.waiting.append(continuation)
                defer { if state.missing == 0 { state.waiting = [] } }
                return state.missing == 0 ? state.waiting : []
            }
            for continuation in ready { continuation.resume() }
        }
    }
}

/// Waits until the task is cancelled, then says so as a tool does.
func untilCancelled() async throws(ToolError) -> JSONValue {
    try? await ManualClock().sleep(until: .init(offset: .seconds(1)), tolerance: nil)
    throw ToolError(kind: .cancelled, message: "cancelled")
}
