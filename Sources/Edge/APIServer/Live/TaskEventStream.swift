import Access
import Gateway
import JSON
import JSONSchema
import Logging
import Orchestration

/// The events of one task for one reader, as Server-Sent Events (HTML Standard, section 9.2), until the task has ended.
///
/// The reader's pace is the stream's: a slow one holds nothing but its place in the log.
struct TaskEventStream: Sendable {
    let taskID: String
    /// Whether the task had ended when the stream was asked for: then nothing follows what is stored.
    let isFinal: Bool
    let caller: Caller
    let orchestrator: Orchestrator
    let checking: EventChecking
    let heartbeatSeconds: Int
    let clock: GatewayClock
    let log: Logger

    /// Writes the events after `sequence`: those that are stored, then those to come.
    func run(after sequence: Int64, to write: @escaping AnswerStream.Write) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await send(after: sequence, to: write) }
            group.addTask { await beat(to: write) }
            await group.next()
            group.cancelAll()
        }
    }

    private func send(after sequence: Int64, to write: AnswerStream.Write) async throws {
        let end = await orchestrator.events.latest()
        if try await replay(after: sequence, through: end, to: write) || isFinal { return }
        for await batch in orchestrator.events.follow(after: max(sequence, end)) {
            for event in batch where event.taskID == taskID {
                try await send(event, to: write)
                if event.kind.isEnd { return }
            }
        }
    }

    /// What the log holds between two places; true if the last event of the task was among it.
    private func replay(
        after sequence: Int64, through end: Int64, to write: AnswerStream.Write
    ) async throws -> Bool {
        var position = sequence
        while position < end {
            let page = await orchestrator.events.page(after: position, task: taskID)
            guard let last = page.last else { return false }
            for event in page where event.sequence <= end {
                try await send(event, to: write)
                if event.kind.isEnd { return true }
            }
            position = last.sequence
        }
        return false
    }

    private func send(_ event: TaskEvent, to write: AnswerStream.Write) async throws {
        guard let envelope = Envelope.checked(event, checking, log) else { return }
        let text = "id: \(event.sequence)\nevent: \(event.kind.rawValue)\ndata: \(envelope.jsonText)\n\n"
        try await write(Array(text.utf8))
    }

    /// Comments at the interval of the WebSocket's heartbeat; ends when the reader has gone or its token has expired.
    private func beat(to write: AnswerStream.Write) async {
        let interval = Int64(heartbeatSeconds) * 1_000_000_000
        while (try? await clock.sleep(interval)) != nil, caller.expiresAt > clock.now() {
            do { try await write(Array(": heartbeat\n\n".utf8)) } catch { return }
        }
    }
}

extension EventKind {
    /// Whether nothing follows for the task.
    var isEnd: Bool { self == .taskCompleted || self == .taskFailed }
}

extension Envelope {
    /// An event that the contract allows; one that breaks it is logged and never sent.
    static func checked(_ event: TaskEvent, _ checking: EventChecking, _ log: Logger) -> JSONValue? {
        let envelope = Self.event(event)
        guard let breach = checking.violations(of: event.kind.rawValue, Document(envelope).root).first else {
            return envelope
        }
        let place = "\(breach.instance) \(breach.keyword): \(breach.message)"
        log.error("event breaks the contract", metadata: ["event": "\(event.kind.rawValue)", "at": "\(place)"])
        return nil
    }
}
