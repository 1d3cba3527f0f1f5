import JSON
import Outbound

/// Follows the links in the Markdown and HTML documents of a folder.
struct DocsLinks: Tool {
    let name = "docs.links"
    let description =
        "Finds dead links, missing anchors and images, and ids that stand twice in Markdown and HTML files."
    let inputSchema = InputShape.object(
        [
            "path": [
                "type": "string", "minLength": 1, "maxLength": 4_096,
                "description": "A folder with documents, or one document.",
            ],
            "exclude": [
                "type": "array", "items": ["type": "string", "maxLength": 255], "maxItems": 100,
                "description": "Names of folders that are left out.",
            ],
            "external": [
                "type": "boolean", "default": false,
                "description": "Whether to ask other hosts for the http and https links.",
            ],
            "external_limit": [
                "type": "integer", "minimum": 1, "maximum": 1_000, "default": 200,
                "description": "How many different links are asked for at most.",
            ],
            "timeout_ms": InputShape.timeout(10_000, atMost: 60_000, "For each request."),
        ], required: ["path"])

    /// Gives `{path, documents, links: {local, external, other}, external: {asked, dead, refused, left_out}, anchors,
    /// unread, skipped, incomplete, findings}`.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        var walk = FileWalk()
        walk.exclude = Set(input.texts("exclude") ?? [])
        let site = try await DocumentSite.read(input.text("path"), walk, files: context.files)
        let check = site.check
        let findings = LinkFindings(check: check, shown: site.folder.path, lines: site.lines)
        var found: [Finding] = []
        for doubt in check.doubts where await !site.exists(doubt, in: context.files) {
            found.append(findings.finding(doubt))
        }
        found += findings.inDocuments
        var output = site.summary(of: check)
        if input.flag("external", or: false) {
            let links = ExternalLinks(
                egress: context.egress, timeout: input.duration("timeout_ms", or: .seconds(10)))
            let urls = Set(check.externals.map(\.url)).sorted()
            let verdicts = await links.verdicts(on: urls, limit: input.integer("external_limit", or: 200))
            found += Self.dead(verdicts, check, findings)
            output["external"] = Self.summary(of: verdicts, among: urls.count)
        }
        output["findings"] = JSONValue(found)
        return .object(output)
    }

    private static func dead(
        _ verdicts: [String: ExternalLinks.Verdict], _ check: LinkCheck, _ findings: LinkFindings
    ) -> [Finding] {
        check.externals.compactMap { link in
            guard case .dead(let reason, let status)? = verdicts[link.url] else { return nil }
            return findings.external(link, reason, status: status)
        }
    }

    private static func summary(of verdicts: [String: ExternalLinks.Verdict], among count: Int)
        -> JSONValue
    {
        let refused = verdicts.values.count { $0 == .refused }
        let alive = verdicts.values.count { $0 == .alive }
        return [
            "asked": .integer(verdicts.count - refused),
            "dead": .integer(verdicts.count - refused - alive),
            "refused": .integer(refused), "left_out": .integer(count - verdicts.count),
        ]
    }
}
