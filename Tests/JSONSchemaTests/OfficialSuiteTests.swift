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
        #expect(outcome.testsRun == 162)
    }

    @Test func formatsGiveTheRightVerdict() throws {
        guard let suite = try OfficialSuite("tests/draft2020-12/optional/format") else { return }
        let outcome = suite.run(assertsFormats: true)
        outcome.printRefusals("formats")
        #expect(outcome.wrongVerdicts == [])
        #expect(outcome.testsRun == 764)
    }

    /// The suite of draft-07 need not be there; what is there must pass.
    @Test(arguments: ["tests/draft7", "tests/draft7/optional", "tests/draft7/optional/format"])
    func draft7GivesTheRightVerdict(folder: String) throws {
        // What strings encode is an annotation here, as later drafts have it.
        let isWanted = { (file: String) in file != "content.json" || folder == "tests/draft7" }
        guard let suite = try OfficialSuite(folder, dialect: .draft7, where: isWanted) else { return }
        let outcome = suite.run(assertsFormats: true)
        outcome.printRefusals(folder)
        #expect(outcome.wrongVerdicts == [])
        #expect(outcome.refused == [:])
        #expect(outcome.testsRun > 0)
    }
}
