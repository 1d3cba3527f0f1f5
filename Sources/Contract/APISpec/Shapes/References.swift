import JSON

/// A node's identity within one specification.
struct NodeID: Hashable {
    let file: String?
    let index: Int

    init(_ node: Node) {
        file = node.file
        index = node.index
    }
}

extension Node {
    /// The text of a member's key; YAML lets a key such as 200 be written without quotes.
    var keyText: String { string ?? numberText ?? "" }
}

extension String {
    /// The last component of a path.
    var fileName: String { split(separator: "/").last.map(String.init) ?? self }
}

extension DocumentSet {
    /// The node a Reference Object stands for, through several if need be; the node itself if it is none.
    ///
    /// Nil if a reference leads nowhere or round in a circle.
    func target(of node: Node) -> Node? {
        var node = node
        for _ in 0..<Self.longestChain {
            guard let reference = node["$ref"]?.string else { return node }
            guard let next = resolve(reference, from: node) else { return nil }
            node = next
        }
        return nil
    }

    /// Whether the references that start here come back here.
    func isOnCircle(_ start: Node) -> Bool {
        var node = start
        for _ in 0..<Self.longestChain {
            guard let reference = node["$ref"]?.string, let next = resolve(reference, from: node) else { return false }
            node = next
            if NodeID(node) == NodeID(start) { return true }
        }
        return false
    }

    /// A chain of references longer than this is taken for a circle.
    private static let longestChain = 32

    /// The diagnostic for a reference that leads nowhere, with the nearest name that exists beside the missing one.
    func brokenReference(_ text: String, at node: Node) -> Diagnostic {
        Diagnostic(
            code: "reference-not-found", "there is nothing at \"\(text)\"", help: suggestion(for: text, at: node),
            at: node)
    }

    private func suggestion(for text: String, at node: Node) -> String? {
        guard let hash = text.firstIndex(of: "#") else { return nil }
        let file = text[..<hash]
        guard let slash = text.lastIndex(of: "/"), slash > hash else {
            return .didYouMean(String(file), among: documents.keys.map(\.fileName))
        }
        let parent = String(text[..<slash])
        guard !parent.hasSuffix("#"), let siblings = resolve(parent, from: node) else {
            return file.isEmpty || documents.keys.contains { $0.fileName == file }
                ? nil
                : .didYouMean(String(file), among: documents.keys.map(\.fileName))
        }
        let names = siblings.members.map { $0.key.keyText }
        return Suggestion.nearest(to: String(text[slash...].dropFirst()), among: names)
            .map { "did you mean \"\(parent)/\($0)\"?" }
    }
}
