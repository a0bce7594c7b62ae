import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { freePort } from '../deploy/embedded/postgres.ts'
import { until } from './until.ts'

/** Whether Debian's redis-server is here. With CI=true it must be; elsewhere the tests that need it say that they were skipped. */
export const redisAvailable = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).error === undefined
if (!redisAvailable) {
  const message = 'redis-server is not installed: the tests of the Redis bus cannot run. "apt-get install redis-server" brings it.'
  if (process.env['CI'] === 'true') throw new Error(message)
  process.stderr.write(`\nSKIPPED: ${message}\n\n`)
}

export interface TestRedis extends AsyncDisposable {
  readonly url: string
  /** Forgets everything, as FLUSHALL does. */
  empty(): Promise<void>
  /** Entries of the longest of these streams, by a pattern. */
  length(streams: string): Promise<number>
  /** Kills the server and starts it again on its port; it keeps nothing on disk, so it forgets everything. */
  restart(): Promise<void>
  /** Kills the server. `start` brings another to its port. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** A Redis of its own on a free port, without persistence. */
export async function testRedis(): Promise<TestRedis> {
  const port = await freePort()
  const start = async () => {
    const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    })
    await until(() => command(port, 'PING'))
    return server
  }
  let server = await start()
  const kill = async () => {
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    empty: async () => void (await command(port, 'FLUSHALL')),
    length: async (streams) => {
      const script = `local most = 0 for _, key in ipairs(redis.call('KEYS', '${streams}')) do most = math.max(most, redis.call('XLEN', key)) end return most`
      return Number((await command(port, `EVAL "${script}" 0`)).slice(1))
    },
    restart: async () => {
      await kill()
      server = await start()
    },
    stop: kill,
    start: async () => {
      server = await start()
    },
    [Symbol.asyncDispose]: kill,
  }
}

async function command(port: number, text: string): Promise<string> {
  const socket = createConnection(port, '127.0.0.1')
  socket.write(`${text}\r\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return answer.toString()
}
