import type { Kysely } from 'kysely'
import { isPassing } from '#db/faults.ts'
import { newId } from '#lib/id.ts'
import type { Log } from '#lib/log.ts'
import { counter } from '#lib/metrics.ts'
import { createOutage } from '#lib/work/outage.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { OcppTables } from '../tables.ts'
import { insertFrames, type NewFrame } from './frame.queries.ts'
import type { PassedFrame } from './passed.ts'
import { redactText } from './redact.ts'

const dropped = counter(
  'evergraph_ocpp_frames_dropped_total',
  'Frames that are not in the log: the database was too slow, or one charger said too much.',
)

const HOUR_MS = 3_600_000

/** Writes down what passes between chargers and us, beside the work and never in its way. */
export interface FrameRecorder extends AsyncDisposable {
  /** Costs a look at the text and a place in memory. */
  record(stationId: string, frame: PassedFrame): void
  /** From now on, and for a while, somebody wants to see this charger's frames at once. */
  watched(stationId: string): void
}

/** Frames wait here for the next write. Where they are too many, because the database is slow, the oldest are left out. */
export function createFrameRecorder(
  { db, log }: { db: Kysely<OcppTables>; log: Log },
  given: { waiting?: number; waitingBytes?: number; hourOfCharger?: number } = {},
): FrameRecorder {
  const limits = { ...OCPP_LIMITS.frames, ...given }
  const { atOnce, everyMs, soonMs, watchedMs, textLength, frameOverhead } = OCPP_LIMITS.frames
  const outage = createOutage(log, 'writing the log of frames')
  const watchedUntil = new Map<string, number>()
  const ofHour = new Map<string, number>()
  let hour = 0
  let waiting: NewFrame[] = []
  let bytes = 0
  let writing: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let dueAt = Infinity
  let failing = false

  const plan = (isSoon: boolean): void => {
    const full = waiting.length >= atOnce
    const inMs = failing ? everyMs : full ? 0 : isSoon ? soonMs : everyMs
    const at = performance.now() + inMs
    // A write that is under way plans the next one.
    if (writing !== null || dueAt <= at) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(() => void round(), inMs)
  }
  const round = (): Promise<void> => {
    clearTimeout(timer)
    dueAt = Infinity
    writing ??= write().then((works) => {
      writing = null
      failing = !works
      if (waiting.length > 0) plan(waiting.some(({ stationId }) => watchedUntil.has(stationId)))
    })
    return writing
  }
  /** False if it is to be tried again. */
  const write = async (): Promise<boolean> => {
    const now = performance.now()
    for (const [stationId, until] of watchedUntil) if (until < now) watchedUntil.delete(stationId)
    const frames = waiting.splice(0, atOnce)
    bytes -= sizeOf(frames)
    const bells = new Set(frames.map(({ stationId }) => stationId).filter((id) => watchedUntil.has(id)))
    try {
      await insertFrames(db, frames, bells)
      outage.over()
      return true
    } catch (error) {
      outage.failed(error)
      // What the statement itself has caused would come again every time.
      if (!isPassing(error)) {
        dropped.inc(frames.length)
        return true
      }
      waiting = [...frames, ...waiting]
      bytes += sizeOf(frames)
      dropTooMany()
      return false
    }
  }
  const dropTooMany = (): void => {
    if (waiting.length <= limits.waiting && bytes <= limits.waitingBytes) return
    // Many at once: leaving one out costs as much.
    const gone = waiting.splice(0, Math.ceil(waiting.length / 10))
    bytes -= sizeOf(gone)
    dropped.inc(gone.length)
  }

  /** Whether a charger has its share of this hour's log left. What one says without end would fill the disk of all. */
  const hasShare = (stationId: string, length: number): boolean => {
    const now = Math.floor(performance.now() / HOUR_MS)
    if (now !== hour) ofHour.clear()
    hour = now
    const used = (ofHour.get(stationId) ?? 0) + length
    ofHour.set(stationId, used)
    return used <= limits.hourOfCharger
  }

  return {
    record: (stationId, { text: whole, ...about }) => {
      if (!hasShare(stationId, frameOverhead + Math.min(whole.length, textLength))) return dropped.inc()
      const text = storable(redactText(whole), textLength)
      waiting.push({ id: newId(), at: new Date(), stationId, text, bytes: Buffer.byteLength(whole), ...about })
      bytes += text.length
      dropTooMany()
      plan(watchedUntil.has(stationId))
    },
    watched: (stationId) => void watchedUntil.set(stationId, performance.now() + watchedMs),
    [Symbol.asyncDispose]: async () => {
      await writing
      while (waiting.length > 0 && (await write()));
      clearTimeout(timer)
    },
  }
}

const sizeOf = (frames: readonly NewFrame[]): number => frames.reduce((sum, { text }) => sum + text.length, 0)

/** PostgreSQL's text holds neither NUL nor half a surrogate pair, which a cut may leave. What is cut is copied: a part would hold the whole. */
function storable(text: string, most: number): string {
  const kept = text.length > most ? `${Buffer.from(text.slice(0, most)).toString()}…` : text
  return kept.replaceAll('\0', '').toWellFormed()
}
