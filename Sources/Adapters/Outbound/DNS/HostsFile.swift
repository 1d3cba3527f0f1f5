/// The names that this machine's hosts file gives addresses to (hosts(5)).
public struct HostsFile: Sendable, Equatable {
    private var table: [String: [IPAddress]] = [:]

    /// Reads the text of a hosts file; lines that cannot be read are passed over, as the system does.
    public init(_ text: String = "") {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, let address = IPAddress(String(first)) else { continue }
            for name in words.dropFirst() {
                let key = name.lowercased()
                if table[key]?.contains(address) != true { table[key, default: []].append(address) }
            }
        }
    }

    public subscript(name: String) -> [IPAddress] { table[name.lowercased()] ?? [] }
}

/// The servers of a resolv.conf(5), asked on port 53; search domains are not used: every name is taken as complete.
enum ResolverFile {
    static func servers(_ text: String) -> [Endpoint] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count >= 2, words[0] == "nameserver" else { return nil }
            return IPAddress(String(words[1])).map { Endpoint($0, port: 53) }
        }
    }
}
