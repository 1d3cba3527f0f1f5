import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// What the specification allows is done: examples, edges of every keyword, every role.
struct Positive: Probe {
    static let example = Rule(
        "positive.example", "Every example is answered with a declared 2xx", basis: "examples and required parameters")
    static let boundary = Rule(
        "positive.boundary", "A value at the edge of a keyword is accepted", basis: "keywords of the body's schema")
    static let parameter = Rule(
        "positive.parameter", "A parameter at the edge of its schema is accepted", basis: "schemas of the parameters")
    static let role = Rule("positive.role", "Every role that is listed may call", basis: "security")
    static let defaults = Rule(
        "positive.default", "A member left out has its default in the answer", basis: "default in the body's schema")
    static let location = Rule(
        "positive.location", "Location of a 201 leads to what was made", basis: "RFC 9110 section 15.3.2")
    static let media = Rule(
        "positive.media-type", "Every declared media type of an answer can be had by Accept",
        basis: "content of the response, RFC 9110 section 12.5.1")

    let rules = [example, boundary, parameter, role, defaults, location, media]

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations {
            guard let identity = run.caller(of: one) ?? (one.roles == nil ? run.identities.first : nil) else {
                for rule in rules { run.skip(rule, one.title, "no user with a role of \(one.roleList)") }
                continue
            }
            if run.touchesSession(one) {
                try await session(one, as: identity, run)
            } else if one.operation.id == run.spec.login?.operation.id {
                try await credentials(one, run)
            } else {
                try await examples(one, as: identity, run)
                try await edges(one, as: identity, run)
                try await parameters(one, as: identity, run)
                try await mediaTypes(one, as: identity, run)
            }
        }
        for one in run.spec.operations where one.roles != nil && !run.touchesSession(one) {
            try await roles(one, run)
        }
    }

    /// Every example, every member with a default left out, and the least and the fullest generated value.
    private func examples(_ one: JudgedOperation, as identity: Identity, _ run: Run) async throws(Abort) {
        for (what, body) in bodies(one) {
            guard var base = try await run.base(of: one, as: identity, fresh: !one.isSafe) else {
                return run.skip(Self.example, one.title, "no object to ask about")
            }
            base.body = body ?? base.body
            let ask = run.ask(one, base, as: identity, what)
            guard let response = try await run.send(ask) else { continue }
            guard run.expectSuccess(Self.example, ask, response) else { continue }
            try await follow(response, ask, as: identity, run)
            judgeDefaults(of: base.body, response, ask, run)
        }
    }

    private func bodies(_ one: JudgedOperation) -> [(String, JSONValue?)] {
        guard let body = one.jsonBody else { return [("a plain request", nil)] }
        var all = body.examples.enumerated().map { ("example \($0.offset + 1)", JSONValue?.some($0.element)) }
        if !hasValuesOfElsewhere(one) {
            for (what, size) in [("the least value", Generator.Size.least), ("the fullest value", .full)] {
                all.append((what, Generator().value(body.schema, size)))
            }
        }
        if let first = all.first?.1 {
            let required = Set(body.schema.required)
            let defaulted = body.schema.properties.filter { $0.schema["default"] != nil && !required.contains($0.name) }
            for (name, _) in defaulted where first[name] != nil {
                all.append(("without \"\(name)\"", first.replacing([name][...], with: nil)))
            }
        }
        return all.filter { pair in
            pair.1.map { body.media.schema?.accepts(Document($0).root, direction: .request) ?? true } ?? true
        }
    }

    /// Whether the body must hold a member whose valid values the specification alone does not tell.
    private func hasValuesOfElsewhere(_ one: JudgedOperation) -> Bool {
        guard let schema = one.jsonBody?.schema else { return false }
        return schema.properties.contains { $0.schema.isLimitedElsewhere && schema.required.contains($0.name) }
    }

    private func judgeDefaults(of body: JSONValue?, _ response: RawResponse, _ ask: Ask, _ run: Run) {
        // In a document of anybody's, a member of the answer need not be that of the body.
        guard !run.spec.isAnybodys, let schema = ask.operation?.jsonBody?.schema, let root = response.json?.root,
            let answer = ask.operation?.response(for: response.status)?.jsonSchema
        else { return }
        for (name, member) in schema.properties {
            guard let wanted = member["default"], body?[name] == nil, answer.property(name) != nil else { continue }
            run.check(Self.defaults, ask)
            if root[name]?.isEqual(to: wanted) != true {
                let got = root[name].map { String(decoding: $0.jsonBytes, as: UTF8.self) } ?? "nothing"
                run.fail(
                    Self.defaults, ask, expected: "\"\(name)\": \(String(decoding: wanted.jsonBytes, as: UTF8.self))",
                    got: "\"\(name)\": \(got)", spec: wanted.location)
            }
        }
    }

    /// Remembers what was made, and reads it where Location says.
    private func follow(_ response: RawResponse, _ ask: Ask, as identity: Identity, _ run: Run) async throws(Abort) {
        let path = String(ask.request.target.prefix { $0 != "?" })
        if response.status == 201 { try await run.remember(response, "id", in: path, as: identity) }
        guard response.status == 201, let place = response["location"] else { return }
        let target =
            place.hasPrefix("/") ? place : path + "/" + (place.split(separator: "/").last.map(String.init) ?? "")
        guard let reader = run.operation("GET", at: target), reader.allows(identity.role) else { return }
        let base = run.base(of: reader, as: identity, path: target)
        let next = run.ask(reader, base, as: identity, "Location of \(ask.subject)")
        if let answer = try await run.send(next) { run.expectSuccess(Self.location, next, answer) }
    }

    private func edges(_ one: JudgedOperation, as identity: Identity, _ run: Run) async throws(Abort) {
        guard let body = one.jsonBody,
            let start = body.examples.first ?? run.base(of: one, as: identity, path: "/").body
        else { return }
        for variant in Boundaries().variants(of: start, body.schema) {
            guard body.media.schema?.accepts(Document(variant.value).root, direction: .request) ?? true else {
                continue
            }
            guard var base = try await run.base(of: one, as: identity, fresh: !one.isSafe) else { return }
            base.body = variant.value
            let ask = run.ask(one, base, as: identity, "\(variant.pointer): \(variant.what)")
            guard let response = try await run.send(ask) else { continue }
            if run.expectSuccess(Self.boundary, ask, response, because: variant.location), response.status == 201 {
                try await run.remember(response, "id", in: base.path, as: identity)
            }
        }
    }

    private func parameters(_ one: JudgedOperation, as identity: Identity, _ run: Run) async throws(Abort) {
        for parameter in one.parameters {
            for (keyword, what, value) in values(of: parameter, run) {
                guard parameter.parameter.schema.accepts(Document(value).root, direction: .request),
                    let base = try await run.base(of: one, as: identity, fresh: !one.isSafe),
                    let changed = base.setting(parameter, to: value)
                else { continue }
                let ask = run.ask(one, changed, as: identity, "\(parameter.title): \(what)")
                guard let response = try await run.send(ask) else { continue }
                let place = parameter.schema[keyword]?.location ?? parameter.location
                if run.expectSuccess(Self.parameter, ask, response, because: place), response.status == 201 {
                    try await run.remember(response, "id", in: base.path, as: identity)
                }
            }
        }
    }

    /// Path parameters name objects, and texts that mean something to the server cannot be made up.
    private func values(of parameter: JudgedParameter, _ run: Run) -> [(String, String, JSONValue)] {
        guard parameter.parameter.place == .query || parameter.parameter.place == .header,
            !parameter.schema.isLimitedElsewhere
        else { return [] }
        let shown = parameter.example.map { [("example", "the example \($0.jsonText)", $0)] } ?? []
        let isFree = parameter.schema.types == ["string"] && parameter.schema.words == nil
        if isFree, parameter.schema["pattern"] == nil, parameter.schema["format"] == nil {
            // A header of free text is an id of the caller's choice; a query of free text is one of the server's.
            guard parameter.parameter.place == .header else { return shown }
            let length = max(parameter.schema.int("minLength") ?? 1, min(16, parameter.schema.int("maxLength") ?? 16))
            return [("type", "a word", .string(run.dice.word(length)))]
        }
        return shown + Boundaries().values(parameter.schema)
    }

    private func mediaTypes(_ one: JudgedOperation, as identity: Identity, _ run: Run) async throws(Abort) {
        let types = one.successes.flatMap(\.mediaTypes).distinct
        for type in types where types.count > 1 && !type.contains("*") {
            guard let base = try await run.base(of: one, as: identity, fresh: !one.isSafe) else { return }
            var ask = run.ask(one, base, as: identity, "Accept: \(type)")
            ask.request = ask.request.with("Accept", type)
            guard let response = try await run.send(ask),
                run.expectSuccess(Self.media, ask, response, because: one.location(of: "responses"))
            else { continue }
            if response.range?.name != type {
                run.fail(Self.media, ask, expected: type, got: response.mediaType ?? "no Content-Type")
            }
        }
    }

    private func roles(_ one: JudgedOperation, _ run: Run) async throws(Abort) {
        for identity in run.identities.distinctRoles where one.allows(identity.role) {
            let own = try await run.base(of: one, as: identity, fresh: !one.isSafe)
            let base = own ?? run.base(of: one, as: identity, path: run.anyPath(of: one))
            let ask = run.ask(one, base, as: identity, "as \(identity.role)")
            guard let response = try await run.send(ask) else { continue }
            if own != nil {
                if run.expectSuccess(Self.role, ask, response, because: one.location(of: "security")),
                    response.status == 201
                {
                    try await run.remember(response, "id", in: base.path, as: identity)
                }
            } else {
                // Without an object of its own the role is still let in, to be told that there is none.
                run.check(Self.role, ask)
                if response.errorCode == "PERMISSION_DENIED" {
                    run.fail(
                        Self.role, ask, expected: "no PERMISSION_DENIED for \(identity.role)", got: response.summary,
                        spec: one.location(of: "security"))
                }
            }
        }
        for role in one.roles ?? [] where !run.identities.contains(where: { $0.role == role }) {
            run.skip(Self.role, one.title, "no user with the role \(role)")
        }
    }

    /// With a token of its own, since the call may end the session.
    private func session(_ one: JudgedOperation, as identity: Identity, _ run: Run) async throws(Abort) {
        guard !hasValuesOfElsewhere(one) else {
            return run.skip(Self.example, one.title, "its body holds what only an earlier answer gives")
        }
        let own = try await run.logIn(identity.user)
        guard let base = try await run.base(of: one, as: own) else { return }
        let ask = run.ask(one, base, as: own, "with a token of its own")
        if let response = try await run.send(ask) { run.expectSuccess(Self.example, ask, response) }
        try await run.renewIdentities()
    }

    /// The login at its edges: names that nobody has, so the refusal is that of wrong credentials.
    private func credentials(_ one: JudgedOperation, _ run: Run) async throws(Abort) {
        guard let body = one.jsonBody else { return }
        for identity in run.identities {
            let ask = run.loginAsk(one, identity.user)
            if let response = try await run.send(ask) { run.expectSuccess(Self.example, ask, response) }
        }
        guard let invalid = run.spec.status(of: "VALIDATION_ERROR") else { return }
        let start: JSONValue = ["username": "nobody", "password": "wrong password"]
        for variant in Boundaries().variants(of: start, body.schema) where !Self.isUnicode(variant) {
            var value = variant.value
            if variant.pointer.tokens != ["username"] { value["username"] = .string("nobody" + run.dice.word(10)) }
            guard body.media.schema?.accepts(Document(value).root, direction: .request) ?? true else { continue }
            var base = run.base(of: one, as: nil, path: one.operation.path.text)
            base.body = value
            let ask = run.ask(one, base, as: nil, "\(variant.pointer): \(variant.what)")
            guard let response = try await run.send(ask) else { continue }
            run.check(Self.boundary, ask)
            if response.status == invalid || response.status >= 500 {
                run.fail(
                    Self.boundary, ask, expected: "not refused as invalid", got: response.summary,
                    spec: variant.location)
            }
        }
    }

    private static func isUnicode(_ variant: Variant) -> Bool { variant.keyword == "type" }
}
