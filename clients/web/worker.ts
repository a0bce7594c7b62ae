import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { versionOf } from './version.ts'
import type { appConfig } from './vite.ts'

/** Files that an app can start without: the map with its worker and its places, letters of other scripts, pictures for launchers. */
const LEFT_OUT = /\/assets\/([^/]*map-|city|countries|maplibre)[^/]*$|inter-(cyrillic|greek|vietnamese)|\.map$|\.br$|^\/icons\//i

/**
 * Builds an app's service worker, whose source is `worker/sw.ts`, into `dist/sw.js`. It is told which files there are, and a version that is made of them: any
 * change makes a new one.
 */
export async function buildWorker(app: ReturnType<typeof appConfig>): Promise<void> {
  const dist = join(app.root, 'dist')
  const all = await readdir(dist, { recursive: true, withFileTypes: true })
  const files = all
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length))
    .filter((path) => !LEFT_OUT.test(path))
    .sort()
  const version = await versionOf(dist, files)
  await build({
    ...app,
    plugins: [],
    publicDir: false,
    define: { SHELL: JSON.stringify({ version, files }) },
    build: {
      ...app.build,
      emptyOutDir: false,
      rolldownOptions: { input: join(app.root, 'worker', 'sw.ts'), output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  })
}
