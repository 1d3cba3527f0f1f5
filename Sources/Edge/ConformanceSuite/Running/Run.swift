import APISpec
import JSON
import SchemaInstances

/// One judging of one server: what is known of it so far, and the one way to ask it.
final class Run {
    let spec: JudgedSpec
    let address: ServerAddress
    let selection: Selection
    /// The key that signs tokens, for whoever has it; else empty.
    var tokenSecret: [UInt8] = []
    /// What the server reads beside the specification; nil where it was not given.
    var configuration: Node?
    /// The time of day.
    var today: @Sendable () -> Timestamp = { .now() }
    /// Fields that every request to an operation has.
    let headers: [(name: String, value: String)]
    let watches: [any Watch]
    let clock: @Sendable () -> Int64
    let pause: @Sendable (Int64) async -> Void
    let tell: @Sendable (ConformanceEvent) -> Void

    /// What looks random and is the same in every run with the same seed.
    var dice: Dice
    /// What no earlier run has used, so that nothing the server remembers of one is met again.
    private var newness = Dice(seed: .random(in: .min ... .max))
    var ledger = Ledger()
    var identities: [Identity] = []
    /// How often somebody's turn has come.
    var turns = 0
    var curl = Curl()
    var requests = 0
    /// Ids made by this run: the collection's path, the owner, and the id.
    var objects: [MadeObject] = []
    /// Ids found by asking, by collection.
    var found: [String: String] = [:]
    var sightings = Sightings()
    var trace = Trace()
    /// The name that each token stands for, also when it has been replaced.
    var tokens: [String: String] = [:]
    /// What became of findings that were asked for again, by their fingerprints.
    var recurrences: [String: Finding.Recurrence] = [:]
    /// Whether findings are asked for again, so that nothing new is told.
    var isAskingAgain = false
    /// The lines of the specification that the answer under watch is about.
    var watchedPlaces: [SourceLocation] = []
    /// Response times of each operation's 2xx answers, in nanoseconds.
    var times: [String: [Int64]] = [:]
    var requestIDs: Set<String> = []
    /// Whether a finding has ended the run.
    var isOver = false
    /// The figures that never fall, as they were last: by target and invariant.
    var lastFigures: [String: Double] = [:]
    /// What was seen of each lifecycle; nil before it is worked through.
    var lifecycleTraces: [LifecycleWork.Trace]?
    /// The limits counted out; nil before they are.
    var rateCounts: RateCounting.Counts?
    /// The shared connection of the rules about the WebSocket.
    var live: LiveSession?
    var isLiveRefused = false
    /// What the specification itself gets wrong, in the order it was met.
    var contradictions: [Contradiction] = []
    var knownContradictions: Set<Contradiction> = []
    /// A WebSocket that was opened first and listens.
    var listening: LiveLink?
    var slowRequests: [SlowRequest] = []
    /// Seconds from `clock` to the Date of the first answer.
    var dateOffset: Int?

    /// Addresses of this machine to ask from, where limits by address are known to tell them apart; the first is the
    /// one that the system picks.
    var sources = [""]

    private var unanswerable: [String: Contradiction?] = [:]
    private var pacer = Pacer()
    /// When each limit was last counted out, and when it was last asked under with regard to it, by its name.
    private var (countedOut, paced): ([String: Int64], [String: Int64]) = ([:], [:])
    private var wires: [String: Line] = [:]
    private let start: Int64

    /// Seconds to wait at most before a refused request is put again.
    private static let longestWait = 5

    /// One connection that is kept, and how many requests it has carried.
    private struct Line {
        let wire: Wire
        var requests = 0
    }

    init(
        spec: JudgedSpec, address: ServerAddress, selection: Selection,
        headers: [(name: String, value: String)] = [], watches: [any Watch], seed: UInt64,
        clock: @escaping @Sendable () -> Int64, pause: @escaping @Sendable (Int64) async -> Void,
        tell: @escaping @Sendable (ConformanceEvent) -> Void
    ) {
        self.spec = spec
        self.address = address
        self.selection = selection
        self.headers = headers
        self.watches = watches
        self.clock = clock
        self.pause = pause
        self.tell = tell
        dice = Dice(seed: seed)
        start = clock()
    }

    /// Asks below every rate limit; the watches judge the answer.
    ///
    /// - Returns: nil where the server answered with something that is no HTTP, which is then a finding.
    func send(_ ask: Ask) async throws(Abort) -> RawResponse? {
        for attempt in 0..<4 {
            let source = await pace(ask)
            guard let response = try await exchange(ask, from: source) else { return nil }
            if attempt < 3, isSurprisingLimit(response, ask) {
                await pause(waitTime(response))
                continue
            }
            note(response, ask)
            if response.status >= 500, isUnanswerable(ask) { return response }
            trace.note(Exchange(ask: ask, response: response))
            watch(Exchange(ask: ask, response: response))
            return response
        }
        return nil
    }

    private func watch(_ exchange: Exchange) {
        let answer = exchange.ask.operation?.response(for: exchange.response.status)
        watchedPlaces = [answer?.location].compactMap { $0 }
        for watch in watches { watch.judge(exchange, self) }
        watchedPlaces = []
    }

    /// Lets the watches judge an answer that no rule asked them to.
    func observe(_ response: RawResponse, _ ask: Ask) {
        watch(Exchange(ask: ask, response: response.read))
    }

    /// Asks at once and lets nobody judge: for the rules that count.
    func sendUnpaced(_ request: RawRequest, from source: String = "") async throws(Abort) -> RawResponse? {
        try await exchange(Ask(operation: nil, request: request, attempt: ""), from: source)
    }

    /// Asks so often on several connections side by side, and lets nobody judge.
    func sendAtOnce(_ request: RawRequest, count: Int) async throws(Abort) -> [RawResponse] {
        try await sendAtOnce([RawRequest](repeating: request, count: count))
    }

    /// Puts the questions on several connections side by side, and lets nobody judge.
    func sendAtOnce(_ all: [RawRequest]) async throws(Abort) -> [RawResponse] {
        let count = all.count
        requests += count
        let (address, lanes) = (self.address, min(8, count))
        let bytes = all.map { $0.bytes(host: address.authority) }
        let answers = await withTaskGroup(of: [RawResponse].self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    guard let wire = try? await Wire.connect(to: address) else { return [] }
                    defer { wire.close() }
                    var answers: [RawResponse] = []
                    for index in stride(from: lane, to: count, by: lanes) {
                        guard let answer = try? await wire.exchange(bytes[index], isHead: false, seconds: 30) else {
                            break
                        }
                        answers.append(answer)
                    }
                    return answers
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        if answers.isEmpty { throw Abort(reason: "\(address) no longer answers") }
        return answers
    }

    /// Waits until the question stays below its limit; answers the address to ask from.
    private func pace(_ ask: Ask) async -> String {
        // The server counts a request by its path, whatever the rule that asks wants to know.
        let path = { String(ask.request.target.prefix { $0 != "?" }) }
        guard let one = ask.operation ?? spec.operations(at: path()).first, let policy = one.operation.rateLimit else {
            return sources[0]
        }
        var source = sources[0]
        let key: String
        switch policy.partition {
        case .operation: key = quota(policy, of: one.operation.id)
        case .user where ask.identity != nil: key = quota(policy, of: ask.identity?.user.username ?? "")
        case .user, .ip:
            source = ask.source ?? restedSource(policy)
            key = quota(policy, at: source)
        }
        if countedOut[policy.name] != nil {
            await letRecover(policy)
            countedOut[policy.name] = nil
        }
        paced[policy.name] = clock()
        let wait = take(policy, key)
        if wait > 0 { await pause(wait) }
        return source
    }

    /// The address that has taken least of a limit of late.
    func restedSource(_ policy: RateLimitPolicy) -> String {
        sources.min { pacer.arrival(quota(policy, at: $0)) < pacer.arrival(quota(policy, at: $1)) } ?? ""
    }

    private func quota(_ policy: RateLimitPolicy, of who: String) -> String { "\(policy.name)\u{0}\(who)" }

    private func quota(_ policy: RateLimitPolicy, at source: String) -> String { quota(policy, of: "\u{0}\(source)") }

    /// Counts a request against what the suite may take of a quota; the nanoseconds to wait before it.
    private func take(_ policy: RateLimitPolicy, _ key: String) -> Int64 {
        pacer.wait(key, quota: policy.quota, windowSeconds: policy.windowSeconds, burst: policy.burst, now: clock())
    }

    /// Counts a request that was sent from an address without waiting for its turn.
    func noteTaken(_ policy: RateLimitPolicy, from source: String) { _ = take(policy, quota(policy, at: source)) }

    /// A word that no earlier run has used.
    func newWord(_ length: Int) -> String { newness.word(length) }

    /// Notes that a limit is used up, or may be.
    func noteCountedOut(_ policy: RateLimitPolicy) { countedOut[policy.name] = clock() }

    /// Waits until everything that was taken from a limit is back.
    func letRecover(_ policy: RateLimitPolicy) async {
        guard let last = [countedOut[policy.name], paced[policy.name]].compactMap({ $0 }).max() else { return }
        let wait = last + Int64(RateBurst.recovery(of: policy) * 1_050_000_000) - clock()
        if wait > 0 { await pause(wait) }
    }

    private func exchange(_ ask: Ask, from source: String = "") async throws(Abort) -> RawResponse? {
        if Task.isCancelled || isOver { throw Abort(reason: isOver ? "ended by a finding" : "cancelled") }
        requests += 1
        let bytes = ask.request.bytes(host: address.authority)
        for attempt in 0..<2 {
            let wire = try await openWire(from: source)
            do throws(WireError) {
                wires[source]?.requests += 1
                let isHead = ask.request.method == "HEAD"
                let response = try await wire.exchange(bytes, isHead: isHead, seconds: 30)
                if response["connection"]?.lowercased() == "close" || response.surplus > 0 { drop(source) }
                return response.read
            } catch {
                // A server may close a connection that was idle; a fresh one must answer.
                let wasFresh = wires[source]?.requests == 1
                drop(source)
                if attempt == 1 || wasFresh {
                    fail(HTTPWellFormed.rule, ask, expected: "an HTTP/1.1 answer", got: error.reason)
                    return nil
                }
            }
        }
        return nil
    }

    private func openWire(from source: String) async throws(Abort) -> Wire {
        if let line = wires[source], line.wire.isOpen { return line.wire }
        do throws(WireError) {
            let opened = try await Wire.connect(to: address, from: source)
            wires[source] = Line(wire: opened)
            return opened
        } catch { throw Abort(reason: error.reason) }
    }

    private func drop(_ source: String) { wires.removeValue(forKey: source)?.wire.close() }

    /// Closes the connections that are kept for the next request.
    func drop() { for source in wires.keys { drop(source) } }

    /// Closes every connection.
    func close() {
        drop()
        live?.link.close()
        listening?.close()
        for slow in slowRequests { slow.socket.close() }
    }

    /// A refusal for too many requests, although there were fewer than promised.
    private func isSurprisingLimit(_ response: RawResponse, _ ask: Ask) -> Bool {
        guard let status = spec.status(of: "RATE_LIMIT_EXCEEDED"), response.status == status, let one = ask.operation,
            let policy = one.operation.rateLimit
        else { return false }
        if ask.isGuess { return (response["retry-after"].flatMap { Int($0) } ?? 0) <= Self.longestWait }
        // What an earlier run took from the limit may still be missing in it.
        let isWhole = clock() - start > Int64(RateBurst.recovery(of: policy) * 1_050_000_000)
        if isWhole, isWanted(RateBelow.rule) {
            fail(
                RateBelow.rule, ask, expected: "no refusal below \(policy.quota) requests in \(policy.windowSeconds) s",
                got: response.summary, spec: one.location(of: "x-ratelimit-category"))
        }
        return true
    }

    private func waitTime(_ response: RawResponse) -> Int64 {
        Int64(max(1, min(Self.longestWait, response["retry-after"].flatMap { Int($0) } ?? 1))) * 1_000_000_000
    }

    /// Whether no server can answer the operation as declared, which is then noted.
    func isUnanswerable(_ ask: Ask) -> Bool {
        guard let one = ask.operation else { return false }
        let found = unanswerable[one.operation.id] ?? one.unanswerable
        unanswerable[one.operation.id] = .some(found)
        if let found { contradict(found) }
        return found != nil
    }

    private func note(_ response: RawResponse, _ ask: Ask) {
        guard let id = ask.operation?.operation.id else { return }
        let isSuccess = 200..<300 ~= response.status
        sightings.note(response, ask, code: isSuccess ? nil : response.errorCode)
        if isSuccess, ask.request.method != "HEAD" { times[id, default: []].append(response.nanoseconds) }
    }
}
