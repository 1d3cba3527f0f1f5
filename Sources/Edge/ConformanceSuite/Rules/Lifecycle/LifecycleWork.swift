import APISpec
import JSON
import SchemaInstances

/// Objects of one kind led through their states by everything that may be asked of them, and what was seen.
struct LifecycleWork {
    /// One call on one object.
    struct Call {
        let command: ResourceLifecycle.Command
        let operation: JudgedOperation
        let ask: Ask
        /// The state that was read last before it.
        let before: String
        let response: RawResponse
        /// The state that was read first after it.
        let after: String?
    }

    struct Trace {
        let lifecycle: ResourceLifecycle
        let reader: JudgedOperation
        var initial: [(ask: Ask, state: String?)] = []
        var calls: [Call] = []
        /// The states of one object, in the order they were read.
        var courses: [(ask: Ask, states: [String])] = []
        /// Objects that had ended: how they were read then, and at the end.
        var ended: [(ask: Ask, then: JSONValue, later: JSONValue)] = []
    }

    let lifecycle: ResourceLifecycle
    let question: ReadQuestion
    let commands: [(operation: JudgedOperation, command: ResourceLifecycle.Command)]

    private static let patience: Int64 = 30_000_000_000
    private static let pollNanoseconds: Int64 = 15_000_000
    /// So many at once that some of them have to wait.
    private static let crowd = 6

    func run(_ run: Run) async throws(Abort) -> Trace {
        var trace = Trace(lifecycle: lifecycle, reader: question.reader)
        var ended: [(MadeObject, JSONValue)] = []
        // Each command on an object that was just made, then all of them on what became of it.
        for (one, _) in commands {
            guard let made = try await question.make(run) else { continue }
            let state = made.body.flatMap { $0.at(lifecycle.state.tokens[...])?.stringValue }
            trace.initial.append((question.ask(made, "what was just made", run), state))
            try await call(one, made, run, &trace)
            if let last = try await course(made, run, &trace) {
                ended.append((made, last))
                for (other, _) in commands { try await call(other, made, run, &trace) }
            }
        }
        try await crowd(run, &trace)
        // Long enough for work that was told to stop, and did not, to end.
        await run.pause(500_000_000)
        for (made, then) in ended {
            let ask = question.ask(made, "what had ended, later", run)
            guard let later = try await run.send(ask)?.json?.root else { continue }
            trace.ended.append((ask, then, JSONValue(later)))
        }
        return trace
    }

    /// All commands in turn on objects that the first command has set in motion.
    private func crowd(_ run: Run, _ trace: inout Trace) async throws(Abort) {
        guard let first = commands.first(where: { $0.command.from.contains(lifecycle.initial) }) else { return }
        var moving: [MadeObject] = []
        for _ in 0..<Self.crowd {
            if let made = try await question.make(run) { moving.append(made) }
        }
        for made in moving { try await call(first.operation, made, run, &trace) }
        for (index, made) in moving.enumerated() {
            try await call(commands[index % commands.count].operation, made, run, &trace)
        }
        for made in moving { _ = try await course(made, run, &trace) }
    }

    private func call(
        _ one: JudgedOperation, _ made: MadeObject, _ run: Run, _ trace: inout Trace
    ) async throws(Abort) {
        guard let command = lifecycle.operations[one.operation.id], one.allows(question.identity.role),
            let before = try await state(of: made, run)
        else { return }
        let id = ParameterText.encoded(made.id)
        let suffix = one.operation.path.segments.dropFirst(question.reader.operation.path.segments.count)
        let path = suffix.reduce("\(made.collection)/\(id)") { path, segment in
            if case .literal(let text) = segment { "\(path)/\(text)" } else { path }
        }
        let base = run.base(of: one, as: question.identity, path: path)
        let ask = run.ask(one, base, as: question.identity, "while it is \(before)")
        guard let response = try await run.send(ask) else { return }
        let after = try await state(of: made, run)
        trace.calls.append(
            Call(command: command, operation: one, ask: ask, before: before, response: response, after: after))
    }

    /// Reads an object until it has ended; how it was then, or nil where it had not moved at all or patience ended.
    private func course(_ made: MadeObject, _ run: Run, _ trace: inout Trace) async throws(Abort) -> JSONValue? {
        let ask = question.ask(made, "what becomes of it", run)
        let start = run.clock()
        var states: [String] = []
        defer { if !states.isEmpty { trace.courses.append((ask, states)) } }
        while run.clock() - start < Self.patience {
            guard let root = try await run.send(ask)?.json?.root, let state = root.at(lifecycle.state)?.string else {
                return nil
            }
            if states.last != state { states.append(state) }
            if lifecycle.finals.contains(state) { return JSONValue(root) }
            if lifecycle.reachable(from: state) == [state] { return nil }
            await run.pause(Self.pollNanoseconds)
        }
        return nil
    }

    private func state(of made: MadeObject, _ run: Run) async throws(Abort) -> String? {
        try await run.send(question.ask(made, "its state", run))?.json?.root.at(lifecycle.state)?.string
    }
}

extension Run {
    /// What was seen of each lifecycle, worked through once in a run; what cannot be is skipped with the reason.
    func lifecycleTraces(for rule: Rule) async throws(Abort) -> [LifecycleWork.Trace] {
        let lifecycles = spec.contract.lifecycles
        if lifecycles.isEmpty { skip(rule, "the specification", "no x-lifecycle", .nothingToStandOn) }
        if lifecycleTraces == nil {
            var traces: [LifecycleWork.Trace] = []
            for lifecycle in lifecycles {
                if let work = lifecycleWork(lifecycle) { traces.append(try await work.run(self)) }
            }
            lifecycleTraces = traces
        }
        for lifecycle in lifecycles where lifecycleWork(lifecycle) == nil {
            skip(rule, lifecycle.path, "no user who may make, read and work on it")
        }
        return lifecycleTraces ?? []
    }

    func lifecycleWork(_ lifecycle: ResourceLifecycle) -> LifecycleWork? {
        guard
            let reader = spec.operations.first(where: {
                $0.operation.method == "GET" && $0.operation.path.text == lifecycle.path
            }), let creator = spec.creator(of: reader), let identity = caller(of: creator),
            reader.allows(identity.role)
        else { return nil }
        let commands = spec.operations.compactMap { one in
            lifecycle.operations[one.operation.id].map { (operation: one, command: $0) }
        }
        return LifecycleWork(
            lifecycle: lifecycle, question: ReadQuestion(creator: creator, reader: reader, identity: identity),
            commands: commands)
    }
}
