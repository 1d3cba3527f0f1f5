/// Tells files apart: their size and two sums of 64 bits (FNV-1a from two starts).
struct FilePrint: Hashable {
    let size: Int
    let sums: [UInt64]

    init(_ bytes: [UInt8]) {
        size = bytes.count
        var first: UInt64 = 0xCBF2_9CE4_8422_2325
        var second: UInt64 = 0x9AE1_6A3B_2F90_404F
        for byte in bytes {
            first = (first ^ UInt64(byte)) &* 0x100_0000_01B3
            second = (second ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
        }
        sums = [first, second]
    }
}
