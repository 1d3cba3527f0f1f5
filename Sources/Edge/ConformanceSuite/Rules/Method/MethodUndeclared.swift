/// Methods that a path does not have.
struct MethodUndeclared: Probe {
    static let rule = Rule(
        "method.undeclared", "A method that is not declared is refused with METHOD_NOT_ALLOWED and an exact Allow",
        basis: "paths, RFC 9110 section 15.5.6", fault: 110)
    private static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]

    func run(_ run: Run) async throws(Abort) {
        for path in DeclaredPath.all(run) {
            let known = path.methods.union(path.others)
            for method in Self.methods where !known.contains(method) { try await ask(method, path, run) }
        }
    }

    private func ask(_ method: String, _ path: DeclaredPath, _ run: Run) async throws(Abort) {
        var request = RawRequest(method: method, target: path.target, headers: [("Accept", "application/json")])
        if let authorization = path.identity?.authorization, path.operations.contains(where: { $0.roles != nil }) {
            request.headers.append(authorization)
        }
        let ask = Ask(operation: nil, request: request, attempt: method, identity: path.identity, title: path.title)
        guard let response = try await run.send(ask) else { return }
        run.expect("METHOD_NOT_ALLOWED", Self.rule, ask, response, because: path.operations.first?.location)
        if response.status == 405 { path.judgeAllow(response, ask, Self.rule, run) }
    }
}
