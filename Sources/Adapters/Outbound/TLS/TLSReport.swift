/// What a TLS server showed of itself.
public struct TLSReport: Sendable {
    public struct Version: Sendable, Equatable {
        public let version: TLSProtocol
        /// Nil when the server did not answer this version in time.
        public let accepted: Bool?
        /// What the server chose when everything was offered, strongest first.
        public let suite: CipherSuite?
    }

    public struct WeakSuite: Sendable, Equatable {
        public let version: TLSProtocol
        public let suite: CipherSuite
    }

    public let target: CheckedTarget
    public let endpoint: Endpoint
    /// One entry for each version, oldest first.
    public let versions: [Version]
    /// Suites that should no longer be accepted, and the oldest version they were accepted with.
    public let weakSuites: [WeakSuite]
    /// What the server chose by ALPN among h2 and http/1.1, nil for none.
    public let applicationProtocol: String?
    /// The certificates sent, the server's own first; empty if none was, as with anonymous ciphers.
    public let chain: [CertificateFacts]
    /// Whether the chain leads to a trusted root; nil without certificates.
    public let trust: ChainVerdict?

    /// The newest version that the server accepts.
    public var newest: Version? { versions.last { $0.accepted == true } }
}
