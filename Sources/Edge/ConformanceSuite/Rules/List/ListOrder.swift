import APISpec
import JSON
import SchemaInstances

/// A list that can be had in two orders is one the other's reverse.
struct ListOrder: Probe {
    static let rule = Rule(
        "list.order", "The two orders of a list have the same items, one backwards",
        basis: "a parameter order or sort with two words", fault: 200)

    func run(_ run: Run) async throws(Abort) {
        var isFound = false
        for list in PagedList.all(run) {
            guard let order = list.operation.parameters.first(where: { ["order", "sort"].contains($0.name) }),
                let words = order.schema.words, words.count == 2, try await list.fill(3, run)
            else { continue }
            isFound = true
            try await judge(list, order, words, run)
        }
        if !isFound { run.skip(Self.rule, "lists", "no list can be had in two orders") }
    }

    private func judge(
        _ list: PagedList, _ order: JudgedParameter, _ words: [JSONValue], _ run: Run
    ) async throws(Abort) {
        let start = list.base(run, limit: list.limit?.schema.int("maximum"))
        guard let one = start.setting(order, to: words[0]), let other = start.setting(order, to: words[1]) else {
            return
        }
        let ask = run.ask(list.operation, other, as: list.reader, "\(order.name)=\(words[1].stringValue ?? "")")
        guard let usual = try await list.walk(start, "in no order", run)?.compactMap(\.itemID),
            let forth = try await list.walk(one, "in one order", run)?.compactMap(\.itemID),
            let back = try await list.walk(other, ask.attempt, run)?.compactMap(\.itemID)
        else { return }
        run.check(Self.rule, ask)
        if forth != back.reversed() {
            run.fail(
                Self.rule, ask, expected: "the items of \(words[0].stringValue ?? "") backwards", got: "another order",
                spec: order.location)
        }
        let wanted = order.schema["default"]?.string
        if let wanted, usual != (wanted == words[0].stringValue ? forth : back) {
            run.fail(
                Self.rule, ask, expected: "without \(order.name) the items as with \(wanted)", got: "another order",
                spec: order.schema["default"]?.location)
        }
    }
}
