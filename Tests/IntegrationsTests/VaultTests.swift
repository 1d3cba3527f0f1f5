import JSON
import Testing

@testable import Integrations

@Suite struct VaultTests {
    static let key = (0..<32).map { UInt8($0) }
    static let credentials: JSONValue = ["token": "ghp_0123456789"]

    @Test func opensWhatItSealed() throws {
        let vault = try #require(CredentialVault(key: Self.key))
        let sealed = try vault.seal(Self.credentials, for: "int_a")
        #expect(try vault.open(sealed, for: "int_a") == Self.credentials)
        #expect(sealed.count == 1 + 12 + Self.credentials.jsonBytes.count + 16)
    }

    @Test func sealsTheSameNeverAlike() throws {
        let vault = try #require(CredentialVault(key: Self.key))
        let nonces = try (0..<100).map { _ in try Array(vault.seal(Self.credentials, for: "int_a")[1..<13]) }
        #expect(Set(nonces).count == 100)
    }

    @Test func opensForNobodyElse() throws {
        let vault = try #require(CredentialVault(key: Self.key))
        let other = try #require(CredentialVault(key: Self.key.reversed()))
        let sealed = try vault.seal(Self.credentials, for: "int_a")
        #expect(throws: CredentialVaultError.notOpened) { try vault.open(sealed, for: "int_b") }
        #expect(throws: CredentialVaultError.notOpened) { try other.open(sealed, for: "int_a") }
        #expect(throws: CredentialVaultError.notOpened) { try vault.open([], for: "int_a") }
    }

    @Test func noticesEveryChangedBit() throws {
        let vault = try #require(CredentialVault(key: Self.key))
        let sealed = try vault.seal(Self.credentials, for: "int_a")
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: CredentialVaultError.notOpened) { try vault.open(changed, for: "int_a") }
        }
    }

    @Test(arguments: [0, 16, 31, 33, 64]) func takesNoKeyOfAnotherLength(count: Int) {
        #expect(CredentialVault(key: [UInt8](repeating: 7, count: count)) == nil)
    }

    @Test func redactionFindsEachSpelling() {
        let redaction = Redaction(["token": "topsecret", "email": "a@b.example"])
        #expect(
            redaction.apply("no topsecret, no \(Base64.text(Array("topsecret".utf8)))\nno a@b.example")
                == "no [redacted], no [redacted] no [redacted]")
    }
}
