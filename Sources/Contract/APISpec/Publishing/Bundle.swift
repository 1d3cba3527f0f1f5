import JSON

/// Makes one document of a root and what it refers to in other files.
///
/// Schemas of other files become `components/schemas` of this one; other objects are put where they are referred to.
struct Bundle {
    /// What kind of place a value stands at, which decides what its keys mean.
    enum Place {
        /// An object of the standard.
        case object
        /// Objects of the standard under names of the author's choice.
        case objects
        case schema
        /// Schemas under names of the author's choice.
        case schemas
        /// Data of the author's: a `$ref` in it is no reference.
        case data
    }

    /// References between objects nest no deeper than this; a deeper one stays as it is.
    private static let depth = 32

    private let root: Node
    private let documents: DocumentSet
    /// Schemas of other files, by the name they have here.
    private var names: [NodeID: String] = [:]
    private var taken: Set<String>
    private var pending: [(name: String, schema: Node)] = []

    static func make(of root: Node, in documents: DocumentSet) -> JSONValue {
        var bundle = Bundle(root, documents)
        return bundle.bundled()
    }

    private init(_ root: Node, _ documents: DocumentSet) {
        self.root = root
        self.documents = documents
        taken = Set(root["components"]?["schemas"]?.members.map { $0.key.keyText } ?? [])
    }

    private mutating func bundled() -> JSONValue {
        var document = value(of: root, at: .object, 0)
        while !pending.isEmpty {
            let next = pending.removeFirst()
            let schema = value(of: next.schema, at: .schema, 0)
            var components = document["components"] ?? [:]
            var schemas = components["schemas"] ?? [:]
            schemas[next.name] = schema
            components["schemas"] = schemas
            document["components"] = components
        }
        return document
    }

    private mutating func value(of node: Node, at place: Place, _ depth: Int) -> JSONValue {
        switch node.kind {
        case .array where place != .data:
            var elements: [JSONValue] = []
            for element in node.elements { elements.append(value(of: element, at: place, depth)) }
            return .array(elements)
        case .object:
            if let reference = node["$ref"]?.string, let resolved = follow(reference, node, place, depth) {
                return resolved
            }
            return members(of: node, at: place, depth)
        default: return JSONValue(node)
        }
    }

    private mutating func members(of node: Node, at place: Place, _ depth: Int) -> JSONValue {
        var object = JSONObject()
        for (key, member) in node.members {
            object[key.keyText] = value(of: member, at: place.below(key.keyText, member), depth)
        }
        return .object(object)
    }

    /// What stands in place of a reference; nil for one that is none, or that leads nowhere else.
    private mutating func follow(_ reference: String, _ node: Node, _ place: Place, _ depth: Int) -> JSONValue? {
        guard place == .object || place == .schema, let target = documents.resolve(reference, from: node) else {
            return nil
        }
        let fragment = reference.drop { $0 != "#" }
        if target.file == root.file {
            return node.file == root.file ? nil : ["$ref": .string(String(fragment))]
        }
        guard place == .schema else { return depth < Self.depth ? value(of: target, at: place, depth + 1) : nil }
        var schema = members(of: node, at: .schema, depth)
        schema["$ref"] = .string("#/components/schemas/\(name(of: target, at: String(fragment)))")
        return schema
    }

    /// The name of another file's schema in this document; the first to ask has it copied.
    private mutating func name(of schema: Node, at fragment: String) -> String {
        if let known = names[NodeID(schema)] { return known }
        let tokens = fragment.dropFirst().split(separator: "/").map(String.init)
        let plain = tokens.filter { $0 != "components" && $0 != "schemas" }.joined(separator: "_")
        let file = (schema.file ?? "").fileName.split(separator: ".").first.map(String.init) ?? "other"
        var name = Self.cleaned(plain.isEmpty ? file : plain)
        if taken.contains(name) { name = Self.cleaned("\(file)_\(name)") }
        while taken.contains(name) { name += "_" }
        taken.insert(name)
        names[NodeID(schema)] = name
        pending.append((name, schema))
        return name
    }

    /// The letters that a component may be called by (OpenAPI 3.1.1, section 4.8.7.1).
    private static func cleaned(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" })
    }
}

extension Bundle.Place {
    private static let maps: Set<String> = [
        "paths", "responses", "headers", "content", "parameters", "requestBodies", "securitySchemes", "callbacks",
        "links", "pathItems", "channels", "messages", "operations", "variables", "servers", "examples",
    ]
    private static let schemaMaps: Set<String> = [
        "properties", "patternProperties", "$defs", "definitions", "dependentSchemas",
    ]
    private static let literals: Set<String> = ["enum", "const", "default", "example", "examples", "discriminator"]

    /// The place of a member.
    fileprivate func below(_ key: String, _ member: Node) -> Bundle.Place {
        switch self {
        case .data: return .data
        case .objects: return .object
        case .schemas: return .schema
        case .schema:
            if Self.schemaMaps.contains(key) { return .schemas }
            return Self.literals.contains(key) || key.hasPrefix("x-") ? .data : .schema
        case .object:
            switch key {
            case "schema", "payload": return .schema
            case "schemas": return .schemas
            case "example", "value", "security", "enum", "default": return .data
            case "examples" where member.kind == .array: return .data
            default:
                if key.hasPrefix("x-") { return .data }
                return member.kind == .object && Self.maps.contains(key) ? .objects : .object
            }
        }
    }
}
