import APISpec
import JSON
import SchemaInstances

/// Says which keywords of a body nobody has tried to break.
struct BodyKeywords: Probe {
    static let rule = Rule(
        "body.keywords", "Every keyword of the body's schema can be broken by this suite",
        basis: "keywords of the body's schema")

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations {
            guard let schema = one.jsonBody?.schema else { continue }
            guard one.operation.errorCodes.isEmpty || one.operation.errorCodes.contains("VALIDATION_ERROR") else {
                continue
            }
            run.check(Self.rule, one.title)
            for (name, place) in schema.keywords(depth: 0) where !Violations.keywords.contains(name) {
                guard !Violations.structure.contains(name), !name.hasPrefix("x-") else { continue }
                run.skip(
                    Self.rule, one.title, "\"\(name)\" at \(place.map { "\($0)" } ?? "?") is not broken on its own")
            }
        }
    }
}

extension SchemaView {
    /// Every keyword here and in the members and elements below.
    func keywords(depth: Int) -> [(String, SourceLocation?)] {
        guard depth < 6 else { return [] }
        let here = parts.flatMap { part in part.members.map { ($0.key.string ?? "", $0.key.location) } }
        return here + properties.flatMap { $0.schema.keywords(depth: depth + 1) }
            + (items?.keywords(depth: depth + 1) ?? [])
    }
}
