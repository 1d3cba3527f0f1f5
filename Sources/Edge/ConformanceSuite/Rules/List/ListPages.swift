import APISpec
import JSON
import SchemaInstances

/// The pages of a list are the list: nothing twice, nothing left out, and an end.
struct ListPages: Probe {
    static let rule = Rule(
        "list.pages", "A walk from page to page has every item once, in the order of the list, and comes to an end",
        basis: "the parameter that takes next_... of the page before", fault: 200)

    private static let items = 5

    func run(_ run: Run) async throws(Abort) {
        let lists = PagedList.all(run).filter { $0.limit != nil }
        if lists.isEmpty { run.skip(Self.rule, "lists", "no list has pages whose size can be asked for") }
        for list in lists {
            guard try await list.fill(Self.items, run) else {
                run.skip(Self.rule, list.operation.title, "nothing can be made that it would have")
                continue
            }
            try await judge(list, run)
        }
    }

    private func judge(_ list: PagedList, _ run: Run) async throws(Abort) {
        let most = list.limit?.schema.int("maximum") ?? 100
        let ask = run.ask(list.operation, list.base(run, limit: 2), as: list.reader, "page by page, two at a time")
        guard let whole = try await list.walk(list.base(run, limit: most), "to have all", run),
            let before = try await list.walk(list.base(run, limit: 2), ask.attempt, run),
            let during = try await list.walk(
                list.base(run, limit: 2), "page by page, while one is made", run,
                between: { () async throws(Abort) in _ = try await list.fill(1, run) })
        else {
            run.check(Self.rule, ask)
            return run.fail(
                Self.rule, ask, expected: "a last page, with no next_\(list.cursor.name)",
                got: "a page that is none, or no end", spec: list.location)
        }
        compare(before, whole, ask, list, run)
        // What is made meanwhile may be there or not; what was there before is there once.
        let known = Set(whole.compactMap(\.itemID))
        compare(during.filter { known.contains($0.itemID ?? "") }, whole, ask, list, run)
    }

    private func compare(_ got: [Node], _ wanted: [Node], _ ask: Ask, _ list: PagedList, _ run: Run) {
        run.check(Self.rule, ask)
        let (ids, all) = (got.compactMap(\.itemID), wanted.compactMap(\.itemID))
        guard ids != all else { return }
        let twice = ids.first { id in ids.count { $0 == id } > 1 }
        let missing = all.first { !ids.contains($0) }
        run.fail(
            Self.rule, ask, expected: "the \(all.count) items of the whole list, in its order",
            got: twice.map { "\($0) twice" } ?? missing.map { "all but \($0)" }
                ?? "\(ids.count) items, others or otherwise",
            spec: list.location)
    }
}
