public import APISpec
public import JSON
public import Orchestration

extension TaskTransitions {
    /// The lifecycle of tasks in a contract, as far as the orchestrator can follow it.
    ///
    /// - Throws: one diagnostic for each thing it promises that no task does. A contract without it allows everything.
    public init(_ contract: Contract) throws(Diagnostics) {
        let all = TaskTransitions.all
        let names = ["executeTask": (all.executable, TaskStatus.queued), "cancelTask": (all.cancellable, .cancelled)]
        guard let lifecycle = contract.lifecycles.first(where: { $0.operations.keys.contains { names[$0] != nil } })
        else {
            self = .all
            return
        }
        var faults: [String] = []
        if lifecycle.initial != TaskStatus.pending.rawValue { faults.append("a task begins as pending") }
        for (name, command) in lifecycle.operations.sorted(by: { $0.key < $1.key }) {
            guard let (possible, end) = names[name] else {
                faults.append("\(name) leads no task to another state")
                continue
            }
            if command.to != end.rawValue { faults.append("\(name) leads to \(end.rawValue)") }
            for state in command.from where !possible.contains(where: { $0.rawValue == state }) {
                faults.append("\(name) cannot be carried out on a task that is \(state)")
            }
        }
        faults += Self.faults(of: lifecycle.moves)
        guard faults.isEmpty else {
            throw Diagnostics(
                faults.map { Diagnostic(code: "lifecycle", "x-lifecycle: \($0)", location: lifecycle.location) })
        }
        let states = { (name: String, all: [TaskStatus]) in
            lifecycle.operations[name].map { $0.from.compactMap(TaskStatus.init(rawValue:)) } ?? all
        }
        self.init(
            executable: states("executeTask", all.executable), cancellable: states("cancelTask", all.cancellable))
    }

    private static func faults(of moves: [String: Set<String>]) -> [String] {
        let real = Dictionary(
            TaskTransitions.moves.map { ($0.key.rawValue, Set($0.value.map(\.rawValue))) },
            uniquingKeysWith: { first, _ in first })
        return Set(real.keys).union(moves.keys).sorted().flatMap { state -> [String] in
            let (own, said) = (real[state] ?? [], moves[state] ?? [])
            return own.subtracting(said).sorted().map { "\(state) becomes \($0) too; add it to \"moves\"" }
                + said.subtracting(own).sorted().map { "\(state) never becomes \($0)" }
        }
    }
}
