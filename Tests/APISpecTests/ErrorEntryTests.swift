import APISpec
import Testing

@Suite struct ErrorEntryTests {
    private func entry(_ detail: String) -> ErrorEntry {
        ErrorEntry(code: "X", status: 400, detail: detail, retryable: false, description: "")
    }

    @Test func fillsInArguments() {
        let conflict = entry("Task {task_id} is {status}")
        #expect(conflict.detail(["task_id": "task_1", "status": "running"]) == "Task task_1 is running")
        #expect(conflict.argumentNames == ["task_id", "status"])
    }

    @Test func leavesWhatNobodyGave() {
        #expect(entry("Task {task_id} is {status}").detail(["status": "running"]) == "Task {task_id} is running")
    }

    @Test func doesNotFillInTwice() {
        #expect(entry("{a} and {b}").detail(["a": "{b}", "b": "c"]) == "{b} and c")
    }

    @Test func findsEntriesByCode() {
        var catalogue = ErrorCatalogue(entries: [entry("one")])
        #expect(catalogue["X"]?.detail == "one")
        #expect(catalogue["Y"] == nil)
        catalogue.entries = []
        #expect(catalogue["X"] == nil)
    }
}
