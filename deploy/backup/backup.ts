import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { stopAnvil, stopPostgres } from '../embedded/leftover.ts'
import { isHeld, lockFolder } from '../embedded/lock.ts'
import { adminUrl } from '../embedded/postgres.ts'
import { dataFolder } from '../embedded/postgres-place.ts'
import type { Secrets } from '../embedded/secrets.ts'
import { chainState } from '../embedded/anvil.ts'
import { baseBackup, portOf } from './base-backup.ts'
import { copyFile, copyFolder, putFile, writeManifest, type Manifest } from './manifest.ts'
import { PARTS, type Folders } from './parts.ts'

/**
 * Writes everything that an embedded platform keeps to a new folder, whether it runs or not. The backup is whole, or not there at all. The
 * order makes the parts fit. The database comes first: it names what must be in the others. Photos are added and never changed, so a later
 * copy has all that the database names, except what was erased meanwhile. The chain comes last: if it has paid rewards that the ledger does
 * not know of, the settlement's reconciling finds them, and does not pay them again.
 */
export async function backUp({ data, photos }: Folders, to: string): Promise<Manifest> {
  const folder = resolve(to)
  if ((await readdir(folder).catch(() => [])).length > 0) throw new Error(`${to} is not empty. Name a new folder for the backup.`)
  const [secretsFile, postgres] = [join(data, PARTS.secrets), await dataFolder(join(data, PARTS.postgres))]
  for (const needed of [secretsFile, join(data, PARTS.contracts), join(postgres, 'PG_VERSION')])
    if (!existsSync(needed))
      throw new Error(`There is nothing to back up: ${needed} is missing. Set EVERGRAPH_DATA to the folder of the platform's data.`)

  const half = `${folder}.half-${process.pid}`
  await mkdir(dirname(folder), { recursive: true })
  await mkdir(half, { mode: 0o700 })
  try {
    const files: Manifest['files'] = {}
    const folders: string[] = []
    const add = (part: string, copied: Awaited<ReturnType<typeof copyFolder>>) => {
      folders.push(part, ...copied.folders.map((path) => `${part}/${path}`))
      for (const [path, sum] of Object.entries(copied.files)) files[`${part}/${path}`] = sum
    }
    const running = await isHeld(data)
    await using stack = new AsyncDisposableStack()
    if (!running) {
      // Nobody may start the platform meanwhile. What a killed one left running stops.
      stack.use(await lockFolder(data))
      await stopPostgres(postgres)
      await stopAnvil(join(data, PARTS.chain))
    }
    const { databaseAdmin } = JSON.parse(await readFile(secretsFile, 'utf8')) as Secrets
    for (const part of [PARTS.secrets, PARTS.contracts]) files[part] = await copyFile(join(data, part), join(half, part))
    const database = running
      ? await baseBackup(adminUrl(databaseAdmin, await portOf(postgres)), postgres, join(half, PARTS.postgres))
      : await copyFolder(postgres, join(half, PARTS.postgres), (path) => /^postmaster\.(pid|opts)$/.test(path))
    add(PARTS.postgres, database)
    // Uploads that are under way are left out.
    add(PARTS.photos, await copyFolder(photos, join(half, PARTS.photos), (path) => path.startsWith('incoming/')))
    if (running) {
      const state = `${PARTS.chain}/state.json`
      files[state] = await putFile(join(half, state), await unzipped(await chainState(join(data, PARTS.chain))))
    } else add(PARTS.chain, await copyFolder(join(data, PARTS.chain), join(half, PARTS.chain), (path) => !path.endsWith('.json')))

    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
    const major = (await readFile(join(postgres, 'PG_VERSION'), 'utf8')).trim()
    const manifest = { takenAt: new Date().toISOString(), evergraph: version, postgres: major, folders, files }
    await writeManifest(half, manifest)
    await rm(folder, { recursive: true, force: true })
    await rename(half, folder)
    return { format: 1, ...manifest }
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    throw error
  }
}

/** anvil dumps its state as zipped JSON, which is what it keeps in its file. */
async function unzipped(dump: string): Promise<Buffer> {
  return promisify(gunzip)(Buffer.from(dump.replace(/^0x/, ''), 'hex'))
}
