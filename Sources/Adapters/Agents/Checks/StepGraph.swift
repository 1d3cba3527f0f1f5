/// Which step waits for which.
struct StepGraph {
    /// For each step the steps it needs, by index.
    ///
    /// Without `needs` that is the step before.
    let needs: [[Int]]
    private let names: [String]

    /// Names that no step has are left out, and of steps with one name the first counts.
    init(_ steps: [StepDraft]) {
        let names = steps.map(\.id.value)
        self.names = names
        needs = steps.enumerated().map { index, step in
            guard let wanted = step.needs else { return index == 0 ? [] : [index - 1] }
            return wanted.compactMap { names.firstIndex(of: $0.value) }
        }
    }

    /// The steps that have ended whenever `step` starts.
    func all(before step: Int) -> Set<Int> {
        var found: Set<Int> = []
        var open = needs[step]
        while let next = open.popLast() {
            if found.insert(next).inserted { open += needs[next] }
        }
        return found
    }

    /// Circles of steps that wait for each other, each as a path that returns to its start.
    ///
    /// Each starts with a step that needs itself or a later one, which is what closes the circle.
    var cycles: [[Int]] {
        var search = Search(needs: needs)
        for step in needs.indices { search.visit(step) }
        return search.cycles.map(Self.turned)
    }

    func name(_ step: Int) -> String { names[step] }

    private static func turned(_ cycle: [Int]) -> [Int] {
        let start = cycle.indices.first { cycle[($0 + 1) % cycle.count] >= cycle[$0] } ?? 0
        return Array(cycle[start...] + cycle[..<start])
    }

    /// Depth-first search; a step met again while it is on the path closes a circle.
    private struct Search {
        let needs: [[Int]]
        var path: [Int] = []
        var done: Set<Int> = []
        var cycles: [[Int]] = []

        mutating func visit(_ step: Int) {
            if let start = path.firstIndex(of: step) {
                cycles.append(Array(path[start...]))
                return
            }
            guard !done.contains(step) else { return }
            path.append(step)
            for next in needs[step] { visit(next) }
            path.removeLast()
            done.insert(step)
        }
    }
}
