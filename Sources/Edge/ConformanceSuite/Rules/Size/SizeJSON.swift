import APISpec
import JSON
import SchemaInstances

/// The limits on what a JSON body holds.
struct SizeJSON: Probe {
    static let rule = Rule(
        "size.json",
        "A JSON body deeper than request.json_depth or of more values than json_nodes is refused with VALIDATION_ERROR",
        basis: "request.json_depth and json_nodes of limits.yaml")

    func run(_ run: Run) async throws(Abort) {
        guard run.spec.limits != nil, let (one, identity) = run.writer,
            let base = try await run.base(of: one, as: identity),
            let body = base.body?.objectValue
        else { return run.skip(Self.rule, "bodies", "no limits.yaml, or no operation takes a JSON object") }
        let limits = run.spec.contract.limits.request
        let open =
            one.jsonBody?.schema.properties.first { $0.schema.types.contains("object") && !$0.schema.isClosed }?.name
            ?? "zz"
        let others = body.filter { $0.key != open }.map { "\(JSONValue.string($0.key).jsonText):\($0.value.jsonText)" }
        func text(_ value: String) -> [UInt8] {
            Array("{\((others + ["\(JSONValue.string(open).jsonText):{\"a\":\(value)}"]).joined(separator: ","))}".utf8)
        }
        let deep = String(repeating: "[", count: limits.jsonDepth) + String(repeating: "]", count: limits.jsonDepth)
        let wide = "[" + String(repeating: "0,", count: limits.jsonNodes) + "0]"
        for (what, key, bytes) in [
            ("\(limits.jsonDepth + 2) levels", "json_depth", text(deep)),
            ("\(limits.jsonNodes) values and more", "json_nodes", text(wide)),
            ("100000 open brackets", "json_depth", [UInt8](repeating: UInt8(ascii: "["), count: 100_000)),
        ] where bytes.count <= limits.bodyBytes {
            var ask = run.ask(one, base, as: identity, what)
            ask.request.body = bytes
            guard let response = try await run.send(ask) else { continue }
            run.expect(
                "VALIDATION_ERROR", Self.rule, ask, response, because: run.spec.location(ofLimit: "request", key))
            if response.status == 201 { try await run.remember(response, "id", in: base.path, as: identity) }
        }
    }
}
