import APISpec
import ArgumentParser
import ConformanceSuite
import Foundation
import JSON
import UnixSignals
import YAML

/// `amas conform`: judges a live server by its specification.
struct Conform: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge a live server by its specification.",
        discussion: """
            Exits 0 when the server keeps to every rule; 1 when there are findings, or an entry of the baseline covers \
            none; 2 when it could not be judged: unreachable, nobody can log in, nothing that a rule could stand on, a \
            file that cannot be read or written; 3 when the suite failed its own check; 130 or 143 when it was \
            interrupted, with a report of what had been judged by then. docs/conform.md lists the rules.
            """)

    @Option(help: "Where the server listens, such as http://127.0.0.1:8000.")
    var url: String?

    @Option(help: "Folder with openapi.yaml, asyncapi.yaml, errors.yaml and limits.yaml, or one OpenAPI document.")
    var spec = "spec"

    @Option(help: "List of {username, password, role} to log in as; one of each role is best.")
    var users: String?

    @Option(
        help: """
            A field for every request to an operation, such as 'X-Key: abc', for servers whose credentials are no login \
            of ours; may be given more than once.
            """)
    var header: [String] = []

    @Option(help: "The file whose key signs the server's tokens, for rules that need tokens of it.")
    var tokenSecret: String?

    @Option(help: "The agents.yaml that the server runs on; what it lists of its agents is compared with it.")
    var agents: String?

    @OptionGroup(title: "Reports") var reports: ReportOptions

    @OptionGroup(title: "Known findings") var known: BaselineOptions

    @Option(help: "Run only rules whose id fits, such as 'auth.*'; may be given more than once.")
    var only: [String] = []

    @Option(help: "Seed of what looks random.")
    var seed: UInt64 = 1

    @Option(
        help: "The lowest level of a finding that fails the run: must, should or may.",
        transform: { text in
            guard let level = Rule.Level(rawValue: text.uppercased()) else {
                throw ValidationError("\(text) is no level: must, should or may")
            }
            return level
        })
    var failOn = Rule.Level.may

    @Flag(help: "Print every rule and end.")
    var rules = false

    func run() async throws {
        if rules { return printRules() }
        guard let url else { throw ValidationError("give --url") }
        guard let address = ServerAddress(url) else {
            throw Self.stop("\(url): only http://host[:port] can be judged")
        }
        let files = try FileReading.specFiles(spec)
        var suite = ConformanceSuite(
            spec: try readSpec(files), address: address, users: try readUsers(), selection: Selection(rules: only),
            seed: seed, headers: try readHeaders())
        if let tokenSecret { suite.tokenSecret = try FileReading.bytes(tokenSecret) }
        suite.configuration = try readAgents()
        suite.writesScripts = reports.repro != nil
        let baseline = try known.read()
        try await checkItself()
        let (found, signal) = try await judge(suite)
        let report = known.apply(baseline, to: found)
        Console.out(report.text)
        try known.write(report)
        try reports.write(report, sources: files.files)
        if let code = exitCode(report, signal) { throw code }
    }

    /// Nil when nothing is left to be desired.
    private func exitCode(_ report: Report, _ signal: UnixSignal?) -> ExitCode? {
        switch report.ending {
        case .interrupted: return .interrupted(by: signal)
        case .aborted: return .couldNotRun
        case .complete: break
        }
        if report.isFailed(at: failOn) { return .findings }
        return report.checks == 0 ? .couldNotRun : nil
    }

    private func checkItself() async throws {
        do throws(SelfCheckFailure) { try await SelfCheck.run() } catch {
            for one in error.missed { Console.error("error: the suite's check of itself: \(one)") }
            throw ExitCode.selfCheckFailed
        }
    }

    /// What was found, and the signal that ended it before its end.
    private func judge(_ suite: ConformanceSuite) async throws -> (Report, UnixSignal?) {
        let progress = ProgressText(isTerminal: isatty(STDERR_FILENO) == 1)
        let show: @Sendable (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) }
        let start = ContinuousClock.now
        do {
            let outcome = try await Interruptible.run {
                try await suite.run(
                    clock: { Int64((ContinuousClock.now - start) / .nanoseconds(1)) },
                    pause: { try? await Task.sleep(for: .nanoseconds($0)) },
                    tell: { show(progress.text($0)) })
            }
            show(progress.end)
            return outcome
        } catch let error as CouldNotJudge {
            show(progress.end)
            throw Self.stop(error.reason)
        }
    }

    private func readSpec(_ files: SpecFiles) throws -> JudgedSpec {
        do throws(Diagnostics) { return try JudgedSpec(files) } catch {
            for one in error.sorted { Console.error(one.text) }
            throw Self.stop("\(spec): a specification with mistakes judges nobody")
        }
    }

    private func readHeaders() throws -> [(name: String, value: String)] {
        try header.map { text in
            guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else {
                throw ValidationError("--header takes \"Name: value\", was \"\(text)\"")
            }
            let value = text[text.index(after: colon)...].drop { $0 == " " }
            return (name: String(text[..<colon]), value: String(value))
        }
    }

    private func readAgents() throws -> Document? {
        guard let agents else { return nil }
        let bytes = try FileReading.bytes(agents)
        do throws(Diagnostics) { return try YAMLReader.read(bytes, file: agents) } catch {
            for one in error.sorted { Console.error(one.text) }
            throw ExitCode.couldNotRun
        }
    }

    private func readUsers() throws -> [User] {
        guard let users else { return [] }
        let bytes = try FileReading.bytes(users)
        do throws(Diagnostics) { return try User.list(bytes, file: users) } catch {
            for one in error.sorted { Console.error(one.text) }
            throw ExitCode.couldNotRun
        }
    }

    private func printRules() {
        for rule in ConformanceSuite.rules { Console.out("\(rule.id)\t\(rule.level.rawValue)\t\(rule.title)") }
    }

    private static func stop(_ reason: String) -> ExitCode {
        Console.error("error: \(reason)")
        return .couldNotRun
    }
}
