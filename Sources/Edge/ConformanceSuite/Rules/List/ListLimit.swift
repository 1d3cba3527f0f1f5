import APISpec
import JSON
import SchemaInstances

/// A page is as long as was asked for while there is more, and says whether there is.
struct ListLimit: Probe {
    static let rule = Rule(
        "list.limit", "A page has as many items as limit says, or its default, while the list has more",
        basis: "the parameter limit", fault: 200)

    func run(_ run: Run) async throws(Abort) {
        let lists = PagedList.all(run).filter { $0.limit != nil }
        if lists.isEmpty { run.skip(Self.rule, "lists", "no list has pages whose size can be asked for") }
        for list in lists {
            guard let limit = list.limit, try await list.fill(3, run) else {
                run.skip(Self.rule, list.operation.title, "nothing can be made that it would have")
                continue
            }
            let usual = limit.schema["default"]?.int
            let most = limit.schema.int("maximum") ?? 100
            guard let all = try await list.walk(list.base(run, limit: most), "to count", run)?.count else { continue }
            for size in [1, 2, usual, nil] {
                guard let wanted = size ?? usual else { continue }
                let what = size.map { "limit \($0)" } ?? "no limit"
                try await judge(list, list.base(run, limit: size), what, wanted, all, run)
            }
        }
    }

    private func judge(
        _ list: PagedList, _ base: Base, _ what: String, _ wanted: Int, _ all: Int, _ run: Run
    ) async throws(Abort) {
        guard let (ask, items, next) = try await list.page(base, what, run) else { return }
        run.check(Self.rule, ask)
        // Others may make more meanwhile: only what cannot be explained by that is a finding.
        if items.count != min(wanted, all), !(all < wanted && items.count > all && items.count <= wanted) {
            run.fail(
                Self.rule, ask, expected: "\(min(wanted, all)) items of \(all)", got: "\(items.count)",
                spec: list.limit?.location)
        } else if all > wanted, next == nil {
            run.fail(
                Self.rule, ask, expected: "next_\(list.cursor.name), as there are \(all) items", got: "null",
                spec: list.location)
        }
    }
}
