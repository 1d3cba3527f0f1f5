import APISpec
import JSON

/// The order of a list, and its reverse.
struct PageOrder: Probe {
    static let rule = Rule("page.order", "A list is in the order it promises", basis: "x-pagination.order")

    func run(_ run: Run) async throws(Abort) {
        for walk in try await PageWalk.all(Self.rule, run) {
            guard let order = walk.pages.order else {
                run.skip(Self.rule, walk.list.title, "x-pagination names no order", .nothingToStandOn)
                continue
            }
            try await run.fill(walk)
            var asked: [(String, ListOrder.Direction, [String: String])] = [("as it stands", order.standing, [:])]
            if let parameter = order.parameter {
                for (direction, word) in order.words.sorted(by: { $0.value < $1.value }) {
                    asked.append(("\(parameter)=\(word)", direction, [parameter: word]))
                }
            }
            for (what, direction, query) in asked {
                guard let (ask, _, items) = try await walk.page(run, what, query) else { continue }
                run.check(Self.rule, ask)
                let values = items.compactMap { $0.at(order.by) }
                let pairs = zip(values, values.dropFirst())
                if let (one, next) = pairs.first(where: { !direction.allows($0, then: $1) }) {
                    run.fail(
                        Self.rule, ask, expected: "\(order.by) \(direction.rawValue)",
                        got: "\(one.brief) before \(next.brief)",
                        spec: walk.list.node["x-pagination"]?["order"]?.location)
                }
            }
        }
    }
}

extension ListOrder.Direction {
    /// Whether one value may come before another; numbers by size, texts by their code points.
    func allows(_ one: Node, then next: Node) -> Bool {
        if let left = one.double, let right = next.double { return self == .ascending ? left <= right : left >= right }
        let (left, right) = (one.string ?? "", next.string ?? "")
        return self == .ascending ? left <= right : left >= right
    }
}
