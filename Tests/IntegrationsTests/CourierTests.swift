import JSON
import Orchestration
import Outbound
import SQLiteStore
import TestSupport
import Testing

@testable import Integrations

@Suite struct CourierTests {
    @Test func everyEventOfTheOwnerIsDeliveredOnceInOrder() async throws {
        let house = try House()
        let made = try await house.webhook()
        try await house.task(1)
        try await house.task(2, owner: "bob")
        try await house.task(3)
        try await house.delivering {
            let first = await house.door.next()
            let second = await house.door.next()
            #expect([first, second].map { $0?.json["task_id"] } == ["task_1", "task_3"])
            #expect([first, second].map { $0?.webhookID } == ["msg_\(made.id)_1", "msg_\(made.id)_3"])
            try await house.task(4)
            let third = await house.door.next()
            #expect(third?.json["task_id"] == "task_4")
        }
        let log = try await house.store.deliveries(of: made.id, limit: 10, cursor: nil).deliveries
        #expect(log.dropFirst(log.count - 2).map(\.status) == [.delivered, .delivered])
    }

    @Test func aFailureIsTriedAgainUnderTheSameIdAndHoldsTheNextBack() async throws {
        let house = try House([
            ScriptedDoor.status(500), .failure(.connection(target: "example.com:443", reason: "connection refused")),
            ScriptedDoor.status(429, retryAfter: "60"),
        ])
        let made = try await house.webhook()
        try await house.task(1)
        try await house.task(2)
        try await house.delivering {
            for wait in [5, 10, 60] {
                let attempt = await house.door.next()
                #expect(attempt?.json["task_id"] == "task_1")
                await house.clock.untilSleeping()
                house.clock.advance(by: .seconds(wait))
            }
            let last = await house.door.next()
            #expect(last?.webhookID == "msg_\(made.id)_1")
            let next = await house.door.next()
            #expect(next?.json["task_id"] == "task_2")
        }
        let first = try await house.store.delivery("msg_\(made.id)_1")
        #expect(first?.status == .delivered && first?.attempts == 4 && first?.statusCode == 200)
    }

    @Test func afterTheLastAttemptTheNextOneGoesOn() async throws {
        let house = try House(
            [ScriptedDoor.status(500), ScriptedDoor.status(503)], edits: [("attempts: 16 ", "attempts: 2 ")])
        let made = try await house.webhook()
        try await house.task(1)
        try await house.task(2)
        try await house.delivering {
            _ = await house.door.next()
            await house.clock.untilSleeping()
            house.clock.advance(by: .seconds(5))
            _ = await house.door.next()
            let next = await house.door.next()
            #expect(next?.json["task_id"] == "task_2")
        }
        let first = try await house.store.delivery("msg_\(made.id)_1")
        #expect(first?.status == .failed && first?.attempts == 2 && first?.reason == "the answer was 503")
    }

    @Test func theNextServerGoesOnWhereOneStopped() async throws {
        let house = try House([ScriptedDoor.status(500), .silence])
        let made = try await house.webhook()
        try await house.task(1)
        try await house.delivering {
            _ = await house.door.next()
            await house.clock.untilSleeping()
            house.clock.advance(by: .seconds(5))
            _ = await house.door.next()
        }
        // The attempt that was broken off does not count.
        #expect(try await house.store.delivery("msg_\(made.id)_1")?.attempts == 1)
        try await house.delivering {
            await house.clock.untilSleeping()
            house.clock.advance(by: .seconds(5))
            let again = await house.door.next()
            #expect(again?.webhookID == "msg_\(made.id)_1")
            try await house.task(2)
            let next = await house.door.next()
            #expect(next?.webhookID == "msg_\(made.id)_2")
        }
        #expect(try await house.store.delivery("msg_\(made.id)_1")?.attempts == 2)
    }

    @Test func aChangeIsTriedAtOnce() async throws {
        let house = try House([ScriptedDoor.status(500)])
        let made = try await house.webhook(url: "https://wrong.example/")
        try await house.task(1)
        try await house.delivering {
            let first = await house.door.next()
            #expect(first?.url == "https://wrong.example/")
            await house.clock.untilSleeping()
            let change = IntegrationChange(settings: ["url": "https://right.example/"])
            _ = try await house.desk.update(made.id, change)
            let second = await house.door.next()
            #expect(second?.url == "https://right.example/" && second?.webhookID == "msg_\(made.id)_1")
        }
    }

    @Test func oneThatIsRemovedOrSwitchedOffGetsNothing() async throws {
        let house = try House()
        let (removed, off, on) = (try await house.webhook(), try await house.webhook(), try await house.webhook())
        try await house.delivering {
            try await house.desk.remove(removed.id)
            _ = try await house.desk.update(off.id, IntegrationChange(enabled: false))
            try await house.task(1)
            let only = await house.door.next()
            #expect(only?.webhookID == "msg_\(on.id)_1")
            _ = try await house.desk.update(off.id, IntegrationChange(enabled: true))
            try await house.task(2)
            let ids = [await house.door.next()?.webhookID, await house.door.next()?.webhookID]
            #expect(Set(ids) == ["msg_\(on.id)_2", "msg_\(off.id)_2"])
        }
    }

    @Test func aReceiverThatIsGonePausesItsIntegration() async throws {
        let house = try House([ScriptedDoor.status(410)])
        let (gone, other) = (try await house.webhook(), try await house.webhook())
        try await house.delivering {
            try await house.task(1)
            let ids = [await house.door.next()?.webhookID, await house.door.next()?.webhookID]
            #expect(Set(ids) == ["msg_\(gone.id)_1", "msg_\(other.id)_1"])
            for await case .paused in house.notices { break }
        }
        let standings = [try await house.desk.integration(gone.id), try await house.desk.integration(other.id)]
            .map(house.desk.standing)
        #expect(Set(standings) == [.paused, .active])
    }

    @Test(arguments: ["http://example.com/", "https://example.com/a/../b"])
    func tokensAreNotSentInTheClearNorSidewise(url: String) async throws {
        let house = try House()
        let made = try await house.desk.create(
            platform: "n8n", owner: "ada",
            IntegrationChange(credentials: ["authorization": "Bearer x"], settings: ["url": .string(url)]))
        let report = await house.desk.test(made)
        #expect(!report.isDelivered && report.statusCode == nil)
        #expect(
            report.reason
                == (url.hasPrefix("http:")
                    ? "credentials are sent over https only" : "the URL has a segment of dots"))
    }

    @Test func whatThePlatformRepeatsOfASecretIsNotKept() async throws {
        let house = try House([ScriptedDoor.status(401, ["message": "Bad token ghp_0123456789"])])
        let made = try await house.desk.create(
            platform: "github", owner: "ada",
            IntegrationChange(credentials: ["token": "ghp_0123456789"], settings: ["repository": "a/b"]))
        #expect(await house.desk.test(made).reason == "the answer was 401: Bad token [redacted]")
    }
}
