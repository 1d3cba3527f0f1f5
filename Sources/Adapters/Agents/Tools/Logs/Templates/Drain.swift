/// Groups messages by their form: Drain (He, Zhu, Zheng, Lyu: "Drain: An Online Log Parsing Approach with Fixed Depth
/// Tree", ICWS 2017).
///
/// A message is cut at spaces. The tree leads by the number of its words and the first `depth - 3` of them to a few
/// groups; it joins the most similar one if at least `similarity` of the words agree, and words that differ become `<*>`.
/// The same messages in the same order always give the same groups.
struct Drain {
    struct Parameters {
        /// Levels of the tree, the root and the leaves included; at least 3.
        var depth = 4
        /// The share of equal words from which a message belongs to a group.
        var similarity = 0.4
        /// Branches of one node; further words share the branch `<*>`.
        var children = 100
        /// Groups that are kept at most.
        var groups = 10_000
    }

    struct Group: Equatable {
        var words: [String]
        var count = 1

        /// How many words agree, and how many places are open.
        func likeness(to other: [String]) -> (equal: Int, open: Int) {
            var (equal, open) = (0, 0)
            for (mine, theirs) in zip(words, other) {
                if mine == Drain.open { open += 1 } else if mine == theirs { equal += 1 }
            }
            return (equal, open)
        }
    }

    private struct Node {
        var children: [String: Int] = [:]
        var groups: [Int] = []
    }

    /// The word that stands for any.
    static let open = "<*>"
    /// Further words of a message count as one.
    static let longest = 200

    let parameters: Parameters
    private(set) var groups: [Group] = []
    /// Messages that would have made one group too many.
    private(set) var overflow = 0
    private var nodes: [Node] = [Node()]

    init(_ parameters: Parameters = .init()) { self.parameters = parameters }

    static func words(of message: String) -> [String] {
        message.split(maxSplits: longest, omittingEmptySubsequences: true) { $0 == " " || $0 == "\t" }.map(String.init)
    }

    /// Puts a message into its group; gives the group's index, or nil when there is no room for another group.
    mutating func add(_ words: [String]) -> Int? {
        let leaf = find(words)
        if let leaf, let index = best(in: nodes[leaf].groups, for: words) {
            groups[index].count += 1
            for place in words.indices where groups[index].words[place] != words[place] {
                groups[index].words[place] = Self.open
            }
            return index
        }
        guard groups.count < parameters.groups else {
            overflow += 1
            return nil
        }
        groups.append(Group(words: words))
        nodes[insert(words)].groups.append(groups.count - 1)
        return groups.count - 1
    }

    /// The words that lead through the tree, after their number.
    private func path(of words: [String]) -> ArraySlice<String> {
        words.prefix(min(max(0, parameters.depth - 3), max(0, words.count - 1)))
    }

    /// The leaf that a message comes to, if there is one.
    private func find(_ words: [String]) -> Int? {
        guard var node = nodes[0].children[String(words.count)] else { return nil }
        for word in path(of: words) {
            guard let next = nodes[node].children[word] ?? nodes[node].children[Self.open] else { return nil }
            node = next
        }
        return node
    }

    /// The most similar group; of equals the one with more open places, then the first.
    private func best(in candidates: [Int], for words: [String]) -> Int? {
        guard !words.isEmpty else { return candidates.first }
        var best: (index: Int, equal: Int, open: Int)?
        for index in candidates {
            let (equal, open) = groups[index].likeness(to: words)
            if let best, (equal, open) <= (best.equal, best.open) { continue }
            best = (index, equal, open)
        }
        guard let best, Double(best.equal) / Double(words.count) >= parameters.similarity else { return nil }
        return best.index
    }

    /// The leaf for a message, made if need be.
    private mutating func insert(_ words: [String]) -> Int {
        var node = child(of: 0, String(words.count))
        for word in path(of: words) { node = child(of: node, branch(of: node, for: word)) }
        return node
    }

    /// The word itself, or `<*>` for one with digits and where there is no room for another.
    private func branch(of node: Int, for word: String) -> String {
        let children = nodes[node].children
        if children[word] != nil { return word }
        if word.utf8.contains(where: LogBytes.isDigit) { return Self.open }
        // The last place is for the open branch.
        let room = children[Self.open] == nil ? parameters.children - 1 : parameters.children
        return children.count < room ? word : Self.open
    }

    private mutating func child(of node: Int, _ word: String) -> Int {
        if let child = nodes[node].children[word] { return child }
        nodes.append(Node())
        nodes[node].children[word] = nodes.count - 1
        return nodes.count - 1
    }
}
