#!/bin/sh
# Builds the product layer: the daemon's bundle with its packages and pages, the Node that runs it, and all of systemd/ and firmware-config/udev.
#   image/product/build.sh <folder>   leaves product.squashfs in it
# The checkout must be built (`make build`). The packages hold binaries of this machine, so the Node is this machine's too.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
to=$1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/stage
own=$stage/usr/lib/countertop
mkdir -p "$own" "$stage/usr/bin" "$stage/usr/lib/udev/rules.d" "$stage/usr/lib/modules-load.d" "$stage/usr/lib/sysusers.d" \
  "$stage/usr/lib/tmpfiles.d" "$stage/usr/lib/systemd/system" "$stage/usr/lib/systemd/system-preset"

cp -r "$root"/appliance/dist/. "$own/"
# A till has real devices.
rm -f "$own"/countertop-simulators.*
cp -r "$root/ui/build" "$own/pages"
(cd "$root" && node --import tsx appliance/build-packages.ts "$own" >/dev/null)
cp "$(node -p process.execPath)" "$stage/usr/bin/node"
printf '#!/bin/sh\n# The command line: countertop <command>.\nexec /usr/bin/node /usr/lib/countertop/countertop.cjs "$@"\n' >"$stage/usr/bin/countertop"
chmod 0755 "$stage/usr/bin/node" "$stage/usr/bin/countertop"

cp "$root"/systemd/countertop.service "$stage/usr/lib/systemd/system/"
cp "$root"/systemd/system-preset/*.preset "$stage/usr/lib/systemd/system-preset/"
cp "$root"/systemd/sysusers.d/*.conf "$stage/usr/lib/sysusers.d/"
cp "$root"/systemd/tmpfiles.d/*.conf "$stage/usr/lib/tmpfiles.d/"
cp "$root"/systemd/modules-load.d/*.conf "$stage/usr/lib/modules-load.d/"
cp "$root"/systemd/udev/*.rules "$root"/firmware-config/udev/*.rules "$stage/usr/lib/udev/rules.d/"
systemctl --root="$stage" --quiet preset countertop.service

mkdir -p "$to"
mksquashfs "$stage" "$to/product.squashfs" -comp lz4 -all-root -noappend -quiet -no-progress
