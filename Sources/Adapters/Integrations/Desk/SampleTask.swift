import JSON
import Orchestration

/// A finished task that never was, for messages that show whether an integration works.
struct SampleTask {
    var occasion: Occasion
    var task: TaskRecord

    static func make(for integration: IntegrationRecord, at time: Timestamp, digits: String) -> SampleTask {
        let result: JSONValue = [
            "summary": "This is a test message: the integration works.",
            "findings": [
                [
                    "rule": "integration.test", "severity": "info", "title": "A finding looks like this",
                    "evidence": ["seen": "nothing, this is a test"], "remedy": "Nothing is to be done.",
                    "location": "example.com:443",
                ]
            ],
        ]
        let task = TaskRecord(
            id: TaskID.make(at: time), title: "Test of an integration", taskType: "integration_test",
            target: "example.com", priority: 1, parameters: [:], owner: integration.owner, status: .completed,
            assignedAgents: [], progress: 100, attempt: 1, result: result, createdAt: time, finishedAt: time)
        let occasion = Occasion(
            id: "msg_test_\(digits)", type: "integration_test", timestamp: time, sequence: integration.position,
            taskID: task.id, data: ["status": "completed", "duration_seconds": 0.0, "result": result])
        return SampleTask(occasion: occasion, task: task)
    }
}
