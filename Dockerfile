# ── build: everything, then only what production needs ──
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY data ./data
COPY src ./src
COPY adapters ./adapters
RUN npm run build && npm prune --omit=dev --ignore-scripts

# ── run: no compiler, no package manager's cache, no root ──
FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/data ./data
COPY LICENSE ./
# A new volume takes over this folder's owner, so the unprivileged user can write to it.
RUN mkdir var && chown node:node var
VOLUME /app/var
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/bin/main.js", "serve"]
