import Access
import Foundation
import Integrations
import Orchestration

/// The key of the integrations' credentials: 64 hexadecimal digits in a file that is never in the database.
struct CredentialKey {
    let folder: DataFolder
    var environment: [String: String] = ProcessInfo.processInfo.environment

    /// A vault whose key opens everything that the store has sealed.
    ///
    /// - Throws: when others may read the key, it is no key, or it is missing or another while there are credentials:
    ///   a key made anew could not open them.
    func vault(for store: any IntegrationStore) async throws(StartProblem) -> CredentialVault {
        let sealed = try await sealedIntegrations(in: store)
        let file = environment["AMAS_CREDENTIALS_KEY_FILE"] ?? folder.credentialsKey
        let isOurs = environment["AMAS_CREDENTIALS_KEY_FILE"] == nil
        if isOurs, !FileManager.default.fileExists(atPath: file) {
            guard sealed.isEmpty else {
                throw StartProblem(
                    "\(file) is missing, and \(sealed.count) integrations have credentials that only it can open; "
                        + "bring it back, or name it in AMAS_CREDENTIALS_KEY_FILE")
            }
            try DataFolder.create(file, contents: Randomness.hex(CredentialVault.keyBytes))
        }
        let vault = try read(file)
        for one in sealed where (try? vault.open(one.sealed, for: one.id)) == nil {
            throw StartProblem("\(file): this key does not open the credentials of integration \(one.id)")
        }
        return vault
    }

    private func read(_ file: String) throws(StartProblem) -> CredentialVault {
        let digits = try DataFolder.readSecret(file, "credentials key")
        let pairs = stride(from: 0, to: digits.count, by: 2).map { digits[$0..<min($0 + 2, digits.count)] }
        let key = pairs.compactMap { $0.count == 2 ? UInt8(String(decoding: $0, as: UTF8.self), radix: 16) : nil }
        guard key.count == pairs.count, let vault = CredentialVault(key: key) else {
            throw StartProblem("\(file): the credentials key must be 64 hexadecimal digits, which is 32 bytes")
        }
        return vault
    }

    private func sealedIntegrations(in store: any IntegrationStore) async throws(StartProblem) -> [IntegrationRecord] {
        var found: [IntegrationRecord] = []
        var cursor: PageCursor?
        do {
            repeat {
                let page = try await store.integrations(owner: nil, limit: 500, cursor: cursor)
                found += page.integrations
                cursor = page.nextCursor
            } while cursor != nil
        } catch {
            throw StartProblem("the integrations cannot be read: \(error)")
        }
        return found
    }
}
