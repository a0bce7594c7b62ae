import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A file of a built app, in memory. */
export interface WebFile {
  readonly type: string
  readonly etag: string
  readonly plain: Buffer
  /** As brotli, where that is smaller; the build makes it. */
  readonly brotli: Buffer | undefined
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** All files below a folder, by their address. Nothing else can be asked for, whatever an address says. */
export async function loadFiles(folder: string): Promise<ReadonlyMap<string, WebFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const bytesOf = new Map(
    await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async (entry) => {
          const path = join(entry.parentPath, entry.name)
          return [path.slice(folder.length).replaceAll('\\', '/'), await readFile(path)] as const
        }),
    ),
  )
  const files = [...bytesOf].flatMap(([path, plain]) => {
    const type = TYPES[extname(path)]
    if (type === undefined) return []
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
    return [[path, { type, etag, plain, brotli: bytesOf.get(`${path}.br`) }] as const]
  })
  return new Map(files)
}
