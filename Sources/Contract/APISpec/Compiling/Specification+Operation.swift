import JSON

extension Specification {
    /// One operation of a specification that has no errors.
    func compile(_ source: OperationSource, under prefix: String, _ limits: Limits) -> Operation {
        let node = source.node
        return Operation(
            id: node["operationId"]?.string ?? source.title,
            method: source.method.uppercased(),
            path: PathTemplate(prefix + source.pathKey.keyText),
            parameters: source.parameters.compactMap(compileParameter),
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
}
