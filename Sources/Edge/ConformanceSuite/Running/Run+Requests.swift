import APISpec
import JSON
import SchemaInstances

/// What an operation is asked with when nothing is wrong.
struct Base {
    var path: String
    var query: [(String, String)] = []
    var headers: [(name: String, value: String)] = []
    var body: JSONValue?
    var contentType: String?
}

extension Run {
    /// A valid way to ask; nil where no object for its path can be had.
    func base(of one: JudgedOperation, as identity: Identity?, fresh: Bool = false) async throws(Abort) -> Base? {
        guard let path = try await path(of: one, as: identity, fresh: fresh) else { return nil }
        return base(of: one, as: identity, path: path)
    }

    /// A valid way to ask for a path that is filled in already.
    func base(of one: JudgedOperation, as identity: Identity?, path: String) -> Base {
        var base = Base(path: path)
        for parameter in one.parameters where parameter.parameter.required {
            let value = parameter.example ?? Generator().value(parameter.schema, .full)
            switch parameter.parameter.place {
            case .query: base.query += ParameterText.pairs(parameter.parameter, value)
            case .header: base.headers.append((parameter.name, ParameterText.text(value) ?? ""))
            case .path, .cookie: break
            }
        }
        if let body = one.bodies.first(where: \.isJSON) ?? one.bodies.first, one.operation.body?.required == true {
            base.contentType = body.media.name
            base.body = validBody(of: one, body, as: identity)
        }
        return base
    }

    /// The first example, or a generated value; for the login, real credentials.
    private func validBody(of one: JudgedOperation, _ body: JudgedBody, as identity: Identity?) -> JSONValue {
        if one.operation.id == spec.login?.operation.id, let user = identity?.user ?? identities.first?.user {
            return ["username": .string(user.username), "password": .string(user.password)]
        }
        return body.examples.first ?? Generator().value(body.schema, .full)
    }

    /// The request; everything can still be changed.
    func request(_ one: JudgedOperation, _ base: Base, as identity: Identity?) -> RawRequest {
        let query = base.query.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        var request = RawRequest(
            method: one.operation.method, target: base.path + (query.isEmpty ? "" : "?\(query)"))
        request.headers = [("Accept", one.accept)] + base.headers
        if one.roles != nil, let identity { request.headers.append(identity.authorization) }
        if let body = base.body {
            request.headers.append(("Content-Type", base.contentType ?? "application/json"))
            request.body = body.jsonBytes
        }
        return request
    }

    func ask(_ one: JudgedOperation, _ base: Base, as identity: Identity?, _ attempt: String) -> Ask {
        Ask(
            operation: one, request: request(one, base, as: identity), attempt: attempt,
            identity: one.roles == nil ? nil : identity)
    }
}
