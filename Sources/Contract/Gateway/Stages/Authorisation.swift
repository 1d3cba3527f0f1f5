import APISpec
import Access

/// A request whose caller may ask for it.
struct AuthorisedRequest: Sendable {
    var identified: IdentifiedRequest
}

/// Stage 3: whether the caller's role is among those the operation names; no role includes another.
struct Authorisation: Sendable {
    /// False where credentials are not verified, so that nobody has a role.
    let holdsRoles: Bool

    /// - Throws: PERMISSION_DENIED for a role that is not named.
    func admit(_ identified: IdentifiedRequest) throws(Refusal) -> AuthorisedRequest {
        if holdsRoles, case .bearer(let roles) = identified.matched.route.operation.security, !roles.isEmpty {
            let role = identified.caller?.role.rawValue ?? ""
            guard roles.contains(role) else {
                throw Refusal("PERMISSION_DENIED", ["role": role, "roles": roles.joined(separator: ", ")])
            }
        }
        return AuthorisedRequest(identified: identified)
    }
}
