import JSON

/// Works out the shapes of parameters and forms: each set of schemas once, however often it is used.
struct ValueShapeBuilder {
    private let documents: DocumentSet
    private var entries = [ValueShapeTable.Entry()]
    private var known: [[NodeID]: Int] = [:]

    init(documents: DocumentSet) { self.documents = documents }

    /// The index of the shape of a schema; of nil, that of everything.
    mutating func add(_ schema: Node?) -> Int { schema.map { add([$0]) } ?? ValueShapeTable.anything }

    /// All shapes added, final.
    func finish() -> ValueShapeTable { ValueShapeTable(entries) }

    private mutating func add(_ schemas: [Node]) -> Int {
        let key = schemas.map(NodeID.init)
        if schemas.isEmpty { return ValueShapeTable.anything }
        if let index = known[key] { return index }
        let index = entries.count
        known[key] = index
        entries.append(ValueShapeTable.Entry())
        let parts = parts(of: schemas)
        var entry = ValueShapeTable.Entry()
        entry.kinds = schemas.reduce(into: []) { $0.formUnion(kinds(of: $1, depth: 0)) }
        entry.members = members(of: parts)
        entry.isClosed = parts.contains {
            $0["additionalProperties"]?.bool == false || $0["unevaluatedProperties"]?.bool == false
        }
        let others = parts.compactMap { $0["additionalProperties"] }.filter { $0.kind == .object }
        if !others.isEmpty { entry.others = add(others) }
        let elements = parts.flatMap(Self.elements)
        if !elements.isEmpty { entry.elements = add(elements) }
        entries[index] = entry
        return index
    }

    private mutating func members(of parts: [Node]) -> [String: Int] {
        var schemas: [String: [Node]] = [:]
        for part in parts {
            for (key, value) in part["properties"]?.members.map({ $0 }) ?? [] {
                schemas[key.string ?? "", default: []].append(value)
            }
        }
        return schemas.mapValues { add($0) }
    }

    private static func elements(of part: Node) -> [Node] {
        let prefix = part["prefixItems"]?.elements.map { $0 } ?? []
        guard let items = part["items"] else { return prefix }
        return prefix + (items.kind == .array ? items.elements.map { $0 } : [items])
    }

    /// Every schema that may describe the value, alternatives included.
    private func parts(of schemas: [Node]) -> [Node] {
        var (found, seen): ([Node], Set<NodeID>) = ([], [])
        var queue = Array(schemas.reversed())
        while let next = queue.popLast() {
            guard seen.insert(NodeID(next)).inserted else { continue }
            found.append(next)
            var below = ["allOf", "anyOf", "oneOf"].flatMap { next[$0]?.elements.map { $0 } ?? [] }
            below += ["then", "else"].compactMap { next[$0] }
            if let target = target(of: next) { below.insert(target, at: 0) }
            queue += below.reversed()
        }
        return found
    }

    private func target(of schema: Node) -> Node? {
        schema["$ref"]?.string.flatMap { documents.resolve($0, from: schema) }
    }

    /// Kinds by `type`, `enum` and `const`, through references and combinations.
    private func kinds(of schema: Node, depth: Int) -> ValueKinds {
        if schema.bool == false { return [] }
        // A schema that is nothing but itself judges nothing.
        guard schema.kind == .object, depth < 64 else { return .all }
        var kinds = ValueKinds.all
        if let type = schema["type"] {
            let names = type.string.map { [$0] } ?? type.elements.compactMap(\.string)
            var named = names.reduce(into: ValueKinds()) { $0.formUnion(ValueKinds(named: $1)) }
            if schema["nullable"]?.bool == true { named.insert(.null) }
            kinds.formIntersection(named)
        }
        if let constant = schema["const"] { kinds.formIntersection(ValueKinds(of: constant)) }
        if let words = schema["enum"] {
            kinds.formIntersection(words.elements.reduce(into: []) { $0.formUnion(ValueKinds(of: $1)) })
        }
        if let target = target(of: schema) { kinds.formIntersection(self.kinds(of: target, depth: depth + 1)) }
        for part in schema["allOf"]?.elements.map({ $0 }) ?? [] {
            kinds.formIntersection(self.kinds(of: part, depth: depth + 1))
        }
        for keyword in ["anyOf", "oneOf"] {
            guard let branches = schema[keyword] else { continue }
            kinds.formIntersection(
                branches.elements.reduce(into: []) { $0.formUnion(self.kinds(of: $1, depth: depth + 1)) })
        }
        return kinds
    }
}
