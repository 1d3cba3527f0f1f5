/// OPTIONS, which every path has.
struct MethodOptions: Probe {
    static let rule = Rule(
        "method.options", "OPTIONS answers with the methods of the path", basis: "RFC 9110 section 9.3.7",
        level: .should, fault: 201)

    func run(_ run: Run) async throws(Abort) {
        for path in DeclaredPath.all(run) where !path.methods.contains("OPTIONS") {
            let request = RawRequest(method: "OPTIONS", target: path.target)
            let ask = Ask(operation: nil, request: request, attempt: "OPTIONS", title: path.title)
            guard let response = try await run.send(ask) else { continue }
            run.check(Self.rule, ask)
            if 200..<300 ~= response.status {
                path.judgeAllow(response, ask, Self.rule, run)
            } else {
                run.fail(
                    Self.rule, ask, expected: "2xx", got: response.summary, spec: path.operations.first?.location)
            }
        }
    }
}
