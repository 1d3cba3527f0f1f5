import JSON

/// Responses of a specification that has no errors.
extension Specification {
    func compileResponse(_ key: Node, _ use: Node) -> Response? {
        guard let status = StatusKey(key.keyText), let node = resolved(use) else { return nil }
        let headers = node["headers"].map { Array($0.members) } ?? []
        var response = Response(
            content: compileContent(node["content"]), headers: headers.map { $0.key.keyText },
            requiredHeaders: headers.filter { resolved($0.value)?["required"]?.bool == true }.map { $0.key.keyText },
            description: node["description"]?.string ?? "")
        switch status {
        case .exact(let status): response.status = status
        case .range(let range): response.range = range
        case .rest: break
        }
        return response
    }
}
