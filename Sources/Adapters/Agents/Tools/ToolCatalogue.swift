/// The tools that come with the server.
public enum ToolCatalogue {
    /// Every one of them, by name.
    public static let builtin: [any Tool] = [
        CodeComplexity(), CodeCount(), CodeSecrets(), DNSLookup(), DocsLinks(), FindingsMerge(), HTTPFetch(),
        HTTPHeaders(), HTTPLoad(), LogStats(), LogTemplates(), OpenAPILint(), TCPScan(), TLSInspect(),
    ]
}
