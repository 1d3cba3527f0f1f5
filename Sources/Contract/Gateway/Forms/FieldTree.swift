import APISpec

/// The text of one field, still encoded as its request has it.
struct FieldText: Sendable {
    var text: Substring
    var octets: Octets
    /// The Content-Type of the part it came in; nil where there was none.
    var media: MediaRange?
}

/// What fields with brackets in their names write together: "a[b]=1&a[c][]=2".
struct FieldTree: Sendable {
    /// Brackets behind one name at most.
    static let depth = 32

    private(set) var texts: [FieldText] = []
    /// In the order of first appearance.
    private(set) var children: [(key: String, tree: FieldTree)] = []
    private var positions: [String: Int] = [:]

    var isEmpty: Bool { texts.isEmpty && children.isEmpty }

    /// Adds a text under these keys; false if they are too many.
    mutating func add(_ keys: ArraySlice<String>, _ text: FieldText) -> Bool {
        guard keys.count <= Self.depth else { return false }
        guard let key = keys.first else {
            texts.append(text)
            return true
        }
        let position = positions[key] ?? children.count
        if position == children.count {
            positions[key] = position
            children.append((key, FieldTree()))
        }
        return children[position].tree.add(keys.dropFirst(), text)
    }
}
