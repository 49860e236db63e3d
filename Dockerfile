# The service with its Chrome. Builds anywhere; draws on an NVIDIA GPU where one is given to it, else on the CPU.
#   docker build -t darkroom . && docker run --rm -p 8080:8080 darkroom
ARG NODE_IMAGE=docker.io/library/node:24-trixie-slim

# -- the bundles of stage and service -------------------------------------------------------------------------------------
FROM ${NODE_IMAGE} AS bundles
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Install scripts would fetch a Node and a Chrome. The Node is here, and a bundle needs no Chrome.
RUN npm ci --ignore-scripts --loglevel=error
COPY tsconfig.json ./
COPY scenes scenes
COPY renderer renderer
COPY server server
RUN node renderer/build/build.ts && node server/build.ts

# -- the packages that are in no bundle -----------------------------------------------------------------------------------
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --loglevel=error
COPY deploy/image/slim.mjs /tmp/
RUN node /tmp/slim.mjs node_modules

# -- the driver by which Chrome draws on lavapipe, on the C library of the service ---------------------------------------
FROM ${NODE_IMAGE} AS lavapipe
RUN apt-get -qq update && apt-get -qq install -y --no-install-recommends gcc libc6-dev >/dev/null
COPY native/lavapipe /native
RUN /native/build.sh /lavapipe

# -- the service ----------------------------------------------------------------------------------------------------------
FROM ${NODE_IMAGE}
# Debian keeps only its newest Chromium, so naming a whole version would break the build with the next security update.
# Unset, every build has that newest one; CHROMIUM=156 holds a build to a major version, and fails when Debian has moved on.
ARG CHROMIUM=
COPY deploy/image/dpkg-excludes /etc/dpkg/dpkg.cfg.d/darkroom
COPY deploy/image/install-packages.sh /tmp/
RUN sh /tmp/install-packages.sh "${CHROMIUM}" && rm /tmp/install-packages.sh
# Cloud Run mounts NVIDIA's libraries without the files by which Vulkan finds them. Lavapipe has none here: the service names its own.
COPY deploy/image/nvidia_icd.json deploy/image/nvidia_egl_icd.json /usr/share/vulkan/icd.d/
RUN install -d -o node -g node /renders /app/compile-cache /app/.cache/shaders

ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    STORE=/renders \
    CHROME_PATH=/usr/lib/chromium/chromium-headless-shell \
    LD_LIBRARY_PATH=/usr/local/nvidia/lib64 \
    NVIDIA_DRIVER_CAPABILITIES=graphics,utility \
    NODE_COMPILE_CACHE=/app/compile-cache
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=lavapipe /lavapipe .cache/lavapipe
COPY package.json ./
COPY --from=bundles /app/dist dist
COPY scenes scenes
COPY renderer renderer
COPY server server

USER node
# Draws on lavapipe: an image that cannot is not built. What V8 and lavapipe compiled on the way is kept for every later start.
COPY deploy/image/first-pictures.mjs /tmp/
RUN node /tmp/first-pictures.mjs && rm -rf /tmp/first-pictures

LABEL org.opencontainers.image.title="Darkroom" \
      org.opencontainers.image.description="POST a scene, get the picture: three.js on WebGPU in headless Chrome, as a service." \
      org.opencontainers.image.licenses="MIT"
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# tini takes in what Chrome leaves behind; Node as process 1 does not.
ENTRYPOINT ["tini", "--"]
CMD ["sh", "server/start.sh"]
