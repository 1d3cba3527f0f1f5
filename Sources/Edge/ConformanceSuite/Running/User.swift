public import JSON
import YAML

/// Somebody the suite may log in as.
public struct User: Sendable, Equatable {
    public var username: String
    public var password: String
    public var role: String
    /// An access token that the user has already; nil to log in.
    public var token: String?

    public init(username: String, password: String, role: String, token: String? = nil) {
        self.username = username
        self.password = password
        self.role = role
        self.token = token
    }

    /// The users of a file: a list of `{username, password, role}`.
    ///
    /// - Throws: every mistake of the file, with its place.
    public static func list(_ bytes: [UInt8], file: String) throws(Diagnostics) -> [User] {
        let root = try YAMLReader.read(bytes, file: file).root
        guard root.kind == .array, root.count > 0 else {
            throw Diagnostics([
                Diagnostic(
                    code: "users-not-a-list", "the users must be a list",
                    help: "one line each: - {username: ann, password: \"...\", role: operator}", at: root)
            ])
        }
        var faults: [Diagnostic] = []
        let users = root.elements.compactMap { node -> User? in
            for key in ["username", "password", "role"] where node[key]?.string == nil {
                faults.append(
                    Diagnostic(code: "user-member", "a user needs \"\(key)\", as a string in quotes", at: node))
            }
            guard let name = node["username"]?.string, let password = node["password"]?.string,
                let role = node["role"]?.string
            else { return nil }
            return User(username: name, password: password, role: role)
        }
        if !faults.isEmpty { throw Diagnostics(faults) }
        return users
    }
}

/// A user who has logged in.
struct Identity: Sendable {
    var user: User
    var token: String
    var expiresIn: Int?

    var role: String { user.role }
    /// Nil for somebody without a token.
    var authorization: (name: String, value: String)? {
        token.isEmpty ? nil : ("Authorization", "Bearer \(token)")
    }

    /// Whoever asks with nothing but the fields that every request has.
    static let nobody = Identity(user: User(username: "", password: "", role: ""), token: "", expiresIn: nil)

    var isNobody: Bool { token.isEmpty }
}
