extension SourceLexer {
    /// Templates, regular expressions, private names and the signs with "?".
    mutating func readScript() -> Bool {
        if byte() == 0x60 {
            readTemplate()
        } else if byte() == 0x2F, let end = endOfPattern() {
            add(to: end)
        } else if has("??") {
            add(to: place + 2)
        } else if has("?."), !(0x30...0x39).contains(byte(2)) {
            add(to: place + 2)
        } else if byte() == 0x23 || byte() == 0x24, Self.isWordByte(byte(1)) {
            add(to: endOfWord(place + 1))
        } else {
            return false
        }
        return true
    }

    /// A template, with what stands in its "${...}" as one token each: conditions there are not looked for.
    private mutating func readTemplate() {
        let end = endOfTemplate(place)
        add(to: end)
    }

    private func endOfTemplate(_ start: Int) -> Int {
        // Zero stands for the text of a template, another number for the braces open in its code.
        var stack = [0]
        var end = start + 1
        while end < text.count {
            let here = text[end]
            if here == 0x5C {
                end += 1
            } else if stack.last == 0 {
                if here == 0x60 { stack.removeLast() }
                if here == 0x24, end + 1 < text.count, text[end + 1] == 0x7B {
                    stack.append(1)
                    end += 1
                }
            } else if here == 0x60 {
                stack.append(0)
            } else if here == 0x7B {
                stack[stack.count - 1] += 1
            } else if here == 0x7D {
                stack[stack.count - 1] -= 1
                if stack.last == 0 { stack.removeLast() }
            }
            end += 1
            if stack.isEmpty { return end }
        }
        return text.count
    }

    /// The end of a regular expression: "/" starts one where a value may begin.
    private func endOfPattern() -> Int? {
        guard last.map({ "=,({[?:!&|;".contains($0.text.last ?? " ") }) ?? true else { return nil }
        var end = place + 1
        var inClass = false
        while end < text.count, text[end] != 0x0A {
            switch text[end] {
            case 0x5C: end += 1
            case 0x5B: inClass = true
            case 0x5D: inClass = false
            case 0x2F where !inClass:
                end += 1
                while end < text.count, (0x61...0x7A).contains(text[end]) { end += 1 }
                return end
            default: break
            }
            end += 1
        }
        return nil
    }
}
