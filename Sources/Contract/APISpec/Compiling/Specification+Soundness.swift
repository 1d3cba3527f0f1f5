import JSON

extension Specification {
    /// Whether no error touches an operation: everything that it refers to is there, and every schema compiles.
    ///
    /// In a specification of ours any error stops the whole, so there it does not matter.
    func isSound(_ source: OperationSource) -> Bool {
        guard documents.isSingleDocument else { return true }
        return isReadable(source) && heededParameters(of: source).allSatisfy(isSound)
            && isSound(body: source.node["requestBody"])
            && (source.node["responses"]?.members.allSatisfy { isSound(status: $0.key, $0.value) } ?? true)
            && SecurityReading(of: source, in: self).security != nil
    }

    private func isReadable(_ source: OperationSource) -> Bool {
        let path = source.pathKey.keyText
        guard source.hasAllParameters, path.hasPrefix("/"), let names = PathText(path).names else { return false }
        let lists = [source.node["parameters"], source.itemParameters, source.node["security"]]
        return Set(names).count == names.count && lists.allSatisfy { $0 == nil || $0?.kind == .array }
            && isObject(source.node["responses"]) && !source.hasRepeatedParameters
    }

    private func isSound(_ parameter: ParameterSource) -> Bool {
        guard let place = parameter.place else { return false }
        if let style = parameter.node["style"], !place.styles.contains(style.string ?? "") { return false }
        return isFlag(parameter.node["required"]) && isFlag(parameter.node["explode"])
            && isSound(schema: parameter.node["schema"]) && isSound(content: parameter.node["content"])
    }

    private func isSound(body use: Node?) -> Bool {
        guard let use else { return true }
        guard let body = resolved(use), body.kind == .object else { return false }
        return isFlag(body["required"]) && isSound(content: body["content"])
    }

    private func isSound(status key: Node, _ use: Node) -> Bool {
        key.keyText.hasPrefix("x-") || StatusKey(key.keyText) != nil && isSound(response: use)
    }

    private func isSound(response use: Node) -> Bool {
        guard let response = resolved(use), response.kind == .object else { return false }
        return isSound(content: response["content"]) && isObject(response["headers"])
            && (response["headers"]?.members.allSatisfy { isSound(header: $0.value) } ?? true)
    }

    private func isSound(header use: Node) -> Bool {
        resolved(use).map { isSound(schema: $0["schema"]) && isSound(content: $0["content"]) } ?? false
    }

    private func isSound(content: Node?) -> Bool {
        guard let content else { return true }
        return content.kind == .object
            && content.members.allSatisfy { _, media in
                media.kind == .object && media["$ref"] == nil && isSound(schema: media["schema"])
            }
    }

    private func isSound(schema: Node?) -> Bool { schema == nil || schemas[schema] != nil }

    private func isObject(_ node: Node?) -> Bool { node == nil || node?.kind == .object }

    private func isFlag(_ node: Node?) -> Bool { node == nil || node?.kind == .boolean }
}
