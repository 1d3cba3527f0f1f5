/// What a frame carries (RFC 6455 5.2); the reserved opcodes have no case because they are refused.
public enum Opcode: UInt8, Sendable, Equatable {
    case continuation = 0x0
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA

    /// Whether the frame belongs to the connection, not to a message.
    public var isControl: Bool { rawValue & 0x8 != 0 }
}
