/// Passwords for people to copy once.
enum Password {
    /// 24 letters and digits that are hard to mistake for one another: about 139 bits.
    static func random() -> String {
        let letters = Array("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        var generator = SystemRandomNumberGenerator()
        return String((0..<24).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
    }
}
