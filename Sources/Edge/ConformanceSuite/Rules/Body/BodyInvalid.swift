import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A body that breaks one keyword and nothing else.
struct BodyInvalid: Probe {
    static let rule = Rule(
        "body.invalid", "A body that breaks one keyword is refused with VALIDATION_ERROR",
        basis: "keywords of the body's schema", fault: 206)

    func run(_ run: Run) async throws(Abort) {
        for question in try await BodyQuestion.all(Self.rule, run) {
            let (one, body) = (question.operation, question.body)
            guard let start = question.base.body ?? body.examples.first else { continue }
            for variant in Violations().variants(of: start.filled(from: body.schema), body.schema) {
                guard let schema = body.media.schema,
                    !schema.accepts(Document(variant.value).root, direction: .request)
                else { continue }
                var base = question.base
                base.body = variant.value
                let place = variant.pointer.tokens.isEmpty ? "the body" : variant.pointer.description
                let what = "\(variant.keyword) of \(place): \(variant.what)"
                let identity = run.nextCaller(of: one, insteadOf: question.identity)
                var ask = run.ask(one, base, as: identity, what)
                ask.fault = variant.pointer
                guard let response = try await run.send(ask) else { continue }
                run.expect("VALIDATION_ERROR", Self.rule, ask, response, because: variant.location)
                if response.status == 201 {
                    try await run.remember(response, "id", in: base.path, as: identity)
                }
            }
        }
    }
}

extension JSONValue {
    /// With the optional arrays and objects that are described, so that what is in them can be broken too.
    func filled(from schema: SchemaView) -> JSONValue {
        guard case .object(var object) = self else { return self }
        for (name, member) in schema.properties where object[name] == nil && !member.isLimitedElsewhere {
            guard ["array", "object"].contains(member.mainType), member["readOnly"]?.bool != true else { continue }
            object[name] = Generator().value(member, .full)
        }
        return .object(object)
    }
}
