import APISpec
import Access
import Gateway
import JSON
import JSONSchema
import Logging
import Orchestration
import WebSocket

/// One WebSocket client from `connected` to close: its commands, its events, its heartbeat.
///
/// All three arrive in one stream and are answered in one place, so events never overtake the replay before them.
struct LiveSession: Sendable {
    enum Input: Sendable {
        case text(String)
        case events([TaskEvent])
        case beat
    }

    /// Tells this connection from all others.
    let id = Randomness.hex(8)
    let caller: Caller
    let connection: WebSocketConnection
    let texts: AsyncStream<String>
    let services: LiveServices

    /// Serves the client until either side closes.
    func run() async {
        let start = await services.orchestrator.events.latest()
        var state = LiveState(position: start)
        greet(state)
        let (inputs, input) = AsyncStream.makeStream(of: Input.self)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await forwardTexts(to: input) }
            group.addTask { await forwardEvents(after: start, to: input) }
            group.addTask { await beat(into: input) }
            group.addTask { await closeOnRevocation() }
            for await next in inputs { await answer(next, &state) }
            group.cancelAll()
        }
    }

    /// Ends the inputs when the client has closed: this is what ends the session.
    private func forwardTexts(to input: AsyncStream<Input>.Continuation) async {
        for await text in texts { input.yield(.text(text)) }
        input.finish()
    }

    private func forwardEvents(after start: Int64, to input: AsyncStream<Input>.Continuation) async {
        for await batch in services.orchestrator.events.follow(after: start) { input.yield(.events(batch)) }
        // The log ends only with the server: 1001 tells the client to come back later.
        connection.close(code: 1001, reason: "the server is shutting down")
    }

    private func beat(into input: AsyncStream<Input>.Continuation) async {
        let interval = Int64(services.limits.heartbeatSeconds) * 1_000_000_000
        while (try? await services.clock.sleep(interval)) != nil { input.yield(.beat) }
    }

    private func answer(_ input: Input, _ state: inout LiveState) async {
        switch input {
        case .text(let text): await answer(command: text, &state)
        case .beat: await heartbeat(state)
        case .events(let batch):
            for event in batch where event.sequence > state.position {
                state.position = event.sequence
                guard caller.maySee(event.owner), state.subscription.wants(event.taskID) else { continue }
                send(Envelope.event(event))
            }
        }
    }

    private func greet(_ state: LiveState) {
        let data: JSONValue = [
            "user": .string(caller.username), "heartbeat_seconds": .integer(services.limits.heartbeatSeconds),
        ]
        send(Envelope.make("connected", data, at: services.clock.now(), sequence: state.position))
    }

    /// A token that was logged out with ends its connections at once.
    private func closeOnRevocation() async {
        for await _ in services.gateway.revocation(of: caller) {}
        if !Task.isCancelled { connection.close(code: 4401, reason: "the token was revoked") }
    }

    private func heartbeat(_ state: LiveState) async {
        if caller.expiresAt <= services.clock.now() {
            connection.close(code: 4401, reason: "the token has expired")
        } else if await !services.gateway.stillHolds(caller) {
            connection.close(code: 4401, reason: "the token no longer holds")
        } else {
            send(Envelope.make("heartbeat", [:], at: services.clock.now(), sequence: state.position))
        }
    }

    /// Sends one message, which the contract must allow; a broken promise is logged and never reaches the client.
    func send(_ message: JSONValue) {
        let document = Document(message)
        let name = message["event"]?.stringValue ?? ""
        if let breach = services.gateway.validateEvent(name, document.root).first {
            let place = "\(breach.instance) \(breach.keyword): \(breach.message)"
            services.log.error("event breaks the contract", metadata: ["event": "\(name)", "at": "\(place)"])
            return
        }
        // A full queue closes the connection with a reason; the client resumes by `since`.
        _ = connection.send(text: message.jsonText)
    }
}

/// What a session remembers between inputs.
struct LiveState: Sendable {
    /// Sequence number of the last event this session has passed.
    var position: Int64
    var subscription = Subscription()
}

/// What every session shares.
struct LiveServices: Sendable {
    let orchestrator: Orchestrator
    let gateway: Gateway
    let limits: WebSocketLimits
    let limiter: RateLimiter
    let clock: GatewayClock
    let log: Logger
}
