# Read in by the build scripts: which Debian is built, and the file that says where its packages come from.
suite=bookworm
sources=${COUNTERTOP_APT_SOURCES:-}
if [ -z "$sources" ]; then
  for each in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
    if [ -s "$each" ] && grep -q "$suite" "$each"; then
      sources=$each
      break
    fi
  done
fi
