import JSON

/// The schemas in the source that judge one place of a value: found by walking down from the root schema.
///
/// What stands behind `$ref` and in `allOf` holds for certain; branches of `anyOf`, `oneOf`, `if` and
/// `dependentSchemas` may hold. It finds where a repair could come from and proves nothing: whatever it suggests is
/// judged by the compiled schema.
struct SchemaParts {
    let documents: DocumentSet
    private(set) var nodes: [Node] = []
    /// Members whose value names the branch that was chosen.
    private(set) var tags: [(member: String, name: String)] = []
    private let choice: Choice
    private var seen: Set<Identity> = []
    private let memo: PartsMemo?
    private let number: Int

    /// Which branches of alternatives to follow.
    enum Choice: Hashable {
        case all
        /// The branch of this number, or the last one.
        case branch(Int)
    }

    private struct Identity: Hashable {
        let file: String?
        let index: Int
    }

    /// Schemas followed at most: enough for every real place, and an end for the rest.
    private static let limit = 400

    /// - Parameter memo: remembers what is below, for whoever comes back to it.
    init(_ roots: [Node], _ documents: DocumentSet, choice: Choice = .all, memo: PartsMemo? = nil) {
        self.documents = documents
        self.choice = choice
        self.memo = memo
        number = memo?.next() ?? 0
        for root in roots { follow(root) }
    }

    /// The schemas of a member or an element of the value.
    func child(_ token: String, isElement: Bool, choice: Choice = .all) -> SchemaParts {
        guard let memo else { return made(token, isElement: isElement, choice) }
        let step = PartsMemo.Step(parent: number, token: token, isElement: isElement, choice: choice)
        return memo.parts(step) { made(token, isElement: isElement, choice) }
    }

    private func made(_ token: String, isElement: Bool, _ choice: Choice) -> SchemaParts {
        let below = nodes.flatMap { schema in
            isElement ? Self.elementSchemas(of: schema, at: token) : Self.memberSchemas(of: schema, token)
        }
        return SchemaParts(below, documents, choice: choice, memo: memo)
    }

    private static func memberSchemas(of schema: Node, _ name: String) -> [Node] {
        var found = schema["properties"]?[name].map { [$0] } ?? []
        for (_, value) in schema["patternProperties"].map({ Array($0.members) }) ?? [] { found.append(value) }
        if found.isEmpty {
            for keyword in ["additionalProperties", "unevaluatedProperties"] {
                if let value = schema[keyword], value.kind == .object { found.append(value) }
            }
        }
        return found
    }

    private static func elementSchemas(of schema: Node, at token: String) -> [Node] {
        let index = Int(token) ?? 0
        let lists = ["prefixItems", "items"].compactMap { schema[$0] }.filter { $0.kind == .array }
        if let element = lists.compactMap({ $0[index] }).first { return [element] }
        return ["items", "additionalItems", "unevaluatedItems", "contains"]
            .compactMap { schema[$0] }.filter { $0.kind == .object }
    }

    private mutating func follow(_ root: Node) {
        var queue = [root]
        while let next = queue.first, nodes.count < Self.limit {
            queue.removeFirst()
            guard next.kind == .object, seen.insert(Identity(file: next.file, index: next.index)).inserted else {
                continue
            }
            nodes.append(next)
            if let target = target(of: next) { queue.append(target) }
            queue += next["allOf"]?.elements.map(\.self) ?? []
            queue += branches(of: next)
        }
    }

    private func target(of schema: Node) -> Node? {
        (schema["$ref"] ?? schema["$dynamicRef"]).flatMap { reference in
            reference.string.flatMap { documents.resolve($0, from: reference) }
        }
    }

    private mutating func branches(of schema: Node) -> [Node] {
        let alternatives = ["anyOf", "oneOf"].compactMap { schema[$0].map { Array($0.elements) } }
        switch choice {
        case .all:
            let conditional = ["then", "else"].compactMap { schema[$0] }
            let dependent = schema["dependentSchemas"].map { $0.members.map(\.value) } ?? []
            return alternatives.flatMap(\.self) + conditional + dependent
        case .branch(let index):
            return alternatives.compactMap { branches in
                let telling = branches.filter { $0["type"]?.string != "null" }
                guard let chosen = telling.isEmpty ? branches.first : telling[min(index, telling.count - 1)] else {
                    return nil
                }
                if let tag = Self.tag(of: chosen, in: schema) { tags.append(tag) }
                return chosen
            }
        }
    }

    /// What a discriminator calls a branch (OpenAPI 3.1.1 section 4.8.25).
    private static func tag(of branch: Node, in schema: Node) -> (member: String, name: String)? {
        guard let discriminator = schema["discriminator"], let member = discriminator["propertyName"]?.string,
            let reference = branch["$ref"]?.string
        else { return nil }
        let mapped = discriminator["mapping"]?.members.first { $0.value.equals(reference) }?.key.string
        return (reference.split(separator: "/").last.map(String.init)).map { (member, mapped ?? $0) }
    }
}

extension SchemaParts {
    /// The values of a keyword, wherever it stands.
    func values(of keyword: String) -> [Node] { nodes.compactMap { $0[keyword] } }

    /// The same, with what stands in the schema that a fault names first.
    func values(of keyword: String, for fault: Violation) -> [Node] {
        let culprits = nodes.filter { $0.hasKey(keyword, fault.rule) }.compactMap { $0[keyword] }
        return culprits.isEmpty ? values(of: keyword) : culprits
    }

    /// Whether the rule that a fault breaks stands here.
    func hasCulprit(of fault: Violation) -> Bool { nodes.contains { $0.hasKey(fault.keyword, fault.rule) } }

    /// The names of types that are let in; empty where nothing says.
    func types(for fault: Violation? = nil) -> [String] {
        let types = fault.map { values(of: "type", for: $0) } ?? values(of: "type")
        var names = types.flatMap { type in type.string.map { [$0] } ?? type.elements.compactMap(\.string) }
        if nodes.contains(where: { $0["nullable"]?.bool == true }) { names.append("null") }
        return names.distinct
    }

    /// The values that `const` and `enum` let in.
    func words(for fault: Violation? = nil) -> [Node] {
        let constants = fault.map { values(of: "const", for: $0) } ?? values(of: "const")
        let lists = fault.map { values(of: "enum", for: $0) } ?? values(of: "enum")
        return constants + lists.flatMap { Array($0.elements) }
    }

    /// Names that `properties` lists.
    var memberNames: [String] {
        values(of: "properties").flatMap { $0.members.compactMap(\.key.string) }.distinct
    }

    /// Names that `required` lists.
    func requiredNames(for fault: Violation? = nil) -> [String] {
        let lists = fault.map { values(of: "required", for: $0) } ?? values(of: "required")
        return lists.flatMap { $0.elements.compactMap(\.string) }.distinct
    }

    /// Whether the value must not be shown to anybody.
    var isSecret: Bool {
        nodes.contains { $0["writeOnly"]?.bool == true || $0["format"]?.equals("password") == true }
    }
}

extension Node {
    /// Whether `rule` is this schema's keyword, by its name or its value.
    fileprivate func hasKey(_ keyword: String, _ rule: Node?) -> Bool {
        guard let rule, rule.file == file else { return false }
        return members.contains { key, value in
            (key.index == rule.index || value.index == rule.index) && key.equals(keyword)
        }
    }
}

extension Array where Element: Hashable {
    /// Each once, in the order of first appearance.
    var distinct: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
