#!/bin/sh
# Makes a machine ready for Countertop from source, or says in one sentence what it lacks.
#   appliance/install.sh            checks Node, installs the npm packages (sqlite3 is compiled where no ready binary fits)
#   appliance/install.sh browser    finds or installs the Chromium that the browser tests drive
# System packages are installed only by root, or by sudo that asks nothing.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

# Runs as root; fails where nobody here is.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; elif has sudo && sudo -n true 2>/dev/null; then sudo "$@"; else return 1; fi
}

apt_install() {
  has apt-get || return 1
  say "Installing with apt-get: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2 || say 'apt-get update failed; trying with the lists that are here'
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

check_node() {
  if ! has node || ! has npm; then
    say 'Countertop needs Node 20.19 or later with npm; none was found (nodejs.org, or your system'"'"'s package).'
    exit 1
  fi
  if ! node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
                process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'; then
    say "Countertop needs Node 20.19 or later; this is $(node --version)."
    exit 1
  fi
}

# What compiling a native package needs and this machine lacks, as Debian packages.
missing_compilers() {
  has python3 || printf 'python3 '
  has make || printf 'make '
  has g++ || printf 'g++ '
}

install_packages() {
  npm ci --no-audit --no-fund && return 0
  missing=$(missing_compilers)
  if [ -z "$missing" ]; then
    say 'npm ci failed; see above. Nothing that compiling needs is missing here.'
    exit 1
  fi
  say "npm ci failed. No ready binary of a native package fits this machine, and compiling it needs: $missing"
  # One word for each package.
  # shellcheck disable=SC2086
  if apt_install $missing && npm ci --no-audit --no-fund; then return 0; fi
  say "Please install these as root and try again: apt-get install $missing"
  exit 1
}

# The order is that of appliance/test/browser.ts.
browser_is_here() {
  node --import tsx appliance/test/browser-path.ts >/dev/null 2>&1
}

install_browser() {
  if browser_is_here; then return 0; fi
  if apt_install chromium && browser_is_here; then return 0; fi
  say 'Chromium is not installed and apt-get may not be used here; trying a private copy.'
  if node_modules/.bin/playwright-core install --no-shell chromium >&2 && browser_is_here; then return 0; fi
  say 'The browser tests need Chromium, and none could be had. As root: apt-get install chromium'
  say 'Or name one: COUNTERTOP_BROWSER=/path/to/chromium. Or leave them out: npm test -- --no-e2e'
  exit 1
}

case "${1-packages}" in
  packages)
    check_node
    install_packages
    ;;
  browser) install_browser ;;
  *)
    say "unknown: $1"
    exit 2
    ;;
esac
