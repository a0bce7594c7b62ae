import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A gateway in a process of its own. */
export interface Measured extends Disposable {
  readonly name: string
  readonly url: string
  /** Milliseconds of processor time it has used so far. */
  cpuMs(): Promise<number>
  /** Bytes of memory it holds. */
  memoryBytes(): Promise<number>
  /** False once the process has ended. */
  alive(): boolean
}

/** Child side: starts the gateway for the supergraph it is sent, then tells its processor time and memory whenever asked. */
export async function serveBench(start: (supergraphSdl: string) => Promise<string>): Promise<void> {
  process.once('disconnect', () => process.exit(0))
  const [supergraphSdl] = (await once(process, 'message')) as [string]
  process.send?.({ ready: await start(supergraphSdl) })
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1000, memoryBytes: process.memoryUsage.rss() })
  })
}

/** Parent side of `serveBench`. */
export async function startMeasured(
  name: string,
  file: string,
  supergraphSdl: string,
  { execArgv = [], env = {} }: { execArgv?: readonly string[]; env?: Record<string, string> } = {},
): Promise<Measured> {
  const child = start(file, execArgv, env)
  child.send(supergraphSdl)
  const url = await message<string>(child, 'ready')
  const figure = (key: string): Promise<number> => {
    child.send('figures')
    return message<number>(child, key)
  }
  return {
    name,
    url,
    cpuMs: () => figure('cpuMs'),
    memoryBytes: () => figure('memoryBytes'),
    alive: () => child.connected && child.exitCode === null,
    // Some gateways take a SIGTERM as a wish.
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  }
}

/** A process that says `ready` with a value. */
export async function startReady<T>(file: string): Promise<{ value: T } & Disposable> {
  const child = start(file)
  return { value: await message<T>(child, 'ready'), [Symbol.dispose]: () => void child.kill() }
}

const start = (file: string, execArgv: readonly string[] = [], env: Record<string, string> = {}): ChildProcess =>
  fork(new URL(file, import.meta.url), {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: [...process.execArgv, ...execArgv],
  })

async function message<T>(child: ChildProcess, key: string): Promise<T> {
  const heard = new AbortController()
  const ended = once(child, 'exit', { signal: heard.signal }).then(([code]) => {
    throw new Error(`a process of the bench ended early (${String(code)})`)
  })
  const [answer] = (await Promise.race([once(child, 'message', { signal: heard.signal }), ended])) as [Record<string, T>]
  ended.catch(() => undefined)
  heard.abort()
  if (!(key in answer)) throw new Error(`expected ${key}, got ${JSON.stringify(answer)}`)
  return answer[key] as T
}
