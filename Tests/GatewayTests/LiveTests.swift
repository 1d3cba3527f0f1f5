import Access
import JSON
import JSONSchema
import Testing

@testable import Gateway

@Suite struct LiveTests {
    func node(_ value: JSONValue) -> Node { Document(value).root }

    func faults(_ text: String) async throws -> [String] {
        let rig = try await Rig()
        do throws(Refusal) {
            _ = try rig.gateway.readCommand(Array(text.utf8))
            return []
        } catch {
            #expect(error.code == "VALIDATION_ERROR")
            return error.faults.map { "\($0.place) \($0.pointer) \($0.keyword): \($0.message)" }
        }
    }

    @Test func authenticatesAToken() async throws {
        let rig = try await Rig()
        let caller = try await rig.gateway.authenticate(token: try await rig.token(.viewer))
        #expect(caller.username == "ann")
        #expect(caller.role == .viewer)
        let refusal = await #expect(throws: Refusal.self) { try await rig.gateway.authenticate(token: "a.b.c") }
        #expect(refusal?.code == "AUTHENTICATION_REQUIRED")
    }

    @Test func holdsEventsAgainstTheContract() async throws {
        let gateway = try await Rig().gateway
        #expect(gateway.validateEvent("ticked", node(["event": "ticked", "count": 1])).isEmpty)
        let negative = gateway.validateEvent("ticked", node(["event": "ticked", "count": -1]))
        #expect(negative.map(\.message) == ["must be at least 0, was -1"])
        let unknown = gateway.validateEvent("tocked", node(["event": "tocked"]))
        #expect(unknown.map(\.message) == ["the contract declares no event \"tocked\""])
    }

    @Test func readsACommand() async throws {
        let (name, command) = try await Rig().gateway.readCommand(Array(#"{"command":"watch","thing":"t1"}"#.utf8))
        #expect(name == "watch")
        #expect(command["thing"]?.string == "t1")
    }

    @Test func refusesWhatIsNoCommand() async throws {
        #expect(
            try await faults(#"{"command":"wacth","thing":"t1"}"#)
                == ["body /command enum: unknown command \"wacth\"; did you mean \"watch\"?"])
        #expect(
            try await faults(#"{"command":"destroy"}"#)
                == ["body /command enum: unknown command \"destroy\"; known: watch"])
        let unnamed = "body  required: must be an object with a string \"command\", one of: watch"
        #expect(try await faults("{}") == [unnamed])
        #expect(try await faults("[1]") == [unnamed])
        #expect(try await faults(#"{"command":7}"#) == [unnamed])
        #expect(try await faults("{").first?.hasPrefix("body  syntax: is not JSON: ") == true)
        #expect(
            try await faults(#"{"command":"watch","thing":"longer"}"#)
                == ["body /thing maxLength: must be at most 5 characters long, was 6"])
        #expect(
            try await faults(#"{"command":"watch","thing":"\#(String(repeating: "a", count: 5_000))"}"#).count == 1)
    }
}
