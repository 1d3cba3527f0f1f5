import APISpec
import JSON
import JSONSchema

/// Adds to a refusal what would have been accepted: a patch of the body, another head.
///
/// Runs for refused requests alone, and works from the same plans that refused them.
struct Mending: Sendable {
    private let paths: PathMending

    init(_ contract: Contract, _ table: RouteTable) {
        paths = PathMending(contract.operations, table)
    }

    /// For a request that no operation was found for.
    func mend(_ refusal: Refusal, of request: Request) -> Refusal {
        var refusal = refusal
        switch refusal.code {
        case "NOT_FOUND": refusal.suggestion = paths.suggestion(for: request)
        case "METHOD_NOT_ALLOWED": refusal.suggestion = MethodMending.suggestion(for: request, refusal)
        default: break
        }
        return refusal
    }

    /// For a request that its operation refused before its handler saw it.
    func mend(_ refusal: Refusal, of matched: MatchedRequest) -> Refusal {
        var refusal = refusal
        switch refusal.code {
        case "UNSUPPORTED_MEDIA_TYPE": refusal.suggestion = MediaMending.suggestion(for: matched)
        case "NOT_ACCEPTABLE":
            refusal.suggestion = matched.route.produced.first.map { RequestSuggestion(headers: ["Accept": $0.name]) }
        case "VALIDATION_ERROR":
            if refusal.faults.contains(where: { $0.place == "body" }) {
                refusal.repair = matched.route.body.mending(of: matched.request)?.repair(of: matched.request.body)
            }
            if refusal.faults.contains(where: { $0.place == "query" }) {
                refusal.suggestion = QueryMending(matched).suggestion
            }
        default: break
        }
        return refusal
    }
}

extension CompiledSchema {
    /// The faults of a body, without the values that are nobody's business.
    func bodyFaults(of node: Node) -> [Fault] {
        let violations = violations(of: node, direction: .request, limit: BodyPlan.faultLimit)
        return withoutSecrets(violations, of: node).map { Fault($0, place: "body") }
    }
}
