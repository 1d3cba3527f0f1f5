import JSON
import JSONSchema
import Orchestration

extension IntegrationDesk {
    func unknownPlatform(_ name: String) -> IntegrationFault {
        let known = courier.catalogue.names
        let near = Suggestion.nearest(to: name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        return IntegrationFault(
            pointer: "/platform", keyword: "enum",
            message: "must be one of \(known.joined(separator: ", "))\(near)", place: nil)
    }

    /// Holds what is given against the schemas of the platform.
    func check(_ change: IntegrationChange, _ platform: Platform) throws(IntegrationError) {
        var faults: [IntegrationFault] = []
        if let credentials = change.credentials {
            let secrets = Redaction(credentials)
            faults += Self.faults(in: credentials, platform.credentials, "/credentials").map { fault in
                var fault = fault
                fault.message = secrets.apply(fault.message)
                return fault
            }
        }
        if let settings = change.settings { faults += Self.faults(in: settings, platform.settings, "/settings") }
        let allowed = (platform.delivery?.events ?? []).map(\.rawValue)
        for (index, event) in (change.events ?? []).enumerated() where !allowed.contains(event) {
            let list = allowed.isEmpty ? "nothing" : allowed.joined(separator: ", ")
            faults.append(
                IntegrationFault(
                    pointer: "/events/\(index)", keyword: "enum", message: "\(platform.name) can be told of \(list)",
                    place: nil))
        }
        if !faults.isEmpty { throw .invalid(faults) }
    }

    private static func faults(in value: JSONValue, _ schema: MemberSchema, _ root: String) -> [IntegrationFault] {
        schema.schema.violations(of: Document(value).root).map {
            IntegrationFault(
                pointer: root + $0.instance.description, keyword: $0.keyword, message: $0.message, place: $0.schema)
        }
    }

    /// `integration` with what is given, the credentials sealed.
    func applied(
        _ change: IntegrationChange, to integration: IntegrationRecord, _ platform: Platform
    ) throws(IntegrationError) -> IntegrationRecord {
        var changed = integration
        if let name = change.name { changed.name = name }
        if let settings = change.settings { changed.settings = settings }
        if let events = change.events { changed.events = events.compactMap(EventKind.init(rawValue:)) }
        if let enabled = change.enabled { changed.enabled = enabled }
        guard let credentials = change.credentials else { return changed }
        changed.credentialNames = credentials.objectValue?.keys ?? []
        do throws(CredentialVaultError) {
            changed.sealed = try courier.messenger.vault.seal(credentials, for: integration.id)
        } catch {
            throw .store(.unavailable("the credentials cannot be sealed"))
        }
        return changed
    }
}
