import JSON

/// Every member and element of every file, each after the one it stands in.
struct NodeList {
    private(set) var nodes: [SpecNode] = []
    private let table: UseTable

    /// - Parameter titles: what each operation is called, and the place of its operationId.
    init(_ source: ProofSource, titles: [(title: String, location: SourceLocation?)]) {
        table = UseTable(source, titles)
        for file in source.files { add(file.document.root, in: file, [], .object) }
    }

    /// Adds what stands in a value.
    ///
    /// - Returns: the places of its members or elements in the list.
    @discardableResult
    private mutating func add(_ parent: Node, in file: ProofFile, _ path: [String], _ place: Place) -> [Int] {
        var children: [Int] = []
        let members: [(key: Node?, token: String, value: Node)] =
            parent.kind == .object
            ? parent.members.map { ($0.key, $0.key.string ?? $0.key.numberText ?? "", $0.value) }
            : parent.elements.enumerated().map { (nil, String($0.offset), $0.element) }
        for (name, token, value) in members {
            guard let location = (name ?? value).location else { continue }
            let inherited = table.uses(of: value).isEmpty ? table.uses(of: parent) : table.uses(of: value)
            var node = SpecNode(
                file: file, path: path + [token], key: name == nil ? nil : token, value: value, location: location,
                place: place, uses: inherited)
            let index = nodes.count
            nodes.append(node)
            children.append(index)
            let below =
                name == nil
                ? place : place.below(token, in: file.kind, isList: value.kind == .array)
            node.children = add(value, in: file, path + [token], below)
            nodes[index].children = node.children
        }
        return children
    }
}
