import { setTimeout as wait } from 'node:timers/promises'
import { isPassing } from '#db/faults.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { backoffMs, createOutage } from '#lib/work/outage.ts'

/**
 * Opens a box, and tries again while the database is away or too busy. Twenty boxes that start at once, as after a power cut, keep a small
 * machine so busy that some wait too long for a connection; each that ended would have to be started by hand. `open` leaves nothing behind
 * where it fails. Throws the last fault after `startMs`, at once what does not pass by waiting, and an AbortError when it is to stop.
 */
export async function whilePassing<T>(
  open: () => Promise<T>,
  { log, stopping, startMs = LIMITS.outage.startMs }: { log: Log; stopping: AbortSignal; startMs?: number },
): Promise<T> {
  const end = performance.now() + startMs
  const outage = createOutage(log, 'the start')
  for (let failures = 0; ; failures += 1) {
    try {
      const opened = await open()
      outage.over()
      return opened
    } catch (error) {
      if (!isPassing(error) || !isOfTheWay(error) || performance.now() > end) throw error
      outage.failed(error)
    }
    await wait(backoffMs(failures), undefined, { signal: stopping })
  }
}

/** False for files and ports of our own: a missing folder and a taken port are to be told at once. */
const isOfTheWay = (error: unknown): boolean =>
  !(error instanceof Error) || (!('syscall' in error && OWN.has(String(error.syscall))) && isOfTheWay(error.cause))

const OWN = new Set(['open', 'stat', 'lstat', 'access', 'mkdir', 'scandir', 'rename', 'unlink', 'listen', 'bind', 'spawn'])
