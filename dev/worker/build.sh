#!/usr/bin/env bash
# Builds mediasoup's worker from the npm package mediasoup, as installed, and Debian's libraries; nothing is downloaded.
#
# usage: build.sh PACKAGE OUTPUT [LIBSRTP]
#   PACKAGE  node_modules/mediasoup
#   OUTPUT   the file to write, only when all went well
#   LIBSRTP  a folder with the source of libsrtp 2, to build it on OpenSSL; without it Debian's library is used, which is built on NSS
#
# The worker's build wants libraries that it downloads by name and version ("wraps"). faces/ has one small Meson project for each,
# which takes the place of the download and points at Debian's library. patches/ says of each change why it is needed.
set -euo pipefail

package=$(realpath "$1")
output=$2
libsrtp=${3:+$(realpath "$3")}
here=$(dirname "$(realpath "$0")")

build=$(mktemp -d "${TMPDIR:-/tmp}/handrail-worker.XXXXXXXX")
trap 'rm -rf "$build"' EXIT

cp -r --no-preserve=mode "$package/worker/." "$build/"
cp -r --no-preserve=mode "$here/pch" "$build/"

# Where a wrap expects its library depends on the version that mediasoup asks for, so the wrap itself is asked.
for face in "$here"/faces/*/; do
  wrap=$build/subprojects/$(basename "$face").wrap
  directory=$(sed -n 's/^directory *= *//p' "$wrap")
  cp -r --no-preserve=mode "$face" "$build/subprojects/$directory"
done

# The worker reads packets from strangers, so it is hardened as Debian hardens its own packages.
hardening='-fstack-protector-strong -D_FORTIFY_SOURCE=2'
meson_options=(
  --buildtype=release -Db_ndebug=true --wrap-mode=nodownload
  -Db_pie=true "-Dc_args=$hardening" "-Dcpp_args=$hardening" "-Dcpp_link_args=-Wl,-z,relro,-z,now"
)
if [ -n "$libsrtp" ]; then
  cp -r --no-preserve=mode "$libsrtp" "$build/subprojects/libsrtp2"
  meson_options+=(--force-fallback-for=libsrtp2)
fi

for patch in "$here"/patches/*.patch; do
  patch --silent --directory="$build" --strip=1 --input="$patch"
done

# One compiler needs up to 0.7 GB; a small machine must not begin to swap.
memory_kb=$(sed -n 's/^MemAvailable: *\([0-9]*\) kB$/\1/p' /proc/meminfo)
jobs=$((memory_kb / 700000))
cores=$(nproc)
if [ "$jobs" -gt "$cores" ]; then jobs=$cores; fi
if [ "$jobs" -lt 1 ]; then jobs=1; fi

# The machine's own compiler settings would make two machines' workers differ.
unset CFLAGS CXXFLAGS CPPFLAGS LDFLAGS
meson setup "$build/out" "$build" "${meson_options[@]}"
ninja -C "$build/out" -j "$jobs" mediasoup-worker

strip -o "$build/mediasoup-worker" "$build/out/mediasoup-worker"
install -m 755 "$build/mediasoup-worker" "$output"
