import APISpec

/// Finds the operations whose path a request path matches: segment by segment, a literal before a mixed segment before a
/// parameter, coming back where the narrower way leads nowhere.
///
/// An immutable tree in an array. A request path is split at its slashes before anything is decoded, so an encoded
/// slash stays inside its segment. An empty segment matches no parameter: "/tasks/" is another path than "/tasks".
struct RouteTable: Sendable {
    private struct Branch: Sendable {
        var literals: [String: Int] = [:]
        /// The one with more text first.
        var mixed: [Mixed] = []
        var parameter: Int?
        /// By method; several where paths differ in their query or in nothing but the schemas of their parameters.
        var routes: [String: [Route]] = [:]
    }

    private struct Mixed: Sendable {
        var parts: [PathTemplate.Part]
        var pattern: SegmentPattern
        var branch: Int
    }

    /// A path of the contract, with what the request has in place of its parameters.
    struct Found {
        var routes: [String: [Route]]
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
        for index in branches.indices {
            branches[index].routes = branches[index].routes.mapValues(Self.inOrder)
        }
    }

    /// Those with more in their query first, then those whose parameters let in less.
    private static func inOrder(_ routes: [Route]) -> [Route] {
        guard routes.count > 1 else { return routes }
        let keyed = routes.enumerated().map { index, route in
            (route.operation.path.query.count, route.parameters.pathPrecision, -index, route)
        }
        return keyed.sorted { ($0.0, $0.1, $0.2) > ($1.0, $1.1, $1.2) }.map(\.3)
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
            case .mixed(let parts): index = child(of: index, Self.unnamed(parts))
            }
        }
        branches[index].routes[route.operation.method, default: []].append(route)
    }

    private mutating func child(of index: Int, _ edge: WritableKeyPath<Branch, Int?>) -> Int {
        if let next = branches[index][keyPath: edge] { return next }
        branches.append(Branch())
        branches[index][keyPath: edge] = branches.count - 1
        return branches.count - 1
    }

    private mutating func child(of index: Int, _ parts: [PathTemplate.Part]) -> Int {
        if let known = branches[index].mixed.first(where: { $0.parts == parts }) { return known.branch }
        branches.append(Branch())
        let mixed = Mixed(parts: parts, pattern: SegmentPattern(parts), branch: branches.count - 1)
        let place = branches[index].mixed.firstIndex { $0.pattern.precision < mixed.pattern.precision }
        branches[index].mixed.insert(mixed, at: place ?? branches[index].mixed.endIndex)
        return mixed.branch
    }

    /// What parameters are called makes no difference.
    private static func unnamed(_ parts: [PathTemplate.Part]) -> [PathTemplate.Part] {
        parts.map { $0.name == nil ? $0 : .parameter("") }
    }

    /// The branch at the end of the segments.
    private func descend(from index: Int, _ segments: ArraySlice<Substring>, _ parameters: inout [Substring]) -> Int? {
        guard let segment = segments.first else { return branches[index].routes.isEmpty ? nil : index }
        let rest = segments.dropFirst()
        if let text = PercentDecoding.decode(segment), let next = branches[index].literals[text],
            let end = descend(from: next, rest, &parameters)
        {
            return end
        }
        let count = parameters.count
        for mixed in branches[index].mixed {
            guard let taken = mixed.pattern.match(segment) else { continue }
            parameters += taken
            if let end = descend(from: mixed.branch, rest, &parameters) { return end }
            parameters.removeLast(parameters.count - count)
        }
        guard !segment.isEmpty, let next = branches[index].parameter else { return nil }
        parameters.append(segment)
        if let end = descend(from: next, rest, &parameters) { return end }
        parameters.removeLast()
        return nil
    }
}

extension RouteTable.Found {
    /// The operation of a method: by what the path's query asks for, then by the schemas of its parameters.
    ///
    /// Nil where the method has none, or none that the query fits.
    func route(_ method: String, _ query: String?) -> Route? {
        guard let candidates = routes[method] ?? (method == "HEAD" ? routes["GET"] : nil) else { return nil }
        if candidates.count == 1, candidates[0].operation.path.query.isEmpty { return candidates[0] }
        let pairs = QueryPairs(query)
        let fitting = candidates.filter { route in
            route.operation.path.query.allSatisfy { wanted in
                pairs.values(of: wanted.name).contains { PercentDecoding.decode($0, plusIsSpace: true) == wanted.value }
            }
        }
        guard fitting.count > 1 else { return fitting.first }
        let narrowed = fitting.filter { $0.operation.path.query.count == fitting[0].operation.path.query.count }
        return narrowed.first { $0.parameters.acceptsPath(segments) } ?? narrowed.last
    }
}
