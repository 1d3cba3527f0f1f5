import JSON
public import Orchestration
public import Testing

/// One promise of `IntegrationStore`, to be held against every store there is.
public struct IntegrationCheck: Sendable, CustomTestStringConvertible {
    public let name: String
    /// Runs on a store that is empty and of its own.
    public let run: @Sendable (any TaskStore & IntegrationStore) async throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (any TaskStore & IntegrationStore) async throws -> Void) {
        self.name = name
        self.run = run
    }

    public var testDescription: String { name }

    static func sample(_ number: Int, owner: String = "ada") -> IntegrationRecord {
        IntegrationRecord(
            id: "int_\(number)", owner: owner, platform: "webhook", name: "number\u{0} \(number)", enabled: true,
            settings: ["url": "https://example.com/\u{0}"], events: [.taskCreated, .taskFailed],
            credentialNames: ["secret"], sealed: [0, 1, 255, UInt8(number)], createdAt: Samples.time(Int64(number)))
    }

    static func delivery(
        _ sequence: Int64, of integration: String = "int_1", _ status: DeliveryRecord.Status = .delivered
    ) -> DeliveryRecord {
        DeliveryRecord(
            id: "msg_\(integration)_\(sequence)", integration: integration, sequence: sequence, event: .taskCreated,
            taskID: "task_1", status: status, attempts: 1, statusCode: 200, reason: "why", link: "https://x",
            createdAt: Samples.time(sequence), nextAttemptAt: status == .pending ? Samples.time(9000) : nil)
    }

    public static let all = [
        IntegrationCheck("keeps an integration as it is, from the end of the event log on") { store in
            try await store.create(Samples.task(1))
            var expected = sample(1)
            expected.position = 1
            #expect(try await store.add(sample(1), limit: 5) == expected)
            #expect(try await store.integration("int_1") == expected)
            #expect(try await store.integration("int_2") == nil)
        },
        IntegrationCheck("holds each owner to the limit") { store in
            let first = try await store.add(sample(1), limit: 1)
            #expect(first?.id == "int_1")
            #expect(try await store.add(sample(2), limit: 1) == nil)
            #expect(try await store.add(sample(3, owner: "bob"), limit: 1) != nil)
            #expect(try await store.integration("int_2") == nil)
        },
        IntegrationCheck("lists the newest first, in pages, of one owner or of all") { store in
            for number in 1...5 {
                _ = try await store.add(sample(number, owner: number == 3 ? "bob" : "ada"), limit: 9)
            }
            let first = try await store.integrations(owner: "ada", limit: 2, cursor: nil)
            #expect(first.integrations.map(\.id) == ["int_5", "int_4"])
            let second = try await store.integrations(owner: "ada", limit: 2, cursor: first.nextCursor)
            #expect(second.integrations.map(\.id) == ["int_2", "int_1"] && second.nextCursor == nil)
            #expect(try await store.integrations(owner: nil, limit: 9, cursor: nil).integrations.count == 5)
        },
        IntegrationCheck("revises all but owner, platform and position, and makes waiting deliveries due") { store in
            _ = try await store.add(sample(1), limit: 9)
            try await store.record(delivery(1, .pending), kept: 9)
            var changed = sample(1)
            changed.enabled = false
            changed.sealed = [9]
            changed.settings = [:]
            changed.updatedAt = Samples.time(7000)
            #expect(try await store.revise(changed, skippingMissed: false))
            #expect(try await store.integration("int_1") == changed)
            #expect(try await store.delivery("msg_int_1_1")?.nextAttemptAt == nil)
            try await store.create(Samples.task(1))
            #expect(try await store.revise(changed, skippingMissed: true))
            #expect(try await store.integration("int_1")?.position == 1)
            #expect(try await store.revise(sample(2), skippingMissed: true) == false)
        },
        IntegrationCheck("pauses once, with the reason") { store in
            _ = try await store.add(sample(1), limit: 9)
            try await store.pause(integration: "int_1", because: "gone", at: Samples.time(5000))
            try await store.pause(integration: "int_1", because: "again", at: Samples.time(6000))
            try await store.pause(integration: "int_2", because: "absent", at: Samples.time(6000))
            let paused = try await store.integration("int_1")
            #expect(
                paused?.enabled == false && paused?.pauseReason == "gone" && paused?.updatedAt == Samples.time(5000))
        },
        IntegrationCheck("moves on with a settled delivery and never back") { store in
            _ = try await store.add(sample(1), limit: 9)
            try await store.record(delivery(5, .pending), kept: 9)
            #expect(try await store.integration("int_1")?.position == 0)
            try await store.record(delivery(5, .failed), kept: 9)
            #expect(try await store.integration("int_1")?.position == 5)
            try await store.pass(integration: "int_1", to: 9)
            try await store.record(delivery(7), kept: 9)
            #expect(try await store.integration("int_1")?.position == 9)
            #expect(try await store.delivery("msg_int_1_7") == delivery(7))
        },
        IntegrationCheck("keeps the newest deliveries, in pages") { store in
            _ = try await store.add(sample(1), limit: 9)
            _ = try await store.add(sample(2), limit: 9)
            for number in 1...6 { try await store.record(delivery(Int64(number)), kept: 4) }
            try await store.record(delivery(1, of: "int_2"), kept: 4)
            let first = try await store.deliveries(of: "int_1", limit: 3, cursor: nil)
            #expect(first.deliveries.map(\.sequence) == [6, 5, 4])
            let second = try await store.deliveries(of: "int_1", limit: 3, cursor: first.nextCursor)
            #expect(second.deliveries.map(\.sequence) == [3] && second.nextCursor == nil)
        },
        IntegrationCheck("removes an integration with its log, and takes nothing for it after") { store in
            _ = try await store.add(sample(1), limit: 9)
            try await store.record(delivery(1), kept: 9)
            #expect(try await store.remove(integration: "int_1"))
            #expect(try await store.remove(integration: "int_1") == false)
            try await store.record(delivery(2), kept: 9)
            #expect(try await store.deliveries(of: "int_1", limit: 9, cursor: nil).deliveries == [])
            #expect(try await store.integrations(owner: nil, limit: 9, cursor: nil).integrations == [])
        },
    ]
}
