import JSONSchema
import Testing

/// Every test of the official suite whose schema compiles must give the right verdict, from `accepts` and from
/// `violations`.
///
/// The counts are fixed, so that the suite cannot shrink unnoticed.
@Suite struct OfficialSuiteTests {
    @Test func requiredTestsGiveTheRightVerdict() throws {
        guard let suite = try OfficialSuite("tests/draft2020-12", where: { $0 != "format.json" }) else { return }
        let outcome = suite.run(assertsFormats: true)
        outcome.printRefusals("required")
        #expect(outcome.wrongVerdicts == [])
        #expect(outcome.testsRun == 1166)
        #expect(outcome.refusedTests == 0)
    }

    @Test func formatIsAnAnnotationWhereAsked() throws {
        guard let suite = try OfficialSuite("tests/draft2020-12", where: { $0 == "format.json" }) else { return }
        let outcome = suite.run(assertsFormats: false)
        #expect(outcome.wrongVerdicts == [])
        #expect(outcome.testsRun == 133)
    }

    @Test func optionalTestsGiveTheRightVerdict() throws {
        guard let suite = try OfficialSuite("tests/draft2020-12/optional") else { return }
        let outcome = suite.run(assertsFormats: true)
        outcome.printRefusals("optional")
        #expect(outcome.wrongVerdicts == [])
        #expect(outcome.testsRun == 101)
    }

    /// The formats that are known; the others are not asserted.
    static let formats: Set<String> = [
        "date-time", "date", "duration", "ecmascript-regex", "email", "hostname", "ipv4", "ipv6", "json-pointer",
        "regex", "time", "unknown", "uri-reference", "uri", "uuid",
    ]

    @Test func formatsGiveTheRightVerdict() throws {
        let suite = try OfficialSuite("tests/draft2020-12/optional/format") { file in
            Self.formats.contains(String(file.dropLast(5)))
        }
        guard let outcome = suite?.run(assertsFormats: true) else { return }
        outcome.printRefusals("formats")
        #expect(outcome.wrongVerdicts == [])
        #expect(outcome.testsRun == 556)
    }
}
