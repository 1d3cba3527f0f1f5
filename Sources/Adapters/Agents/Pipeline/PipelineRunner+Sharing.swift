import JSON
public import Orchestration

extension PipelineRunner {
    public var plans: [TaskPlan] { catalogue.plans }

    /// What is wrong with a task for this agent: with the task's parameters, and with what the agent would get of
    /// them, at the place in the parameters where it comes from.
    public func problems(agent: String, task: NewTask) -> [InputProblem] {
        guard let type = catalogue.taskTypes[task.taskType] else {
            return problems(agent: agent, parameters: task.parameters)
        }
        let own = type.input?.problems(task.parameters) ?? []
        guard own.isEmpty else { return own }
        do throws(EvaluationError) {
            let share = try type.share(
                of: agent, target: task.target, task: task.expressionValue, parameters: task.parameters)
            return problems(agent: agent, parameters: share.parameters).map { Self.traced($0, to: type, for: agent) }
        } catch {
            return [InputProblem(pointer: "", keyword: "params", message: error.message)]
        }
    }

    /// The task as one agent gets it.
    func share(of agent: String, in task: TaskRecord) throws(TaskFailure) -> TaskRecord {
        guard let type = catalogue.taskTypes[task.taskType] else { return task }
        var share = task
        do throws(EvaluationError) {
            (share.target, share.parameters) = try type.share(
                of: agent, target: task.target, task: task.expressionValue, parameters: task.parameters)
        } catch {
            throw TaskFailure(code: "AGENT_FAILED", detail: "Agent \(agent) failed: \(error.message)")
        }
        return share
    }

    private static func traced(_ problem: InputProblem, to type: TaskType, for agent: String) -> InputProblem {
        guard let pointer = JSONPointer(problem.pointer) else { return problem }
        var problem = problem
        if let origin = type.origin(of: pointer, for: agent) {
            problem.pointer = origin.description
        } else {
            let place = problem.pointer.isEmpty ? "" : " at \(problem.pointer)"
            problem.message = "what \(agent) gets of it\(place) \(problem.message)"
            problem.pointer = ""
        }
        return problem
    }
}

extension NewTask {
    /// What `task` stands for before the task is stored; `TaskType.taskMembers` lists the same names.
    fileprivate var expressionValue: JSONValue {
        [
            "title": .string(title), "description": description.map(JSONValue.string) ?? nil,
            "task_type": .string(taskType), "target": .string(target), "priority": .integer(priority),
            "owner": .string(owner),
        ]
    }
}
