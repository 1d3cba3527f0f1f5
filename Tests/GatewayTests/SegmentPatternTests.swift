import APISpec
import Testing

@testable import Gateway

@Suite struct SegmentPatternTests {
    private func match(_ template: String, _ text: String) -> [String]? {
        guard case .mixed(let parts)? = PathTemplate("/\(template)").segments.first else { return nil }
        return SegmentPattern(parts).match(text[...])?.map(String.init)
    }

    @Test(arguments: [
        ("{a}.json", "x.json", ["x"]), ("{a}.json", "x.y.json", ["x.y"]), ("v{a}", "v1", ["1"]),
        ("{a}-{b}", "1-2-3", ["1", "2-3"]), ("{a}{b}", "xyz", ["x", "yz"]),
        ("{a}:{b}:{c}", "1:2:3:4", ["1", "2", "3:4"]),
        ("({a})", "(x)", ["x"]), ("{a}.é", "x.%c3%a9", ["x"]), ("{a}~", "x%7E", ["x"]),
        ("{a}.x.{b}", "..x.x.x.y", [".", "x.x.y"]),
    ])
    func takes(template: String, text: String, values: [String]) {
        #expect(match(template, text) == values)
    }

    @Test(arguments: [
        ("{a}.json", ".json"), ("{a}.json", "x.jsonx"), ("{a}.json", "x,json"), ("v{a}", "v"), ("v{a}", "1v1"),
        ("{a}-{b}", "-1"), ("{a}-{b}", "1-"), ("{a}-{b}", "1"), ("{a}{b}", "x"), ("a{b}a", "a"), ("a{b}a", "aa"),
    ])
    func leaves(template: String, text: String) {
        #expect(match(template, text) == nil)
    }
}
