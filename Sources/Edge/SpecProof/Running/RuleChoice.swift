import ConformanceSuite

/// Which rules speak of a node: first those that name it, then all that judge what it is used in.
enum RuleChoice {
    /// Judged on their own nodes alone: they take long, or compare documents rather than behaviour.
    private static let setApart = [
        "parity.*", "latency.*", "deadline.*", "token.*", "rate.*", "contract.*", "codes.*", "vacuous.*",
    ]
    /// The rules that hold the published documents against the files.
    static let documents = Selection(rules: ["parity.openapi", "parity.asyncapi", "parity.configuration"])

    /// What a mutant's tasks have to end in; as served they end within a second.
    private static let patience: Int64 = 4_000

    /// Whether a rule goes by the clock, which a busy machine may hold back.
    static func measures(_ rule: String) -> Bool {
        ["rate.", "latency.", "deadline.", "live."].contains(where: rule.hasPrefix)
    }

    static func selections(of node: SpecNode) -> [Selection] {
        switch node.file.kind {
        case .limits: return [limits(node)]
        case .agents, .integrations: return agents(node)
        default: break
        }
        let titles = operations(of: node)
        var found: [Selection] = []
        if node.path.contains("x-ratelimit-category") {
            found.append(narrow(["rate.*"], Array(titles.prefix(1))))
        } else if node.key == "p95_ms" {
            return [narrow(["latency.*"], titles)]
        } else if let globs = globs(of: node) {
            found.append(narrow(globs, Array(titles.prefix(2))))
        }
        // What only work that has ended shows is seen where work is watched.
        let isLive = node.isUsed(.event, .command, .channel) || node.file.kind == .asyncAPI
        if isLive { found.append(narrow(["live.*", "agreement.*"], [])) }
        return titles.isEmpty && isLive ? found : found + [broad(Array(titles.prefix(8)))]
    }

    private static func narrow(_ globs: [String], _ titles: [String]) -> Selection {
        Selection(
            rules: globs, without: ["contract.*"], operations: titles.isEmpty ? nil : Set(titles),
            endsAtFirstFinding: true, patience: patience)
    }

    private static func broad(_ titles: [String]) -> Selection {
        Selection(
            without: setApart + ["live.*"], operations: titles.isEmpty ? nil : Set(titles),
            endsAtFirstFinding: true, patience: patience)
    }

    /// Those that meet the node, reading ones and makers first, since they reach it with the fewest requests.
    private static func operations(of node: SpecNode) -> [String] {
        var seen: Set<String> = []
        let titles = node.uses.filter { ![.event, .command, .channel].contains($0.role) }.map(\.title)
        let distinct = titles.filter { seen.insert($0).inserted }
        let plain = distinct.filter { !$0.contains("{") }
        return plain + distinct.filter { $0.contains("{") }
    }

    private static func globs(of node: SpecNode) -> [String]? {
        if node.path.contains("security") { return ["auth.missing-token", "auth.role", "positive.role"] }
        if node.file.kind == .errors { return node.path.first.flatMap(provoking).map { $0 + ["error.*"] } }
        if node.isUsed(.body) { return ["positive.*", "body.*"] }
        if node.isUsed(.parameter) { return ["parameter.*", "positive.*"] }
        if node.isUsed(.answer) { return ["positive.*", "response.*", "http.*"] }
        if node.isUsed(.refusal) { return ["auth.missing-token", "parameter.*", "body.*", "error.*", "response.*"] }
        return nil
    }

    /// The rules that ask for a code.
    private static func provoking(_ code: String) -> [String]? {
        if code.hasSuffix("_NOT_FOUND") { return ["object.unknown"] }
        if code.hasSuffix("_CONFLICT") { return ["object.repeated", "lifecycle.*"] }
        if code.hasPrefix("IDEMPOTENCY_") { return ["idempotency.*"] }
        switch code {
        case "VALIDATION_ERROR": return ["body.syntax", "parameter.invalid"]
        case "AUTHENTICATION_REQUIRED": return ["auth.missing-token"]
        case "INVALID_CREDENTIALS": return ["auth.password"]
        case "INVALID_REFRESH_TOKEN": return ["token.refresh*"]
        case "PERMISSION_DENIED": return ["auth.role"]
        case "NOT_FOUND": return ["path.*"]
        case "METHOD_NOT_ALLOWED": return ["method.undeclared"]
        case "NOT_ACCEPTABLE": return ["content.not-acceptable"]
        case "UNSUPPORTED_MEDIA_TYPE": return ["content.wrong-type"]
        case "PAYLOAD_TOO_LARGE": return ["size.body"]
        case "URI_TOO_LONG": return ["size.uri"]
        case "HEADERS_TOO_LARGE": return ["size.headers"]
        case "MALFORMED_REQUEST": return ["framing.*"]
        case "REQUEST_TIMEOUT": return ["deadline.*"]
        case "UPGRADE_REQUIRED": return ["live.upgrade"]
        case "RATE_LIMIT_EXCEEDED": return ["rate.quota"]
        // What becomes of tasks is told in tasks and events.
        case "AGENT_FAILED", "TASK_TIMEOUT", "TASK_CANCELLED", "TARGET_NOT_ALLOWED": return ["live.*"]
        default: return nil
        }
    }

    private static func limits(_ node: SpecNode) -> Selection {
        switch node.path.first {
        case "rate_limits": return narrow(["rate.*"], Array(operations(of: node).prefix(1)))
        case "request": return narrow(["size.*", "limit.*", "body.*", "idempotency.*"], [])
        case "websocket": return narrow(["live.*", "limit.*"], [])
        default: return narrow(["limit.*", "framing.*"], [])
        }
    }

    private static func agents(_ node: SpecNode) -> [Selection] {
        [narrow(["parity.configuration", "input.*"], []), broad([])]
    }
}
