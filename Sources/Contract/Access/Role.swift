/// What an account may do; the contract names, for each operation, every role that may call it.
public enum Role: String, Sendable, CaseIterable {
    case viewer
    case `operator`
    case admin
}
