import JSON

/// What the first words of paths stand for while expressions are evaluated.
struct Scope: Sendable {
    private var roots: JSONObject

    init(task: JSONValue, params: JSONValue) {
        roots = ["task": task, "params": params, "steps": .object(JSONObject())]
    }

    subscript(root: String) -> JSONValue? { roots[root] }

    /// Makes the end of a step known: `steps.<id>.status`, `.output` and `.error`.
    mutating func record(step id: String, status: StepStatus, output: JSONValue, error: String?) {
        var steps = roots["steps"]?.objectValue ?? JSONObject()
        roots["steps"] = nil
        steps[id] = [
            "status": .string(status.rawValue), "output": output, "error": error.map(JSONValue.string) ?? nil,
        ]
        roots["steps"] = .object(steps)
    }

    /// This scope with the current item of a for_each.
    func with(item: JSONValue, as name: String) -> Scope {
        var scope = self
        scope.roots[name] = item
        return scope
    }
}

/// How a step stands; the last three are final.
enum StepStatus: String, Sendable {
    case waiting
    case running
    case completed
    case failed
    case skipped

    var isFinal: Bool { self != .waiting && self != .running }
}
