import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A refused body is told where its fault is.
struct ErrorNamesFault: Watch {
    static let rule = Rule(
        "error.names-fault", "A refusal of a body names the place of its fault", basis: "errors of schema Error",
        level: .should)
    let feeders = ["body.invalid"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let place = exchange.ask.fault, exchange.response.errorCode == "VALIDATION_ERROR",
            !run.spec.isAnybodys, run.spec.hasFaults
        else { return }
        run.check(Self.rule, exchange.ask)
        let faults = exchange.response.json?.root["errors"]?.elements.compactMap { $0["pointer"]?.string } ?? []
        // A member that is missing or too many may be named itself, or the object it is missing from.
        let isNamed = faults.contains { $0 == place.description || $0.hasPrefix(place.description + "/") }
        if !isNamed {
            run.fail(
                Self.rule, exchange.ask, expected: "a fault at \"\(place)\"", got: "faults at \(faults)",
                spec: run.spec.contract.errors.bodySchema?.node.location)
        }
    }
}

extension JudgedSpec {
    /// Whether the body of a refusal lists the faults of a request, each with its place.
    var hasFaults: Bool {
        guard let node = contract.errors.bodySchema?.node["properties"]?["errors"] else { return false }
        return library.documents.following(node)["items"] != nil
    }
}
