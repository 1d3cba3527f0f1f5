import APISpec
import JSON
import SchemaInstances

/// What an operation is asked with when nothing is wrong.
struct Base {
    var path: String
    var query: [(String, String)] = []
    var headers: [(name: String, value: String)] = []
    var cookies: [String] = []
    var body: JSONValue?
    var contentType: String?
}

extension Run {
    /// A valid way to ask; nil where no object for its path can be had, or no request is valid.
    func base(of one: JudgedOperation, as identity: Identity?, fresh: Bool = false) async throws(Abort) -> Base? {
        if let contradiction = one.unaskable {
            contradict(contradiction)
            return nil
        }
        guard let path = try await path(of: one, as: identity, fresh: fresh) else { return nil }
        return base(of: one, as: identity, path: path)
    }

    /// A valid way to ask for a path that is filled in already.
    func base(of one: JudgedOperation, as identity: Identity?, path: String) -> Base {
        var base = Base(path: path, query: one.operation.path.query.map { ($0.name, $0.value) })
        for parameter in one.parameters where parameter.parameter.required {
            guard let value = parameter.valid else { continue }
            switch parameter.parameter.place {
            case .query: base.query += ParameterText.pairs(parameter.parameter, value)
            case .header: base.headers.append((parameter.name, ParameterText.simple(parameter.parameter, value)))
            case .cookie:
                let text = ParameterText.simple(parameter.parameter, value)
                base.cookies.append("\(parameter.name)=\(ParameterText.encoded(text))")
            case .path: break
            }
        }
        if let body = one.usualBody, one.operation.body?.required == true {
            base.contentType = body.media.name
            base.body = validBody(of: one, body, as: identity)
        }
        return base
    }

    /// The first example, or a generated value; for the login, real credentials.
    private func validBody(of one: JudgedOperation, _ body: JudgedBody, as identity: Identity?) -> JSONValue? {
        if one.operation.id == spec.login?.operation.id, let user = identity?.user ?? identities.first?.user {
            return ["username": .string(user.username), "password": .string(user.password)]
        }
        return body.valid
    }

    /// The request; everything can still be changed.
    func request(_ one: JudgedOperation, _ base: Base, as identity: Identity?) -> RawRequest {
        let query = base.query.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        var request = RawRequest(
            method: one.operation.method, target: base.path + (query.isEmpty ? "" : "?\(query)"))
        request.headers = [("Accept", one.accept)] + base.headers
        if !base.cookies.isEmpty { request.headers.append(("Cookie", base.cookies.joined(separator: "; "))) }
        if one.roles != nil, let authorization = identity?.authorization { request.headers.append(authorization) }
        request.headers += headers.filter { !request.has($0.name.lowercased()) }
        if let body = base.body {
            let type = base.contentType ?? one.jsonBody?.media.name ?? "application/json"
            request.headers.append(("Content-Type", BodyText.contentType(type)))
            let encodings = one.bodies.first { $0.media.name == type }?.media.encodings ?? [:]
            request.body = BodyText.bytes(body, type, encodings)
        }
        return request
    }

    func ask(_ one: JudgedOperation, _ base: Base, as identity: Identity?, _ attempt: String) -> Ask {
        Ask(
            operation: one, request: request(one, base, as: identity), attempt: attempt,
            identity: one.roles == nil ? nil : identity)
    }
}
