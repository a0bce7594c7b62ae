import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '#lib/log.ts'
import { backoffMs, createOutage } from '#lib/work/outage.ts'

/** A server process that answers. */
export interface Running {
  child: ChildProcess
  stop: () => Promise<void>
}

/** A server that ran for this long did not fail at its start. */
const STEADY_MS = 30_000

/** Starts a server again whenever it ends by itself, and logs it. The pauses grow while it fails. */
export function keepRunning(first: Running, options: { name: string; start: () => Promise<Running>; log: Log }): AsyncDisposable {
  const { name, start, log } = options
  const stop = new AbortController()
  const outage = createOutage(log, name)
  let running: Running | null = first

  const run = async () => {
    for (let failures = 0; running;) {
      const since = performance.now()
      const how = await endOf(running.child)
      if (stop.signal.aborted) return
      if (performance.now() - since > STEADY_MS) failures = 0
      outage.failed(new Error(`${name} has ended by itself (${how}).`))
      running = null
      while (!running && !stop.signal.aborted) {
        await wait(backoffMs(failures++), undefined, { signal: stop.signal }).catch(() => undefined)
        if (stop.signal.aborted) return
        running = await start().catch((error: unknown) => {
          outage.failed(error)
          return null
        })
      }
      if (stop.signal.aborted) await running?.stop()
      else outage.over()
    }
  }
  const done = run()
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await running?.stop()
      await done
    },
  }
}

/** How a process ended, once it has. */
export function endOf(child: ChildProcess): Promise<string> {
  const how = () => (child.signalCode ? `by ${child.signalCode}` : `with ${child.exitCode}`)
  if (hasEnded(child)) return Promise.resolve(how())
  return new Promise((resolve) => child.once('exit', () => resolve(how())).once('error', (error) => resolve(error.message)))
}

/**
 * Has a server end with this process, however this exits but by SIGKILL. It has a group of its own, and while it starts it is in nobody's
 * hands: a Ctrl-C then would leave it running.
 */
export function endWithUs(child: ChildProcess, signal: NodeJS.Signals): void {
  const end = () => void child.kill(signal)
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
}

export const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null || child.pid === undefined
