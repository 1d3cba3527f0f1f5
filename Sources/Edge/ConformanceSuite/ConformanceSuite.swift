import APISpec
public import JSON

/// Judges a live server by its specification alone.
///
/// Nothing of the server's own code is shared but the reading of the files: neither its router nor its validator.
public struct ConformanceSuite: Sendable {
    /// Every rule, in the order of the report.
    public static let rules: [Rule] = Registry.rules

    public let spec: JudgedSpec
    public let address: ServerAddress
    public let users: [User]
    public var selection: Selection
    public var seed: UInt64
    /// The file that the server's own configuration stands in, such as agents.yaml; nil where there is none to compare.
    public var configuration: Document?
    /// Whether each finding that is the answer to one request is asked for again before it is reported.
    public var asksAgain = true
    /// Whether each finding gets its script, which takes a look at every request that leads to it.
    public var writesScripts = true
    /// The key that signs the server's tokens, for rules that need tokens of it; empty where nobody has it.
    public var tokenSecret: [UInt8] = []
    /// Fields that every request to an operation has, for servers whose credentials are no login of ours.
    public var headers: [(name: String, value: String)]

    public init(
        spec: JudgedSpec, address: ServerAddress, users: [User], selection: Selection = Selection(), seed: UInt64 = 1,
        headers: [(name: String, value: String)] = []
    ) {
        self.headers = headers
        self.spec = spec
        self.address = address
        self.users = users
        self.selection = selection
        self.seed = seed
    }

    /// Judges the server.
    ///
    /// - Parameters:
    ///   - clock: nanoseconds that only move forward.
    ///   - pause: returns after so many nanoseconds.
    ///   - tell: hears how it goes on.
    /// - Returns: what was found; also where the run was cancelled or could not go on, which `ending` tells.
    /// - Throws: `CouldNotJudge` if the server cannot be reached, nobody can log in, or no rule has the name.
    public func run(
        clock: @escaping @Sendable () -> Int64, pause: @escaping @Sendable (Int64) async -> Void,
        tell: @escaping @Sendable (ConformanceEvent) -> Void = { _ in }
    ) async throws(CouldNotJudge) -> Report {
        let rules = Self.rules.filter(selection.has)
        guard !rules.isEmpty else {
            throw CouldNotJudge("no rule is called \(selection.rules.joined(separator: " or "))")
        }
        let run = Run(
            spec: spec.focused(on: selection.operations), address: address, selection: selection, headers: headers,
            watches: Registry.watches, seed: seed, clock: clock, pause: pause, tell: tell)
        run.tokenSecret = tokenSecret
        run.configuration = configuration?.root
        let start = clock()
        do throws(Abort) { try await logIn(run) } catch {
            if !run.isOver { throw CouldNotJudge(error.reason) }
        }
        var ending = Report.Ending.complete
        do throws(Abort) {
            try await run.findSources()
            try await judge(run, rules, tell)
        } catch {
            if !run.isOver { ending = Task.isCancelled ? .interrupted : .aborted(error.reason) }
        }
        run.close()
        for rule in rules where !run.ledger.hasAny(rule.id) {
            let why = ending.reason ?? "nothing in it to stand on, or no answer to judge"
            run.skip(rule, "the specification", why, .nothingToStandOn)
        }
        return report(run, rules, ending, seconds: Double(clock() - start) / 1_000_000_000)
    }

    private func report(_ run: Run, _ rules: [Rule], _ ending: Report.Ending, seconds: Double) -> Report {
        var report = Report(
            url: address.description, specification: "\(spec.contract.title) \(spec.contract.version)", seed: seed,
            rules: rules, cases: run.ledger.cases(rules), operations: spec.operations.count,
            contradictions: spec.contradictions + run.contradictions, requests: run.requests, seconds: seconds)
        for (index, one) in report.cases.enumerated() {
            report.cases[index].findings = one.findings.map { finding in
                var finding = run.completed(finding)
                if writesScripts { finding.script = run.script(of: finding, rules) }
                return finding
            }
        }
        report.ruleSeconds = run.ledger.seconds
        report.specDigest = spec.contract.hash
        report.ending = ending
        report.coverage = run.sightings.coverage(of: spec, lines: run.ledger.lines)
        return report
    }

    func logIn(_ run: Run) async throws(Abort) {
        let isSecured = spec.operations.contains { $0.roles != nil }
        if users.isEmpty, isSecured, headers.isEmpty {
            throw Abort(
                reason: "the specification has operations that need credentials, and there are no users; give --users, "
                    + "or --header with credentials that hold")
        }
        if users.isEmpty { run.identities = [.nobody] }
        run.curl.secrets = users.map { ($0.password, "PASSWORD") } + headers.map { ($0.value, $0.name.variable) }
        guard isSecured, !users.isEmpty else { return }
        for user in users {
            guard let token = user.token else {
                run.identities.append(try await run.logIn(user))
                continue
            }
            run.curl.secrets.insert((token, "TOKEN"), at: 0)
            run.identities.append(Identity(user: user, token: token, expiresIn: nil))
        }
    }
}

/// Why there is no report.
public struct CouldNotJudge: Error, Sendable {
    public var reason: String

    public init(_ reason: String) { self.reason = reason }
}
