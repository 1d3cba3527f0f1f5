public import Gateway
public import Logging

extension Logger {
    /// Writes what the Gateway reports: constant message, the place in the metadata.
    public func record(_ event: GatewayEvent) {
        self.error(
            "\(event.kind.rawValue)",
            metadata: [
                "operation": "\(event.operation ?? "-")", "request_id": "\(event.requestID)",
                "detail": "\(event.detail)",
            ])
    }
}
