extension Shape {
    /// errors.yaml and limits.yaml.
    static let catalogues: [ShapeName: Shape] = [
        .errorCatalogue: Shape(rest: .object(.errorEntry)),
        .errorEntry: Shape(
            required: ["status", "detail", "retryable", "description"], isExtensible: false,
            [
                "status": .whole(400...599), "detail": .text, "retryable": .flag, "description": .text,
                "x-unprovoked": .text,
            ]),
        .limits: Shape(
            required: ["rate_limits", "request", "connection", "websocket"],
            [
                "rate_limits": .map(.object(.rateLimit)), "request": .object(.requestLimits),
                "connection": .object(.connectionLimits), "websocket": .object(.webSocketLimits),
            ]),
        .rateLimit: Shape(
            required: ["q", "w", "pk"], isExtensible: false,
            [
                "q": .whole(1...1_000_000_000), "w": .whole(1...86_400), "burst": .whole(1...1_000_000_000),
                "pk": .word(RateLimitPolicy.Partition.allCases.map(\.rawValue)),
            ]),
        .requestLimits: [LimitKey<RequestLimits>].request.shape(),
        .connectionLimits: [LimitKey<ConnectionLimits>].connection.shape(),
        .webSocketLimits: [LimitKey<WebSocketLimits>].websocket.shape(),
    ]
}
