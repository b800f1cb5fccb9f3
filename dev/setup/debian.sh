# shellcheck shell=bash
# Debian's packages. Sourced by dev/setup.sh.

# What shows that a package is there (a command or a path), then its name. A command that came another way is as good.
needed_for_running=(
  'ffmpeg ffmpeg'
  # Node 26 is linked to it, and a fresh Debian does not have it.
  '/usr/lib/*/libatomic.so.1 libatomic1'
)
needed_for_tests=(
  'chromium chromium'
  'Xvfb xvfb'
  'xsetroot x11-xserver-utils'
  'strace strace'
  '/usr/share/fonts/truetype/liberation fonts-liberation'
  '/usr/share/fonts/truetype/dejavu fonts-dejavu-core'
)

# bring_debian_packages run|test
bring_debian_packages() {
  local needed=("${needed_for_running[@]}") missing=() line sign package
  if [ "$1" = test ]; then needed+=("${needed_for_tests[@]}"); fi
  for line in "${needed[@]}"; do
    read -r sign package <<<"$line"
    if ! compgen -G "$sign" >/dev/null && ! command -v "$sign" >/dev/null; then missing+=("$package"); fi
  done
  install_debian_packages debian-packages "${missing[@]}"
}

# installed_debian_packages NAME…: prints those of the names that are installed.
installed_debian_packages() {
  # shellcheck disable=SC2016 # the ${…} are dpkg's own fields
  dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p'
}

# bring_named_debian_packages LOG NAME…: installs those of the names that are not installed.
bring_named_debian_packages() {
  local log=$1 missing=() name installed
  shift
  installed=$(installed_debian_packages "$@" || true)
  for name in "$@"; do
    if ! grep --quiet --line-regexp --fixed-strings -e "$name" <<<"$installed"; then missing+=("$name"); fi
  done
  install_debian_packages "$log" "${missing[@]}"
}

# install_debian_packages LOG NAME…: a step, or nothing where no name is given.
install_debian_packages() {
  local log=$1
  shift
  if [ $# -eq 0 ]; then return; fi
  if ! command -v apt-get >/dev/null; then
    fail "Missing on this machine: $*. Handrail installs them on Debian only; please install them and run this again."
  fi
  # Asked before the step, so that sudo's question stands on a line of its own.
  if [ "$(id -u)" -ne 0 ] && ! sudo -v; then
    fail "Missing on this machine: $*. Please run this as root: apt-get install --no-install-recommends $*"
  fi
  step "$log" "Installing Debian packages: $*" "$((10 + 6 * $#)) s" apt_install "$@"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
  local attempts_left=3
  while true; do
    # An update may fail for a list that is not Debian's, or because another apt is at it; what counts is whether the packages come.
    as_root apt-get --quiet update || true
    if as_root env DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes --no-install-recommends \
      -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install "$@"; then
      return
    fi
    attempts_left=$((attempts_left - 1))
    if [ "$attempts_left" -eq 0 ]; then return 1; fi
    sleep 5
  done
}
