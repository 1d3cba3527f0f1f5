import JSON
import Orchestration

extension PipelineState {
    /// More items than any useful list has; keeps a runaway one from filling the memory.
    static let mostItems = 10_000

    mutating func start(_ index: Int, at now: Duration) {
        steps[index].status = .running
        steps[index].startedAt = now
        do {
            try begin(index, at: now)
        } catch {
            fail(index, StepFailure(reason: .other, message: error.message), at: now)
        }
    }

    private mutating func begin(_ index: Int, at now: Duration) throws(EvaluationError) {
        let step = agent.steps[index]
        if step.items?.conditionReadsItem != true, let condition = step.condition,
            try !condition.render(in: scope, at: "if").isTrue
        {
            return finish(index, .skipped, at: now)
        }
        guard let items = step.items else {
            let input = try step.input.render(in: scope, at: "with")
            moves.calls.append(Call(step: index, item: nil, input: input))
            return
        }
        let values = try chosen(items, of: step)
        steps[index].items = ItemQueue(values)
        if values.isEmpty { return finish(index, .completed, output: [], at: now) }
        startItems(of: index, at: now)
    }

    /// The items that `if` lets through.
    private func chosen(_ items: Step.Items, of step: Step) throws(EvaluationError) -> [JSONValue] {
        let list = try items.list.render(in: scope, at: "for_each")
        guard let values = list.isNull ? [] : list.arrayValue else {
            throw EvaluationError("for_each: needs a list, not \(list.kindName)")
        }
        if values.count > Self.mostItems {
            throw EvaluationError("for_each: the list has \(values.count) items, at most \(Self.mostItems) are allowed")
        }
        guard items.conditionReadsItem, let condition = step.condition else { return values }
        var chosen: [JSONValue] = []
        for value in values {
            let scope = scope.with(item: value, as: items.name)
            if try condition.render(in: scope, at: "if").isTrue { chosen.append(value) }
        }
        return chosen
    }

    /// Starts waiting items up to max_parallel.
    private mutating func startItems(of index: Int, at now: Duration) {
        let step = agent.steps[index]
        guard let items = step.items else { return }
        while moves.end == nil, let item = steps[index].items?.take(limit: items.maxParallel) {
            let value = steps[index].items?.values[item] ?? nil
            do {
                let input = try step.input.render(in: scope.with(item: value, as: items.name), at: "with")
                moves.calls.append(Call(step: index, item: item, input: input))
            } catch {
                let failure = StepFailure(reason: .other, message: error.message)
                settle(item: item, of: index, .failure(failure), at: now)
            }
        }
    }

    mutating func finish(
        item: Int, of index: Int, _ outcome: Result<JSONValue, StepFailure>, at now: Duration
    ) {
        settle(item: item, of: index, outcome, at: now)
        if steps[index].status == .running { startItems(of: index, at: now) }
    }

    /// Takes in the end of one item, and ends the step after the last.
    private mutating func settle(
        item: Int, of index: Int, _ outcome: Result<JSONValue, StepFailure>, at now: Duration
    ) {
        switch outcome {
        case .success(let output): steps[index].items?.finish(item, with: output)
        case .failure(let failure):
            guard agent.steps[index].continueOnError, failure.reason != .cancelled else {
                return fail(index, failure.of(item: item + 1, count: steps[index].items?.values.count ?? 0), at: now)
            }
            steps[index].items?.fail(item, failure.message)
        }
        guard let items = steps[index].items else { return }
        if items.isDone {
            finish(
                index, items.failed == 0 ? .completed : .failed, output: .array(items.outputs), error: items.error,
                at: now)
        } else {
            let name = agent.steps[index].name ?? agent.steps[index].id
            report(index, "\(name): \(items.done) of \(items.values.count)")
        }
    }
}

extension StepFailure {
    /// The failure with the item it happened to, where there are several.
    fileprivate func of(item: Int, count: Int) -> StepFailure {
        count > 1 ? StepFailure(reason: reason, message: "\(message) (item \(item) of \(count))") : self
    }
}
