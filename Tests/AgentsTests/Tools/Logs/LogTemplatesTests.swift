import JSON
import Testing

@testable import Agents

/// Masks, Drain, and what templates tell.
@Suite struct LogTemplatesTests {
    @Test(arguments: [
        ("from 10.0.0.1:8080 in 12 ms", "from <ip>:<num> in <num> ms"),
        ("took 1.5 s, -3 left", "took <num> s, <num> left"),
        ("id 550e8400-e29b-41d4-a716-446655440000.", "id <uuid>."), ("at 0x7fff and deadbeef01", "at <hex> and <hex>"),
        ("fe80::1 and 2001:db8:0:0:0:0:0:1", "<ip> and <ip>"), ("blk_123 12ms v2 abc", "blk_<num> 12ms v2 abc"),
        ("10:20:30 a:b 1.2.3", "<num>:<num>:<num> a:b <num>.<num>"), ("", ""), ("café 7é", "café 7é"),
        ("deadbeef facade", "deadbeef facade"),
    ]) func masksWhatVaries(text: String, masked: String) {
        #expect(LogMask.apply(text) == masked)
    }

    private func group(_ messages: [String], _ parameters: Drain.Parameters = .init()) -> (
        groups: [Int?], texts: [String]
    ) {
        var drain = Drain(parameters)
        let groups = messages.map { drain.add(Drain.words(of: $0)) }
        return (groups, drain.groups.map { $0.words.joined(separator: " ") })
    }

    @Test func groupsByLengthFirstWordAndLikeness() {
        let found = group([
            "open file a ok", "open file b ok", "close file a ok", "open file b", "open socket x failed",
            "open file c ok",
        ])
        #expect(found.groups == [0, 0, 1, 2, 3, 0])
        #expect(found.texts == ["open file <*> ok", "close file a ok", "open file b", "open socket x failed"])
    }

    @Test func wordsWithDigitsLeadTheSameWay() {
        let found = group(["u1 logged in", "u2 logged in", "u3 logged out"])
        #expect(found.texts == ["<*> logged in", "u3 logged out"])
    }

    @Test func keepsTheLastBranchForAllFurtherWords() {
        var parameters = Drain.Parameters()
        parameters.children = 3
        let found = group(["a x", "b x", "c x", "d x", "a y"], parameters)
        #expect(found.texts == ["a <*>", "b x", "<*> x"])
    }

    @Test func countsWhatNoLongerFits() {
        var drain = Drain(.init(groups: 1))
        #expect(drain.add(["a"]) == 0 && drain.add(["b"]) == nil && drain.add(["a"]) == 0)
        #expect(drain.overflow == 1 && drain.groups[0].count == 2)
    }

    private func table(_ lines: [String]) -> TemplateTable {
        let reader = LogReader(now: Timestamp(milliseconds: 0))
        var table = TemplateTable()
        for line in lines {
            let bytes = Array(line.utf8)[...]
            table.add(bytes, reader.read(bytes))
        }
        return table
    }

    @Test func namesTemplatesThatAppearOnlyAtTheEnd() throws {
        let usual = (0..<95).map { "2026-11-25T03:04:05Z INFO served \($0) pages" }
        let recent = (0..<5).map { "2026-11-25T03:04:06Z ERROR pool exhausted after \($0) s" }
        let table = table(usual + recent)
        #expect(table.templates.map(\.text) == ["served <num> pages", "pool exhausted after <num> s"])
        #expect(table.templates.map(\.count) == [95, 5])
        let findings = TemplateRules(templates: table.templates, lines: 100, path: "a.log", recentPercent: 20).findings
        #expect(findings.map(\.rule) == ["log.template.recent", "log.template.errors"])
        #expect(findings.map(\.location) == ["a.log:96", "a.log:96"])
        #expect(findings[0].severity == .medium && findings[0].evidence["count"] == 5)
        #expect(findings[0].evidence["example"] == .string(recent[0]))
        #expect(
            TemplateRules(templates: table.templates, lines: 100, path: "", recentPercent: 4).findings.map(\.rule) == [
                "log.template.errors"
            ])
    }
}
