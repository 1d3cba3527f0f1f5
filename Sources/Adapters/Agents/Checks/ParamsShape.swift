import JSON

/// What input_schema says about the members of `params`.
struct ParamsShape {
    private let schema: Node?

    init(_ schema: Node?) {
        self.schema = schema
    }

    /// The first member of the path that the schema does not have, as far as the schema tells.
    func fault(in reference: Reference) -> ExpressionFault? {
        guard let schema else {
            return reference.members.first.map {
                ExpressionFault(
                    code: "unknown-member",
                    message: "params has no member \"\($0.name)\": the agent has no input_schema",
                    help: "declare it under input_schema.properties", offset: $0.offset)
            }
        }
        var (owner, place) = ("params", schema)
        for member in reference.members {
            guard let properties = place["properties"], properties.kind == .object, !Self.isOpen(place) else {
                return nil
            }
            guard let next = properties[member.name] else {
                let known = properties.members.compactMap(\.key.string)
                return Paths.unknown(member, among: known, of: owner)
            }
            (owner, place) = ("\(owner).\(member.name)", next)
        }
        return nil
    }

    /// Whether members may be declared elsewhere than under `properties`.
    private static func isOpen(_ schema: Node) -> Bool {
        let others = ["$ref", "allOf", "anyOf", "oneOf", "if", "patternProperties", "dependentSchemas"]
        return others.contains { schema[$0] != nil } || schema["additionalProperties"]?.kind == .object
    }
}
