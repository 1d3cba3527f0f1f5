import Testing

@testable import APISpec

@Suite struct PathTemplateTests {
    @Test func splitsAtSlashes() {
        #expect(
            PathTemplate("/tasks/{task_id}/execute").segments
                == [.literal("tasks"), .parameter("task_id"), .literal("execute")])
        #expect(PathTemplate("/").segments == [])
        #expect(PathTemplate("/tasks/").segments == [.literal("tasks"), .literal("")])
    }

    @Test func takesTextsAndParametersSideBySide() {
        #expect(PathTemplate("/{sid}.json").segments == [.mixed([.parameter("sid"), .literal(".json")])])
        #expect(
            PathTemplate("/a/v{from}..{to}").segments == [
                .literal("a"), .mixed([.literal("v"), .parameter("from"), .literal(".."), .parameter("to")]),
            ])
        #expect(PathTemplate("/{a}{b}").parameterNames == ["a", "b"])
    }

    @Test(arguments: ["{}", "{a", "a}", "{a{b}}", "}{"]) func leavesBracesThatDoNotMatch(segment: String) {
        #expect(PathTemplate("/\(segment)").segments == [.literal(segment)])
    }

    @Test func takesTheQueryApartAndLeavesTheFragment() {
        let template = PathTemplate("/a/{b}?beta=true&c#part")
        #expect(template.segments == [.literal("a"), .parameter("b")])
        #expect(template.query.map(\.name) == ["beta", "c"])
        #expect(template.query.map(\.value) == ["true", ""])
        #expect(template.text == "/a/{b}?beta=true&c#part")
    }

    @Test func hasTheShapeOfWhatMatchesTheSameRequests() {
        #expect(PathTemplate("/a/{b}.json").shape == PathTemplate("/a/{c}.json").shape)
        #expect(PathTemplate("/a/{b}").shape != PathTemplate("/a/{b}.json").shape)
        #expect(PathTemplate("/a?x=1&y=2").shape == PathTemplate("/a?y=2&x=1").shape)
        #expect(PathTemplate("/a?x=1").shape != PathTemplate("/a").shape)
        #expect(PathTemplate("/a#one").shape == PathTemplate("/a#two").shape)
    }

    @Test func namesItsParameters() {
        #expect(PathTemplate("/a/{b}/c/{d}").parameterNames == ["b", "d"])
    }
}
