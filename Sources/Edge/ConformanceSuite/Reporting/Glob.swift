/// A text in which `*` stands for any text and all else for itself.
enum Glob {
    /// Takes time in proportion to both lengths at most, whatever the number of stars.
    static func fits(_ text: String, _ glob: String) -> Bool {
        let (text, glob) = (Array(text.utf8), Array(glob.utf8))
        var (at, inGlob) = (0, 0)
        // Where the latest star stands, and where the text behind it was last tried from.
        var retry: (star: Int, from: Int)?
        while at < text.count {
            if inGlob < glob.count, glob[inGlob] == UInt8(ascii: "*") {
                retry = (inGlob, at)
                inGlob += 1
            } else if inGlob < glob.count, glob[inGlob] == text[at] {
                (at, inGlob) = (at + 1, inGlob + 1)
            } else if let (star, from) = retry {
                retry = (star, from + 1)
                (at, inGlob) = (from + 1, star + 1)
            } else {
                return false
            }
        }
        return glob[inGlob...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
