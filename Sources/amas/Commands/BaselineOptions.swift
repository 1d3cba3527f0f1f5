import ArgumentParser
import ConformanceSuite
import JSON

/// Findings that are known and accepted for a while.
struct BaselineOptions: ParsableArguments {
    @Option(help: "List of {rule, subject, attempt, reason, expires}: findings that fail no run until that day.")
    var baseline: String?

    @Option(help: "Write a baseline that accepts every finding for 30 days.")
    var writeBaseline: String?

    private static let days: Int64 = 30

    /// The report with what the file accepts; the file was read before the server was asked.
    func apply(_ baseline: Baseline?, to report: Report) -> Report {
        guard let baseline else { return report }
        return report.accepting(baseline, today: Self.day(after: 0))
    }

    func read() throws -> Baseline? {
        guard let baseline else { return nil }
        let bytes = try FileReading.bytes(baseline)
        do throws(Diagnostics) { return try Baseline(bytes, file: baseline) } catch {
            for one in error.sorted { Console.error(one.text) }
            throw ExitCode.couldNotRun
        }
    }

    func write(_ report: Report) throws {
        guard let writeBaseline else { return }
        let reason = "found on \(Self.day(after: 0)), not yet explained"
        let text = report.baseline(reason: reason, expires: Self.day(after: Self.days))
        if !OutputFile.write(text, to: writeBaseline) { throw ExitCode.couldNotRun }
    }

    /// In UTC.
    private static func day(after days: Int64) -> String {
        let now = Timestamp.now().milliseconds
        return String("\(Timestamp(milliseconds: now + days * 86_400_000))".prefix(10))
    }
}
