/// How much work one argon2id hash is.
public struct Argon2Parameters: Sendable, Equatable {
    public var memoryKiB: UInt32
    public var passes: UInt32
    public var lanes: UInt32

    /// The first choice of OWASP's password storage cheat sheet: 46 MiB, one pass, one lane.
    public init(memoryKiB: UInt32 = 47_104, passes: UInt32 = 1, lanes: UInt32 = 1) {
        self.memoryKiB = memoryKiB
        self.passes = passes
        self.lanes = lanes
    }

    /// The parameters written in a PHC string of argon2id version 1.3; nil for anything else.
    init?(hash: String) {
        let fields = hash.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 6, fields[0].isEmpty, fields[1] == "argon2id", fields[2] == "v=19" else { return nil }
        let costs = fields[3].split(separator: ",", omittingEmptySubsequences: false)
        guard costs.count == 3,
            let memory = Self.cost("m=", costs[0]), let passes = Self.cost("t=", costs[1]),
            let lanes = Self.cost("p=", costs[2])
        else { return nil }
        self.init(memoryKiB: memory, passes: passes, lanes: lanes)
    }

    private static func cost(_ name: String, _ text: Substring) -> UInt32? {
        text.hasPrefix(name) ? UInt32(text.dropFirst(name.count)) : nil
    }

    /// Refuses hashes so costly that comparing with one would starve the server: 1 GiB, 64 passes, 64 lanes.
    var isBearable: Bool { memoryKiB <= 1 << 20 && passes <= 64 && lanes <= 64 }

    /// A hash that no password has, and that costs as much to compare with as a real one.
    var unmatchedHash: String {
        let (salt, digest) = (String(repeating: "A", count: 22), String(repeating: "A", count: 43))
        return "$argon2id$v=19$m=\(memoryKiB),t=\(passes),p=\(lanes)$\(salt)$\(digest)"
    }
}
