# The two commands are `make run` and `make test`. What they need and the machine lacks is brought first, see dev/setup.sh.
SHELL := bash
.DEFAULT_GOAL := help
# Node 26 and the tools, before any that the machine has.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

.PHONY: help run test setup check bench

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand --tabs=16

run: ## Start the appliance (its settings: node src/main.ts --help)
	@dev/setup.sh run
	@node dev/build.ts
	@exec node src/main.ts

test: ## Check and test everything; the last line is "N passed, N failed"
	@dev/setup.sh test
	@node dev/test.ts

setup: ## Bring what running and testing need: Debian packages, Node 26, npm packages, the mediasoup worker
	@dev/setup.sh test

check: ## Format, lint, types, room rules, dead exports
	@dev/setup.sh run
	@node dev/check.ts

bench: ## Measure
	@dev/setup.sh run
	@node dev/bench.ts
