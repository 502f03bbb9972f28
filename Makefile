# Everything a person does with the checkout: `make run`, `make test`, `make check`. Each target says and does what is missing first.
.DEFAULT_GOAL := help
.PHONY: help install build run test test-long test-hardware image bench check format coverage picture protocol clean
SHELL := /bin/sh

installed := node_modules/.installed
pages := ui/build/index.html
bundle := appliance/dist/countertopd.cjs
# `COUNTERTOP_BUILD=norway make build`: another build than the one before is made anew.
profile := node_modules/.cache/countertop-build-$(or $(COUNTERTOP_BUILD),general)
sources = $(shell find $(1) -type f -not -path '*/node_modules/*' -not -name '*.test.ts' 2>/dev/null)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

install: $(installed) ## install the npm packages, exactly those of the lock file
$(installed): package-lock.json package.json appliance/package.json ui/package.json
	@appliance/install.sh
	@touch $@

build: $(pages) $(bundle) ## build the pages and the daemon's bundle
$(profile):
	@mkdir -p $(dir $@) && rm -f node_modules/.cache/countertop-build-* && touch $@
$(pages): $(installed) $(profile) $(call sources,ui/src ui/static ui/scripts appliance/src/protocol) ui/package.json $(wildcard ui/*.ts ui/*.js)
	@npm run --silent build -w ui
	@touch $@
$(bundle): $(installed) $(profile) $(wildcard appliance/build*.ts) $(call sources,appliance/src)
	@npm run --silent build-daemon
	@touch $@

run: $(installed) $(pages) ## start a demo shop with simulated devices on http://127.0.0.1:8080
	@npm run --silent start

test: $(installed) $(pages) $(bundle) ## run every test, a real browser included; ends with "N passed, N failed"
	@appliance/install.sh browser
	@COUNTERTOP_TEST_BUNDLE=1 npm run --silent test

test-long: $(installed) $(pages) $(bundle) ## what does not fit into CI: more seeds, more crashes, more hours
	@appliance/install.sh browser
	@COUNTERTOP_LONG=1 npm run --silent check -- lint-pages
	@COUNTERTOP_TEST_BUNDLE=1 COUNTERTOP_LONG=1 npm run --silent test

test-hardware: $(installed) $(pages) $(bundle) ## the real drivers on a real kernel, in a virtual machine (QEMU)
	@COUNTERTOP_HARDWARE=1 npm run --silent test -- test/hardware

image: $(installed) $(pages) $(bundle) ## build the system of an appliance: Debian, our files, a kernel to start them with
	@image/build.sh

bench: $(installed) $(pages) $(bundle) ## measure, each time beside a floor of the same run
	@appliance/install.sh browser
	@npm run --silent bench

check: $(installed) ## everything that can be said without running: format, lint, types, walls, unused, units
	@npm run --silent check

format: $(installed) ## lay the source out
	@npx prettier --write --log-level=warn .

coverage: $(installed) ## what the tests reach, and where they must reach everything
	@npm run --silent coverage

picture: $(installed) ## draw the rooms for ARCHITECTURE.md
	@npm run --silent picture

protocol: $(installed) ## take the wire as it is now into the committed snapshot
	@COUNTERTOP_UPDATE=1 npm run --silent test -- protocol-snapshot

clean: ## remove what was built and what was measured; the shop's data in .data stays
	rm -rf appliance/dist ui/build ui/.svelte-kit coverage node_modules/.cache
