#!/usr/bin/env bash
# Fetches Debian's source of libsrtp 2 (0.7 MB, and 10 MB for the list it is found in) and unpacks it as FOLDER, Debian's patches applied.
#
# usage: fetch-libsrtp.sh FOLDER
#
# Fails where the source cannot be had. Needs no root: apt works in a folder of its own with a list of its own, because most machines
# have no deb-src line and adding one would change the machine.
set -euo pipefail

folder=$(realpath -m "$1")
work=$(mktemp -d "${TMPDIR:-/tmp}/handrail-libsrtp.XXXXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/archives/partial" "$work/source"

# The mirrors this machine uses already, Debian's security archive among them, in whichever format its sources are written.
signed_by=/usr/share/keyrings/debian-archive-keyring.gpg
# shellcheck disable=SC2016 # the $(…) are apt's own fields
apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(COMPONENT)|$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
  sed -n -E 's/^Debian[|]Debian(-Security)?[|]main[|]//p' | grep -v -e '-backports' | sort -u |
  while read -r mirror suite; do
    printf 'Types: deb-src\nURIs: %s\nSuites: %s\nComponents: main\n' "$mirror" "$suite"
    if [ -f "$signed_by" ]; then echo "Signed-By: $signed_by"; fi
    echo
  done >"$work/debian.sources" || true
if [ ! -s "$work/debian.sources" ]; then
  echo 'no mirror of Debian among the apt sources of this machine' >&2
  exit 1
fi

options=(
  -o "Dir::Etc::SourceList=$work/debian.sources" -o Dir::Etc::SourceParts=-
  -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work"
  -o Acquire::http::Timeout=20 -o Acquire::Retries=2
  # As root, apt downloads as a user that may not enter this folder and warns of it.
  -o "APT::Sandbox::User=$(id -un)"
)
apt-get "${options[@]}" --error-on=any update
cd "$work/source"
# apt checks the mirror's signature and, by it, the checksum of each file.
apt-get "${options[@]}" source --download-only libsrtp2
dpkg-source --no-check --extract ./*.dsc "$work/libsrtp2"

rm -rf "$folder"
mkdir -p "$(dirname "$folder")"
cp -r "$work/libsrtp2" "$folder"
