import APISpec
import JSON
import SchemaInstances

/// A filter lets through what it names: all of it, and nothing else.
struct ListFilter: Probe {
    static let rule = Rule(
        "list.filter", "A parameter named as a member of the items leaves all with its value and no others",
        basis: "parameters of a list that are members of its items", fault: 200)

    func run(_ run: Run) async throws(Abort) {
        let lists = PagedList.all(run)
        if lists.isEmpty { run.skip(Self.rule, "lists", "no list has pages") }
        for list in lists {
            let most = list.limit?.schema.int("maximum")
            guard try await list.fill(2, run),
                let all = try await list.walk(list.base(run, limit: most), "to have all", run), let first = all.first
            else {
                run.skip(Self.rule, list.operation.title, "nothing can be made that it would have")
                continue
            }
            for parameter in list.operation.parameters where parameter.parameter.place == .query {
                guard let filter = Filter(parameter, of: first) else { continue }
                for value in filter.values(in: all) {
                    try await judge(list, filter, value, all, most, run)
                }
            }
        }
    }

    private func judge(
        _ list: PagedList, _ filter: Filter, _ value: String, _ all: [Node], _ most: Int?, _ run: Run
    ) async throws(Abort) {
        guard let base = list.base(run, limit: most).setting(filter.parameter, to: .string(value)) else { return }
        let ask = run.ask(list.operation, base, as: list.reader, "\(filter.parameter.name)=\(value)")
        guard let left = try await list.walk(base, ask.attempt, run) else { return }
        run.check(Self.rule, ask)
        if let other = left.first(where: { !filter.lets($0, through: value) }) {
            run.fail(
                Self.rule, ask, expected: "only items that fit", got: "\(other.itemID ?? "an item") does not",
                spec: filter.parameter.location)
        }
        // States may change meanwhile, so only what never does must all be there.
        guard filter.isLasting else { return }
        let ids = Set(left.compactMap(\.itemID))
        if let lost = all.first(where: { filter.lets($0, through: value) && !ids.contains($0.itemID ?? "") }) {
            run.fail(
                Self.rule, ask, expected: "every item that fits", got: "\(lost.itemID ?? "an item") is not there",
                spec: filter.parameter.location)
        }
    }
}
