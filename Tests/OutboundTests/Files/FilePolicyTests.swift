import Testing

@testable import Outbound

@Suite struct FilePolicyTests {
    @Test func readsFoldersAndFiles() throws {
        let policy = try FilePolicy(allow: ["/srv//code/./", "/var/log/app.log"], deny: ["/srv/code/private"])
        #expect(policy.allow.map(\.description) == ["/srv/code", "/var/log/app.log"])
        #expect(policy.deny.map(\.names) == [["srv", "code", "private"]])
    }

    @Test func namesEveryRuleThatIsNoPath() {
        let error = #expect(throws: FilePolicyError.self) {
            try FilePolicy(allow: ["code", "/srv"], deny: ["/srv/../etc", "/a\0b"])
        }
        #expect(
            error?.faults == [
                .init(list: .allow, index: 0, rule: "code", message: "write the whole path, from \"/\" on"),
                .init(list: .deny, index: 0, rule: "/srv/../etc", message: "write the path without \"..\""),
                .init(list: .deny, index: 1, rule: "/a\0b", message: "a path cannot hold a NUL character"),
            ])
    }

    @Test func joinsTheRulesOfTwoInOrder() throws {
        let first = try FilePolicy(allow: ["/a"], deny: ["/a/x"])
        let second = try FilePolicy(allow: ["/b"], deny: ["/b/x"])
        #expect(try first.adding(second) == FilePolicy(allow: ["/a", "/b"], deny: ["/a/x", "/b/x"]))
    }

    @Test func aFolderHoldsItselfAndWhatIsBelowButNotItsNamesakes() throws {
        let folder = try FilePath(absolute: "/srv/code")
        #expect(folder.isInside(folder))
        #expect(try FilePath(absolute: "/srv/code/a").isInside(folder))
        #expect(try !FilePath(absolute: "/srv/codes").isInside(folder))
        #expect(try !FilePath(absolute: "/srv").isInside(folder))
    }
}
