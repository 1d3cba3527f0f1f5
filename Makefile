# make run   installs what is missing, builds, serves on 127.0.0.1:8000
# make test  installs what is missing, runs everything CI runs
CONFIG ?= debug
BINARY := .build/$(CONFIG)/amas

.PHONY: run build test lint unit end-to-end openapi-documents conform-documents prove faults repair-figures \
	bench-peers bench-schemas bench-bombs fuzz format clean

run: build
	$(BINARY) serve --dev

build:
	scripts/dependencies build
	swift build -c $(CONFIG) --product amas

test: lint end-to-end unit

lint:
	scripts/lint

# One test at a time: side by side they take the processor from each other, and from the deadlines they measure.
unit:
	scripts/dependencies test
	swift test --no-parallel

end-to-end: build
	scripts/dependencies test
	AMAS_BINARY=$(BINARY) scripts/end-to-end

openapi-documents:
	$(MAKE) build CONFIG=release
	scripts/openapi-documents

# The mock of every document that vendors publish, judged by that document.
conform-documents:
	scripts/dependencies test
	$(MAKE) build CONFIG=release
	scripts/python scripts/conform-documents

# Every line of spec/ and agents.yaml changed, one at a time: prints the table of docs/prove.md.
prove:
	$(MAKE) build CONFIG=release
	.build/release/amas prove

bench-peers:
	$(MAKE) build CONFIG=release
	Benchmarks/peers/run

bench-schemas:
	scripts/dependencies build
	swift build -c release --product SchemaBenchmark
	Benchmarks/schemas/run

bench-bombs:
	$(MAKE) build CONFIG=release
	Benchmarks/bombs/run

fuzz:
	scripts/dependencies build
	scripts/fuzz

# Faults injected into real documents, their patches judged by another validator: prints the table of docs/repair.md.
repair-figures:
	scripts/dependencies test
	Benchmarks/repair/run

# Faults between the server and its judges: prints the tables of docs/faults.md. Hours; a run goes on where one ended.
faults:
	$(MAKE) build CONFIG=release
	scripts/dependencies test
	AMAS_BINARY=.build/release/amas scripts/faults

format:
	git ls-files '*.swift' | xargs swift format --in-place --parallel

clean:
	rm -rf .build .build-fuzz .build-venv .build-venv-peers .build-venv-repair .build-venv-schemas
