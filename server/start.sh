#!/bin/sh
# The service, with a memory that does not grow. The first word, if any, is the Node that runs it.
#
# What encodes does so on many threads, and glibc would keep a heap for each that only grows; large buffers go back when they are freed.
export MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072
# New objects get up to 16 MiB, and not up to 64 as the hours pass.
exec "${1:-node}" --max-semi-space-size=8 "$(dirname "$0")/main.ts"
