#!/bin/sh
# The service, with a memory that does not grow. The first word, if any, is the Node that runs it.
#
# What encodes does so on many threads, and glibc would keep a heap for each that only grows; large buffers go back when they are freed.
export MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072
# New objects get up to 16 MiB, and not up to 64 as the hours pass; old ones are collected once they are half as many again as were left the
# last time, and files and pixels with them, of which Node would let ever more lie about.
main="$(dirname "$0")/../dist/service/main.js"
[ -f "$main" ] || { echo 'darkroom: the service is not built: run `npm run build`.' >&2; exit 1; }
exec "${1:-node}" --max-semi-space-size=8 --heap-growing-percent=50 "$main"
