import JSON
import Orchestration

/// Reads the `delivery` of one platform.
struct PlanReader {
    let platform: Platform
    let node: Node

    private var pointer: JSONPointer { JSONPointer(tokens: ["platforms", platform.name, "delivery"]) }

    /// The platform with its plan.
    func read(log: inout Diagnostics) -> Platform {
        var platform = platform
        let (events, defaults) = (kinds("events"), kinds("default_events"))
        checkDefaults(events, log: &log)
        checkNeeds(log: &log)
        platform.delivery = DeliveryPlan(
            events: events, defaultEvents: defaults, needs: texts("needs"), request: request(log: &log),
            signature: signature(log: &log), expects: node["expects"].map { JSONValue($0) }?.objectValue ?? [:],
            reason: node["reason"]?.string, link: node["link"]?.string, finalStatuses: numbers("final_statuses"),
            pauseStatuses: numbers("pause_statuses"))
        return platform
    }

    private func checkDefaults(_ events: [EventKind], log: inout Diagnostics) {
        for one in node["default_events"]?.elements.map({ $0 }) ?? [] {
            guard let name = one.string, !events.contains(where: { $0.rawValue == name }) else { continue }
            log.append(
                Diagnostic(
                    code: "unknown-event", "default_events of \(platform.name) has \(name), which events has not",
                    at: one, pointer: pointer.appending("default_events").description))
        }
    }

    private func checkNeeds(log: inout Diagnostics) {
        let known = platform.settings.names
        for one in node["needs"]?.elements.map({ $0 }) ?? [] {
            guard let name = one.string, !known.contains(name) else { continue }
            log.append(
                Diagnostic(
                    code: "unknown-setting", "settings of \(platform.name) have no member \"\(name)\"",
                    help: Suggestion.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" }, at: one,
                    pointer: pointer.appending("needs").description))
        }
    }

    private func request(log: inout Diagnostics) -> RequestTemplate {
        let request = node["request"]
        let place = pointer.appending("request")
        let outside = TemplateReader(roots: PathRoots(platform, allowsCredentials: false))
        let inside = TemplateReader(roots: PathRoots(platform, allowsCredentials: true))
        let headers = request?["headers"]?.members.map { member in
            let name = member.key.string ?? ""
            return RequestTemplate.Header(
                name: name, value: inside.text(member.value, place.appending("headers").appending(name), log: &log))
        }
        let basic = request?["auth"]?["basic"].map { node in
            RequestTemplate.BasicAuth(
                username: inside.text(node["username"], place.appending("auth"), log: &log),
                password: inside.text(node["password"], place.appending("auth"), log: &log))
        }
        return RequestTemplate(
            method: request?["method"]?.string ?? "POST",
            url: outside.text(request?["url"], place.appending("url"), log: &log), headers: headers ?? [],
            basic: basic, body: request?["body"].map { outside.template($0, place.appending("body"), log: &log) })
    }

    private func signature(log: inout Diagnostics) -> TemplateText? {
        guard let secret = node["signature"]?["secret"] else { return nil }
        let reader = TemplateReader(roots: PathRoots(platform, allowsCredentials: true))
        return reader.text(secret, pointer.appending("signature").appending("secret"), log: &log)
    }

    private func kinds(_ key: String) -> [EventKind] { texts(key).compactMap(EventKind.init(rawValue:)) }

    private func texts(_ key: String) -> [String] { node[key]?.elements.compactMap(\.string) ?? [] }

    private func numbers(_ key: String) -> [Int] { node[key]?.elements.compactMap(\.int) ?? [] }
}
