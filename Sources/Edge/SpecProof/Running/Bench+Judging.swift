import ConformanceSuite
import JSON

/// What became of a mutation.
enum Outcome: Sendable {
    /// The suite found this.
    case red(rule: String, finding: String)
    case green
    case refusedAtStart(String)
    /// The judge cannot be given the changed file.
    case unreadable
}

extension Bench {
    /// The most a mutant is judged for; the longest rule that waits, waits less.
    private static let patience = Duration.seconds(45)

    /// Serves a changed file, or judges by it.
    nonisolated func outcome(
        of mutation: Mutation, in file: ProofFile, _ selections: [Selection], _ profile: Profile
    ) async throws -> Outcome {
        let changed = profile.form(
            mutation.applied(to: file.tree), of: file.kind, keepsExamples: mutation.side == .judged)
        var contents = served[profile] ?? [:]
        switch mutation.side {
        case .served:
            guard let judge = judges[profile] else { return .unreadable }
            contents[file.place] = Array(changed.indentedText.utf8)
            return try await judged(by: judge, serving: contents, selections)
        case .judged:
            var trees = source.trees(in: profile, keepsExamples: true)
            trees[file.name] = changed
            guard let judge = try? JudgedSpec(source.specification(with: trees)) else { return .unreadable }
            let agents = file.kind == .agents ? Document(changed) : nil
            return try await judged(by: judge, agents: agents, serving: contents, selections)
        }
    }

    /// Starts a server on the files and runs the selections one after the other, until one of them finds something.
    ///
    /// - Parameter agents: the agents that the judge is given, where they are not those of the source.
    nonisolated func judged(
        by judge: JudgedSpec, agents: Document? = nil, serving contents: [String: [UInt8]], _ selections: [Selection]
    ) async throws -> Outcome {
        await countStart()
        let template = try await current()
        let place = try ProofFolder(await newFolder(), contents: contents, data: template.data)
        defer { place.remove() }
        switch try await MutantServer.start(binary, in: place.url) {
        case .refused(let mistake): return .refusedAtStart(mistake)
        case .listening(let server, let address):
            defer { server.kill() }
            for selection in selections {
                var suite = ConformanceSuite(
                    spec: judge, address: address, users: template.users, selection: selection)
                suite.configuration = agents ?? source.file(.agents)?.document
                if let found = await Self.finding(of: suite) { return found }
            }
            return .green
        }
    }

    /// Every change of a file changes the hash of all of them, which says nothing about the line.
    private static func isHash(_ finding: Finding) -> Bool { finding.attempt.hasSuffix("/info/x-contract-hash") }

    /// The first finding; nil where there is none, or no rule to look with.
    private static func finding(of suite: ConformanceSuite) async -> Outcome? {
        await withTaskGroup(of: Outcome?.self) { group in
            group.addTask {
                do throws(CouldNotJudge) {
                    let report = try await suite.run(clock: Ticks.now, pause: Ticks.pause)
                    guard let first = report.findings.first(where: { !isHash($0) }) else {
                        guard case .aborted(let reason) = report.ending else { return nil }
                        return .red(rule: "run", finding: reason)
                    }
                    let words = "\(first.subject): \(first.attempt): expected \(first.expected), got \(first.got)"
                    return .red(rule: first.rule, finding: words)
                } catch {
                    let isUnknown = error.reason.hasPrefix("no rule is called") || error.reason == "cancelled"
                    return isUnknown ? nil : .red(rule: "run", finding: error.reason)
                }
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
