import JSON

extension Specification {
    /// Whether no error touches an operation: everything that it refers to is there, and every schema compiles.
    ///
    /// In a specification of ours any error stops the whole, so there it does not matter.
    func isSound(_ source: OperationSource) -> Bool {
        guard documents.isSingleDocument else { return true }
        return isReadable(source) && heededParameters(of: source).allSatisfy(isSound)
            && isSound(body: source.node["requestBody"])
            && (source.node["responses"]?.members.allSatisfy { isSound(response: $0.value) } ?? true)
            && SecurityReading(of: source, in: self).security != nil
    }

    private func isReadable(_ source: OperationSource) -> Bool {
        let path = source.pathKey.keyText
        guard source.hasAllParameters, path.hasPrefix("/"), let names = PathText(path).names else { return false }
        return Set(names).count == names.count
    }

    private func isSound(_ parameter: ParameterSource) -> Bool {
        guard let place = parameter.place else { return false }
        if let style = parameter.node["style"], !place.styles.contains(style.string ?? "") { return false }
        return isSound(schema: parameter.node["schema"]) && isSound(content: parameter.node["content"])
    }

    private func isSound(body use: Node?) -> Bool {
        guard let use else { return true }
        return resolved(use).map { isSound(content: $0["content"]) } ?? false
    }

    private func isSound(response use: Node) -> Bool {
        guard let response = resolved(use) else { return false }
        return isSound(content: response["content"])
            && (response["headers"]?.members.allSatisfy { isSound(header: $0.value) } ?? true)
    }

    private func isSound(header use: Node) -> Bool {
        resolved(use).map { isSound(schema: $0["schema"]) && isSound(content: $0["content"]) } ?? false
    }

    private func isSound(content: Node?) -> Bool {
        content?.members.allSatisfy { $0.value["$ref"] == nil && isSound(schema: $0.value["schema"]) } ?? true
    }

    private func isSound(schema: Node?) -> Bool { schema == nil || schemas[schema] != nil }
}
