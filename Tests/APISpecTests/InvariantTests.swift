import APISpec
import JSON
import Testing

@Suite struct InvariantTests {
    private static let answer = try? Document.json(
        Array(
            #"{"total": 3, "done": 2, "left": 1, "items": [1, 2, 3], "by": {"a": {"n": 1}, "b": {"n": 2}}, "none": null}"#
                .utf8)
    ).root

    @Test(arguments: [
        ("/total == /done + /left", true), ("/total == /done - /left", false), ("/total == count(/items)", true),
        ("/done <= 1", false), ("/left < /done", true), ("/total >= 3", true), ("/total > 3", false),
        ("/total != 4", true), ("sum(/by/*/n) == /total", true), ("count(/by) == 2", true), ("2.5 <= /total", true),
    ])
    func holdsOrNot(text: String, holds: Bool) throws {
        let answer = try #require(Self.answer)
        #expect(try #require(Invariant(text)).holds(in: answer) == holds)
    }

    @Test(arguments: ["/none == 1", "/absent <= /total"]) func saysNothingOfWhatIsNotThere(text: String) throws {
        #expect(try #require(Invariant(text)).holds(in: #require(Self.answer)) == nil)
    }

    @Test func knowsWhatNeverFalls() throws {
        #expect(Invariant("monotonic(/total)")?.rising == JSONPointer("/total"))
        #expect(Invariant("/total == 1")?.rising == nil)
    }

    @Test(arguments: [
        "", "/total", "/a == /b == /c", "a == 1", "/a ==", "/a + == 1", "/a * /b == 1", "monotonic(total)",
        "count() == 1",
    ])
    func readsNothingElse(text: String) { #expect(Invariant(text) == nil) }
}
