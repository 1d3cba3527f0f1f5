import JSON

extension ProgramBuilder {
    /// Reports schemas that lead back to themselves without going into the value: judging would never end.
    ///
    /// Walks the blocks that judge the same value depth first; a way back into the current path is the fault.
    mutating func refuseEndlessRecursion() {
        var state = [Visit](repeating: .unseen, count: blockCount)
        for root in 0..<blockCount where state[root] == .unseen {
            var path: [(block: Int, nextEdge: Int)] = [(root, 0)]
            state[root] = .onPath
            while let (block, edge) = path.last {
                let edges = inPlaceEdges(of: block)
                guard edge < edges.count else {
                    state[block] = .done
                    path.removeLast()
                    continue
                }
                path[path.count - 1].nextEdge += 1
                let next = edges[edge].block
                if state[next] == .onPath { refuseEndlessRecursion(at: edges[edge].key, in: block) }
                guard state[next] == .unseen else { continue }
                state[next] = .onPath
                path.append((next, 0))
            }
        }
    }

    private enum Visit {
        case unseen, onPath, done
    }

    private mutating func refuseEndlessRecursion(at key: Node, in block: Int) {
        refuse(
            "schema-endless-recursion", "the schema leads back to itself without end",
            help: "recursion must go through \"properties\", \"items\" or another keyword that enters the value",
            at: key, in: block)
    }
}
