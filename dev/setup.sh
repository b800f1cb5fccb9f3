#!/usr/bin/env bash
# Brings what Handrail needs and this machine lacks. Written for a fresh Debian 12 with npm and any Node: nothing here relies on Node 26
# until the step that installs it.
#
# usage: dev/setup.sh [run|test]
#   run   what running needs: ffmpeg, the npm packages (Node 26 is one of them), the mediasoup worker
#   test  that, and what the tests need: Chromium, a screen without a monitor, fonts, strace. The default.
#
# environment:
#   MEDIASOUP_WORKER_BIN            a worker of your own; then none is fetched or built
#   HANDRAIL_WORKER_FROM_SOURCE=1   build the worker here instead of fetching upstream's
#   XDG_CACHE_HOME                  where the worker is kept (…/handrail); ~/.cache by default
set -euo pipefail

purpose=${1:-test}
case $purpose in
  run | test) ;;
  *)
    echo "usage: dev/setup.sh [run|test]" >&2
    exit 2
    ;;
esac

cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."
root=$PWD
logs=$root/build/setup
cache=${XDG_CACHE_HOME:-${HOME:?HOME is not set: set it, or XDG_CACHE_HOME, so that the worker can be kept outside the checkout}/.cache}/handrail
mkdir -p "$logs" "$cache"

# npm runs on the machine's own Node, because `npm ci` takes node_modules away under the other one.
machine_path=${PATH//"$root/node_modules/.bin:"/}
export PATH=$root/node_modules/.bin:$machine_path

# shellcheck source-path=SCRIPTDIR source=setup/step.sh
source dev/setup/step.sh
# shellcheck source-path=SCRIPTDIR source=setup/debian.sh
source dev/setup/debian.sh
# shellcheck source-path=SCRIPTDIR source=setup/packages.sh
source dev/setup/packages.sh
# shellcheck source-path=SCRIPTDIR source=setup/worker.sh
source dev/setup/worker.sh

# Two locks, always in this order: one setup at a time changes this checkout, and one at a time fills the cache.
exec {checkout_lock}>"$logs/lock" {cache_lock}>"$cache/setup.lock"
wait_for_lock "$checkout_lock" 'this checkout'
wait_for_lock "$cache_lock" "$cache"

bring_debian_packages "$purpose"
bring_npm_packages
bring_worker

summarise "Node $(node --version), $(worker_description)"
