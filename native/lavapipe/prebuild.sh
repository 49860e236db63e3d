#!/bin/sh
# Compiles what lies in prebuilt/, for machines without a C compiler, by Debian's compilers for both architectures, and notes of what and by
# what they were made: apt-get install gcc libc6-dev gcc-aarch64-linux-gnu libc6-dev-arm64-cross
set -eu
cd "$(dirname "$0")"
prebuild() {
  CC=$2-gcc ./build.sh "prebuilt/$1"
  rm "prebuilt/$1/lavapipe.json" # one serves all
  echo "$1: $("$2-gcc" --version | head -n 1); $("$2-ld" --version | head -n 1)" >>"$notes"
}
notes=prebuilt/made.txt
mkdir -p prebuilt
sha256sum lavapipe.c hugepages.c build.sh >"$notes"
prebuild x64 x86_64-linux-gnu
prebuild arm64 aarch64-linux-gnu
