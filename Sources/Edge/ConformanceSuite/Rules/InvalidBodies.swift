import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A body that breaks one keyword is refused as invalid, whichever keyword it is.
struct InvalidBodies: Probe {
    static let keyword = Rule(
        "body.invalid", "A body that breaks one keyword is refused with VALIDATION_ERROR",
        basis: "keywords of the body's schema")
    static let syntax = Rule(
        "body.syntax", "A body that is no JSON is refused with VALIDATION_ERROR", basis: "RFC 8259")
    static let coverage = Rule(
        "body.keywords", "Every keyword of the body's schema can be broken by this suite",
        basis: "keywords of the body's schema")

    let rules = [keyword, syntax, coverage]

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations {
            guard let body = one.jsonBody else { continue }
            guard one.operation.errorCodes.isEmpty || one.operation.errorCodes.contains("VALIDATION_ERROR") else {
                run.skip(Self.keyword, one.title, "VALIDATION_ERROR is not among its x-error-codes")
                continue
            }
            guard let identity = run.caller(of: one) ?? run.identities.first else {
                run.skip(Self.keyword, one.title, "no user with a role of \(one.roleList)")
                continue
            }
            // Validation comes before the object is looked for, so any path will do; a real one is surer.
            let path = try await run.path(of: one, as: identity) ?? run.anyPath(of: one)
            var base = run.base(of: one, as: identity, path: path)
            base.contentType = body.media.name
            try await keywords(one, body, base, as: identity, run)
            try await syntax(one, base, as: identity, run)
            report(unbroken: body.schema, one, run)
        }
    }

    private func keywords(
        _ one: JudgedOperation, _ body: JudgedBody, _ base: Base, as identity: Identity, _ run: Run
    ) async throws(Abort) {
        guard let start = base.body ?? body.examples.first else { return }
        for variant in Violations().variants(of: start.filled(from: body.schema), body.schema) {
            guard let schema = body.media.schema,
                !schema.accepts(Document(variant.value).root, direction: .request)
            else { continue }
            var base = base
            base.body = variant.value
            let place = variant.pointer.tokens.isEmpty ? "the body" : variant.pointer.description
            let ask = run.ask(one, base, as: identity, "\(variant.keyword) of \(place): \(variant.what)")
            guard let response = try await run.send(ask) else { continue }
            run.expect("VALIDATION_ERROR", Self.keyword, ask, response, because: variant.location)
            if response.status == 201 { try await run.remember(response, "id", in: base.path, as: identity) }
        }
    }

    private func syntax(_ one: JudgedOperation, _ base: Base, as identity: Identity, _ run: Run) async throws(Abort) {
        let whole = base.body?.jsonText ?? "{}"
        let inner = whole.dropFirst().dropLast()
        var texts: [(String, [UInt8])] = [
            ("a body cut short", Array(whole.utf8.dropLast())), ("two values", Array((whole + whole).utf8)),
            ("a comma too many", Array(("{" + inner + ",}").utf8)), ("single quotes", Array("{'a': 1}".utf8)),
            ("NaN", Array("{\"a\": NaN}".utf8)),
            ("bytes that are no UTF-8", Array("{\"a\": \"".utf8) + [0xC3, 0x28, 0x22, 0x7D]),
            ("a byte order mark", [0xEF, 0xBB, 0xBF] + Array(whole.utf8)),
            ("half of a surrogate pair", Array("{\"a\": \"\\ud800\"}".utf8)),
        ]
        if let object = base.body?.objectValue, let first = object.first(where: { _ in true }) {
            let member = "\(JSONValue.string(first.key).jsonText):\(first.value.jsonText)"
            texts.append(("a member given twice", Array(("{" + member + "," + inner + "}").utf8)))
        }
        if one.operation.body?.required == true { texts.append(("no body", [])) }
        for (what, bytes) in texts {
            var ask = run.ask(one, base, as: identity, what)
            ask.request = ask.request.with("Content-Type", base.contentType)
            ask.request.body = bytes
            guard let response = try await run.send(ask) else { continue }
            run.expect("VALIDATION_ERROR", Self.syntax, ask, response, because: one.location(of: "requestBody"))
        }
    }

    /// Says which keywords nobody has tried to break.
    private func report(unbroken schema: SchemaView, _ one: JudgedOperation, _ run: Run) {
        run.check(Self.coverage, one.title)
        for (name, place) in schema.keywords(depth: 0) where !Violations.keywords.contains(name) {
            guard !Violations.structure.contains(name), !name.hasPrefix("x-") else { continue }
            run.skip(
                Self.coverage, one.title, "\"\(name)\" at \(place.map { "\($0)" } ?? "?") is not broken on its own")
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
