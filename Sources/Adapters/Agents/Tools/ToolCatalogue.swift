/// The tools that come with the server.
public enum ToolCatalogue {
    /// Every one of them, by name.
    public static let builtin: [any Tool] = [
        CodeComplexity(), CodeCount(), CodeSecrets(), DNSLookup(), FindingsMerge(), HTTPFetch(), HTTPHeaders(),
        HTTPLoad(), TCPScan(), TLSInspect(),
    ]
}
