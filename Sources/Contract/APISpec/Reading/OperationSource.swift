import JSON

/// One operation as the document has it, not yet known to be sound.
struct OperationSource: Sendable {
    /// Lower case, as the document writes it.
    let method: String
    /// The key of the path and the key of the method: where diagnostics point.
    let pathKey: Node
    let methodKey: Node
    let node: Node
    /// Those of the operation, and those of the path item that it does not override.
    let parameters: [ParameterSource]
    /// The parameters of the path item, as the document has them.
    let itemParameters: Node?
    /// The servers of the path item, nil for those of the document.
    let itemServers: Node?
    /// Whether that is all of them: false if one of them cannot be read, which another check reports.
    let hasAllParameters: Bool

    static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    /// Such as "GET /tasks", for messages.
    var title: String { "\(method.uppercased()) \(pathKey.keyText)" }

    /// Whether two parameters of one list have the same name and place, so that it is open which of them counts.
    var hasRepeatedParameters: Bool {
        parameters.indices.contains { index in
            parameters[..<index].contains { $0.isSame(as: parameters[index]) }
        }
    }

    /// Every operation of the document, in its order.
    static func all(in documents: SpecDocuments) -> [OperationSource] {
        guard let paths = documents.openAPI?["paths"] else { return [] }
        return paths.members.flatMap { key, value -> [OperationSource] in
            guard !key.keyText.hasPrefix("x-"), let item = documents.set.target(of: value) else { return [] }
            let shared = ParameterSource.list(item["parameters"], in: documents.set)
            return item.members.compactMap { methodKey, node in
                guard methods.contains(methodKey.keyText), node.kind == .object else { return nil }
                let own = ParameterSource.list(node["parameters"], in: documents.set)
                let inherited = shared.filter { shared in !own.contains { $0.isSame(as: shared) } }
                return OperationSource(
                    method: methodKey.keyText, pathKey: key, methodKey: methodKey, node: node,
                    parameters: inherited + own, itemParameters: item["parameters"], itemServers: item["servers"],
                    hasAllParameters: shared.count + own.count
                        == (item["parameters"]?.count ?? 0) + (node["parameters"]?.count ?? 0))
            }
        }
    }
}

/// One parameter of an operation as the document has it.
struct ParameterSource: Sendable {
    /// The Parameter Object.
    let node: Node
    /// Where the operation or path item lists it: the object itself, or the reference to it.
    let use: Node
    let name: String
    /// Nil if `in` is none that OpenAPI knows.
    let place: Parameter.Place?

    /// Such as `query parameter "limit"`, for messages.
    var title: String { "\(place.map { "\($0.rawValue) " } ?? "")parameter \"\(name)\"" }

    /// Whether it is a header that content types and security describe: OpenAPI says to ignore the parameter.
    var isDescribedElsewhere: Bool {
        place == .header && ["accept", "content-type", "authorization"].contains(name.lowercased())
    }

    static func list(_ list: Node?, in set: DocumentSet) -> [ParameterSource] {
        (list?.elements).map(Array.init)?.compactMap { use in
            guard let node = set.target(of: use), let name = node["name"]?.string else { return nil }
            let place = node["in"]?.string.flatMap(Parameter.Place.init)
            return ParameterSource(node: node, use: use, name: name, place: place)
        } ?? []
    }

    /// Whether one overrides the other: same name, same place.
    ///
    /// Header names have no case.
    func isSame(as other: ParameterSource) -> Bool {
        guard place == other.place else { return false }
        return place == .header ? name.lowercased() == other.name.lowercased() : name == other.name
    }
}
