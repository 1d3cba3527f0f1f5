import APISpec
import Agents
import ConformanceSuite
import JSON
import Outbound

/// The conformance suite as the tool `api.conform` asks for it.
struct SuiteJudge: ConformanceJudge {
    func judge(_ order: ConformanceOrder) async throws(ToolError) -> ConformanceVerdict {
        // The policy checked every address of the target; the suite dials the first and no name any more.
        guard let address = ServerAddress(order.url, dialling: order.target.addresses.first.map { "\($0)" }) else {
            throw ToolError(kind: .invalidInput, message: "\(order.url) is not the URL of a server")
        }
        let suite = ConformanceSuite(
            spec: try specification(order), address: address, users: try users(order),
            selection: Selection(rules: order.only),
            seed: order.seed)
        let report = try await run(suite)
        if Task.isCancelled { throw ToolError(kind: .cancelled, message: "cancelled") }
        return ConformanceVerdict(report)
    }

    private func run(_ suite: ConformanceSuite) async throws(ToolError) -> Report {
        let start = ContinuousClock.now
        let report: Report
        do throws(CouldNotJudge) {
            report = try await suite.run(
                clock: { Int64((ContinuousClock.now - start) / .nanoseconds(1)) },
                pause: { try? await Task.sleep(for: .nanoseconds($0)) })
        } catch {
            throw Self.ended(error.reason)
        }
        if let reason = report.ending.reason { throw Self.ended(reason) }
        return report
    }

    private static func ended(_ reason: String) -> ToolError {
        ToolError(kind: Task.isCancelled ? .cancelled : .connection, message: reason)
    }

    private func specification(_ order: ConformanceOrder) throws(ToolError) -> JudgedSpec {
        do throws(Diagnostics) {
            return try JudgedSpec(SpecFiles(root: order.root, files: order.files))
        } catch {
            throw Self.unusable(order.root, error)
        }
    }

    private func users(_ order: ConformanceOrder) throws(ToolError) -> [User] {
        guard let users = order.users else { return [] }
        do throws(Diagnostics) {
            return try User.list(users.bytes, file: users.file)
        } catch {
            throw Self.unusable(users.file, error)
        }
    }

    /// The first mistake, without the line itself: a file of users has passwords in it.
    private static func unusable(_ file: String, _ error: Diagnostics) -> ToolError {
        let first = error.sorted.first
        let place = first?.location.map { "\($0)" } ?? file
        return ToolError(kind: .invalidInput, message: "\(place): \(first?.message ?? "it cannot be used")")
    }
}

extension ConformanceVerdict {
    init(_ report: Report) {
        let rules = Dictionary(report.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.init(
            specification: report.specification, requests: report.requests, checks: report.checks,
            passed: report.count(.passed),
            departures: report.findings.map { Departure($0, rules[$0.rule]) },
            gaps: report.cases.filter { $0.verdict == .skipped || $0.verdict == .inconclusive }.map {
                Gap(rule: $0.rule, subject: $0.subject, reason: $0.notes.joined(separator: "; "))
            })
    }
}

extension ConformanceVerdict.Departure {
    fileprivate init(_ finding: Finding, _ rule: Rule?) {
        self.init(
            rule: finding.rule, title: rule?.title ?? finding.rule, isBinding: rule?.level == .must,
            subject: finding.subject, attempt: finding.attempt, expected: finding.expected, got: finding.got,
            specification: finding.spec.map { "\($0)" }, curl: finding.curl)
    }
}
