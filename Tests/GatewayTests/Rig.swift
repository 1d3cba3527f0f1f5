import APISpec
import Access
import Gateway
import JSON
import Synchronization

/// A gateway over the small contract, with handlers that answer what the tests want and a clock that stands still.
struct Rig {
    let clock: TestClock
    let events = EventLog()
    let tokens: TokenIssuer
    let gateway: Gateway

    /// - Parameter handlers: those that should do something else than the usual.
    init(
        _ files: SpecFiles = ThingsContract.files, handlers: [String: Handler] = [:], clock: TestClock = TestClock()
    ) async throws {
        try await self.init(files, only: Self.usual.merging(handlers) { _, new in new }, clock: clock)
    }

    /// - Parameter handlers: all of them.
    init(_ files: SpecFiles, only handlers: [String: Handler], clock: TestClock = TestClock()) async throws {
        self.clock = clock
        let events = events
        tokens = try await TokenIssuer(
            secret: Array("0123456789abcdef0123456789abcdef".utf8), now: { clock.now }, makeID: { "id" })
        gateway = try Gateway(
            contract: try Contract.load(files).contract,
            handlers: handlers, tokens: tokens, limiter: RateLimiter(),
            clock: clock.gatewayClock, log: { events.append($0) })
    }

    /// The reply to a request; the call that leads to it must be over when this returns.
    func send(
        _ method: String, _ target: String, headers: [(String, String)] = [], body: String = "",
        peer: String = "192.0.2.1"
    ) async -> Reply {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let request = Request(
            method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil, headers: HeaderFields(headers),
            body: Array(body.utf8), peer: peer, id: "req-1")
        switch gateway.handle(request) {
        case .reply(let reply): return reply
        case .later(let work): return await work()
        }
    }

    /// The reply to a request with a token.
    func send(
        as role: Role, _ method: String, _ target: String, headers: [(String, String)] = [], body: String = "",
        user: String = "ann"
    ) async throws -> Reply {
        let token = try await token(role, user: user)
        return await send(method, target, headers: [("Authorization", "Bearer \(token)")] + headers, body: body)
    }

    /// The reply to a JSON body sent by an operator.
    func post(_ target: String, _ body: String, headers: [(String, String)] = []) async throws -> Reply {
        try await send(
            as: .operator, "POST", target, headers: [("Content-Type", "application/json")] + headers, body: body)
    }

    func token(_ role: Role, user: String = "ann") async throws -> String {
        let zero = Timestamp(milliseconds: 0)
        let account = Account(
            username: user, role: role, passwordHash: "", createdAt: zero, tokensValidAfter: zero)
        return try await tokens.issue(for: account).token
    }

    /// Handlers that answer with what they were given.
    static let usual: [String: Handler] = [
        "listThings": { call in .answer(Answer(200, call.parameters.all)) },
        "createThing": { call in
            let name = call.body?["name"]?.string ?? ""
            if name == "taken" { throw Refusal("THING_EXISTS", ["name": name]) }
            let thing: JSONValue = ["id": "t1", "name": .string(name)]
            return .answer(Answer(201, thing, headers: [("Location", "/v1/things/t1")]))
        },
        "getSpecial": { _ in .answer(Answer(200, ["id": "special", "name": "special"])) },
        "getThing": { call in
            let id = call.parameters.string("thing_id") ?? ""
            return .later {
                if id == "absent" { throw Refusal("THING_NOT_FOUND", ["thing_id": id]) }
                return Answer(200, ["id": .string(id), "name": "a"])
            }
        },
        "deleteThing": { _ in .answer(Answer(204)) },
        "getPart": { call in .answer(Answer(200, call.parameters.all)) },
        "getReport": { _ in .answer(Answer(200, ["ok": true])) },
        "putReport": { _ in .answer(Answer(204)) },
    ]
}

extension Parameters {
    /// Those of the small contract that have a value.
    var all: JSONValue {
        let names = [
            "limit", "name", "tag", "ids", "ratio", "deep", "pipes", "X-Mode", "X-Numbers", "theme", "thing_id", "part",
        ]
        return .object(JSONObject(names.compactMap { name in self[name].map { (name, $0) } }))
    }
}

extension Reply {
    var json: JSONValue? { try? JSONValue.parse(String(decoding: body, as: UTF8.self)) }

    var code: String? { json?["error_code"]?.stringValue }

    var detail: String? { json?["detail"]?.stringValue }

    /// The elements of `errors` as "in pointer keyword: message".
    var faults: [String] {
        (json?["errors"]?.arrayValue ?? []).map { fault in
            let parts = ["in", "pointer", "keyword"].map { fault[$0]?.stringValue ?? "?" }.joined(separator: " ")
            return "\(parts): \(fault["message"]?.stringValue ?? "?")"
        }
    }
}

/// A clock that stands still until it is told to move; whoever sleeps on it sleeps until then.
final class TestClock: Sendable {
    private struct State {
        var nanoseconds: Int64 = 1_700_000_000_000_000_000
        var sleepers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var now: Timestamp { Timestamp(milliseconds: nanoseconds / 1_000_000) }

    var nanoseconds: Int64 { state.withLock(\.nanoseconds) }

    var sleeperCount: Int { state.withLock(\.sleepers.count) }

    var gatewayClock: GatewayClock {
        GatewayClock(
            now: { self.now }, monotonicNanoseconds: { self.nanoseconds }, sleep: { _ in await self.sleep() })
    }

    /// Moves the time and wakes everybody.
    func advance(milliseconds: Int64) {
        let sleepers = state.withLock { state in
            state.nanoseconds += milliseconds * 1_000_000
            defer { state.sleepers = [] }
            return state.sleepers
        }
        for sleeper in sleepers { sleeper.resume() }
    }

    private func sleep() async {
        await withCheckedContinuation { continuation in state.withLock { $0.sleepers.append(continuation) } }
    }
}

/// What the gateway told the operator.
final class EventLog: Sendable {
    private let list = Mutex<[GatewayEvent]>([])

    var all: [GatewayEvent] { list.withLock { $0 } }

    func append(_ event: GatewayEvent) { list.withLock { $0.append(event) } }
}
