import JSON
import JSONSchema
import Outbound

/// Makes the catalogue of a document, or says everything that is wrong with it.
struct CatalogueReader {
    let document: Document
    let file: String

    /// Nil only after an error in `log`.
    func read(log: inout Diagnostics) -> IntegrationCatalogue? {
        let faults = ShapeCheck.diagnostics(of: document)
        log.append(contentsOf: faults)
        let root = document.root
        let network = policy(root["network"], log: &log)
        let platforms = readPlatforms(root["platforms"], faults, log: &log)
        let retry = Self.retry(root["delivery"], log: &log)
        guard faults.isEmpty, let network, let retry else { return nil }
        return IntegrationCatalogue(
            network: network, platforms: platforms, retry: retry,
            perOwner: root["limits"]?["integrations_per_owner"]?.int ?? 1,
            deliveriesKept: root["limits"]?["deliveries_kept"]?.int ?? 1)
    }

    /// Platforms whose shape is wrong are left out: what else would be said of them follows from that.
    private func readPlatforms(_ node: Node?, _ faults: [Diagnostic], log: inout Diagnostics) -> [Platform] {
        let broken = Set(
            faults.compactMap { fault -> String? in
                guard let tokens = fault.pointer.flatMap({ JSONPointer($0) })?.tokens, tokens.first == "platforms"
                else { return nil }
                return tokens.dropFirst().first
            })
        var compiler = SchemaCompiler(documents: DocumentSet([file: document]))
        let platforms = (node?.members.map { $0 } ?? []).compactMap { member -> Platform? in
            guard let name = member.key.string, !broken.contains(name) else { return nil }
            return PlatformReader(name: name, node: member.value).read(&compiler, log: &log)
        }
        log.append(contentsOf: compiler.diagnostics.map(Self.graver))
        return platforms
    }

    /// A default is put into the settings, so one that does not fit would have every delivery fail.
    private static func graver(_ diagnostic: Diagnostic) -> Diagnostic {
        guard diagnostic.code == "schema-sample-does-not-fit", diagnostic.message.hasPrefix("\"default\"") else {
            return diagnostic
        }
        var diagnostic = diagnostic
        diagnostic.severity = .error
        return diagnostic
    }

    private func policy(_ node: Node?, log: inout Diagnostics) -> EgressPolicy? {
        let lists = [EgressPolicyError.List.allow, .deny].map { node?[$0.rawValue]?.elements.map { $0 } ?? [] }
        do {
            return try EgressPolicy(allow: lists[0].compactMap(\.string), deny: lists[1].compactMap(\.string))
        } catch {
            for fault in error.faults {
                let list = lists[fault.list == .allow ? 0 : 1]
                log.append(
                    Diagnostic(
                        code: "wrong-network-rule", "\"\(fault.rule)\" is not a network rule: \(fault.message)",
                        at: list[min(fault.index, list.count - 1)],
                        pointer: "/network/\(fault.list.rawValue)/\(fault.index)"))
            }
            return nil
        }
    }

    private static func retry(_ node: Node?, log: inout Diagnostics) -> RetryPlan? {
        guard let node, let timeout = node["timeout_seconds"]?.double, let attempts = node["attempts"]?.int,
            let first = node["first_wait_seconds"], let longest = node["longest_wait_seconds"],
            let firstSeconds = first.double, let longestSeconds = longest.double
        else { return nil }
        if firstSeconds > longestSeconds {
            log.append(
                Diagnostic(
                    code: "wrong-value", "first_wait_seconds is longer than longest_wait_seconds", at: first,
                    pointer: "/delivery/first_wait_seconds"))
        }
        return RetryPlan(
            timeout: .milliseconds(Int(timeout * 1000)), attempts: attempts,
            firstWait: .milliseconds(Int(firstSeconds * 1000)),
            longestWait: .milliseconds(Int(longestSeconds * 1000)))
    }
}
