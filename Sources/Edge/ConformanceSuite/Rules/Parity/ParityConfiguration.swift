import APISpec
import JSON

/// What a file of the server's own names is what the server lists.
struct ParityConfiguration: Probe {
    static let rule = Rule(
        "parity.configuration", "What a list serves of a configuration file is what stands in the file, entry by entry",
        basis: "the file of --agents")

    func run(_ run: Run) async throws(Abort) {
        guard let root = run.configuration else {
            return run.skip(Self.rule, "lists", "no file was given: --agents", .nothingToStandOn)
        }
        // Found by name and shape: a list at ".../agents" and a map "agents" in the file.
        for (key, entries) in root.members where entries.kind == .object {
            guard let name = key.string,
                let list = run.spec.operations.first(where: { one in
                    one.operation.method == "GET" && one.operation.path.segments.last == .literal(name)
                        && one.operation.path.parameterNames.isEmpty
                }), let identity = run.caller(of: list)
            else { continue }
            let ask = run.ask(
                list, run.base(of: list, as: identity, path: list.operation.path.text), as: identity,
                "\"\(name)\" of the file")
            guard let response = try await run.send(ask), let body = response.json?.root else { continue }
            let items = body.kind == .array ? body : body.members.map(\.value).first { $0.kind == .array }
            judge(ask, entries, items.map { Array($0.elements) } ?? [], run)
        }
    }

    private func judge(_ ask: Ask, _ entries: Node, _ items: [Node], _ run: Run) {
        let wanted = entries.members.compactMap(\.key.string)
        let got = items.compactMap { $0["id"]?.string }
        run.check(Self.rule, ask)
        if wanted != got {
            run.fail(
                Self.rule, ask, expected: wanted.joined(separator: ", "), got: got.joined(separator: ", "),
                spec: entries.location)
        }
        for (key, entry) in entries.members {
            guard let item = items.first(where: { $0["id"]?.string == key.string }) else { continue }
            // Members of one name in both say the same.
            for (name, value) in entry.members {
                guard let member = name.string, let served = item[member] else { continue }
                run.check(Self.rule, ask)
                if !value.isEqual(to: served) {
                    var ask = ask
                    ask.attempt = "\"\(member)\" of \(key.string ?? "")"
                    run.fail(
                        Self.rule, ask, expected: JSONValue(value).jsonText, got: JSONValue(served).jsonText,
                        spec: value.location)
                }
            }
        }
    }
}
