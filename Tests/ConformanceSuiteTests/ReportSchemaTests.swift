import Foundation
import JSON
import JSONSchema
import TestSupport
import Testing

@testable import ConformanceSuite

/// docs/conform-report.schema.json describes what is written.
@Suite struct ReportSchemaTests {
    private static func violations(of text: String) throws -> [String] {
        let url = URL(fileURLWithPath: "\(Suites.packageRoot)/docs/conform-report.schema.json")
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        let schema = try #require(compiler.compile(try Document.json(Array(Data(contentsOf: url))).root))
        #expect(compiler.diagnostics.isEmpty)
        return schema.violations(of: try Document.json(Array(text.utf8)).root, direction: .response, limit: 20)
            .map { "\($0.instance) \($0.message)" }
    }

    private var report: Report {
        var report = ReportTests.report
        report.specDigest = report.suiteDigest
        report.cases[0].findings[0].recurrence = .gone("200")
        report.cases[0].findings[0].note = "it was accepted"
        report.coverage.operations = [
            Coverage.Operation(
                title: "GET /a", statuses: Coverage.Share(declared: ["200"], seen: ["200", "500"]),
                codes: Coverage.Share(declared: [], seen: []), roles: Coverage.Share(declared: [], seen: []),
                spec: nil)
        ]
        return report
    }

    @Test func everyKindOfReportFitsIt() throws {
        #expect(try Self.violations(of: report.json) == [])
        var aborted = report
        aborted.ending = .aborted("it no longer answers")
        #expect(try Self.violations(of: aborted.json) == [])
        let entry = Baseline.Entry(
            rule: "*", subject: "*", attempt: "*", acceptance: Acceptance(reason: "r", expires: "2027-03-31"),
            location: nil)
        let accepted = report.accepting(Baseline(entries: [entry, entry]), today: "2026-11-28")
        #expect(try Self.violations(of: accepted.json) == [])
    }

    @Test func itRefusesWhatIsNotWritten() throws {
        let wrong = report.json.replacing("\"failed\",\"checks\"", with: "\"broken\",\"checks\"")
        #expect(wrong != report.json)
        #expect(try !Self.violations(of: wrong).isEmpty)
        #expect(try !Self.violations(of: report.json.replacing("\"seed\"", with: "\"seeds\"")).isEmpty)
    }
}
