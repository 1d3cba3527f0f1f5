public import JSON

/// Where integrations and their delivery logs are kept, beside the events that they are told of.
///
/// Each call that changes something is one transaction, durable when it returns. Calls must work in a cancelled Swift
/// task as in any other: a delivery that succeeded during a shutdown still has to be written down.
public protocol IntegrationStore: Sendable {
    /// Stores an integration, to be told of the events from now on.
    ///
    /// Returns it with its position, or nil, having stored nothing, if its owner has `limit` already.
    func add(_ integration: IntegrationRecord, limit: Int) async throws(StoreError) -> IntegrationRecord?

    /// Takes over everything but owner, platform, position and time of creation; false if it is gone.
    ///
    /// What waits to be tried again is due at once. With `skippingMissed` the events up to now count as dealt with.
    func revise(_ integration: IntegrationRecord, skippingMissed: Bool) async throws(StoreError) -> Bool

    /// Disables it for this reason, unless it is gone or disabled already.
    func pause(integration id: String, because reason: String, at time: Timestamp) async throws(StoreError)

    /// Removes it with its delivery log; false if it was gone.
    func remove(integration id: String) async throws(StoreError) -> Bool

    func integration(_ id: String) async throws(StoreError) -> IntegrationRecord?

    /// Integrations by creation, newest first; of one person, or of all.
    func integrations(owner: String?, limit: Int, cursor: PageCursor?) async throws(StoreError) -> IntegrationPage

    /// Writes down how a delivery stands; once it is settled, its event is dealt with.
    ///
    /// Only the newest `kept` deliveries of an integration stay. Nothing is written for one that is gone.
    func record(_ delivery: DeliveryRecord, kept: Int) async throws(StoreError)

    /// Notes that every event up to `sequence` is dealt with.
    func pass(integration id: String, to sequence: Int64) async throws(StoreError)

    func delivery(_ id: String) async throws(StoreError) -> DeliveryRecord?

    /// The delivery log of one integration, newest first.
    func deliveries(of integration: String, limit: Int, cursor: PageCursor?) async throws(StoreError) -> DeliveryPage
}
