import APISpec
import JSON

/// Every item of a filtered list keeps to the filter, and none that does is left out.
struct PageFilter: Probe {
    static let rule = Rule(
        "page.filter", "A filter lets through what fits it, all of it and nothing else", basis: "x-pagination.filters")

    func run(_ run: Run) async throws(Abort) {
        for walk in try await PageWalk.all(Self.rule, run) {
            guard !walk.pages.filters.isEmpty else {
                run.skip(Self.rule, walk.list.title, "x-pagination names no filters", .nothingToStandOn)
                continue
            }
            try await run.fill(walk)
            let volatile = run.spec.operations.first { $0.isItem(of: walk.list) }?.volatile ?? []
            guard let all = try await walk.walk(run, "unfiltered", limit: walk.most) else { continue }
            for (name, filter) in walk.pages.filters.sorted(by: { $0.key < $1.key }) {
                let isStable = filter.pointer.tokens.first.map { !volatile.contains($0) } ?? false
                for value in Self.values(for: filter, in: all.items) {
                    let fitting = isStable ? all.items.filter { filter.lets($0, value) } : []
                    try await judge(walk, name, filter, value, walk.ids(fitting), run)
                }
            }
        }
    }

    /// Two values that some items have and some have not, as far as there are.
    private static func values(for filter: Pagination.Filter, in items: [Node]) -> [String] {
        let texts = items.flatMap { item -> [String] in
            guard let node = item.at(filter.pointer) else { return [] }
            return (node.kind == .array ? Array(node.elements) : [node]).compactMap {
                ParameterText.text(JSONValue($0))
            }
        }
        guard let first = texts.first else { return [] }
        return [first] + (texts.first { $0 != first }.map { [$0] } ?? [])
    }

    private func judge(
        _ walk: PageWalk, _ name: String, _ filter: Pagination.Filter, _ value: String, _ wanted: [String], _ run: Run
    ) async throws(Abort) {
        guard let answer = try await walk.walk(run, "\(name)=\(value)", limit: walk.most, [name: value]) else { return }
        let ask = walk.ask(run, "\(name)=\(value)", [name: value])
        run.check(Self.rule, ask)
        let place = walk.list.node["x-pagination"]?["filters"]?[name]?.location
        if let other = answer.items.first(where: { !filter.lets($0, value) }) {
            run.fail(
                Self.rule, ask, expected: "only items with \(filter.pointer) as asked",
                got: other.at(filter.pointer)?.brief ?? "none", spec: place)
        }
        let got = Set(walk.ids(answer.items))
        if let lost = wanted.first(where: { !got.contains($0) }) {
            run.fail(Self.rule, ask, expected: "\(lost), which fits", got: "no such item", spec: place)
        }
    }
}

extension Pagination.Filter {
    /// Whether an item fits.
    func lets(_ item: Node, _ value: String) -> Bool {
        guard let node = item.at(pointer) else { return false }
        switch self {
        case .equals: return ParameterText.text(JSONValue(node)) == value
        case .contains: return node.elements.contains { ParameterText.text(JSONValue($0)) == value }
        case .from, .before:
            guard let time = node.string.flatMap({ Timestamp($0) }), let bound = Timestamp(value) else { return false }
            if case .from = self { return time >= bound }
            return time < bound
        }
    }
}
