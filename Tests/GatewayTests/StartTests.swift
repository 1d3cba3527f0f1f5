import APISpec
import Access
import JSON
import Testing

@testable import Gateway

@Suite struct StartTests {
    /// What stops a gateway over these files, with these handlers missing or added.
    func problems(_ files: SpecFiles, without: Set<String> = [], with: [String] = []) async throws -> [Diagnostic] {
        let clock = TestClock()
        let contract = try Contract.load(files).contract
        let tokens = try await TokenIssuer(
            secret: Array("0123456789abcdef0123456789abcdef".utf8), now: { clock.now })
        var handlers = Rig.usual.filter { !without.contains($0.key) }
        for name in with { handlers[name] = { _ in .answer(Answer()) } }
        do throws(Diagnostics) {
            _ = try Gateway(
                contract: contract, handlers: handlers, tokens: tokens, limiter: RateLimiter(),
                clock: clock.gatewayClock)
            return []
        } catch {
            return error.items
        }
    }

    @Test func namesOperationsWithoutHandlersAndHandlersWithoutOperations() async throws {
        let found = try await problems(ThingsContract.files, without: ["getThing"], with: ["getThin"])
        #expect(found.map(\.code) == ["operation-without-handler", "handler-without-operation"])
        #expect(found[0].location?.file == "spec/openapi.yaml")
    }

    @Test func refusesBodiesThatTheirSchemaCannotJudge() async throws {
        let found = try await problems(
            ThingsContract.edited(("openapi.yaml", "application/vnd.report+json:", "application/xml:")))
        #expect(found.map(\.message) == ["\"putReport\" takes application/xml, which its schema cannot judge here"])
    }

    @Test func refusesAnErrorSchemaItCannotKeep() async throws {
        let found = try await problems(
            ThingsContract.edited(
                (
                    "openapi.yaml", "required: [detail, status_code, error_code, request_id]",
                    "required: [detail, status_code, error_code, request_id, mood]"
                )))
        #expect(found.map(\.code) == ["error-body"])
        #expect(found[0].location?.file == "spec/openapi.yaml")
        #expect(found[0].message.contains("mood"))
    }
}
