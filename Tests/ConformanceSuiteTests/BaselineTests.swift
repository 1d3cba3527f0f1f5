import JSON
import Testing

@testable import ConformanceSuite

@Suite struct BaselineTests {
    private static func baseline(_ text: String) throws -> Baseline {
        try Baseline(Array(text.utf8), file: "known.yaml")
    }

    private static let known = """
        - rule: body.invalid
          subject: POST /tasks
          attempt: "maximum of *"
          reason: old clients send 11
          expires: 2027-03-31

        """

    @Test func acceptsWhatItCoversUntilItsLastDay() throws {
        let baseline = try Self.baseline(Self.known)
        let report = ReportTests.report.accepting(baseline, today: "2027-03-31")
        #expect(report.count(.accepted) == 1 && report.count(.failed) == 0)
        #expect(!report.isFailed(at: .may))
        #expect(report.findings[0].acceptance == Acceptance(reason: "old clients send 11", expires: "2027-03-31"))
        #expect(report.cases.last?.verdict == .passed)
        let later = ReportTests.report.accepting(baseline, today: "2027-04-01")
        #expect(later.count(.failed) == 1 && later.isFailed(at: .must))
        #expect(later.findings[0].note == "it was accepted until 2027-03-31 (known.yaml:1:3)")
    }

    @Test func anEntryThatCoversNothingIsAFinding() throws {
        let baseline = try Self.baseline(Self.known.replacing("maximum", with: "minimum"))
        let report = ReportTests.report.accepting(baseline, today: "2026-11-28")
        #expect(report.openFindings.map(\.rule) == ["body.invalid", "baseline.current"])
        #expect(report.findings.last?.spec == SourceLocation(file: "known.yaml", line: 1, column: 3))
        var partial = ReportTests.report
        partial.ending = .interrupted
        #expect(partial.accepting(baseline, today: "2026-11-28").cases.last?.verdict == .skipped)
        let other = try Self.baseline(Self.known.replacing("body.invalid", with: "auth.role"))
        #expect(ReportTests.report.accepting(other, today: "2026-11-28").cases.last?.verdict == .skipped)
    }

    @Test func whatItWritesCoversEveryFinding() throws {
        let text = ReportTests.report.baseline(reason: "not yet", expires: "2026-12-28")
        let again = ReportTests.report.accepting(try Self.baseline(text), today: "2026-12-28")
        #expect(again.openFindings.isEmpty && again.count(.accepted) == 1)
    }

    @Test func namesEveryMistakeOfTheFile() throws {
        let text = """
            - {rule: a, subjekt: b, reason: c, expires: 2027-02-30}
            - rule: 5
              subject: b
              reason: ""
              expires: "2027-01-01"
            - text

            """
        let error = #expect(throws: Diagnostics.self) { _ = try Self.baseline(text) }
        #expect(
            error?.items.map { "\($0.location?.line ?? 0) \($0.message)" } == [
                "1 an entry needs \"subject\"", "1 unknown key \"subjekt\"", "1 \"2027-02-30\" is not a day",
                "2 \"rule\" must be a text", "4 \"reason\" must be a text",
                "6 an entry must have the members rule, subject, reason, expires, attempt",
            ])
    }

    @Test(arguments: [
        ("GET /a", "GET *", true), ("GET /a", "*", true), ("GET /a", "GET", false), ("", "**", true),
        ("aXbXc", "a*X*c", true), ("aXbXd", "a*X*c", false), ("a*b", "a*b", true), ("Accept: */*", "Accept: */*", true),
    ])
    func fitsGlobs(text: String, glob: String, fits: Bool) {
        #expect(Glob.fits(text, glob) == fits)
    }

    @Test func manyStarsTakeNoTime() {
        let text = String(repeating: "a", count: 2_000)
        #expect(!Glob.fits(text, String(repeating: "*a", count: 200) + "b"))
    }
}
