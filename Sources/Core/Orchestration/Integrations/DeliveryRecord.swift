public import JSON

/// What became of one event on its way to one integration.
public struct DeliveryRecord: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable {
        /// It failed so far and will be tried again.
        case pending
        case delivered
        /// Given up.
        case failed
    }

    /// The same in every attempt, so that the receiver can tell a repetition.
    public var id: String
    public var integration: String
    /// The place of the event in the log.
    public var sequence: Int64
    public var event: EventKind
    public var taskID: String
    public var status: Status
    public var attempts: Int
    /// The HTTP status of the last answer, nil when there was none.
    public var statusCode: Int?
    /// Why the last attempt failed.
    public var reason: String?
    /// Where the platform shows what was posted.
    public var link: String?
    public var createdAt: Timestamp
    /// When it was tried last.
    public var updatedAt: Timestamp
    /// When it will be tried again at the earliest; only while pending.
    public var nextAttemptAt: Timestamp?

    public init(
        id: String, integration: String, sequence: Int64, event: EventKind, taskID: String, status: Status = .pending,
        attempts: Int = 0, statusCode: Int? = nil, reason: String? = nil, link: String? = nil, createdAt: Timestamp,
        updatedAt: Timestamp? = nil, nextAttemptAt: Timestamp? = nil
    ) {
        self.id = id
        self.integration = integration
        self.sequence = sequence
        self.event = event
        self.taskID = taskID
        self.status = status
        self.attempts = attempts
        self.statusCode = statusCode
        self.reason = reason
        self.link = link
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
        self.nextAttemptAt = nextAttemptAt
    }
}

/// Part of the delivery log of one integration, newest first.
public struct DeliveryPage: Sendable, Equatable {
    public var deliveries: [DeliveryRecord]
    /// Where the next page starts, nil on the last one.
    public var nextCursor: PageCursor?

    public init(deliveries: [DeliveryRecord], nextCursor: PageCursor? = nil) {
        self.deliveries = deliveries
        self.nextCursor = nextCursor
    }
}
