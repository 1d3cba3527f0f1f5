import ArgumentParser
import ConformanceSuite
import Foundation
import JSON

/// `amas conform`: judges a live server by its specification.
struct Conform: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge a live server by its specification.",
        discussion: """
            Exits 0 when the server keeps to every rule, 1 when it does not, 2 when it could not be judged: unreachable, \
            nobody can log in, a file that cannot be read or written. docs/conform.md lists the rules.
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

    @Option(help: "Write the report as JUnit XML.")
    var junit: String?

    @Option(help: "Write the report as JSON.")
    var json: String?

    @Option(help: "Run only rules whose id fits, such as 'auth.*'; may be given more than once.")
    var only: [String] = []

    @Option(help: "Seed of what looks random.")
    var seed: UInt64 = 1

    @Flag(help: "Print every rule and end.")
    var rules = false

    func run() async throws {
        if rules { return printRules() }
        guard let url else { throw ValidationError("give --url") }
        guard let address = ServerAddress(url) else {
            throw Self.stop("\(url): only http://host[:port] can be judged")
        }
        let suite = ConformanceSuite(
            spec: try readSpec(), address: address, users: try readUsers(), selection: Selection(rules: only), seed: seed,
            headers: try readHeaders())
        let report = try await judge(suite)
        Console.out(report.text)
        try write(report.junit, to: junit)
        try write(report.json, to: json)
        if !report.findings.isEmpty { throw ExitCode.findings }
    }

    private func judge(_ suite: ConformanceSuite) async throws -> Report {
        let progress = ProgressText(isTerminal: isatty(STDERR_FILENO) == 1)
        let show: @Sendable (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) }
        let start = ContinuousClock.now
        do {
            let report = try await suite.run(
                clock: { Int64((ContinuousClock.now - start) / .nanoseconds(1)) },
                pause: { try? await Task.sleep(for: .nanoseconds($0)) },
                tell: { show(progress.text($0)) })
            show(progress.end)
            return report
        } catch {
            show(progress.end)
            throw Self.stop(error.reason)
        }
    }

    private func readSpec() throws -> JudgedSpec {
        let files = try FileReading.specFiles(spec)
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

    private func readUsers() throws -> [User] {
        guard let users else { return [] }
        let bytes = try FileReading.bytes(users)
        do throws(Diagnostics) { return try User.list(bytes, file: users) } catch {
            for one in error.sorted { Console.error(one.text) }
            throw ExitCode.couldNotRun
        }
    }

    private func write(_ text: String, to path: String?) throws {
        guard let path else { return }
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) } catch {
            throw Self.stop("\(path): cannot be written")
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
