#!/bin/sh
# Installs Chrome, what NVIDIA's Vulkan driver links to, and tini, and leaves out what the headless shell never loads.
#   install-chromium.sh [major version]
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq install -y --no-install-recommends "chromium-headless-shell${1:+=$1.*}" tini \
  libvulkan1 libegl1 libgl1 libx11-6 libxext6 libxcb1 >/dev/null

# Mesa's drivers and the LLVM below them, a third of what was installed, come with Chromium's package for windows on a
# screen. Here Vulkan is SwiftShader's, which Chromium has in itself, or NVIDIA's.
unused=$(dpkg-query -W -f '${Package} ' libgl1-mesa-dri 'libllvm*' 'libz3-*' libxml2 'libicu*' 2>/dev/null)
dpkg --purge --force-depends $unused >/dev/null 2>&1

rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/* /var/log/apt /var/log/dpkg.log /var/log/alternatives.log
/usr/lib/chromium/chromium-headless-shell --version
