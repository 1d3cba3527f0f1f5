/// What is known of a line.
public enum Standing: String, Sendable, CaseIterable {
    /// The server keeps to the changed line, and a rule that sends requests turns red.
    case enforced
    /// The server does not start with the changed line, and says why.
    case refused
    /// The judge keeps to the changed line and turns red on a server that keeps to it as it is.
    case watched
    /// The published documents show the change, and no request does.
    case published
    /// Changing it changes nothing that anybody sees.
    case dead
    /// Left out of this run.
    case untried

    /// From the best to the worst, for a line of several nodes.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
