/// Where the judged server listens: `http://host:port`, with or without a path behind it.
public struct ServerAddress: Sendable, Equatable, CustomStringConvertible {
    public var host: String
    public var port: Int
    /// The address to dial for it, so that no name is looked up again; nil looks it up.
    private let dialled: String?

    /// Nil for anything but an http URL; a path is dropped, since the specification names all of it.
    ///
    /// - Parameter address: what to connect to in place of what the host's name leads to
    public init?(_ url: String, dialling address: String? = nil) {
        dialled = address
        let scheme = "http://"
        guard url.lowercased().hasPrefix(scheme) else { return nil }
        let authority = url.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let end = authority.lastIndex(of: "]") ?? authority.startIndex
        let colon = authority[end...].lastIndex(of: ":")
        host = String(authority[..<(colon ?? authority.endIndex)])
        guard !host.isEmpty, !host.contains("@") else { return nil }
        guard let colon else {
            port = 80
            return
        }
        guard let number = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(number) else {
            return nil
        }
        port = number
    }

    /// Host and port as the Host field has them.
    public var authority: String { port == 80 ? host : "\(host):\(port)" }

    /// The host as sockets take it: an IPv6 address without its brackets.
    var socketHost: String { dialled ?? socketName }

    private var socketName: String { host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host }

    public var description: String { "http://\(authority)" }
}
