import JSON

/// One keyword that leaves open which schemas apply: each branch is what then judges the value too.
struct Choice: Sendable {
    var branches: [[Node]]

    /// Those of one schema.
    static func all(in part: Node, _ library: SchemaLibrary) -> [Choice] {
        var choices = ["anyOf", "oneOf"].compactMap { part[$0] }.map { group in
            // The name is a wish: the branch may itself want another value there.
            Choice(
                branches: group.elements.flatMap { branch -> [[Node]] in
                    let name = named(branch, by: part, library)
                    return name.isEmpty ? [[branch]] : [[branch] + name, [branch]]
                })
        }
        if let condition = part["if"] {
            let then = part["then"].map { [$0] } ?? []
            choices.append(Choice(branches: [[condition] + then, part["else"].map { [$0] } ?? []]))
        }
        return choices
    }

    /// What `discriminator` asks of a branch: a member with its name (OpenAPI 3.1.1, section 4.8.25).
    private static func named(_ branch: Node, by part: Node, _ library: SchemaLibrary) -> [Node] {
        guard let discriminator = part["discriminator"], let member = discriminator["propertyName"]?.string,
            let reference = branch["$ref"]?.string
        else { return [] }
        let target = library.target(of: branch).map(NodeKey.init)
        let mapped = discriminator["mapping"]?.members.first { _, value in
            guard let text = value.string else { return false }
            let named = library.documents.resolve(text, from: value)
            return text == reference || (named != nil && named.map(NodeKey.init) == target)
                || "#/components/schemas/\(text)" == reference
        }
        let name = mapped?.key.string ?? reference.split(separator: "/").last.map(String.init) ?? reference
        let schema: JSONValue = [
            "required": [.string(member)], "properties": .object([member: ["const": .string(name)]]),
        ]
        let file = "\(branch.file ?? "")#\(branch.index)"
        return (try? Document.json(schema.jsonBytes, file: file)).map { [$0.root] } ?? []
    }
}
