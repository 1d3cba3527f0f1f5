/// A request whose operation is known.
struct MatchedRequest: Sendable {
    var request: Request
    var route: Route
    /// What stands in place of the path's parameters, still percent-encoded, in the order of the template.
    var segments: [Substring]
}

/// Stage 1: from a request to its operation.
struct Matching: Sendable {
    enum Match: Sendable {
        case operation(MatchedRequest)
        /// OPTIONS is answered with the methods of the path, unless the contract declares it.
        case options(allow: String)
    }

    let table: RouteTable

    /// - Throws: NOT_FOUND for a path the contract does not have, METHOD_NOT_ALLOWED for a method the path does not.
    func match(_ request: Request) throws(Refusal) -> Match {
        if request.path == "*", request.method == "OPTIONS" { return .options(allow: table.allMethods) }
        guard let found = table.find(request.path) else {
            throw Refusal("NOT_FOUND", ["path": String(request.path.prefix(200))])
        }
        if let route = found.route(request.method, request.query) {
            return .operation(MatchedRequest(request: request, route: route, segments: found.segments))
        }
        if request.method == "OPTIONS" { return .options(allow: found.allow) }
        // The method is there, under a path that asks for another query.
        if found.routes[request.method] != nil {
            throw Refusal("NOT_FOUND", ["path": String(request.path.prefix(200))])
        }
        throw Refusal(
            "METHOD_NOT_ALLOWED", ["method": String(request.method.prefix(32)), "allowed": found.allow],
            headers: [("Allow", found.allow)])
    }
}
