# shellcheck shell=bash
# The mediasoup worker: from the cache, else upstream's prebuilt one, else built here. Sourced by dev/setup.sh.
#
# The server looks for build/mediasoup-worker, a link into the cache; MEDIASOUP_WORKER_BIN names another.

: "${root:?}" "${cache:?}" # the checkout; the folder that keeps workers

worker_link=$root/build/mediasoup-worker

# What the build needs and does not bring itself.
needed_for_worker=(
  meson ninja-build pkg-config g++ patch dpkg-dev
  libuv1-dev libssl-dev libflatbuffers-dev flatbuffers-compiler libabsl-dev
)

bring_worker() {
  mediasoup_version=$(node --print 'require("./node_modules/mediasoup/package.json").version')
  if [ -n "${MEDIASOUP_WORKER_BIN:-}" ]; then
    if ! worker_runs "$MEDIASOUP_WORKER_BIN"; then
      fail "MEDIASOUP_WORKER_BIN is $MEDIASOUP_WORKER_BIN, which is no mediasoup worker that runs here. Please correct it or unset it."
    fi
    return
  fi

  local version=$mediasoup_version slot
  slot=$cache/worker/$(worker_slot_name "$version")
  mkdir -p "$slot"

  local built=$slot/built/mediasoup-worker prebuilt=$slot/prebuilt/mediasoup-worker
  if worker_runs "$built"; then
    link_worker "$built"
  elif [ "${HANDRAIL_WORKER_FROM_SOURCE:-}" != 1 ] && worker_runs "$prebuilt"; then
    link_worker "$prebuilt"
  elif [ "${HANDRAIL_WORKER_FROM_SOURCE:-}" != 1 ] &&
    attempt worker-prebuilt "Fetching mediasoup's prebuilt worker $version" '10 s' 'it will be built here' \
      fetch_prebuilt_worker "$prebuilt"; then
    link_worker "$prebuilt"
  else
    bring_named_debian_packages worker-packages "${needed_for_worker[@]}"
    local libsrtp=$slot/libsrtp2
    if ! attempt worker-libsrtp "Fetching the source of libsrtp from Debian" '10 s' \
      'using the libsrtp that Debian has built, which spends more CPU on each packet' dev/worker/fetch-libsrtp.sh "$libsrtp"; then
      libsrtp=
      bring_named_debian_packages worker-libsrtp-package libsrtp2-dev
    fi
    # Measured: six minutes of CPU time on an idle machine; two more for one that is not.
    local minutes=$(((8 + $(nproc) - 1) / $(nproc)))
    step worker-build "Building the mediasoup worker $version, once on this machine" "$minutes min on $(nproc) cores" \
      build_worker "$built" "$libsrtp"
    rm -rf "$slot/libsrtp2"
    link_worker "$built"
  fi
}

# The folder in the cache: another mediasoup, machine, release of the system or build of ours is another worker.
worker_slot_name() {
  local system sources
  # shellcheck source=/dev/null
  system=$(source /etc/os-release 2>/dev/null && echo "${ID:-linux}${VERSION_ID:-}")
  sources=$(cd dev/worker && find build.sh fetch-libsrtp.sh faces patches pch -type f -print0 | LC_ALL=C sort --zero-terminated |
    xargs --null sha256sum | sha256sum | cut --characters=1-12)
  echo "$1-$(uname -m)-$system-$sources"
}

# worker_runs FILE: a worker that is started without its version in the environment says so by ending with 41 (its main.cpp); a file
# that is missing, for another machine, or lacks a shared library ends otherwise.
worker_runs() {
  local status=0
  env --ignore-environment "$1" </dev/null >/dev/null 2>&1 || status=$?
  [ "$status" -eq 41 ]
}

link_worker() {
  if [ "$(readlink "$worker_link" || true)" != "$1" ]; then
    # Renamed into place: a server that starts at this moment finds the old one or the new one.
    ln -sfn "$1" "$worker_link.new"
    mv -T "$worker_link.new" "$worker_link"
  fi
}

# keep_worker FILE KEPT ORIGIN: moves FILE into the cache after it has opened a server and a router for us.
keep_worker() {
  node dev/worker/prove.ts "$1"
  echo "$3" >"$(dirname "$2")/origin"
  mv "$1" "$2"
}

fetch_prebuilt_worker() {
  local kept=$1
  mkdir -p "$(dirname "$kept")"
  NODE_USE_ENV_PROXY=1 node dev/worker/fetch-prebuilt.ts "$kept.new" &&
    keep_worker "$kept.new" "$kept" "upstream's"
}

build_worker() {
  local kept=$1 libsrtp=$2 origin='built here'
  mkdir -p "$(dirname "$kept")"
  dev/worker/build.sh node_modules/mediasoup "$kept.new" "$libsrtp"
  if [ -z "$libsrtp" ]; then origin="built here, with Debian's libsrtp"; fi
  keep_worker "$kept.new" "$kept" "$origin"
}

# Prints what bring_worker brought, for people.
worker_description() {
  local origin
  if [ -n "${MEDIASOUP_WORKER_BIN:-}" ]; then
    origin=$MEDIASOUP_WORKER_BIN
  else
    origin=$(cat "$(dirname "$(readlink "$worker_link")")/origin")
  fi
  echo "mediasoup worker $mediasoup_version ($origin)"
}
