import JSON
import Synchronization

/// The verdicts so far.
final class Board: Sendable {
    let nodes: [SpecNode]
    /// The nodes that hold nothing, in the order of the files.
    let leaves: [Int]
    private let part: ProofPart
    private let found = Mutex<[Int: NodeVerdict]>([:])
    private let tell: @Sendable (String, Int, Int) -> Void

    init(_ nodes: [SpecNode], _ part: ProofPart, _ tell: @escaping @Sendable (String, Int, Int) -> Void) {
        self.nodes = nodes
        self.part = part
        self.tell = tell
        leaves = nodes.indices.filter { nodes[$0].children.isEmpty && part.includes(nodes[$0], $0) }
    }

    func note(_ verdict: NodeVerdict, at index: Int) {
        let done = found.withLock { found in
            found[index] = verdict
            return found.count
        }
        let place =
            "\(verdict.node.location.file):\(verdict.node.location.line) /\(verdict.node.path.joined(separator: "/"))"
        let how = verdict.mutation.map { "\($0.name) (\($0.what)) \(verdict.rule)" } ?? ""
        tell("\(place) \(verdict.standing.rawValue) \(how)", done, leaves.count)
    }

    /// The nodes that hold others and follow from none of them.
    ///
    /// To take one away is to take away all that is in it: where a change of that is noticed, this would be.
    func undecidedContainers() -> [Int] {
        let known = found.withLock { $0 }
        return nodes.indices.filter { index in
            let node = nodes[index]
            return !node.children.isEmpty && part.includes(node, index) && inherited(index, known) == nil
        }
    }

    /// What a node that holds others has from them: the best of those below.
    private func inherited(_ index: Int, _ known: [Int: NodeVerdict]) -> NodeVerdict? {
        let node = nodes[index]
        if let own = known[index] { return own }
        let below = node.children.compactMap { inherited($0, known) }
        guard let best = below.min(by: { $0.standing.rank < $1.standing.rank }) else { return nil }
        let isEnough = best.standing == .enforced || (node.isText && best.isProven)
        guard isEnough, !node.children.isEmpty else { return nil }
        return NodeVerdict(node, best.standing, best.mutation, rule: best.rule, finding: best.finding)
    }

    /// One for each node, `untried` for those that were left out.
    var verdicts: [NodeVerdict] {
        let known = found.withLock { $0 }
        return nodes.indices.map { inherited($0, known) ?? NodeVerdict(nodes[$0], .untried) }
    }
}
