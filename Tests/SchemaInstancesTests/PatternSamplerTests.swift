import Testing

@testable import SchemaInstances

@Suite struct PatternSamplerTests {
    @Test(arguments: [
        (#"^[\w.-]+@x$"#, 5), (#"^\u0041\x42$"#, 2), (#"^[^\d]{3}$"#, 3), ("^a{2,}$", 9), ("^(?:a|bb){3}$", 3),
        (#"^[\d\-]{4}$"#, 4), (#"^\S+$"#, 7),
    ])
    func rollsTextsThatMatchInTheWantedLength(pattern: String, length: Int) throws {
        let expression = try Regex(pattern)
        var dice = Dice(seed: 3)
        for isPlain in [true, false] {
            let text = try #require(PatternSampler.sample(pattern, rolling: &dice, length: length, isPlain: isPlain))
            #expect(text.wholeMatch(of: expression) != nil, "\(text)")
            #expect(text.unicodeScalars.count >= min(length, 2))
        }
    }

    @Test func rollsOtherTextsWithOtherDice() {
        var (one, other) = (Dice(seed: 1), Dice(seed: 2))
        let first = PatternSampler.sample("^[a-z]{12}$", rolling: &one, length: 12)
        #expect(first != PatternSampler.sample("^[a-z]{12}$", rolling: &other, length: 12))
    }
}
