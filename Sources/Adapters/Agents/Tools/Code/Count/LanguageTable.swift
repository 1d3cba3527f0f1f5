extension Language {
    private static let hash: [LineFilter] = [.start("#")]
    private static let cLike: [LineFilter] = [.slashComments]

    /// The languages that are known, under the names and by the rules of cloc 1.96, so that both count the same.
    static let table: [Language] = [
        Language(
            name: "Bourne Again Shell", extensions: ["bash"], interpreters: ["bash"], filters: hash, continues: true),
        Language(
            name: "Bourne Shell", extensions: ["sh"], interpreters: ["sh", "dash"], filters: hash, continues: true),
        Language(name: "C", extensions: ["c", "cats", "ec", "idc", "pgc"], filters: cLike, continues: true),
        Language(
            name: "C++",
            extensions: ["c++", "cc", "cpp", "cxx", "h++", "inl", "ino", "ipp", "ixx", "pcc", "tcc", "tpp"],
            filters: cLike, continues: true),
        Language(name: "C/C++ Header", extensions: ["h", "hh", "hpp", "hxx"], filters: cLike, continues: true),
        Language(name: "CSS", extensions: ["css"], filters: [.blockComments]),
        Language(name: "Dockerfile", extensions: ["dockerfile"], files: ["Dockerfile"], filters: hash),
        Language(name: "Go", extensions: ["go"], filters: cLike, continues: true),
        Language(name: "HTML", extensions: ["htm", "html", "xht"], filters: [.markupComments]),
        Language(
            name: "INI", extensions: ["ini", "editorconfig", "buildozer.spec"], filters: [.start(";")]),
        Language(name: "JSON", extensions: ["json", "geojson", "har", "mcmeta", "webmanifest"], filters: []),
        Language(name: "JSX", extensions: ["jsx"], filters: cLike, continues: true),
        Language(name: "Java", extensions: ["java"], filters: [.globsInStrings, .slashComments]),
        Language(
            name: "JavaScript", extensions: ["js", "cjs", "mjs", "es6", "jscad"], interpreters: ["node"],
            filters: cLike, continues: true),
        Language(name: "Kotlin", extensions: ["kt", "kts", "ktm"], filters: cLike),
        Language(
            name: "Markdown", extensions: ["md", "markdown", "mdwn", "mdx", "mkd", "mkdn", "mkdown"],
            filters: [.markdownComments]),
        Language(
            name: "Python", extensions: ["py", "pyi", "pyw", "py3", "gyp", "gypi", "wsgi"],
            interpreters: ["python", "python2.7", "python3"],
            filters: [
                .holding("/*"), .holding("*/"), .start("#"), .docstrings, .blockComments,
            ],
            continues: true),
        Language(
            name: "Ruby", extensions: ["rb", "gemspec", "rake", "ru"], files: ["Rakefile", "rakefile"],
            interpreters: ["ruby"], filters: hash + [.between(start: "=begin", end: "=end")], continues: true),
        Language(name: "Rust", extensions: ["rs"], filters: cLike),
        Language(
            name: "SQL", extensions: ["sql", "cql", "mysql"], filters: [.blockComments, .start("--")]),
        Language(name: "Scala", extensions: ["scala", "sbt"], filters: cLike),
        Language(name: "Swift", extensions: ["swift"], filters: cLike, continues: true),
        Language(name: "TOML", extensions: ["toml"], filters: hash),
        Language(name: "Text", extensions: ["txt", "text"], filters: []),
        Language(name: "TypeScript", extensions: ["ts", "tsx", "mts"], filters: cLike, continues: true),
        Language(name: "XML", extensions: ["xml", "csproj", "plist", "xsd", "xslt"], filters: [.markupComments]),
        Language(name: "YAML", extensions: ["yaml", "yml", "clang-format", "clang-tidy"], filters: hash),
        Language(
            name: "make", extensions: ["mk", "am", "gnumakefile", "makefile"],
            files: ["Makefile", "makefile", "GNUmakefile", "Gnumakefile", "gnumakefile"], interpreters: ["make"],
            filters: hash, continues: true),
    ]
}
