import APISpec
import JSON

/// Finds the path that was meant by one the contract does not have.
struct PathMending: Sendable {
    private struct Template: Sendable {
        /// Literal text; nil for a segment with a parameter in it.
        var segments: [String?]
        var methods: Set<String>
    }

    private let templates: [Template]
    private let table: RouteTable
    /// Longer paths are nobody's slip of the keys.
    private static let longestPath = 512

    init(_ operations: [Operation], _ table: RouteTable) {
        var templates: [Template] = []
        for operation in operations {
            let text = operation.path.text.prefix { $0 != "?" }
            let segments = text.split(separator: "/").map { $0.contains("{") ? nil : String($0) }
            if let index = templates.firstIndex(where: { $0.segments == segments }) {
                templates[index].methods.insert(operation.method)
            } else {
                templates.append(Template(segments: segments, methods: [operation.method]))
            }
        }
        self.templates = templates
        self.table = table
    }

    /// The nearest path there is, one with the request's method first; nil where none is near.
    func suggestion(for request: Request) -> RequestSuggestion? {
        guard request.path.utf8.count <= Self.longestPath else { return nil }
        let segments = request.path.split(separator: "/").map(String.init)
        var best: (path: String, cost: Double)?
        for template in templates {
            guard let found = Self.path(segments, meant: template.segments) else { continue }
            let cost = found.cost + (template.methods.contains(request.method) ? 0 : 0.4)
            if cost < best?.cost ?? .infinity, table.find(found.path) != nil { best = (found.path, cost) }
        }
        return best.map { RequestSuggestion(path: $0.path) }
    }

    /// The path of a template that the segments come near to, and how far they are from it.
    private static func path(_ segments: [String], meant template: [String?]) -> (path: String, cost: Double)? {
        if let same = spelt(segments, as: template) { return same }
        // The path of the server's URL was left out.
        let missing = template.count - segments.count
        guard missing > 0, !segments.isEmpty, let end = spelt(segments, as: Array(template.suffix(segments.count))),
            end.cost == 0, template.suffix(segments.count).contains(where: { $0 != nil })
        else { return nil }
        let start = template.prefix(missing).compactMap(\.self)
        guard start.count == missing else { return nil }
        return ("/" + start.joined(separator: "/") + end.path, 2 + Double(missing) / 4)
    }

    private static func spelt(_ segments: [String], as template: [String?]) -> (path: String, cost: Double)? {
        guard segments.count == template.count else { return nil }
        var (path, cost) = ("", 0.0)
        for (segment, literal) in zip(segments, template) {
            guard let literal, segment != literal else {
                path += "/" + segment
                if literal == nil { cost += 0.01 }
                continue
            }
            guard let text = PercentDecoding.decode(segment), Suggestion.nearest(to: text, among: [literal]) != nil
            else { return nil }
            path += "/" + literal
            cost += text.lowercased() == literal.lowercased() ? 0.5 : 1
        }
        return (path, cost)
    }
}

/// Finds the method that was meant among those a path has.
enum MethodMending {
    /// Nil where several could be meant.
    static func suggestion(for request: Request, _ refusal: Refusal) -> RequestSuggestion? {
        let allow = refusal.headers.first { $0.0 == "Allow" }?.1 ?? ""
        let methods = allow.split(separator: ",").map { String($0.trimmed) }.filter { $0 != "OPTIONS" && $0 != "HEAD" }
        let near = Suggestion.nearest(to: String(request.method.prefix(16)), among: methods)
        let writing = methods.filter { ["POST", "PUT", "PATCH"].contains($0) }
        let meant =
            near ?? (methods.count == 1 ? methods.first : nil)
            ?? (request.body.isEmpty ? methods.first { $0 == "GET" } : writing.count == 1 ? writing.first : nil)
        return meant.map { RequestSuggestion(method: $0) }
    }
}

/// Finds the media type that a body really has among those an operation reads.
enum MediaMending {
    /// The type that leaves the fewest faults; nil where the body can be read as none of them.
    static func suggestion(for matched: MatchedRequest) -> RequestSuggestion? {
        let declared = matched.route.operation.body?.content ?? []
        var best: (name: String, faults: Int)?
        for type in declared.prefix(8) where !type.name.contains("*") {
            var request = matched.request
            request.headers.set("Content-Type", type.name)
            guard let (_, faults) = try? matched.route.body.read(request),
                !faults.contains(where: { $0.keyword == "syntax" }), faults.count < best?.faults ?? .max
            else { continue }
            best = (type.name, faults.count)
        }
        return best.map { RequestSuggestion(headers: ["Content-Type": $0.name]) }
    }
}
