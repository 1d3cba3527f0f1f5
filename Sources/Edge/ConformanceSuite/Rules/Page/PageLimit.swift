import APISpec
import JSON
import SchemaInstances

/// How many items a page may have.
struct PageLimit: Probe {
    static let rule = Rule(
        "page.limit", "A page has no more items than asked for, nor without asking than the default",
        basis: "x-pagination, default of the limit")

    func run(_ run: Run) async throws(Abort) {
        for walk in try await PageWalk.all(Self.rule, run) {
            try await run.fill(walk)
            let standing = walk.limit?.schema["default"]?.int
            let asked: [(Int?, [String: String])] = [(1, [walk.pages.limit: "1"]), (standing, [:])]
            for (most, query) in asked {
                guard let most else { continue }
                let what = query.isEmpty ? "without a limit" : "a limit of \(most)"
                guard let (ask, _, items) = try await walk.page(run, what, query) else { continue }
                run.check(Self.rule, ask)
                if items.count > most {
                    run.fail(
                        Self.rule, ask, expected: "at most \(most) items", got: "\(items.count) items",
                        spec: walk.limit?.location)
                }
            }
        }
    }
}
