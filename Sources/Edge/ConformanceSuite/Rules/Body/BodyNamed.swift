import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A refusal says which members of the body are wrong: each of them, by its place.
struct BodyNamed: Probe {
    static let rule = Rule(
        "body.named", "A refused body has every member that is wrong in errors, by its pointer",
        basis: "errors of components/schemas/Error", fault: 206)

    func run(_ run: Run) async throws(Abort) {
        guard let fault = run.spec.contract.errors.bodySchema?.node["properties"]?["errors"] else {
            return run.skip(Self.rule, "refusals", "components/schemas/Error has no errors")
        }
        for question in try await BodyQuestion.all(Self.rule, run) {
            guard let start = question.base.body, let schema = question.body.media.schema else { continue }
            let variants = Violations().variants(of: start, question.body.schema).filter {
                $0.pointer.tokens.count == 1 && $0.value[$0.pointer.tokens[0]] != nil
                    && !schema.accepts(Document($0.value).root, direction: .request)
            }
            let first = variants.map(\.pointer.tokens[0]).distinct.compactMap { name in
                variants.first { $0.pointer.tokens[0] == name }
            }
            for one in first { try await name([one], start, question, fault.location, run) }
            if first.count > 1 { try await name(Array(first.prefix(2)), start, question, fault.location, run) }
        }
    }

    private func name(
        _ broken: [Variant], _ start: JSONValue?, _ question: BodyQuestion, _ place: SourceLocation?, _ run: Run
    ) async throws(Abort) {
        var base = question.base
        base.body = broken.reduce(start) { body, one in
            body?.replacing(one.pointer.tokens[...], with: one.value[one.pointer.tokens[0]])
        }
        let pointers = broken.map(\.pointer.description)
        let ask = run.ask(
            question.operation, base, as: question.identity, "a fault in \(pointers.joined(separator: " and in "))")
        guard let response = try await run.send(ask), response.errorCode == "VALIDATION_ERROR" else { return }
        run.check(Self.rule, ask)
        let named = response.json?.root["errors"]?.elements.compactMap { $0["pointer"]?.string } ?? []
        for pointer in pointers where !named.contains(where: { $0 == pointer || $0.hasPrefix("\(pointer)/") }) {
            run.fail(
                Self.rule, ask, expected: "an error with the pointer \(pointer)",
                got: named.isEmpty ? "no errors" : named.joined(separator: ", "), spec: place)
        }
    }
}
