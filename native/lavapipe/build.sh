#!/bin/sh
# Compiles the driver and libhugepages.so, and puts the ICD file beside them: build.sh [folder]. Mesa's libvulkan_lvp.so may lie there too, else it is the system's.
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
# compile name flag...: a library of the source of this name
compile() {
  name=$1
  shift
  # shellcheck disable=SC2086 # they are lists
  ${CC:-cc} -std=gnu11 -O2 -fPIC -fvisibility=hidden -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 \
    -Wall -Wextra -Wconversion -ffile-prefix-map="$here"=. ${CPPFLAGS-} ${CFLAGS-} "$name.c" -o "$work/lib$name.so" \
    -shared -nostartfiles -s -Wl,--build-id=none -Wl,--hash-style=gnu -Wl,-soname,"lib$name.so" -Wl,-z,defs,-z,relro,-z,now,-z,noexecstack \
    ${LDFLAGS-} "$@" || fail "it could not be compiled."
}
# -z nodelete: lavapipe calls malloc and free here for as long as it is loaded, and a loader closes what it opened.
compile lavapipe -Wl,-z,nodelete -Wl,--disable-new-dtags,-rpath,'$ORIGIN' -Wl,--no-as-needed -L"$work" -l:libvulkan_lvp.so -Wl,--as-needed
compile hugepages
mv -f "$work/liblavapipe.so" "$work/libhugepages.so" "$out"
cp lavapipe.json "$out/lavapipe.json"
