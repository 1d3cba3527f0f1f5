import APISpec
import Access
import Gateway
import JSON
import Orchestration

extension LiveSession {
    /// Answers one command with `ack` or `error`; a bad command never closes the connection.
    func answer(command text: String, _ state: inout LiveState) async {
        do throws(Refusal) {
            try countCommand()
            let (name, node) = try services.gateway.readCommand(Array(text.utf8))
            guard let command = LiveCommand(name: name, node) else { throw ErrorMapping.unknownCommand(name) }
            try await perform(command, &state)
        } catch {
            sendError(error, Self.mark(of: text), state)
        }
    }

    /// The client's own mark on a command, where it can be made out in spite of the fault.
    private static func mark(of text: String) -> JSONValue? {
        guard let document = try? Document.json(text.utf8), let id = document.root["id"] else { return nil }
        return JSONValue(id)
    }

    private func countCommand() throws(Refusal) {
        let quota = Quota(limit: services.limits.commandsPerSecond, windowSeconds: 1)
        let now = services.clock.monotonicNanoseconds()
        let decision = services.limiter.take(key: "websocket \(id)", quota: quota, nowNanoseconds: now)
        if !decision.allowed { throw ErrorMapping.tooManyCommands(retryAfter: decision.retryAfterSeconds) }
    }

    private func perform(_ command: LiveCommand, _ state: inout LiveState) async throws(Refusal) {
        switch command.verb {
        case .ping:
            acknowledge(command, state)
        case .unsubscribe(let task):
            state.subscription.unsubscribe(from: task)
            acknowledge(command, state)
        case .subscribe(let task, let since):
            try await requireVisible(task)
            guard state.subscription.count < services.limits.subscriptions else {
                throw ErrorMapping.tooManySubscriptions(services.limits.subscriptions)
            }
            state.subscription.subscribe(to: task)
            acknowledge(command, state)
            if let since { await replay(task, after: since, through: state.position) }
        }
    }

    /// Another person's task answers as if absent, as it does on REST.
    private func requireVisible(_ id: String) async throws(Refusal) {
        let found: TaskRecord?
        do { found = try await services.orchestrator.task(id) } catch { throw ErrorMapping.refusal(error) }
        guard let found, caller.maySee(found.owner) else { throw ErrorMapping.refusal(.unknownTask(id)) }
    }

    /// Sends what the log holds of one task between two positions; what comes later arrives live.
    private func replay(_ task: String, after since: Int64, through end: Int64) async {
        var position = since
        while position < end {
            let page = await services.orchestrator.events.page(after: position, task: task)
            guard let last = page.last else { return }
            for event in page where event.sequence <= end { send(Envelope.event(event)) }
            position = last.sequence
        }
    }

    private func acknowledge(_ command: LiveCommand, _ state: LiveState) {
        var data: JSONObject = ["command": .string(command.name)]
        if let id = command.id { data["id"] = id }
        if let task = command.task { data["task_id"] = .string(task) }
        send(Envelope.make("ack", .object(data), at: services.clock.now(), sequence: state.position))
    }

    private func sendError(_ refusal: Refusal, _ id: JSONValue?, _ state: LiveState) {
        let reply = services.gateway.refuse(refusal, requestID: "")
        let body = (try? Document.json(reply.body)).map { JSONValue($0.root) } ?? [:]
        var data: JSONObject = [
            "detail": body["detail"] ?? "", "status_code": .integer(reply.status), "error_code": .string(refusal.code),
        ]
        for name in ["errors", "patch", "holes", "losses"] { data[name] = body[name] }
        let plain = Envelope.make("error", .object(data), at: services.clock.now(), sequence: state.position)
        data["id"] = id
        let marked = Envelope.make("error", .object(data), at: services.clock.now(), sequence: state.position)
        // A mark that the contract does not allow is the fault, or part of it: it is not given back.
        let isMarkable = services.gateway.validateEvent("error", Document(marked).root).isEmpty
        send(isMarkable ? marked : plain)
    }
}
