import ArgumentParser
import ConformanceSuite
import Foundation
import JSON

/// Where the report of `amas conform` goes besides standard output.
struct ReportOptions: ParsableArguments {
    @Option(help: "Write the report as JUnit XML.")
    var junit: String?

    @Option(help: "Write the report as JSON (docs/conform-report.schema.json).")
    var json: String?

    @Option(help: "Write the findings as SARIF 2.1.0, each on its line of the specification.")
    var sarif: String?

    @Option(help: "Write the report in version 14 of the Test Anything Protocol.")
    var tap: String?

    @Option(help: "Write the report as one page for a browser.")
    var html: String?

    @Option(help: "Write a script for each finding into this folder, which shows the finding again.")
    var repro: String?

    /// Writes every report that was asked for, and what GitHub Actions reads where it runs there.
    ///
    /// - Parameters:
    ///   - report: what was found; the texts that nobody asked for are not made.
    ///   - sources: the files of the specification, for the page.
    /// - Throws: `ExitCode.couldNotRun` after all others are written, if one could not be.
    func write(_ report: Report, sources: [String: [UInt8]]) throws {
        var isWhole = put(report.junit, to: junit)
        isWhole = put(report.json, to: json) && isWhole
        isWhole = put(report.sarif(version: Version.text), to: sarif) && isWhole
        isWhole = put(report.tap, to: tap) && isWhole
        isWhole = put(report.html(sources: sources), to: html) && isWhole
        if let repro, !writeScripts(report, in: repro) { isWhole = false }
        if let summary = environment("GITHUB_STEP_SUMMARY"), !OutputFile.append(report.markdown, to: summary) {
            isWhole = false
        }
        if environment("GITHUB_ACTIONS") == "true" { report.annotations.forEach(Console.out) }
        if !isWhole { throw ExitCode.couldNotRun }
    }

    /// Whether all went well: also where there is no path to write to.
    private func put(_ text: @autoclosure () -> String, to path: String?) -> Bool {
        guard let path else { return true }
        return OutputFile.write(text(), to: path)
    }

    private func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func writeScripts(_ report: Report, in folder: String) -> Bool {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            Console.error("error: \(folder): cannot be made")
            return false
        }
        return report.scripts.allSatisfy { script in
            OutputFile.write(script.text, to: "\(folder)/\(script.name)", isExecutable: true)
        }
    }
}
