/// Whether the suite finds what it must, before anybody relies on its silence.
///
/// Servers that break their specification in known ways are judged by the same rules as any other; one that keeps to it
/// must be left alone.
public enum SelfCheck {
    /// - Throws: what was not found, or was found without reason.
    public static func run() async throws(SelfCheckFailure) {
        let missed = await Self.missed(by: Trial.all)
        if !missed.isEmpty { throw SelfCheckFailure(missed: missed) }
    }

    /// What came out otherwise than it had to, a sentence for each.
    static func missed(by trials: [Trial]) async -> [String] {
        var all: [String] = []
        for trial in trials { all += await missed(by: trial) }
        return all
    }

    private static func missed(by trial: Trial) async -> [String] {
        do {
            let report = try await judge(trial)
            if let reason = report.ending.reason { return ["\(trial.title): \(reason)"] }
            let found = Set(report.findings.map(\.rule))
            let idle = Set(trial.rules).subtracting(report.cases.filter { $0.checks > 0 }.map(\.rule))
            return trial.faults.subtracting(found).sorted().map { "\($0) does not find a server that \(trial.title)" }
                + found.subtracting(trial.faults).sorted().map { "\($0) finds fault with a server that \(trial.title)" }
                + idle.sorted().map { "\($0) judges nothing of a server that \(trial.title)" }
        } catch {
            return ["\(trial.title): \(error)"]
        }
    }

    private static func judge(_ trial: Trial) async throws -> Report {
        let server = try await ScriptedServer.start(trial.script)
        let suite = ConformanceSuite(
            spec: try Trial.spec(), address: server.address, users: [], selection: Selection(rules: trial.rules))
        let start = ContinuousClock.now
        do {
            let report = try await suite.run(
                clock: { Int64((ContinuousClock.now - start) / .nanoseconds(1)) },
                pause: { try? await Task.sleep(for: .nanoseconds($0)) })
            await server.stop()
            return report
        } catch {
            await server.stop()
            throw error
        }
    }
}

/// The suite does not find what it must.
public struct SelfCheckFailure: Error, Sendable, Equatable {
    /// A sentence for each.
    public var missed: [String]
}
