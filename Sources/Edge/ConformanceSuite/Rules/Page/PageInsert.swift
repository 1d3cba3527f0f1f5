import APISpec
import JSON

/// What is made while a list is read does not shift its pages.
struct PageInsert: Probe {
    static let rule = Rule(
        "page.insert", "An item made while a list is read moves no other: each comes once", basis: "x-pagination")

    func run(_ run: Run) async throws(Abort) {
        for walk in try await PageWalk.all(Self.rule, run) {
            guard let creator = run.operation("POST", at: walk.path), creator.isCreator,
                creator.allows(walk.identity.role)
            else {
                run.skip(Self.rule, walk.list.title, "its items cannot be made", .nothingToStandOn)
                continue
            }
            try await run.fill(walk)
            guard let before = try await walk.walk(run, "before", limit: walk.most) else { continue }
            let limit = max(1, min(walk.most, before.items.count / 5))
            let ask = walk.ask(run, "pages of \(limit), one item more after the first", [walk.pages.limit: "\(limit)"])
            let after = try await walk.walk(run, ask.attempt, limit: limit) { () async throws(Abort) in
                _ = try await run.make(creator, "id", in: walk.path, as: walk.identity)
            }
            // What this run itself removed to make room is no loss.
            guard let after, let still = try await walk.walk(run, "after", limit: walk.most) else { continue }
            let left = Set(walk.ids(still.items))
            run.check(Self.rule, ask)
            let (known, seen) = (walk.ids(before.items), walk.ids(after.items))
            let place = walk.list.location(of: "x-pagination")
            if let twice = seen.firstRepeated {
                run.fail(Self.rule, ask, expected: "each item once", got: "\(twice) twice", spec: place)
            } else if let lost = known.first(where: { !seen.contains($0) && left.contains($0) }) {
                run.fail(Self.rule, ask, expected: "\(lost), which was there before", got: "no such item", spec: place)
            }
        }
    }
}
