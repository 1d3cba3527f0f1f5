import APISpec
import Testing

@Suite struct PathTemplateTests {
    @Test func splitsAtSlashes() {
        #expect(
            PathTemplate("/tasks/{task_id}/execute").segments
                == [.literal("tasks"), .parameter("task_id"), .literal("execute")])
        #expect(PathTemplate("/").segments == [])
        #expect(PathTemplate("/tasks/").segments == [.literal("tasks"), .literal("")])
    }

    @Test func onlyAWholeSegmentIsAParameter() {
        #expect(PathTemplate("/{sid}.json").segments == [.literal("{sid}.json")])
        #expect(PathTemplate("/{}").segments == [.literal("{}")])
    }

    @Test func namesItsParameters() {
        #expect(PathTemplate("/a/{b}/c/{d}").parameterNames == ["b", "d"])
    }
}
