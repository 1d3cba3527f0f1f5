import JSON

/// Responses of a specification.
extension Specification {
    func compileResponse(_ key: Node, _ use: Node) -> Response? {
        guard let status = StatusKey(key.keyText), let node = resolved(use) else { return nil }
        let headers = node["headers"]?.members.compactMap { compileHeader($0.key.keyText, $0.value) } ?? []
        var response = Response(
            content: compileContent(node["content"]), headers: headers,
            requiredHeaders: headers.filter(\.required).map(\.name), description: node["description"]?.string ?? "")
        switch status {
        case .exact(let status): response.status = status
        case .range(let range): response.range = range
        case .rest: break
        }
        return response
    }

    /// Nil for `Content-Type`, which OpenAPI describes by `content` (OpenAPI 3.1.1, section 4.8.17.1).
    private func compileHeader(_ name: String, _ use: Node) -> ResponseHeader? {
        guard name.lowercased() != "content-type", let node = resolved(use) else { return nil }
        return ResponseHeader(
            name: name, required: node["required"]?.bool ?? false, explode: node["explode"]?.bool ?? false,
            schema: schemas[node["schema"]], content: compileContent(node["content"]).first,
            examples: examples(of: node), location: use.location)
    }

    /// The values of `example` and of `examples`; a value that is kept elsewhere (`externalValue`) is none.
    func examples(of holder: Node) -> [Example] {
        let named = holder["examples"]?.members.compactMap { key, use in
            resolved(use)?["value"].map { Example(name: key.keyText, value: $0) }
        }
        return (holder["example"].map { [Example(value: $0)] } ?? []) + (named ?? [])
    }
}
