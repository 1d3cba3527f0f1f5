public import JSON

/// The states of a resource, and what leads from one to another (`x-lifecycle` of its path).
public struct ResourceLifecycle: Sendable, Equatable {
    /// What a call does to a resource.
    public struct Command: Sendable, Equatable {
        /// In any other state the call is refused with the operation's code of status 409.
        public var from: [String]
        public var to: String
    }

    /// The whole path of one resource, parameters in braces.
    public var path: String
    /// Where the state stands in the resource.
    public var state: JSONPointer
    /// The state of a resource that was just made.
    public var initial: String
    /// What becomes of a state without anybody's asking.
    public var moves: [String: Set<String>]
    /// By `operationId`.
    public var operations: [String: Command]
    public var location: SourceLocation?

    /// Every state that is named.
    public var states: Set<String> {
        Set(moves.keys).union(moves.values.flatMap(\.self)).union(operations.values.flatMap { $0.from + [$0.to] })
            .union([initial])
    }

    /// States that nothing leads out of.
    public var finals: Set<String> {
        let left = Set(moves.keys).union(operations.values.flatMap(\.from))
        return states.subtracting(left)
    }

    /// A state and all that may become of it without anybody's asking.
    public func reachable(from state: String) -> Set<String> {
        var found: Set = [state]
        var open = [state]
        while let next = open.popLast() {
            for one in moves[next] ?? [] where found.insert(one).inserted { open.append(one) }
        }
        return found
    }

    /// Nil for a node that the shape check refuses.
    init?(_ node: Node, path: String) {
        guard let state = node["state"]?.string.flatMap({ JSONPointer($0) }), let initial = node["initial"]?.string
        else { return nil }
        self.path = path
        self.state = state
        self.initial = initial
        location = node.location
        moves = (node["moves"].map { Array($0.members) } ?? []).reduce(into: [:]) { moves, move in
            moves[move.key.keyText] = Set(move.value.elements.compactMap(\.string))
        }
        operations = (node["operations"].map { Array($0.members) } ?? []).reduce(into: [:]) { commands, one in
            guard let to = one.value["to"]?.string else { return }
            commands[one.key.keyText] = Command(
                from: one.value["from"]?.elements.compactMap(\.string) ?? [], to: to)
        }
    }
}
