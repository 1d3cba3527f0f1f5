/// Tells bytes of a program or a picture from text.
public enum BinaryCheck {
    /// Whether there is a NUL among the first 8000 bytes, which is how git tells.
    public static func isBinary(_ bytes: [UInt8]) -> Bool { bytes.prefix(8_000).contains(0) }
}
