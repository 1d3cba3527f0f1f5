import JSON

extension Specification {
    /// The contract of what is sound: the whole of it when the checks found no errors.
    func compile() -> Contract {
        let limits = compiledLimits
        var ids: Set<String> = []
        return Contract(
            title: documents.openAPI?["info"]?["title"]?.string ?? "",
            version: documents.openAPI?["info"]?["version"]?.string ?? "",
            operations: operations.filter(isSound).map { compile($0, limits, &ids) },
            errors: compiledErrors,
            limits: limits,
            lifecycles: compiledLifecycles,
            events: compiledEvents)
    }

    private var compiledLifecycles: [ResourceLifecycle] {
        let paths = documents.openAPI?["paths"].map { Array($0.members) } ?? []
        let prefix = ServerURL.path(of: documents.openAPI?["servers"]?[0])
        return paths.compactMap { key, item in
            resolved(item)?["x-lifecycle"].flatMap { ResourceLifecycle($0, path: prefix + key.keyText) }
        }
    }

    /// errors.yaml, or the entries that stand in for it beside a single document.
    private var compiledErrors: ErrorCatalogue {
        guard let errors = documents.errors else {
            return ErrorCatalogue(entries: ErrorCatalogue.standard.entries)
        }
        let entries = errors.members.map { key, value in
            ErrorEntry(
                code: key.keyText, status: value["status"]?.int ?? 500, detail: value["detail"]?.string ?? "",
                retryable: value["retryable"]?.bool ?? false, description: value["description"]?.string ?? "")
        }
        let body = documents.openAPI?["components"]?["schemas"]?["Error"]
        return ErrorCatalogue(entries: entries, bodySchema: schemas[body])
    }

    /// limits.yaml, or the values that stand in for it beside a single document.
    private var compiledLimits: Limits {
        var limits = Limits()
        guard let node = documents.limits else { return limits }
        for (key, value) in node["rate_limits"].map({ Array($0.members) }) ?? [] {
            limits.rateLimits[key.keyText] = RateLimitPolicy(name: key.keyText, value)
        }
        limits.request = [LimitKey<RequestLimits>].request.read(node["request"], into: limits.request)
        limits.connection = [LimitKey<ConnectionLimits>].connection.read(node["connection"], into: limits.connection)
        limits.websocket = [LimitKey<WebSocketLimits>].websocket.read(node["websocket"], into: limits.websocket)
        return limits
    }

    /// The messages of asyncapi.yaml; nil beside a single document.
    private var compiledEvents: EventContract? {
        guard let channel = documents.asyncAPI?["channels"]?.members.map(\.value).first else { return nil }
        return EventContract(
            path: resolved(channel)?["address"]?.string ?? "", events: messageTypes(.event),
            commands: messageTypes(.command))
    }

    private func messageTypes(_ direction: MessageSource.Direction) -> [String: MessageType] {
        messages.filter { $0.direction == direction }.reduce(into: [:]) { types, message in
            guard let payload = schemas[message.node["payload"]] else { return }
            types[message.name] = MessageType(name: message.name, payload: payload, location: message.node.location)
        }
    }
}

extension RateLimitPolicy {
    /// Nil for a node that the shape check refuses.
    fileprivate init?(name: String, _ node: Node) {
        guard let quota = node["q"]?.int, let window = node["w"]?.int,
            let partition = node["pk"]?.string.flatMap(Partition.init)
        else { return nil }
        self.init(
            name: name, quota: quota, windowSeconds: window, burst: node["burst"]?.int, partition: partition)
    }
}
