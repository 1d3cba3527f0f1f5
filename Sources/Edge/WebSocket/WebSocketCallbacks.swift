public import NIOCore

/// What an endpoint does when something happens; every call comes on the channel's event loop and must not block.
public struct WebSocketCallbacks: Sendable {
    /// The connection is open; called once, first.
    public var onOpen: @Sendable (WebSocketConnection) -> Void
    /// A text message came.
    public var onText: @Sendable (WebSocketConnection, String) -> Void
    /// A binary message came; without this callback it closes the connection with 1003.
    public var onBinary: (@Sendable (WebSocketConnection, ByteBuffer) -> Void)?
    /// The connection is over, with the code and reason of the Close frame that ended it, whoever sent it.
    ///
    /// 1005 if that frame was empty, 1006 if there was none. Called once, last.
    public var onClose: @Sendable (WebSocketConnection, UInt16, String) -> Void

    /// Callbacks of an endpoint that speaks text.
    public init(
        onOpen: @escaping @Sendable (WebSocketConnection) -> Void = { _ in },
        onText: @escaping @Sendable (WebSocketConnection, String) -> Void,
        onBinary: (@Sendable (WebSocketConnection, ByteBuffer) -> Void)? = nil,
        onClose: @escaping @Sendable (WebSocketConnection, UInt16, String) -> Void = { _, _, _ in }
    ) {
        self.onOpen = onOpen
        self.onText = onText
        self.onBinary = onBinary
        self.onClose = onClose
    }
}
