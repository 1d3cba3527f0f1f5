import JSON

/// Searches the cheapest remedies that together make a value fit, best first.
///
/// A state is the value after some remedies. The first fault of the state taken up is mended in every way there is;
/// each way is a state that waits, ranked by what it cost and by the faults that should be left. A waiting state is
/// judged when its turn comes, so that most are never judged at all.
struct RepairSearch {
    let schema: CompiledSchema
    let direction: CompiledSchema.Direction
    private let limits: RepairLimits
    private let root: SchemaParts
    private var trial: Trial
    private var trials: Int
    private var values: Int

    fileprivate struct State {
        var value: JSONValue
        var operations: [JSONPatch.Operation] = []
        var holes: [JSONPointer] = []
        var losses: [JSONPointer] = []
        var cost = 0.0
        /// Cost so far, and faults expected to be left.
        var rank = 0.0
        /// The first fault, once the state was judged and every particular remedy for it waits.
        var fault: Violation?
        /// Faults there are.
        var faults = 0
    }

    init(schema: CompiledSchema, direction: CompiledSchema.Direction, limits: RepairLimits) {
        self.schema = schema
        self.direction = direction
        self.limits = limits
        root = SchemaParts([schema.node], schema.documents, memo: PartsMemo())
        trial = Trial(schema, direction, steps: limits.steps)
        trials = limits.trials
        values = limits.triedValues
    }

    /// Nil if the value fits already, or if nothing was found within the limits.
    mutating func run(_ value: JSONValue) -> Repair? {
        var waiting = [State(value: value)]
        var seen: Set<JSONValue> = []
        while let next = waiting.indices.min(by: { waiting[$0].rank < waiting[$1].rank }) {
            var state = waiting.remove(at: next)
            let remedies = Remedies(schema: schema, root: root, direction: direction, value: state.value)
            if let fault = state.fault {
                waiting += remedies.general(for: fault).compactMap { state.after($0) }
                continue
            }
            guard seen.insert(state.value).inserted else { continue }
            guard let faults = judge(state.value) else { return nil }
            guard let fault = faults.first else {
                return state.operations.isEmpty ? nil : finish(state, of: value)
            }
            if faults.count >= Trial.faultLimit || state.operations.count >= limits.operations { continue }
            state.faults = faults.count
            waiting += remedies.particular(for: fault).compactMap { state.after($0) }
            state.fault = fault
            state.rank = state.cost + Remedies.leastGeneralCost + Double(faults.count - 1)
            waiting.append(state)
        }
        return nil
    }

    private mutating func judge(_ value: JSONValue) -> [Violation]? {
        trials -= 1
        values -= value.valueCount
        guard trials >= 0, values >= 0 else { return nil }
        return trial.faults(of: value)
    }

    /// The repair, if its patch as it will be sent does what it should.
    private mutating func finish(_ state: State, of value: JSONValue) -> Repair? {
        for operations in [state.operations.folded, state.operations] {
            let patch = JSONPatch(operations)
            guard let patched = try? patch.applied(to: value), trial.faults(of: patched) == [] else { continue }
            let holes = state.holes.distinct.filter { patched.value(at: $0) != nil }
            return Repair(patch: patch, holes: holes, losses: state.losses.distinct)
        }
        return nil
    }
}

extension RepairSearch.State {
    /// The state after a remedy; nil if it does not apply.
    fileprivate func after(_ remedy: Remedy) -> RepairSearch.State? {
        guard let changed = try? JSONPatch(remedy.operations).applied(to: value) else { return nil }
        var next = self
        for operation in remedy.operations {
            next.holes = next.holes.compactMap { $0.place(after: operation, in: value) }
        }
        next.value = changed
        next.operations += remedy.operations
        next.holes += remedy.holes
        next.losses += remedy.losses
        next.cost += remedy.cost
        next.rank = next.cost + Double(faults - 1)
        (next.fault, next.faults) = (nil, 0)
        return next
    }
}

extension JSONPointer {
    /// Where what is here is after an operation; nil if it is gone, or something else.
    fileprivate func place(after operation: JSONPatch.Operation, in value: JSONValue) -> JSONPointer? {
        if tokens.starts(with: operation.path.tokens) { return nil }
        guard case .remove(let path) = operation, let last = path.tokens.last.flatMap({ Int($0) }) else { return self }
        let parent = Array<String>(path.tokens.dropLast())
        guard tokens.count > parent.count, tokens.starts(with: parent), let index = Int(tokens[parent.count]),
            index > last, value.value(at: JSONPointer(tokens: parent))?.arrayValue != nil
        else { return self }
        var moved = self
        moved.tokens[parent.count] = String(index - 1)
        return moved
    }
}

extension [JSONPatch.Operation] {
    /// The same change in fewer operations: a value that is replaced again is written once, as it is in the end.
    var folded: [JSONPatch.Operation] {
        reduce(into: []) { result, operation in
            guard case .replace(let path, let value) = operation,
                let index = result.lastIndex(where: { $0.holds(path) })
            else { return result.append(operation) }
            let rest = JSONPointer(tokens: Array<String>(path.tokens.dropFirst(result[index].path.tokens.count)))
            let inner = JSONPatch([.replace(rest, value)])
            guard let old = result[index].value, let new = try? inner.applied(to: old) else {
                return result.append(operation)
            }
            result[index] = result[index].with(new)
        }
    }
}

extension JSONPatch.Operation {
    /// Whether this puts a value where `place` lies.
    fileprivate func holds(_ place: JSONPointer) -> Bool {
        switch self {
        case .add(let path, _), .replace(let path, _): place.tokens.starts(with: path.tokens)
        default: false
        }
    }

    fileprivate func with(_ value: JSONValue) -> JSONPatch.Operation {
        switch self {
        case .add(let path, _): .add(path, value)
        case .replace(let path, _): .replace(path, value)
        default: self
        }
    }
}
