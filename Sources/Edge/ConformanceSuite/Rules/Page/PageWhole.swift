import APISpec
import JSON

/// The pages of a list hold each item once.
struct PageWhole: Probe {
    static let rule = Rule(
        "page.whole", "Small pages hold what one large page holds: each item once, none left out, and an end",
        basis: "x-pagination")

    func run(_ run: Run) async throws(Abort) {
        for walk in try await PageWalk.all(Self.rule, run) {
            try await run.fill(walk)
            guard let large = try await walk.walk(run, "large pages", limit: walk.most) else { continue }
            let limit = max(1, min(walk.most, large.items.count / 5))
            let ask = walk.ask(run, "pages of \(limit)", [walk.pages.limit: String(limit)])
            guard let small = try await walk.walk(run, "pages of \(limit)", limit: limit) else { continue }
            run.check(Self.rule, ask)
            let (all, parts) = (walk.ids(large.items), walk.ids(small.items))
            let place = walk.list.location(of: "x-pagination")
            if !large.isWhole || !small.isWhole {
                run.fail(Self.rule, ask, expected: "a last page", got: "\(small.sizes.count) pages", spec: place)
            } else if let twice = parts.firstRepeated {
                run.fail(Self.rule, ask, expected: "each item once", got: "\(twice) twice", spec: place)
            } else if let lost = all.first(where: { !parts.contains($0) }) {
                run.fail(Self.rule, ask, expected: "\(lost), as in large pages", got: "no such item", spec: place)
            } else if all != parts.filter(Set(all).contains) {
                run.fail(Self.rule, ask, expected: "the order of large pages", got: "another one", spec: place)
            }
            if let total = small.total, total != parts.count {
                run.fail(Self.rule, ask, expected: "total \(parts.count)", got: "total \(total)", spec: place)
            }
            if let size = small.sizes.first(where: { $0 > limit }) {
                run.fail(Self.rule, ask, expected: "at most \(limit) items", got: "\(size) items", spec: place)
            }
        }
    }
}

extension Run {
    private static let fillCount = 5

    /// Makes some objects where the list is one of objects that can be made.
    func fill(_ walk: PageWalk) async throws(Abort) {
        guard let creator = operation("POST", at: walk.path), creator.isCreator, creator.allows(walk.identity.role)
        else { return }
        for _ in 0..<Self.fillCount { _ = try await make(creator, "id", in: walk.path, as: walk.identity) }
    }
}

extension [String] {
    /// The first element that comes a second time.
    var firstRepeated: String? {
        var seen: Set<String> = []
        return first { !seen.insert($0).inserted }
    }
}
