import JSON
import Orchestration

/// One entry of `task_types`, compiled.
struct TaskType: Sendable {
    /// What one agent gets of a task.
    struct Part: Sendable {
        var target: Template?
        var params: Template?
    }

    /// What is known of a task when it is created, and may be handed on.
    static let taskMembers = ["title", "description", "task_type", "target", "priority", "owner"]

    let plan: TaskPlan
    /// What `parameters` of a task must be; nil where its agents alone decide.
    let input: InputSchema?
    let parts: [String: Part]

    /// The target and the parameters that this agent gets of a task.
    func share(
        of agent: String, target: String, task: JSONValue, parameters: JSONValue
    ) throws(EvaluationError) -> (target: String, parameters: JSONValue) {
        let params = input?.filled(parameters) ?? parameters
        guard let part = parts[agent] else { return (target, params) }
        let scope = Scope(task: task, params: params)
        let place = "task_types.\(plan.taskType)"
        return (
            try part.target?.render(in: scope, at: "\(place).target").interpolated ?? target,
            try part.params.map { template throws(EvaluationError) in
                try Self.parameters(template, in: scope, at: "\(place).params")
            } ?? params
        )
    }

    /// Where in the task's parameters the value comes from that is at `pointer` of what an agent gets; nil if that
    /// cannot be said.
    func origin(of pointer: JSONPointer, for agent: String) -> JSONPointer? {
        guard var template = parts[agent]?.params else { return pointer }
        for (index, token) in pointer.tokens.enumerated() {
            switch template {
            case .object(let members):
                guard let member = members.first(where: { $0.key == token }) else { return nil }
                template = member.value
            case .list(let elements):
                guard let place = Int(token), elements.indices.contains(place) else { return nil }
                template = elements[place]
            default: return Self.origin(of: template, and: pointer.tokens[index...])
            }
        }
        return Self.origin(of: template, and: [])
    }

    private static func origin(of template: Template, and rest: ArraySlice<String>) -> JSONPointer? {
        guard case .expression(let expression) = template, let path = Reference(expression),
            path.root.name == "params", !path.isOpen
        else { return nil }
        return JSONPointer(tokens: path.members.map(\.name) + rest)
    }

    /// Members whose expressions found nothing are left out, so that the agent's own defaults stand.
    private static func parameters(
        _ template: Template, in scope: Scope, at place: String
    ) throws(EvaluationError) -> JSONValue {
        guard case .object(var object) = try template.render(in: scope, at: place), case .object(let members) = template
        else { return try template.render(in: scope, at: place) }
        for member in members where member.value.literal == nil && object[member.key]?.isNull == true {
            object[member.key] = nil
        }
        return .object(object)
    }
}
