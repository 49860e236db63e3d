#!/bin/sh
# Installs Chrome, lavapipe, what NVIDIA's Vulkan driver links to, and tini, and leaves out what neither Chrome nor lavapipe loads.
#   install-packages.sh [Chrome's major version]
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
# Mesa 26 takes lavapipe twice the time of 25.0, and Mesa 22 lacks what Chrome wants.
apt-get -qq install -y --no-install-recommends "chromium-headless-shell${1:+=$1.*}" 'mesa-vulkan-drivers=25.0.*' tini \
  libvulkan1 libegl1 libgl1 libx11-6 libxext6 libxcb1 >/dev/null

# Mesa's drivers for GL come with Chromium's package for windows on a screen, and two libraries with Mesa's driver for AMD.
unused=$(dpkg-query -W -f '${Package} ' mesa-libgallium libgl1-mesa-dri libglx-mesa0 libegl-mesa0 libdrm-amdgpu1 libelf1t64 2>/dev/null) || true
dpkg --purge --force-depends $unused >/dev/null 2>&1

for each in /usr/lib/chromium/chromium-headless-shell /usr/lib/*/libvulkan_lvp.so; do
  if ldd "$each" | grep 'not found'; then echo "$each lacks a library" >&2; exit 1; fi
done

rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/* /var/log/apt /var/log/dpkg.log /var/log/alternatives.log
/usr/lib/chromium/chromium-headless-shell --version
