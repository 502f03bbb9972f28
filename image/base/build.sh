#!/bin/sh
# Builds the base layer: Debian with a kernel, without anything of ours. No root rights, no mounts, no loop devices.
#   image/base/build.sh <folder>      leaves base.squashfs, vmlinuz and initrd in it
# Packages come from where this machine gets its own, or from the sources file that COUNTERTOP_APT_SOURCES names.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=$1
. "$here/../sources.sh"

packages=$(sed -e '/^#/d' -e '/^$/d' "$here/packages" | paste -sd, -)
work=$(mktemp -d)
# The initrd's helper files come out owned by whoever mmdebstrap was; what is in here is ours to remove.
trap 'rm -rf "$work"' EXIT
# mmdebstrap's own users may write here.
chmod 0777 "$work"

# The same inputs give the same bytes.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1700000000}
export SOURCE_DATE_EPOCH

mmdebstrap --quiet --mode=unshare --variant=minbase --architectures=amd64 --include="$packages" \
  --aptopt='Acquire::Languages "none"' --aptopt='APT::Install-Recommends "false"' \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
  --essential-hook='mkdir -p "$1/etc/initramfs-tools"' \
  --essential-hook="copy-in $here/initramfs-tools /etc" \
  --customize-hook='chroot "$1" systemctl mask --quiet apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer getty@tty1.service systemd-timesyncd.service' \
  --customize-hook='rm -rf "$1/var/cache/apt" "$1/var/lib/apt/lists" "$1/initrd.img.old" "$1/vmlinuz.old"' \
  --customize-hook='echo countertop >"$1/etc/hostname"; rm -f "$1/etc/resolv.conf"; : >"$1/etc/machine-id"' \
  --customize-hook='cp -L "$1/initrd.img" "$1/boot/initrd"; cp -L "$1/vmlinuz" "$1/boot/vmlinuz"; chmod 0644 "$1/boot/initrd"' \
  --customize-hook="download /boot/initrd $work/initrd" --customize-hook="download /boot/vmlinuz $work/vmlinuz" \
  --customize-hook='rm -rf "$1"/boot/*' \
  --format=tar "$suite" "$work/base.tar" "$sources"

# lz4: read back with the least work, which counts where the processor is emulated.
mksquashfs - "$work/base.squashfs" -tar -comp lz4 -noappend -quiet -no-progress <"$work/base.tar"
mkdir -p "$to"
cp "$work/base.squashfs" "$work/vmlinuz" "$work/initrd" "$to/"
