import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { build } from 'vite'
import { APPS, appConfig } from './vite.ts'
import { buildWorker } from './worker.ts'

/** `node clients/web/build.ts`: builds the three apps into `dist/` of each. What compresses gets a `.br` beside it, so that no request has to. */
const brotli = promisify(brotliCompress)

async function compress(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true })
  const texts = files.filter((file) => /\.(js|css|html|json|svg|webmanifest)$/.test(file))
  await Promise.all(
    texts.map(async (file) => {
      const bytes = await readFile(join(folder, file))
      const smaller = await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
      await writeFile(join(folder, `${file}.br`), smaller)
    }),
  )
}

for (const app of APPS) {
  const config = appConfig(app)
  await build(config)
  // The console and the portal are of no use without a network.
  if (app === 'driver') await buildWorker(config)
  await compress(join(config.root, 'dist'))
}
