import Testing

@testable import JSONSchema

@Suite struct PatternSamplerTests {
    @Test(arguments: [
        ("^[a-z][a-z0-9_]{0,63}$", "a", 64), ("^task_[0-9]{8}_[0-9]{6}$", "task_00000000_000000", 20),
        ("^(?:ab|cd)+x?$", "ab", 19), (#"^\d{2}\.\w$"#, "00.a", 4), ("^[^a-c]$", "z", 1), ("^(?!b)a{2}?$", "aa", 2),
        (#"^\p{Lu}\p{N}\p{L}$"#, "A0a", 3), (#"^\bx\b$"#, "x", 1), (#"^[\b\0]\f$"#, "\u{8}\u{C}", 2),
    ]) func samplesTheLeastAndTheLongest(pattern: String, least: String, longest: Int) {
        #expect(PatternSampler.sample(pattern, longest: false) == least)
        #expect(PatternSampler.sample(pattern, longest: true)?.unicodeScalars.count == longest)
    }

    @Test(arguments: ["(?<=a)b", #"(a)\1"#, #"\P{L}"#, "(", "[z-a]", "a)", "(a{4096}){4096}"])
    func knowsWhichPatternsItDoesNotKnow(pattern: String) {
        #expect(PatternSampler.sample(pattern, longest: false) == nil)
        #expect(PatternSampler.sample(pattern, length: 3) == nil)
    }

    @Test(arguments: [("^a{0,4", "a{0,4"), ("^a{", "a{"), ("a{x}", "a{x}"), ("^a{1,x}$", "a{1,x}"), ("^a{2,}$", "aa")])
    func takesBracesWithoutNumbersAsTheyAre(pattern: String, text: String) {
        #expect(PatternSampler.sample(pattern, longest: false) == text)
    }

    @Test func comesToAnEndWhereNothingIsRepeated() {
        #expect(PatternSampler.sample("^(?:(?=a)){65535}$", longest: true) == "")
        #expect(PatternSampler.sample("^(?:){65535}a$", length: 9) == "a")
    }

    @Test(arguments: [
        (#"^[\w.-]+@x$"#, 5), (#"^\u0041\x42$"#, 2), (#"^[^\d]{3}$"#, 3), ("^a{2,}$", 9), ("^(?:a|bb){3}$", 3),
        (#"^[\d\-]{4}$"#, 4), (#"^\S+$"#, 7),
    ])
    func rollsTextsThatMatchInTheWantedLength(pattern: String, length: Int) throws {
        let expression = try Regex(pattern)
        var dice = Steps()
        for isPlain in [true, false] {
            let text = try #require(PatternSampler.sample(pattern, rolling: &dice, length: length, isPlain: isPlain))
            #expect(text.wholeMatch(of: expression) != nil, "\(text)")
            #expect(text.unicodeScalars.count >= min(length, 2))
        }
    }

    @Test func rollsOtherTextsWithOtherDice() {
        var (one, other) = (Steps(), Steps(state: 77))
        let first = PatternSampler.sample("^[a-z]{12}$", rolling: &one, length: 12)
        #expect(first != PatternSampler.sample("^[a-z]{12}$", rolling: &other, length: 12))
    }
}

/// Numbers that are the same in every run.
private struct Steps: RandomNumberGenerator {
    var state: UInt64 = 3

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
