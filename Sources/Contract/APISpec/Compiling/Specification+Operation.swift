import JSON
import JSONSchema

extension Specification {
    /// One operation of a specification that has no errors.
    func compile(_ source: OperationSource, under prefix: String, _ limits: Limits) -> Operation {
        let node = source.node
        return Operation(
            id: node["operationId"]?.string ?? source.title,
            method: source.method.uppercased(),
            path: PathTemplate(prefix + source.pathKey.keyText),
            parameters: source.parameters.compactMap(compile),
            body: compileBody(node["requestBody"]),
            responses: node["responses"]?.members.compactMap { compileResponse($0.key, $0.value) } ?? [],
            // An operation without readable security has an error and never gets here; closed is the safe side.
            security: SecurityReading(of: source, in: self).security ?? .bearer(roles: []),
            errorCodes: node["x-error-codes"]?.elements.compactMap(\.string) ?? [],
            rateLimit: node["x-ratelimit-category"]?.string.flatMap { limits.rateLimits[$0] },
            slo: node["x-slo"]?["p95_ms"]?.int.map(ServiceLevel.init),
            deadlineMilliseconds: node["x-deadline-ms"]?.int,
            tag: node["tags"]?[0]?.string,
            location: (node["operationId"] ?? source.methodKey).location,
            sourceLine: (node["operationId"] ?? source.methodKey).sourceLine)
    }

    private func compile(_ source: ParameterSource) -> Parameter? {
        guard let place = source.place, let schema = schemas[source.node["schema"]] else { return nil }
        let style = source.node["style"]?.string ?? place.styles.first ?? "simple"
        return Parameter(
            name: source.name, place: place, required: source.node["required"]?.bool ?? false, style: style,
            // OpenAPI 3.1.1, section 4.8.12.2.1: true for form, false for all others.
            explode: source.node["explode"]?.bool ?? (style == "form"),
            schema: schema, location: source.node.location)
    }

    private func compileBody(_ use: Node?) -> RequestBody? {
        resolved(use).map { node in
            RequestBody(required: node["required"]?.bool ?? false, content: compileContent(node["content"]))
        }
    }

    private func compileContent(_ content: Node?) -> [MediaType] {
        content?.members.map { MediaType(name: MediaType.essence($0.key.keyText), schema: schemas[$0.value["schema"]]) }
            ?? []
    }

    private func compileResponse(_ key: Node, _ use: Node) -> Response? {
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
