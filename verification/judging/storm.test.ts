import { setTimeout as wait } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { PATIENT, startDoomedBox } from '../../test/doomed.ts'
import { randomOf } from '../../test/random.ts'
import { until } from '../../test/until.ts'
import { insertPolicy, picture, readingOf, testVerification, type TestVerification, type User } from '../verification.fixture.ts'

const DRIVERS = Number(process.env['STORM_DRIVERS'] ?? 4)
const PHOTOS = 10
/** Photos of a day that are approved without people. */
const CAP = 3
const LONG = { timeoutMs: 480_000 }
const MIDNIGHT = Date.UTC(2026, 2, 1)

interface Sent {
  id: string
  /** Photos of one name are the same file. */
  file: string
}

/** All photos of all drivers at once: half of the last millisecond of a day, half of the first of the next. The first three are the same files of all. */
async function submitAll(box: TestVerification, drivers: readonly User[]): Promise<Sent[]> {
  const files = new Map<string, Promise<Buffer>>()
  const ofDriver = async (driver: User, d: number): Promise<Sent[]> => {
    const sent: Sent[] = []
    for (let i = 0; i < PHOTOS; i++) {
      const file = i < 3 ? `of all, ${i}` : `driver ${d}, ${i}`
      const bytes = files.get(file) ?? picture()
      files.set(file, bytes)
      sent.push({ id: await box.uploaded(driver, await bytes), file })
    }
    return sent
  }
  const all = await Promise.all(drivers.map(ofDriver))
  const vehicles = drivers.map(() => newId())
  const submit = ({ id }: Sent, i: number, d: number) => {
    const uploadId = newId()
    const of = { uploadId, photoId: id, userId: drivers[d]?.userId ?? '', vehicleId: vehicles[d] ?? '' }
    const takenAt = new Date(MIDNIGHT - (d * PHOTOS + i) * 3_600_000).toISOString()
    const said = { ...of, unit: 'KM' as const, previous: null, takenAt, place: null, guideFrame: null }
    return box.tell('odometer.photo.submitted', uploadId, said, new Date(i % 2 === 0 ? MIDNIGHT - 1 : MIDNIGHT))
  }
  // Those of one file come one after the other, so that they are judged at once.
  const inTurn = all.flatMap((sent, d) => sent.map((photo, i) => ({ photo, i, d }))).toSorted((a, b) => a.i - b.i)
  await Promise.all(inTurn.map(({ photo, i, d }) => submit(photo, i, d)))
  return all.flat()
}

/** The threads of this process that live. */
function watchThreads() {
  const living = new Set<Worker>()
  const note = (thread: Worker) => void living.add(thread.once('exit', () => living.delete(thread)))
  process.on('worker', note)
  return { living, [Symbol.dispose]: () => void process.off('worker', note) }
}

/** Ends threads, cuts connections, locks tables and changes the policy, until all is over. */
async function rage(box: TestVerification, admin: Client, living: ReadonlySet<Worker>, over: AbortSignal): Promise<void> {
  const random = randomOf(14)
  const one = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)]
  const blows = [
    () => one([...living])?.terminate(),
    () =>
      admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND usename = 'evergraph_verification' AND random() < 0.5`),
    async () => {
      const table = one(['submission', 'verdict', 'fingerprint', 'outbox'])
      await admin.query(`BEGIN; LOCK TABLE verification.${table} IN ACCESS EXCLUSIVE MODE`)
      await wait(1_500 * random())
      await admin.query('COMMIT')
    },
    // Its own connection may have been cut.
    () => insertPolicy(box.db, { unbound_per_day: CAP, audit_permille: Math.floor(300 * random()) }).catch(() => undefined),
  ]
  for (let i = 0; !over.aborted; i++) {
    await blows[i % blows.length]?.()
    await wait(1_000 * random(), undefined, { signal: over }).catch(() => undefined)
  }
}

/** Another process, with the models of the project, judges too. It is killed with -9 once it has said so many verdicts, and comes again. */
async function dying(box: TestVerification, admin: Client, over: AbortSignal): Promise<void> {
  const env = {
    VERIFICATION_FILES_FOLDER: box.folder,
    VERIFICATION_FILES_URL: box.filesUrl,
    VERIFICATION_FILES_SECRET: 'a secret of more than 32 characters',
    VERIFICATION_WORKERS: '2',
  }
  const theirs = async () =>
    (await admin.query(`SELECT FROM verification.verdict WHERE models::text LIKE '%odometer-finder%'`)).rowCount ?? 0
  while (!over.aborted) {
    const before = await theirs()
    await using doomed = startDoomedBox(new URL('../box.ts', import.meta.url), { database: box.database, env })
    await until(async () => over.aborted || (await theirs()) >= before + 4, LONG)
    await doomed.kill()
  }
}

test(
  'photos of many at once, while threads, processes and connections are killed: each has one verdict, one event, at most one case; no cap is passed',
  { timeout: 600_000 },
  async () => {
    using threads = watchThreads()
    await using box = await testVerification()
    await using stack = new AsyncDisposableStack()
    const connected = async () => {
      const client = stack.adopt(new Client({ connectionString: box.database.adminUrl }), (opened) => opened.end())
      await client.connect()
      return client
    }
    await insertPolicy(box.db, { unbound_per_day: CAP, audit_permille: 100 })
    let value = 10_000
    box.script.read = () => readingOf(value++)
    const drivers = await Promise.all(Array.from({ length: DRIVERS }, () => box.user()))
    const photos = await submitAll(box, drivers)
    const over = new AbortController()
    const raging = [rage(box, await connected(), threads.living, over.signal), dying(box, await connected(), over.signal)]
    const counting = await connected()
    try {
      await until(async () => (await counting.query('SELECT FROM verification.verdict')).rowCount === photos.length, LONG)
    } finally {
      over.abort()
      await Promise.all(raging)
    }

    const rows = await until(
      () =>
        box.db
          .selectFrom('submission as s')
          .innerJoin('verdict as v', 'v.submission_id', 's.id')
          .select(['s.id', 's.photo_id', 's.user_id', 's.submitted_at', 'v.verdict'])
          .execute(),
      PATIENT,
    )
    expect(new Set(rows.map(({ photo_id }) => photo_id))).toEqual(new Set(photos.map(({ id }) => id)))
    const told = await box.said('verification.photo.judged')
    expect(told.map(({ submissionId, verdict }) => `${submissionId} ${verdict}`).toSorted()).toEqual(
      rows.map(({ id, verdict }) => `${id} ${verdict}`).toSorted(),
    )
    const cases = await box.db.selectFrom('review_case').select('submission_id').execute()
    expect(cases.map(({ submission_id }) => submission_id).toSorted()).toEqual(
      rows.flatMap(({ id, verdict }) => (verdict === 'MANUAL_REVIEW' ? [id] : [])).toSorted(),
    )
    for (const [file, sent] of Map.groupBy(photos, (photo) => photo.file)) {
      const ids = new Set(sent.map(({ id }) => id))
      const taken = rows.filter(({ photo_id, verdict }) => ids.has(photo_id) && verdict !== 'REJECTED')
      expect(taken, `not refused: ${file}`).toHaveLength(1)
    }
    const approved = rows.filter(({ verdict }) => verdict === 'APPROVED')
    const days = Map.groupBy(approved, ({ user_id, submitted_at }) => `${user_id} ${submitted_at.toISOString().slice(0, 10)}`)
    for (const [day, ofDay] of days) expect(ofDay.length, day).toBeLessThanOrEqual(CAP)
    // Two that decode and two that compare, whatever has been killed.
    expect(threads.living.size).toBeLessThanOrEqual(4)
  },
)
