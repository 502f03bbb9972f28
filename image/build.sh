#!/bin/sh
# Builds what is missing of the appliance's system, as a user without rights, and prints where it is.
#   image/build.sh            base and product layer; prints the folder that holds kernel, initrd and layers
#   image/build.sh base       only the base
#   image/build.sh --base     says by its exit code whether the base is there, and builds nothing
#   image/build.sh --lacks    prints what this machine lacks for it, a line for each thing, and builds nothing
# Every layer is kept by a hash of what it was made from: a change of our code makes the product layer anew (seconds), a change of
# image/base or of the package source the base (a minute or two). COUNTERTOP_IMAGE_CACHE names another place for them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
cache=${COUNTERTOP_IMAGE_CACHE:-$root/.cache/image}
. "$here/sources.sh"

lacks() {
  for tool in mmdebstrap mksquashfs systemctl node; do
    command -v "$tool" >/dev/null 2>&1 || command -v "/usr/sbin/$tool" >/dev/null 2>&1 || echo "$tool"
  done
  [ "$(uname -m)" = x86_64 ] || echo 'an amd64 processor'
  [ -n "$sources" ] || echo "a package source of Debian $suite (COUNTERTOP_APT_SOURCES)"
}

# The hash of the contents and names of files, read in a fixed order; folders are gone through.
hash_of() {
  (cd "$root" && find "$@" -type f | LC_ALL=C sort | while read -r file; do sha256sum "$file"; done) | sha256sum | cut -c1-16
}

# A layer that is there under its hash is not built; one that was cut off in the middle is not there.
layer() {
  name=$1 key=$2
  place=$cache/$name-$key
  if [ ! -d "$place" ]; then
    echo "building the $name layer" >&2
    mkdir -p "$cache"
    half=$(mktemp -d "$cache/.$name.XXXXXX")
    "$here/$name/build.sh" "$half" >&2
    # The one before is not needed any more.
    rm -rf "$cache/$name"-*
    mv "$half" "$place"
  fi
  echo "$place"
}

if [ "${1-}" = --lacks ]; then
  lacks
  exit 0
fi
base_key=$(hash_of image/base image/sources.sh ${sources:+"$sources"})
if [ "${1-}" = --base ]; then
  [ -d "$cache/base-$base_key" ]
  exit
fi
missing=$(lacks)
if [ -n "$missing" ]; then
  printf 'An image cannot be built here; missing: %s\n' "$(echo "$missing" | paste -sd, -)" >&2
  exit 3
fi

base=$(layer base "$base_key")
echo "$base"
[ "${1-}" = base ] && exit 0
if [ ! -f "$root/appliance/dist/countertopd.cjs" ] || [ ! -f "$root/ui/build/index.html" ]; then
  echo 'The daemon and the pages are not built: make build' >&2
  exit 3
fi
layer product "$(hash_of image/product appliance/dist ui/build systemd firmware-config/udev appliance/build-packages.ts package-lock.json "$(node -p process.execPath)")"
