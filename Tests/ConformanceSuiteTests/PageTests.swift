import APISpec
import JSON
import Testing

@testable import ConformanceSuite

@Suite struct PageTests {
    private func node(_ text: String) throws -> Node { try Document.json(Array(text.utf8)).root }

    private func walk(_ id: String) throws -> PageWalk {
        let script = try ScriptedRun()
        let list = try script.operation(id)
        let user = User(username: "olga", password: "p", role: "operator")
        return PageWalk(
            list: list, pages: try #require(list.pagination),
            identity: Identity(user: user, token: "t", expiresIn: nil), path: list.operation.path.text)
    }

    @Test func knowsTheNextPageAndTheEnd() throws {
        let tasks = try walk("listTasks")
        #expect(tasks.next(after: try node(#"{"items": [], "next_cursor": "abc"}"#)) == "abc")
        #expect(tasks.next(after: try node(#"{"items": [], "next_cursor": null}"#)) == nil)
        let events = try walk("listTaskEvents")
        #expect(events.next(after: try node(#"{"next_since": 7, "has_more": true}"#)) == "7")
        #expect(events.next(after: try node(#"{"next_since": 7, "has_more": false}"#)) == nil)
        #expect(tasks.most == 100 && tasks.pages.filters.count == 7)
    }

    @Test func judgesItemsByTheFilter() throws {
        let item = try node(#"{"status": "failed", "assigned_agents": ["a"], "created_at": "2025-01-21T12:00:00Z"}"#)
        let filters = try walk("listTasks").pages.filters
        #expect(filters["status"]?.lets(item, "failed") == true && filters["status"]?.lets(item, "pending") == false)
        #expect(filters["assigned_agent"]?.lets(item, "a") == true)
        #expect(filters["assigned_agent"]?.lets(item, "b") == false)
        #expect(filters["created_from"]?.lets(item, "2025-01-21T12:00:00.000Z") == true)
        #expect(filters["created_before"]?.lets(item, "2025-01-21T12:00:00.000Z") == false)
    }

    @Test func judgesTheOrder() throws {
        let (one, two) = (try node("1"), try node("2"))
        #expect(ListOrder.Direction.ascending.allows(one, then: two))
        #expect(!ListOrder.Direction.descending.allows(one, then: two))
        #expect(ListOrder.Direction.descending.allows(one, then: one))
        #expect(["a", "b", "a"].firstRepeated == "a" && ["a", "b"].firstRepeated == nil)
    }
}
