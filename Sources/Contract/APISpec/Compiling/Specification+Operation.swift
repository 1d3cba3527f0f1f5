import JSON

extension Specification {
    /// One operation that no error touches.
    ///
    /// - Parameter ids: those of the operations before it; an id that is missing or taken is replaced by method and path
    func compile(_ source: OperationSource, _ limits: Limits, _ ids: inout Set<String>) -> Operation {
        let node = source.node
        let named = node["operationId"]?.string
        let id = named.flatMap { ids.insert($0).inserted ? $0 : nil } ?? source.title
        return Operation(
            id: id,
            method: source.method.uppercased(),
            path: PathTemplate(prefix(of: source) + source.pathKey.keyText),
            parameters: declaredParameters(of: source) + undeclaredParameters(of: source),
            body: compileBody(node["requestBody"]),
            responses: node["responses"]?.members.compactMap { compileResponse($0.key, $0.value) } ?? [],
            // An operation without readable security has an error and never gets here; closed is the safe side.
            security: SecurityReading(of: source, in: self).security ?? .bearer(roles: []),
            errorCodes: node["x-error-codes"]?.elements.compactMap(\.string) ?? [],
            rateLimit: node["x-ratelimit-category"]?.string.flatMap { limits.rateLimits[$0] },
            slo: node["x-slo"]?["p95_ms"]?.int.map(ServiceLevel.init),
            deadlineMilliseconds: node["x-deadline-ms"]?.int.flatMap { (1...3_600_000).contains($0) ? $0 : nil },
            idempotency: node["x-idempotency"].flatMap(Idempotency.init),
            tag: node["tags"]?[0]?.string,
            location: (node["operationId"] ?? source.methodKey).location,
            sourceLine: (node["operationId"] ?? source.methodKey).sourceLine)
    }

    /// The path of the first server: of the operation, else of its path item, else of the document.
    private func prefix(of source: OperationSource) -> String {
        let servers = source.node["servers"] ?? source.itemServers ?? documents.openAPI?["servers"]
        return ServerURL.path(of: servers?[0])
    }

    /// The declared parameters without those that OpenAPI says to ignore, and those that the path has no place for.
    func heededParameters(of source: OperationSource) -> [ParameterSource] {
        let names = PathText(source.pathKey.keyText).names ?? []
        return source.parameters.filter { parameter in
            switch parameter.place {
            case .path: names.contains(parameter.name)
            case .header: !parameter.isDescribedElsewhere
            default: true
            }
        }
    }

    private func declaredParameters(of source: OperationSource) -> [Parameter] {
        heededParameters(of: source).compactMap(compileParameter).map { parameter in
            var parameter = parameter
            if parameter.place == .path { parameter.required = true }
            return parameter
        }
    }

    /// Names in the path that no parameter declares: any text may stand there.
    private func undeclaredParameters(of source: OperationSource) -> [Parameter] {
        guard documents.isSingleDocument, let schema = schemas.anything else { return [] }
        let declared = Set(source.parameters.filter { $0.place == .path }.map(\.name))
        return (PathText(source.pathKey.keyText).names ?? []).distinct.filter { !declared.contains($0) }.map { name in
            Parameter(
                name: name, place: .path, required: true, style: "simple", explode: false, schema: schema,
                location: source.pathKey.location)
        }
    }
}
