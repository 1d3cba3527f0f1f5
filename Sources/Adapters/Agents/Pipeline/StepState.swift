import JSON

/// How far one step has come.
struct StepState {
    var status = StepStatus.waiting
    /// Time since the start of the run, for both.
    var startedAt = Duration.zero
    var endedAt = Duration.zero
    var output: JSONValue = nil
    var error: String?
    /// The items of a for_each that has started.
    var items: ItemQueue?

    /// The part of the step that is done, 0 to 1.
    var fraction: Double {
        if status.isFinal { return 1 }
        guard let items, !items.values.isEmpty else { return 0 }
        return Double(items.done) / Double(items.values.count)
    }

    /// The part of an ended step that went well, 0 to 1: under for_each the share of items that did.
    var goodShare: Double {
        if status == .completed { return 1 }
        guard let items, items.isDone, !items.values.isEmpty else { return 0 }
        return Double(items.done - items.failed) / Double(items.values.count)
    }

    /// The step's entry in the `steps` of a result.
    func record(id: String) -> JSONValue {
        var record: JSONValue = [
            "id": .string(id), "status": .string(status.rawValue),
            "duration_ms": .integer((endedAt - startedAt).wholeMilliseconds),
        ]
        if let error { record["error"] = .string(error) }
        return record
    }
}

/// The items of a for_each: each is waiting, running or done.
struct ItemQueue {
    let values: [JSONValue]
    /// In the order of `values`; null until an item is done, and for items that failed.
    private(set) var outputs: [JSONValue]
    private(set) var done = 0
    private(set) var failed = 0
    /// Of the items that failed the first in the order of `values`, whichever failed earlier.
    private var firstFailure: (index: Int, message: String)?
    private var next = 0

    init(_ values: [JSONValue]) {
        self.values = values
        outputs = Array(repeating: nil, count: values.count)
    }

    var isDone: Bool { done == values.count }

    /// The index of an item to start now, if one waits and fewer than `limit` are running.
    mutating func take(limit: Int) -> Int? {
        guard next < values.count, next - done < limit else { return nil }
        defer { next += 1 }
        return next
    }

    mutating func finish(_ index: Int, with output: JSONValue) {
        outputs[index] = output
        done += 1
    }

    mutating func fail(_ index: Int, _ message: String) {
        failed += 1
        done += 1
        if index < firstFailure?.index ?? .max { firstFailure = (index, message) }
    }

    /// What went wrong, as one text; nil if nothing did.
    var error: String? {
        guard let message = firstFailure?.message else { return nil }
        return values.count == 1 ? message : "\(failed) of \(values.count) items failed; the first: \(message)"
    }
}
