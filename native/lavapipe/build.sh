#!/bin/sh
# Compiles the driver, and puts the ICD file beside it: build.sh [folder]. Mesa's libvulkan_lvp.so may lie there too, else it is the system's.
# The same compiler makes the same bytes, wherever this lies. CC, CPPFLAGS, CFLAGS and LDFLAGS are heeded.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../../.cache/lavapipe}
fail() {
  echo "lavapipe: $1" >&2
  exit 1
}
${CC:-cc} --version >/dev/null 2>&1 || fail "there is no C compiler (${CC:-cc}): set CC, or take one of $here/prebuilt."
mkdir -p "$out" || fail "$out cannot be made."
out=$(cd "$out" && pwd)
# What is half written is never loaded.
work=$(mktemp -d "$out/.build.XXXXXX") || fail "$out cannot be written."
trap 'rm -rf "$work"' EXIT
cd "$here"
# An empty library of lavapipe's name, to be linked with: lavapipe is needed by this, and what it needs in turn is looked for by this one's
# DT_RPATH too. It would not be if lavapipe were opened by dlopen alone, or with a DT_RUNPATH.
echo | ${CC:-cc} -shared -nostdlib -Wl,-soname,libvulkan_lvp.so -x c - -o "$work/libvulkan_lvp.so" ||
  fail "${CC:-cc} cannot link."
# -z nodelete: lavapipe calls malloc and free here for as long as it is loaded, and a loader closes what it opened.
# shellcheck disable=SC2086 # they are lists
${CC:-cc} -std=gnu11 -O2 -fPIC -fvisibility=hidden -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 \
  -Wall -Wextra -Wconversion -ffile-prefix-map="$here"=. ${CPPFLAGS-} ${CFLAGS-} lavapipe.c -o "$work/liblavapipe.so" \
  -shared -nostartfiles -s -Wl,--build-id=none -Wl,--hash-style=gnu -Wl,-soname,liblavapipe.so -Wl,-z,defs,-z,relro,-z,now,-z,noexecstack,-z,nodelete \
  -Wl,--disable-new-dtags,-rpath,'$ORIGIN' ${LDFLAGS-} -Wl,--no-as-needed -L"$work" -l:libvulkan_lvp.so -Wl,--as-needed ||
  fail "it could not be compiled."
mv -f "$work/liblavapipe.so" "$out/liblavapipe.so"
cp lavapipe.json "$out/lavapipe.json"
