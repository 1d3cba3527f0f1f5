import Foundation
import Outbound
import Synchronization
import TestSupport
import Testing

/// A folder "inside" that is allowed, and one "outside" with a secret, which is not.
struct FileLab {
    let folder: TemporaryFolder
    let inside: String
    let scope: FileScope

    init(deny: [String] = []) throws {
        folder = try TemporaryFolder()
        inside = folder.path + "/inside"
        try folder.write("inside/a.txt", "hello")
        try folder.write("outside/secret.txt", "secret")
        let base = inside
        scope = FileScope(policy: try FilePolicy(allow: [base], deny: deny.map { "\(base)/\($0)" }))
    }

    func read(_ path: String, limit: Int = 1_000) async throws(FileError) -> String {
        String(decoding: try await scope.read(path, limit: limit), as: UTF8.self)
    }

    /// What reading `path` gives.
    func outcome(_ path: String, limit: Int = 1_000) async -> Result<String, FileError> {
        do {
            return .success(try await read(path, limit: limit))
        } catch {
            return .failure(error)
        }
    }

    /// What reading `path` fails with.
    func failure(_ path: String, limit: Int = 1_000) async -> FileError? {
        guard case .failure(let error) = await outcome(path, limit: limit) else { return nil }
        return error
    }
}

/// Set once, read by another thread.
private final class Flag: Sendable {
    private let state = Mutex(false)

    var isSet: Bool { state.withLock { $0 } }
    func set() { state.withLock { $0 = true } }
}

private let outside = "it is in no folder that files.allow names"

@Suite struct FileScopeTests {
    @Test func readsByAbsolutePathAndByPathFromTheFirstAllowedFolder() async throws {
        let lab = try FileLab()
        #expect(try await lab.read("\(lab.inside)/a.txt") == "hello")
        #expect(try await lab.read("a.txt") == "hello")
        #expect(try await lab.read(".//./a.txt") == "hello")
    }

    @Test func readsNothingWithoutARule() async throws {
        let scope = FileScope(policy: .nothing)
        let reason = "agents.yaml allows no files; name folders under files.allow"
        await #expect(throws: FileError.notAllowed(path: "/etc/hostname", reason: reason)) {
            try await scope.read("/etc/hostname", limit: 10)
        }
    }

    @Test(arguments: ["../outside/secret.txt", "INSIDE/../outside/secret.txt", ".."])
    func refusesTwoDots(path: String) async throws {
        let lab = try FileLab()
        let path = path.replacing("INSIDE", with: lab.inside)
        #expect(
            await lab.failure(path) == .notAllowed(path: path, reason: "it holds \"..\"; write where that leads"))
    }

    @Test func refusesOtherFoldersWhetherTheyExistOrNot() async throws {
        let lab = try FileLab()
        for path in [lab.folder.path + "/outside/secret.txt", lab.folder.path + "/nowhere", lab.inside + "2", "/"] {
            #expect(await lab.failure(path) == .notAllowed(path: path, reason: outside))
        }
    }

    @Test func followsLinksThatStayInside() async throws {
        let lab = try FileLab()
        try lab.folder.write("inside/deep/er/b.txt", "b")
        try lab.folder.link("inside/relative", to: "deep/er/../er/b.txt")
        try lab.folder.link("inside/deep/er/up", to: "../../a.txt")
        try lab.folder.link("inside/absolute", to: "\(lab.inside)/deep")
        try lab.folder.link("inside/around", to: "../inside/a.txt")
        #expect(try await lab.read("relative") == "b")
        #expect(try await lab.read("deep/er/up") == "hello")
        #expect(try await lab.read("absolute/er/b.txt") == "b")
        #expect(try await lab.read("around") == "hello")
    }

    @Test(arguments: [
        "/etc/hostname", "OUTSIDE/secret.txt", "OUTSIDE/nothing", "../outside/secret.txt", "a/../../outside/secret.txt",
        "../../../../../../../../etc/hostname", "/proc/self/environ",
    ])
    func refusesLinksThatLeadOut(target: String) async throws {
        let lab = try FileLab()
        try lab.folder.write("inside/a/x")
        try lab.folder.link("inside/link", to: target.replacing("OUTSIDE", with: lab.folder.path + "/outside"))
        #expect(await lab.failure("link") == .notAllowed(path: "link", reason: outside))
    }

    @Test func refusesFoldersThatAreLinksOut() async throws {
        let lab = try FileLab()
        try lab.folder.link("inside/folder", to: "../outside")
        try lab.folder.link("inside/chain", to: "folder")
        for path in ["folder/secret.txt", "chain/secret.txt", "folder/nothing"] {
            #expect(await lab.failure(path) == .notAllowed(path: path, reason: outside))
        }
    }

    @Test func anAllowedFolderMayItselfBeALink() async throws {
        let lab = try FileLab()
        try lab.folder.link("door", to: "inside")
        let scope = FileScope(policy: try FilePolicy(allow: [lab.folder.path + "/door"]))
        #expect(try await scope.read("a.txt", limit: 9) == Array("hello".utf8))
        #expect(try await scope.read(lab.inside + "/a.txt", limit: 9) == Array("hello".utf8))
    }

    @Test func aLinkMayLeadFromOneAllowedPlaceToAnother() async throws {
        let lab = try FileLab()
        try lab.folder.link("inside/next", to: "../outside/secret.txt")
        let policy = try FilePolicy(allow: [lab.inside, lab.folder.path + "/outside/secret.txt"])
        #expect(try await FileScope(policy: policy).read("next", limit: 9) == Array("secret".utf8))
    }

    @Test func denyWinsAlsoThroughLinks() async throws {
        let lab = try FileLab(deny: ["private"])
        try lab.folder.write("inside/private/key", "key")
        try lab.folder.link("inside/public", to: "private/key")
        for path in ["private/key", "public", "private"] {
            #expect(await lab.failure(path) == .notAllowed(path: path, reason: "a deny rule matches it"))
        }
    }

    @Test func aLinkToADeniedFolderDeniesTheFolderItself() async throws {
        let lab = try FileLab(deny: ["alias"])
        try lab.folder.write("inside/real/key", "key")
        try lab.folder.link("inside/alias", to: "real")
        #expect(await lab.failure("real/key") == .notAllowed(path: "real/key", reason: "a deny rule matches it"))
    }

    @Test(arguments: ["/proc/self/environ", "/dev/null", "/sys/kernel/notes"])
    func theWholeDiskDoesNotOpenPlacesOfTheSystem(path: String) async throws {
        let scope = FileScope(policy: try FilePolicy(allow: ["/"]))
        let error = await #expect(throws: FileError.self) { try await scope.read(path, limit: 1_000) }
        guard case .notAllowed(path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func refusesLoopsOfLinks() async throws {
        let lab = try FileLab()
        try lab.folder.link("inside/one", to: "two")
        try lab.folder.link("inside/two", to: "one")
        #expect(
            await lab.failure("one")
                == .wrongKind(path: "one", reason: "its links lead in a circle, or are too many"))
    }

    @Test func refusesWhatIsNoRegularFileWithoutOpeningIt() async throws {
        let lab = try FileLab()
        // Opening a pipe without a writer would wait for ever.
        try #require(mkfifo(lab.inside + "/pipe", 0o600) == 0)
        #expect(await lab.failure("pipe") == .wrongKind(path: "pipe", reason: "it is a pipe"))
        #expect(await lab.failure(lab.inside) == .wrongKind(path: lab.inside, reason: "it is a folder"))
        let devices = FileScope(policy: try FilePolicy(allow: ["/dev/zero"]))
        await #expect(throws: FileError.wrongKind(path: "/dev/zero", reason: "it is a device")) {
            try await devices.read("/dev/zero", limit: 10)
        }
    }

    @Test func readsNoMoreThanTheLimit() async throws {
        let lab = try FileLab()
        #expect(try await lab.read("a.txt", limit: 5) == "hello")
        #expect(await lab.failure("a.txt", limit: 4) == .tooLarge(path: "a.txt", limit: 4))
        // Files of /proc say that they have no bytes.
        let proc = FileScope(policy: try FilePolicy(allow: ["/proc/self/status"]))
        await #expect(throws: FileError.tooLarge(path: "/proc/self/status", limit: 10)) {
            try await proc.read("/proc/self/status", limit: 10)
        }
    }

    @Test func aHugeFileIsRefusedWithoutBeingRead() async throws {
        let lab = try FileLab()
        try lab.folder.write("inside/huge")
        try #require(truncate(lab.inside + "/huge", 1 << 40) == 0)
        #expect(await lab.failure("huge") == .tooLarge(path: "huge", limit: 1_000))
    }

    @Test func saysWhatIsMissing() async throws {
        let lab = try FileLab()
        #expect(await lab.failure("b.txt") == .notFound(path: "b.txt"))
        #expect(await lab.failure("a.txt/b") == .notFound(path: "a.txt/b"))
        #expect(await lab.failure("") == .invalid(path: "", reason: "it is empty"))
        #expect(await lab.failure("a\0b") == .invalid(path: "a\0b", reason: "a path cannot hold a NUL character"))
        let gone = FileScope(policy: try FilePolicy(allow: [lab.folder.path + "/gone"]))
        await #expect(throws: FileError.notFound(path: "a.txt")) { try await gone.read("a.txt", limit: 1) }
    }

    @Test(.enabled(if: getuid() != 0, "the superuser can read every file"))
    func saysWhenTheSystemRefuses() async throws {
        let lab = try FileLab()
        try #require(chmod(lab.inside + "/a.txt", 0) == 0)
        #expect(await lab.failure("a.txt") == .unreadable(path: "a.txt", reason: "Permission denied"))
    }

    @Test func endsWhenItsTaskIsCancelled() async throws {
        let lab = try FileLab()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await lab.failure("a.txt")
        }
        #expect(await task.value == .cancelled)
    }

    /// Whoever may write inside swaps a file for a link to a secret as fast as he can; the secret never comes out.
    @Test func aSwapWhileReadingNeverLeadsOut() async throws {
        let lab = try FileLab()
        try lab.folder.link("evil", to: "../outside/secret.txt")
        try lab.folder.write("good", "hello")
        let isDone = Flag()
        // On a thread of its own: the other tests need those of the tasks.
        let swapper = Thread {
            var turn = 0
            while !isDone.isSet {
                turn += 1
                let source = turn % 2 == 0 ? "evil" : "good"
                _ = Foundation.link(lab.folder.path + "/" + source, lab.inside + "/next")
                _ = rename(lab.inside + "/next", lab.inside + "/a.txt")
                _ = unlink(lab.inside + "/next")
            }
        }
        swapper.start()
        defer { isDone.set() }
        var refused = 0
        var read = 0
        for _ in 0..<200_000 where refused < 50 || read < 50 {
            switch await lab.outcome("a.txt") {
            case .success(let text):
                #expect(text == "hello")
                read += 1
            case .failure(let error):
                if case .notAllowed = error { refused += 1 }
            }
        }
        #expect(refused >= 50 && read >= 50)
    }
}
