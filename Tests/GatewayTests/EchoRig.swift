import APISpec
import Access
import Gateway
import JSON
import Testing

/// A gateway over one document of any kind, whose handlers answer with what they were given.
struct EchoRig {
    let gateway: Gateway

    /// - Parameter paths: the `paths` of an OpenAPI document, indented by two spaces.
    init(paths: String, components: String = "", version: String = "3.1.1") throws {
        try self.init(
            document: "openapi: \(version)\ninfo: {title: Echo, version: '1'}\npaths:\n\(paths)\n\(components)")
    }

    init(document: String) throws {
        let files = SpecFiles(root: "api.yaml", files: ["api.yaml": Array(document.utf8)])
        let contract = try Contract.load(files).contract
        var handlers: [String: Handler] = [:]
        for operation in contract.operations {
            handlers[operation.id] = { call in .answer(Answer(200, Self.echo(call))) }
        }
        gateway = try Gateway(
            contract: contract, handlers: handlers, credentials: .presence, limiter: RateLimiter(), clock: .system)
    }

    private static func echo(_ call: Call) -> JSONValue {
        var answer: JSONObject = ["operation": .string(call.operation.id)]
        for parameter in call.operation.parameters {
            if let value = call.parameters[parameter.name, parameter.place] { answer[parameter.name] = value }
        }
        if let body = call.body { answer["body"] = JSONValue(body) }
        return .object(answer)
    }

    func send(
        _ method: String, _ target: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) async -> Reply {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let request = Request(
            method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil, headers: HeaderFields(headers),
            body: body, id: "req-1")
        switch gateway.handle(request) {
        case .reply(let reply): return reply
        case .later(let work): return await work()
        }
    }

    func post(_ target: String, _ type: String, _ body: String) async -> Reply {
        await send("POST", target, headers: [("Content-Type", type)], body: Array(body.utf8))
    }
}
