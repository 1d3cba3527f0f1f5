import JSON
import Orchestration
import Outbound

/// Carries one event to one integration, once.
struct Messenger: Sendable {
    let catalogue: IntegrationCatalogue
    let vault: CredentialVault
    let door: any Door
    let now: @Sendable () -> Timestamp

    /// One attempt; every way it can end is an outcome.
    func send(_ occasion: Occasion, about task: TaskRecord?, to integration: IntegrationRecord) async -> DeliveryOutcome
    {
        guard let platform = catalogue[integration.platform], let plan = platform.delivery else {
            return .refused("integrations.yaml has no delivery for the platform \(integration.platform)")
        }
        if let missing = platform.missing(in: integration.settings).first {
            return .refused("the setting \(missing) is missing")
        }
        guard let credentials = try? vault.open(integration.sealed, for: integration.id) else {
            return .refused("the credentials cannot be opened; replace them")
        }
        let scope = DeliveryScope.make(
            occasion, task, integration, settings: platform.settings.filled(integration.settings),
            credentials: credentials)
        return await send(occasion, plan, scope, Redaction(credentials))
    }

    private func send(
        _ occasion: Occasion, _ plan: DeliveryPlan, _ scope: JSONObject, _ redaction: Redaction
    ) async -> DeliveryOutcome {
        var request = plan.request.render(in: scope)
        request.timeout = catalogue.retry.timeout
        do throws(EgressError) {
            if let reason = try objection(to: request, plan, scope) { return .refused(redaction.apply(reason)) }
            if let secret = plan.signature?.render(in: scope) {
                guard let signature = WebhookSignature(secret: secret) else {
                    return .refused("the secret is not whsec_ and the base64 of 24 to 64 bytes")
                }
                request.headers += headers(occasion, signature, request.body)
            }
            return DeliveryOutcome(try await door.post(request), plan, redaction)
        } catch {
            return DeliveryOutcome(error, redaction)
        }
    }

    private func headers(_ occasion: Occasion, _ signature: WebhookSignature, _ body: [UInt8]) -> [WebHeader] {
        let seconds = now().milliseconds / 1000
        return [
            WebHeader("webhook-id", occasion.id), WebHeader("webhook-timestamp", String(seconds)),
            WebHeader("webhook-signature", signature.sign(id: occasion.id, seconds: seconds, body: body)),
        ]
    }

    /// Why the request must not be sent, whatever the policy says of its host.
    private func objection(
        to request: WebRequest, _ plan: DeliveryPlan, _ scope: JSONObject
    ) throws(EgressError) -> String? {
        let url = try WebURL(request.url)
        let segments = url.target.prefix { $0 != "?" }.split(separator: "/")
        if segments.contains(where: { $0 == "." || $0 == ".." }) { return "the URL has a segment of dots" }
        if url.scheme == .http, plan.request.carriesCredentials(in: scope), !Self.isLoopback(url.host) {
            return "credentials are sent over https only"
        }
        return nil
    }

    private static func isLoopback(_ host: Host) -> Bool {
        switch host {
        case .name(let name): name == "localhost"
        case .address(let address): SpecialRanges.block(of: address)?.meaning == "loopback"
        }
    }
}
