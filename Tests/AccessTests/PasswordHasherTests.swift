import Testing

@testable import Access

@Suite struct PasswordHasherTests {
    /// Cheap hashes: what is tested here does not depend on their cost.
    static let hasher = PasswordHasher(memoryKiB: 8, passes: 1)

    @Test func makesThePHCStringOfTheReferenceImplementation() async throws {
        // From the test vectors of the argon2 reference implementation: "password", "somesalt", t=2, m=256, p=1.
        let hasher = PasswordHasher(memoryKiB: 256, passes: 2, salt: { Array("somesalt".utf8) })
        #expect(
            try await hasher.hash("password")
                == "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")
    }

    @Test func verifiesOnlyTheSamePassword() async throws {
        let hash = try await Self.hasher.hash("correct horse")
        #expect(await Self.hasher.verify("correct horse", against: hash))
        #expect(await !Self.hasher.verify("correct horsE", against: hash))
        #expect(await !Self.hasher.verify("correct horse ", against: hash))
        #expect(await !Self.hasher.verify("", against: hash))
    }

    @Test func takesAnotherSaltEachTime() async throws {
        let first = try await Self.hasher.hash("correct horse")
        let second = try await Self.hasher.hash("correct horse")
        #expect(first != second)
    }

    @Test func takesPasswordsByteForByte() async throws {
        // The same letter as one scalar and as two: no normalisation on either side.
        let hash = try await Self.hasher.hash("caf\u{E9}-caf\u{E9}")
        #expect(await !Self.hasher.verify("cafe\u{301}-cafe\u{301}", against: hash))
        let long = try await Self.hasher.hash(String(repeating: "a", count: 255) + "b")
        #expect(await !Self.hasher.verify(String(repeating: "a", count: 256), against: long))
        let withNUL = try await Self.hasher.hash("before\0after")
        #expect(await !Self.hasher.verify("before\0AFTER", against: withNUL))
    }

    @Test(arguments: [0, 7, 257, 10_000])
    func refusesLengthsOutsideTheRange(count: Int) async {
        await #expect(throws: PasswordError.length(count)) {
            try await Self.hasher.hash(String(repeating: "a", count: count))
        }
    }

    @Test(arguments: [8, 256])
    func takesBothEndsOfTheRange(count: Int) async throws {
        let password = String(repeating: "a", count: count)
        #expect(await Self.hasher.verify(password, against: try await Self.hasher.hash(password)))
    }

    @Test(arguments: [
        "", "plaintext", "$2b$12$abcdefghijklmnopqrstuv", "$argon2i$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA",
        "$argon2id$v=19$m=8,t=1$AAAAAAAAAAA$AAAAAAAAAAA", "$argon2id$v=19$m=4194304,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA",
        "$argon2id$v=19$m=8,t=4000000,p=1$AAAAAAAAAAA$AAAAAAAAAAA", "$argon2id$v=19$m=8,t=1,p=1$$",
    ])
    func acceptsNoPasswordForAHashThatIsNone(hash: String) async {
        #expect(await !Self.hasher.verify("correct horse", against: hash))
    }

    @Test func verifiesHashesOfOtherParametersAndNamesThem() async throws {
        let old = try await PasswordHasher(memoryKiB: 16, passes: 2).hash("correct horse")
        #expect(await Self.hasher.verify("correct horse", against: old))
        #expect(!Self.hasher.isCurrent(old))
        #expect(Self.hasher.isCurrent(try await Self.hasher.hash("correct horse")))
    }

    @Test func hasADummyThatNothingMatchesAtTheSameCost() async {
        let dummy = PasswordHasher(memoryKiB: 8).parameters.unmatchedHash
        #expect(dummy == "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + String(repeating: "A", count: 43))
        #expect(Argon2.verify(Array("correct horse".utf8), against: dummy) == .success(false))
        #expect(Argon2Parameters(hash: dummy) == Argon2Parameters(memoryKiB: 8, passes: 1, lanes: 1))
    }

    @Test func startsFromTheRecommendedCost() {
        #expect(PasswordHasher().parameters == Argon2Parameters(memoryKiB: 47_104, passes: 1, lanes: 1))
    }
}
