import JSON
import SchemaInstances

/// A parameter of a list with the member of its items that it looks at.
struct Filter {
    enum Kind {
        case equal
        case holds
        case notBefore
        case before
    }

    let parameter: JudgedParameter
    let member: String
    let kind: Kind

    /// Nil where the parameter is no filter of such an item.
    ///
    /// A parameter named as a member wants it equal; as a list of such, that the list holds it; `..._from` and
    /// `..._before` bound the member `..._at`.
    init?(_ parameter: JudgedParameter, of item: Node) {
        let name = parameter.name
        self.parameter = parameter
        if let value = item[name], value.kind == .string {
            (member, kind) = (name, .equal)
        } else if let list = item["\(name)s"], list.kind == .array {
            (member, kind) = ("\(name)s", .holds)
        } else if name.hasSuffix("_from"), item["\(name.dropLast(5))_at"]?.string != nil {
            (member, kind) = ("\(name.dropLast(5))_at", .notBefore)
        } else if name.hasSuffix("_before"), item["\(name.dropLast(7))_at"]?.string != nil {
            (member, kind) = ("\(name.dropLast(7))_at", .before)
        } else {
            return nil
        }
    }

    /// What is made by its creation and stays; a state does not.
    var isLasting: Bool { parameter.schema.words == nil }

    /// Values to ask for: some that items have and, where there is one, a word that none has.
    func values(in items: [Node]) -> [String] {
        let had = items.flatMap { strings($0) }.distinct
        switch kind {
        case .equal, .holds:
            let words = parameter.schema.words?.compactMap(\.stringValue) ?? []
            let unused = words.first { !had.contains($0) } ?? (words.isEmpty ? "zz_none" : nil)
            return Array(had.prefix(2)) + [unused].compactMap { $0 }
        case .notBefore, .before:
            // The moment in the middle, and one that leaves nothing.
            return [had.sorted()[had.count / 2], kind == .before ? "2000-01-01T00:00:00Z" : "2999-01-01T00:00:00Z"]
        }
    }

    func lets(_ item: Node, through value: String) -> Bool {
        switch kind {
        case .equal, .holds: strings(item).contains(value)
        // Texts of one form and zone are ordered as the moments are.
        case .notBefore: strings(item).allSatisfy { $0 >= value }
        case .before: strings(item).allSatisfy { $0 < value }
        }
    }

    private func strings(_ item: Node) -> [String] {
        guard let value = item[member] else { return [] }
        return value.kind == .array ? value.elements.compactMap(\.string) : [value.string].compactMap { $0 }
    }
}
