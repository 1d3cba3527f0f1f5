import JSON
public import Orchestration

/// What people may do with their integrations; whose they are is for the caller to check.
public struct IntegrationDesk: Sendable {
    let courier: Courier
    let makeID: @Sendable () -> String

    /// `makeID` gives 32 fresh hexadecimal digits.
    public init(courier: Courier, makeID: @escaping @Sendable () -> String) {
        self.courier = courier
        self.makeID = makeID
    }

    private var store: any IntegrationStore { courier.store }
    private var catalogue: IntegrationCatalogue { courier.catalogue }

    /// Stores an integration; it is told of what happens from now on.
    ///
    /// - Throws: `invalid` for an unknown platform, credentials or settings that its schemas refuse, and events that it
    ///   does not take; `tooMany`.
    public func create(
        platform name: String, owner: String, _ change: IntegrationChange
    ) async throws(IntegrationError) -> IntegrationRecord {
        guard let platform = catalogue[name] else { throw .invalid([unknownPlatform(name)]) }
        try check(change, platform)
        let time = courier.now()
        let id = "int_\(makeID())"
        let fresh = IntegrationRecord(
            id: id, owner: owner, platform: name, name: change.name ?? name, enabled: true, settings: [:],
            events: platform.delivery?.defaultEvents ?? [], credentialNames: [], sealed: [], createdAt: time)
        let wanted = try applied(change, to: fresh, platform)
        let limit = catalogue.perOwner
        let stored = try await mapped { () throws(StoreError) in try await store.add(wanted, limit: limit) }
        guard let stored else { throw .tooMany(limit: limit) }
        courier.changed(id)
        return stored
    }

    public func integration(_ id: String) async throws(IntegrationError) -> IntegrationRecord {
        guard let found = try await mapped({ () throws(StoreError) in try await store.integration(id) }) else {
            throw .unknown(id)
        }
        return found
    }

    /// Newest first; of one person, or of all.
    public func integrations(
        owner: String?, limit: Int, cursor: PageCursor?
    ) async throws(IntegrationError) -> IntegrationPage {
        try await mapped { () throws(StoreError) in
            try await store.integrations(owner: owner, limit: limit, cursor: cursor)
        }
    }

    /// Replaces what `change` gives.
    ///
    /// One that received nothing before and does now starts with the events that follow.
    public func update(
        _ id: String, _ change: IntegrationChange
    ) async throws(IntegrationError) -> IntegrationRecord {
        let before = try await integration(id)
        guard let platform = catalogue[before.platform] else { throw .invalid([unknownPlatform(before.platform)]) }
        try check(change, platform)
        var after = try applied(change, to: before, platform)
        after.updatedAt = max(before.updatedAt, courier.now())
        if after.enabled { after.pauseReason = nil }
        let revised = after
        let begins = standing(of: before) != .active
        let isThere = try await mapped { () throws(StoreError) in
            try await store.revise(revised, skippingMissed: begins)
        }
        guard isThere else { throw .unknown(id) }
        courier.changed(id)
        return revised
    }

    public func remove(_ id: String) async throws(IntegrationError) {
        guard try await mapped({ () throws(StoreError) in try await store.remove(integration: id) }) else {
            throw .unknown(id)
        }
        courier.changed(id)
    }

    /// The delivery log, newest first.
    public func deliveries(
        of id: String, limit: Int, cursor: PageCursor?
    ) async throws(IntegrationError) -> DeliveryPage {
        try await mapped { () throws(StoreError) in
            try await store.deliveries(of: id, limit: limit, cursor: cursor)
        }
    }

    /// Sends one message that says it is a test, now and once, whether or not the integration is enabled.
    public func test(_ integration: IntegrationRecord) async -> TestReport {
        let start = courier.now()
        let sample = SampleTask.make(for: integration, at: start, digits: makeID())
        let outcome = await courier.messenger.send(sample.occasion, about: sample.task, to: integration)
        return TestReport(
            isDelivered: outcome.verdict == .delivered, statusCode: outcome.statusCode, reason: outcome.reason,
            link: outcome.link, milliseconds: max(0, courier.now().milliseconds - start.milliseconds))
    }

    /// Whether events reach it.
    public func standing(of integration: IntegrationRecord) -> IntegrationStanding {
        guard let platform = catalogue[integration.platform], platform.delivery != nil else { return .stored }
        if !integration.enabled { return integration.pauseReason == nil ? .disabled : .paused }
        return platform.missing(in: integration.settings).isEmpty ? .active : .incomplete
    }

    /// Why no event reaches it, in words; nil where events do.
    public func explanation(of integration: IntegrationRecord) -> String? {
        switch standing(of: integration) {
        case .active: return nil
        case .stored: return "integrations.yaml declares no delivery for this platform"
        case .disabled: return "it is switched off"
        case .paused: return integration.pauseReason
        case .incomplete:
            let missing = catalogue[integration.platform]?.missing(in: integration.settings) ?? []
            return "missing settings: \(missing.joined(separator: ", "))"
        }
    }

    private func mapped<Value>(_ work: () async throws(StoreError) -> Value) async throws(IntegrationError) -> Value {
        do { return try await work() } catch { throw .store(error) }
    }
}
