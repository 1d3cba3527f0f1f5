import JSON

/// Which resource every schema belongs to, and what references lead to: JSON Schema core sections 8 and 9.
///
/// Documents are read when something leads to them. Where a document holds no identifier, which is the rule, it is one
/// resource and nothing in it is visited.
struct SchemaIndex {
    let documents: DocumentSet
    /// For resources that do not say `$schema`.
    let dialect: Dialect

    private(set) var resources: [SchemaResource] = []
    private var resourceOfURI: [String: Int] = [:]
    private var resourceOfSchema: [SchemaKey: Int] = [:]
    private var homes: [ObjectIdentifier: Home] = [:]
    private var anchors: [AnchorKey: Node] = [:]
    private var contexts = DynamicContexts()

    /// Identifiers that were given twice, with the keyword.
    private(set) var repeated: [(key: Node, name: String)] = []

    /// What is known of a whole document.
    private struct Home {
        let resource: Int
        /// Whether schemas in it may be of other resources.
        let hasIdentifiers: Bool
    }

    private struct AnchorKey: Hashable {
        let resource: Int
        let name: String
    }

    init(documents: DocumentSet, dialect: Dialect) {
        self.documents = documents
        self.dialect = dialect
    }
}

/// One schema resource, or the part of a document that is in none.
struct SchemaResource {
    /// What references in it are relative to.
    let base: String
    /// Where JSON pointers in it start.
    let root: Node
    let dialect: Dialect
    /// Its own index; that of the resource around it where only the dialect is another.
    let origin: Int
    /// By name, in the order of the document.
    var dynamicAnchors: [(name: String, node: Node)] = []
}

// Schemas and their resources.
extension SchemaIndex {
    /// The resource that the schema at `node` belongs to.
    mutating func resource(of node: Node) -> Int {
        let home = home(of: node.document)
        return home.hasIdentifiers ? resourceOfSchema[SchemaKey(node)] ?? home.resource : home.resource
    }

    /// Likewise for a schema that is compiled by itself: it may name its dialect wherever it stands.
    mutating func resource(ofRoot node: Node) -> Int {
        let home = home(of: node.document)
        if home.hasIdentifiers { visit(node, in: home.resource) }
        let found = resource(of: node)
        guard node.index > 0, let named = node["$schema"]?.string, let dialect = dialect(named: named),
            dialect != resources[found].dialect
        else { return found }
        resources.append(
            SchemaResource(base: resources[found].base, root: resources[found].root, dialect: dialect, origin: found))
        return resources.count - 1
    }

    /// What is bound when `resource` is entered while `context` is bound.
    mutating func context(_ context: Int, entering resource: Int) -> Int {
        let anchors = resources[resource].dynamicAnchors
        return anchors.isEmpty ? context : contexts.adding(anchors, of: resource, to: context)
    }

    /// The schema that the dynamic anchor `name` is bound to.
    func binding(of name: String, in context: Int) -> Node? { contexts[context][name] }

    /// Whether `name` is a dynamic anchor of `resource`.
    func hasDynamicAnchor(_ name: String, in resource: Int) -> Bool {
        resources[resource].dynamicAnchors.contains { $0.name == name }
    }

    private mutating func home(of document: Document) -> Home {
        homes[document.identity] ?? register(document, as: document.file ?? "")
    }

    /// Reads a document that is met for the first time.
    private mutating func register(_ document: Document, as base: String) -> Home {
        let hasIdentifiers =
            document.mayHold("$id") || document.mayHold("$anchor") || document.mayHold("$dynamicAnchor")
            || document.mayHold("$recursiveAnchor")
        let root = document.root
        let isSchema = root["openapi"] == nil && root["asyncapi"] == nil
        let named = root[isSchema ? "$schema" : "jsonSchemaDialect"]?.string
        resources.append(
            SchemaResource(
                base: base, root: root, dialect: named.flatMap { dialect(named: $0) } ?? dialect,
                origin: resources.count))
        let resource = resources.count - 1
        homes[document.identity] = Home(resource: resource, hasIdentifiers: hasIdentifiers)
        guard hasIdentifiers else { return Home(resource: resource, hasIdentifiers: false) }
        if isSchema { visit(root, in: resource) } else { visitComponents(of: root, in: resource) }
        let home = Home(resource: resourceOfSchema[SchemaKey(root)] ?? resource, hasIdentifiers: true)
        homes[document.identity] = home
        return home
    }

    private mutating func visitComponents(of root: Node, in resource: Int) {
        guard let schemas = root["components"]?["schemas"] else { return }
        for (_, schema) in schemas.members { visit(schema, in: resource) }
    }

    /// Notes the identifiers of `root`, which stands in `resource`, and of the schemas in it.
    private mutating func visit(_ root: Node, in resource: Int) {
        var pending = [(schema: root, resource: resource)]
        while let (schema, outer) = pending.popLast() {
            guard schema.kind == .object, resourceOfSchema[SchemaKey(schema)] == nil else { continue }
            let home = enter(schema, from: outer)
            resourceOfSchema[SchemaKey(schema)] = home
            noteAnchors(of: schema, in: home)
            let parts = resources[home].dialect.subschemas(of: schema)
            pending.append(contentsOf: parts.reversed().map { ($0, home) })
        }
    }

    /// The resource of `schema`: the one around it, or the one that begins with it.
    private mutating func enter(_ schema: Node, from outer: Int) -> Int {
        var dialect = resources[outer].dialect
        guard let identifier = schema["$id"]?.string, !identifier.hasPrefix("#") else { return outer }
        if let named = schema["$schema"]?.string { dialect = self.dialect(named: named) ?? dialect }
        guard !dialect.ignoresSiblings || schema["$ref"] == nil, dialect.draft != .openAPI30,
            let name = URIReference.split(identifier)?.resource,
            let base = URIReference.resolve(name, against: resources[outer].base)
        else { return outer }
        resources.append(SchemaResource(base: base, root: schema, dialect: dialect, origin: resources.count))
        if let other = resourceOfURI[base], resources[other].root.document.identity == schema.document.identity {
            repeated.append((schema, identifier))
        }
        resourceOfURI[base] = resources.count - 1
        return resources.count - 1
    }

    private mutating func noteAnchors(of schema: Node, in resource: Int) {
        switch resources[resource].dialect.draft {
        case .draft6, .draft7:
            guard let identifier = schema["$id"]?.string, identifier.hasPrefix("#"), schema["$ref"] == nil else {
                return
            }
            note(String(identifier.dropFirst()), schema, in: resource)
        case .draft201909:
            if let name = schema["$anchor"]?.string { note(name, schema, in: resource) }
            // It binds what "#" means: an anchor without a name.
            if schema["$recursiveAnchor"]?.bool == true { noteDynamic("", schema, in: resource) }
        case .draft202012:
            if let name = schema["$anchor"]?.string { note(name, schema, in: resource) }
            guard let name = schema["$dynamicAnchor"]?.string else { return }
            note(name, schema, in: resource)
            noteDynamic(name, schema, in: resource)
        case .openAPI30: break
        }
    }

    private mutating func note(_ name: String, _ schema: Node, in resource: Int) {
        let key = AnchorKey(resource: resource, name: name)
        if let other = anchors[key], other.index != schema.index { repeated.append((schema, "#\(name)")) }
        anchors[key] = anchors[key] ?? schema
    }

    private mutating func noteDynamic(_ name: String, _ schema: Node, in resource: Int) {
        if !hasDynamicAnchor(name, in: resource) { resources[resource].dynamicAnchors.append((name, schema)) }
    }
}

// References.
extension SchemaIndex {
    /// The schema that `reference` names when it stands in `resource`; nil if there is none.
    mutating func resolve(_ reference: String, in resource: Int) -> Node? {
        guard let (name, fragment) = URIReference.split(reference),
            let target = name.isEmpty ? resource : self.resource(named: name, from: resource)
        else { return nil }
        guard let fragment, !fragment.isEmpty else { return resources[target].root }
        guard fragment.hasPrefix("/") else { return anchors[AnchorKey(resource: target, name: fragment)] }
        return JSONPointer(fragment).flatMap { at($0, in: target) }
    }

    /// Likewise for a reference that stands in the schema at `node`.
    mutating func resolve(_ reference: String, from node: Node) -> Node? {
        resolve(reference, in: resource(of: node))
    }

    private mutating func resource(named name: String, from resource: Int) -> Int? {
        guard let uri = URIReference.resolve(name, against: resources[resource].base) else { return nil }
        if let known = resourceOfURI[uri] { return known }
        guard let document = documents.documents[uri] ?? Metaschemas.document(uri) else { return nil }
        if let home = homes[document.identity] { return home.resource }
        let found = register(document, as: uri).resource
        // The root may have a name of its own; it is found under both.
        resourceOfURI[uri] = resourceOfURI[uri] ?? found
        return found
    }

    /// The node at `pointer`; what it passes through says which resource the schema there belongs to.
    private mutating func at(_ pointer: JSONPointer, in resource: Int) -> Node? {
        guard let found = resources[resource].root.at(pointer) else { return nil }
        guard home(of: found.document).hasIdentifiers, resourceOfSchema[SchemaKey(found)] == nil else { return found }
        var node = resources[resource].root
        var home = resource
        for token in pointer.tokens {
            home = resourceOfSchema[SchemaKey(node)] ?? home
            guard let next = node.at(JSONPointer(tokens: [token])) else { break }
            node = next
        }
        visit(found, in: home)
        return found
    }

    /// The dialect that `$schema` names: one known by heart, or one whose metaschema is among the documents.
    func dialect(named uri: String) -> Dialect? {
        if let known = Dialect(uri: uri) {
            // OpenAPI schemas that name the draft they are based on keep OpenAPI's keywords.
            return dialect.vocabularies.contains(.openAPI) && known.draft == dialect.draft ? dialect : known
        }
        guard let name = URIReference.split(uri)?.resource,
            let metaschema = documents.documents[name]?.root ?? Metaschemas.document(name)?.root,
            let parent = metaschema["$schema"]?.string.flatMap(Dialect.init(uri:))
        else { return nil }
        guard let vocabularies = metaschema["$vocabulary"] else { return parent }
        return Dialect(parent.draft, listed: vocabularies)
    }
}

extension Dialect {
    /// The dialect of a metaschema's `$vocabulary`; nil if it requires one that is not known.
    init?(_ draft: Draft, listed vocabularies: Node) {
        var known: Vocabularies = [.core]
        var assertsFormats = false
        for (key, isRequired) in vocabularies.members {
            let name = key.string ?? ""
            if let vocabulary = Vocabularies(uri: name) {
                known.formUnion(vocabulary)
                if name.hasSuffix("/format-assertion") { assertsFormats = true }
            } else if isRequired.bool != false {
                return nil
            }
        }
        self.init(draft, known)
        alwaysAssertsFormats = assertsFormats
    }

    /// The schemas directly under the keywords of `schema`, in the order of the document.
    func subschemas(of schema: Node) -> [Node] {
        var found: [Node] = []
        for (key, value) in schema.members {
            guard let keyword = keyword(key.string ?? "") else { continue }
            switch keyword.contents {
            case .none: break
            case .schema: found.append(value)
            case .list: found += value.elements
            case .schemaOrList: found += value.kind == .array ? Array(value.elements) : [value]
            case .map, .mapOfSome: found += value.members.map(\.value)
            }
        }
        return found
    }
}
