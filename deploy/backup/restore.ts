import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { lockFolder } from '../embedded/lock.ts'
import { placePostgres, type Place } from '../embedded/postgres-place.ts'
import { copyFile, manyAtOnce, readManifest, type Manifest } from './manifest.ts'
import { PARTS, type Folders } from './parts.ts'

/** Makes the data of a platform from a backup, where there is none. It checks that the backup is whole before it writes anything. */
export async function restore({ data, photos }: Folders, from: string): Promise<Manifest> {
  await using _lock = await lockFolder(data)
  const place = await placePostgres(join(data, PARTS.postgres))
  for (const folder of [data, photos, place.folder]) {
    const there = (await readdir(folder).catch(() => [])).filter((name) => name !== 'lock')
    if (there.length > 0)
      throw new Error(`${folder} is not empty (${there[0]}). Set EVERGRAPH_DATA to a new folder, or move what is there away.`)
  }
  const manifest = await readManifest(from)
  const { stdout } = await promisify(execFile)(place.postgres, ['--version'])
  if (!new RegExp(`\\b${manifest.postgres}\\.`).test(stdout))
    throw new Error(
      `The backup's database is of PostgreSQL ${manifest.postgres}, and here is ${stdout.trim()}. Restore it with the Evergraph that took it (${manifest.evergraph}).`,
    )

  const target = (path: string): string => {
    const [part, ...below] = path.split('/')
    if (part === PARTS.postgres) return join(place.folder, ...below)
    return part === PARTS.photos ? join(photos, ...below) : join(data, path)
  }
  try {
    for (const path of manifest.folders) await mkdir(target(path), { recursive: true, mode: 0o700 })
    // The secrets come last. Data without them is refused, so what a crash leaves here is refused too.
    const put = async (path: string) => {
      const { sha256 } = await copyFile(join(from, path), target(path))
      if (sha256 !== manifest.files[path]?.sha256) throw new Error(`${join(from, path)} has changed while it was read. Try again.`)
    }
    await manyAtOnce(
      Object.keys(manifest.files).filter((path) => path !== PARTS.secrets),
      put,
    )
    await giveAway(place)
    await put(PARTS.secrets)
  } catch (error) {
    for (const part of Object.values(PARTS)) await rm(target(part), { recursive: true, force: true })
    throw error
  }
  return manifest
}

/** Gives the database to the user that PostgreSQL runs as. Nobody else may read it. */
async function giveAway({ folder, owner }: Place): Promise<void> {
  await chmod(folder, 0o700)
  if (!owner) return
  await chown(folder, owner.uid, owner.gid)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    await chown(join(entry.parentPath, entry.name), owner.uid, owner.gid)
}
