import APISpec

/// Finds the path template a request path matches: segment by segment, a literal before a parameter.
///
/// An immutable tree in an array. A request path is split at its slashes before anything is decoded, so an encoded
/// slash stays inside its segment. An empty segment matches no parameter: "/tasks/" is another path than "/tasks".
struct RouteTable: Sendable {
    private struct Branch: Sendable {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var routes: [String: Route] = [:]
    }

    /// A path of the contract, with what the request has in place of its parameters.
    struct Found {
        var routes: [String: Route]
        /// Still percent-encoded, in the order of the template.
        var segments: [Substring]

        /// For an Allow header, sorted; HEAD comes with GET, and OPTIONS is always answered.
        var allow: String {
            var methods = Set(routes.keys).union(["OPTIONS"])
            if methods.contains("GET") { methods.insert("HEAD") }
            return methods.sorted().joined(separator: ", ")
        }
    }

    private var branches = [Branch()]

    init(_ routes: [Route]) {
        for route in routes { insert(route) }
    }

    /// Every method that some path supports.
    var allMethods: String {
        Found(
            routes: branches.reduce(into: [:]) { all, branch in
                all.merge(branch.routes) { first, _ in first }
            }, segments: []
        ).allow
    }

    /// What the path matches, or nil.
    func find(_ path: String) -> Found? {
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        let segments = parts.count == 1 && parts[0].isEmpty ? [] : parts
        var parameters: [Substring] = []
        guard let index = descend(from: 0, segments[...], &parameters) else { return nil }
        return Found(routes: branches[index].routes, segments: parameters)
    }

    private mutating func insert(_ route: Route) {
        var index = 0
        for segment in route.operation.path.segments {
            switch segment {
            case .literal(let text): index = child(of: index, \.literals[text])
            case .parameter: index = child(of: index, \.parameter)
            }
        }
        branches[index].routes[route.operation.method] = route
    }

    private mutating func child(of index: Int, _ edge: WritableKeyPath<Branch, Int?>) -> Int {
        if let next = branches[index][keyPath: edge] { return next }
        branches.append(Branch())
        branches[index][keyPath: edge] = branches.count - 1
        return branches.count - 1
    }

    /// The branch at the end of the segments: tries the literal first and comes back for the parameter.
    private func descend(from index: Int, _ segments: ArraySlice<Substring>, _ parameters: inout [Substring]) -> Int? {
        guard let segment = segments.first else { return branches[index].routes.isEmpty ? nil : index }
        let rest = segments.dropFirst()
        if let text = PercentDecoding.decode(segment), let next = branches[index].literals[text],
            let end = descend(from: next, rest, &parameters)
        {
            return end
        }
        guard !segment.isEmpty, let next = branches[index].parameter else { return nil }
        parameters.append(segment)
        if let end = descend(from: next, rest, &parameters) { return end }
        parameters.removeLast()
        return nil
    }
}
