public import JSON
public import Outbound
import YAML

/// The platforms of one integrations.yaml, compiled: what loads here renders without meeting a mistake in the file.
public struct IntegrationCatalogue: Sendable {
    /// Where integrations may send anything: the `network` section.
    public let network: EgressPolicy
    let platforms: [Platform]
    let retry: RetryPlan
    /// How many integrations one person may have.
    let perOwner: Int
    /// How many deliveries of one integration stay in its log.
    let deliveriesKept: Int

    /// Reads, checks and compiles the file; throws every mistake in it at once.
    ///
    /// - Parameter file: the name to show in diagnostics
    /// - Returns: the catalogue, and the diagnostics that are only warnings
    public static func load(
        _ bytes: [UInt8], file: String
    ) throws(Diagnostics) -> (catalogue: IntegrationCatalogue, warnings: [Diagnostic]) {
        let document = try YAMLReader.read(bytes, file: file)
        var log = Diagnostics()
        let catalogue = CatalogueReader(document: document, file: file).read(log: &log)
        let diagnostics = Diagnostics(log.sorted)
        guard !diagnostics.hasErrors, let catalogue else { throw diagnostics }
        return (catalogue, diagnostics.items)
    }

    subscript(platform: String) -> Platform? { platforms.first { $0.name == platform } }

    var names: [String] { platforms.map(\.name) }
}
