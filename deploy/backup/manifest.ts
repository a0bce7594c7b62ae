import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { PARTS } from './parts.ts'

const MANIFEST = 'manifest.json'
const FORMAT = 1

const shape = z.object({
  format: z.literal(FORMAT),
  takenAt: z.iso.datetime(),
  /** Version of the project that took it. */
  evergraph: z.string(),
  /** PostgreSQL's major version: no other version reads its data. */
  postgres: z.string().regex(/^\d+$/),
  /** Also the empty ones: PostgreSQL wants them. */
  folders: z.array(z.string()),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof shape>
type Sums = Manifest['files']

/** Written last: a folder without it is no backup. */
export async function writeManifest(folder: string, manifest: Omit<Manifest, 'format'>): Promise<void> {
  await writeFile(join(folder, MANIFEST), JSON.stringify({ format: FORMAT, ...manifest }, null, 1), { mode: 0o600, flush: true })
}

/** The manifest of a backup, if all its files are there as they were written. Else it throws an error that says what is wrong. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null)
  if (text === null)
    throw new Error(
      `${folder} is no whole backup: it has no ${MANIFEST}, which is written last. Take another backup, or name its folder.`,
    )
  const read = shape.safeParse(parsed(text))
  if (!read.success)
    throw new Error(`${join(folder, MANIFEST)} cannot be read. Was the backup taken by another version of Evergraph?`)
  const strange = [...read.data.folders, ...Object.keys(read.data.files)].find((path) => !isPart(path))
  if (strange !== undefined)
    throw new Error(
      `${join(folder, MANIFEST)} names "${strange}", which no backup of ours holds: somebody has changed it. Take another backup.`,
    )
  await manyAtOnce(Object.entries(read.data.files), async ([path, sum]) => {
    const found = await sumOf(join(folder, path)).catch(() => null)
    if (found?.sha256 !== sum.sha256)
      throw new Error(
        `${join(folder, path)} is ${found ? 'not what was written' : 'missing'}: this backup is damaged. Take another one.`,
      )
  })
  return read.data
}

/** True for a path inside the data. Otherwise a foreign manifest could have restoring write anywhere. */
function isPart(path: string): boolean {
  const [part = '', ...below] = path.split('/')
  return KNOWN.has(part) && below.every((name) => name !== '' && name !== '.' && name !== '..' && !name.includes('\0'))
}
const KNOWN = new Set<string>(Object.values(PARTS))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Writes a file, and says what was written. */
export async function putFile(to: string, content: string | Buffer): Promise<Sums[string]> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await writeFile(to, content, { mode: 0o600 })
  return sumOf(to)
}

/** Copies a file, and says what was copied. */
export async function copyFile(from: string, to: string): Promise<Sums[string]> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const sum = createSum()
  await pipeline(createReadStream(from), sum.through, createWriteStream(to, { mode: 0o600 }))
  return sum.value()
}

async function sumOf(path: string): Promise<Sums[string]> {
  const sum = createSum()
  sum.through.resume()
  await pipeline(createReadStream(path), sum.through)
  return sum.value()
}

function createSum() {
  const hash = createHash('sha256')
  let bytes = 0
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { through, value: () => ({ bytes, sha256: hash.digest('hex') }) }
}

/** Copies what is in a folder, except what `leave` names by its path there. Files that vanish meanwhile were not needed. */
export async function copyFolder(
  from: string,
  to: string,
  leave: (path: string, isFolder: boolean) => boolean = () => false,
): Promise<{ folders: string[]; files: Sums }> {
  const folders: string[] = []
  const files: Sums = {}
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch(absent)
  await mkdir(to, { recursive: true, mode: 0o700 })
  const paths: string[] = []
  for (const entry of entries ?? []) {
    const path = join(entry.parentPath, entry.name).slice(from.length + 1)
    if (leave(path, entry.isDirectory())) continue
    if (entry.isDirectory()) folders.push(path)
    else if (entry.isFile()) paths.push(path)
  }
  for (const path of folders) await mkdir(join(to, path), { recursive: true, mode: 0o700 })
  await manyAtOnce(paths, async (path) => {
    const sum = await copyFile(join(from, path), join(to, path)).catch(absent)
    if (sum) files[path] = sum
  })
  return { folders, files }
}

/** Works many items at once: a database has thousands of small files, and one after the other takes minutes on a slow disk. */
export async function manyAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values()
  const worker = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: 16 }, worker))
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
