import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request, type OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin, userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import type { ChargePoint, ChargePointOptions } from '../../test/charge-point.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { settleCommand } from '../operations/command.handler.ts'
import { fileName } from './file-name.ts'

let bridge: TestBridge
let folder: string
let temporary: string
const stack = new AsyncDisposableStack()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evergraph-logs-'))
  stack.defer(() => rm(folder, { recursive: true }))
  // Files that are under way lie in a folder of this test alone.
  const { TMPDIR: before = tmpdir() } = process.env
  process.env['TMPDIR'] = temporary = await mkdtemp(join(tmpdir(), 'evergraph-under-way-'))
  stack.defer(() => {
    process.env['TMPDIR'] = before
    return rm(temporary, { recursive: true })
  })
  const url = 'http://bridge.example/files/'
  bridge = stack.use(
    await testBridge({ files: { url, storage: { kind: 'disk', folder, publicUrl: url, secret: 's'.repeat(32) } } }),
  )
})
afterAll(() => stack.disposeAsync())

interface Run {
  id: string
  state: string
  type: string
  message: string | null
  location: string | null
  statuses: { status: string }[]
  file: { name: string; bytes: number; url: string } | null
}
const otherOperator = userCaller(['OPERATOR'])
const FIELDS = `id state type message location statuses { status } file { name bytes url storedAt }`
const RUN = `query ($id: UUID!) { logRun(id: $id) { ${FIELDS} } }`
const LOG = `mutation ($input: GetChargePointLogInput!) { asked: getChargePointLog(input: $input) { id } }`
const DIAGNOSTICS = `mutation ($input: GetChargePointDiagnosticsInput!) { asked: getChargePointDiagnostics(input: $input) { id } }`

/** Each way to ask for a log, and how a charger speaks of it. */
const WAYS = [
  { version: '1.6', action: 'GetDiagnostics', notification: 'DiagnosticsStatusNotification', failed: 'UploadFailed' },
  { version: '1.6', action: 'GetLog', notification: 'LogStatusNotification', failed: 'UploadFailure' },
  { version: '2.0.1', action: 'GetLog', notification: 'LogStatusNotification', failed: 'PermissionDenied' },
  { version: '2.1', action: 'GetLog', notification: 'LogStatusNotification', failed: 'UploadFailure' },
] as const
type Way = (typeof WAYS)[number]

const ask = ({ action }: Pick<Way, 'action'>, chargePointId: string, input: object = {}, caller: Caller = admin) =>
  bridge.ask<{ asked: { id: string } }>(caller, action === 'GetLog' ? LOG : DIAGNOSTICS, {
    input: { chargePointId, idempotencyKey: newId(), ...(action === 'GetLog' && { type: 'DIAGNOSTICS' }), ...input },
  })
const get = async (way: Pick<Way, 'action'>, stationId: string, input: object = {}): Promise<string> => {
  const { data, errors } = await ask(way, stationId, input)
  expect(errors).toBeUndefined()
  return data?.asked.id ?? ''
}
const runOf = async (id: string, caller: Caller = admin): Promise<Run | null | undefined> =>
  (await bridge.ask<{ logRun: Run }>(caller, RUN, { id })).data?.logRun
const reaches = (id: string, state: string) =>
  until(async () => {
    const run = await runOf(id)
    return run?.state === state ? run : undefined
  })
const connected = async ({ version, action }: Way, options: Partial<ChargePointOptions> = {}) => {
  const { stationId, identity } = await bridge.register()
  const reply = action === 'GetLog' ? { status: 'Accepted', filename: 'log.tar.gz' } : { fileName: 'log.tar.gz' }
  return { stationId, charger: await bridge.connect(identity, { version, answers: { [action]: () => reply }, ...options }) }
}
/** The address that the charger was given, at the port where the bridge of this test listens. */
const addressIn = async (charger: ChargePoint): Promise<string> => {
  const { payload } = await charger.waitFor('commanded')
  const log = (payload['log'] as { remoteLocation?: string } | undefined)?.remoteLocation
  return here(String(log ?? payload['location']))
}
const here = (address: string): string => {
  const url = new URL(address)
  expect(url.host).toBe('bridge.example')
  return bridge.app.url.replace(/^ws/, 'http').replace(/\/ocpp$/, '') + url.pathname + url.search
}
const upload = (address: string, body: string | Buffer, method = 'PUT') => fetch(address, { method, body: body as string })
/** An upload that does not go on: the status of its answer, or null where the line breaks first. */
function halfOf(address: string, headers: OutgoingHttpHeaders = {}): { answer: Promise<number | null>; leave: () => void } {
  const sending = request(address, { method: 'PUT', headers: { 'content-length': 1_000, ...headers } })
  const answer = new Promise<number | null>((resolve) => {
    sending
      .on('response', ({ statusCode = 0 }) => resolve(statusCode))
      .on('error', () => resolve(null))
      .on('close', () => resolve(null))
  })
  sending.write('half')
  return { answer, leave: () => void sending.destroy() }
}
/** Files that are coming just now. */
const underWay = async () => (await readdir(temporary, { recursive: true })).filter((path) => path.includes('/'))

const nothingComes = () => until(async () => (await underWay()).length === 0)

/** A charger that was asked, and where it may upload. */
const asked = async (way: Way = WAYS[2]) => {
  const { stationId, charger } = await connected(way)
  const id = await get(way, stationId)
  await reaches(id, 'RUNNING')
  return { id, stationId, charger, address: await addressIn(charger) }
}

describe.each(WAYS)('$action of OCPP $version', (way) => {
  const numbered = way.action === 'GetLog'
  const says = async (charger: ChargePoint, id: string, status: string) => {
    const { request_id: requestId } = await bridge.db
      .selectFrom('run')
      .select('request_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await charger.call(way.notification, { status, ...(numbered && { requestId }) })
  }

  test('a charger uploads its log to us, and its operator downloads it', async () => {
    const { stationId, charger } = await connected(way)
    const id = await get(way, stationId, { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', retries: 2 })
    await reaches(id, 'RUNNING')
    const address = await addressIn(charger)
    expect(address.length).toBeLessThan(200)
    await says(charger, id, 'Uploading')
    expect((await upload(address, 'what happened')).status).toBe(201)
    await says(charger, id, 'Uploaded')
    const run = await reaches(id, 'DONE')
    expect(run).toMatchObject({ location: null, type: 'DIAGNOSTICS', statuses: [{ status: 'Uploading' }] })
    expect(run.file).toMatchObject({ name: 'log.tar.gz', bytes: 13 })
    const download = await fetch(here(run.file?.url ?? ''))
    expect(await download.text()).toBe('what happened')
    expect(download.headers.get('content-disposition')).toBe('attachment; filename="log.tar.gz"')
    expect(violations(charger)).toEqual([])
  })

  test('what a charger cannot upload is over with its reason', async () => {
    const { stationId, charger } = await connected(way)
    const id = await get(way, stationId, { location: 'ftp://me:secret@files.example/in' })
    await reaches(id, 'RUNNING')
    expect(JSON.stringify((await charger.waitFor('commanded')).payload)).toContain('ftp://me:secret@files.example/in')
    await says(charger, id, way.failed)
    expect(await runOf(id)).toMatchObject({
      state: 'FAILED',
      location: 'ftp://files.example/in',
      message: `The charger says ${way.failed}.`,
      file: null,
    })
  })
})

test('a charger of 1.6 that names no file has no diagnostics', async () => {
  const { stationId } = await connected(WAYS[0], { answers: { GetDiagnostics: () => ({}) } })
  const id = await get(WAYS[0], stationId)
  expect(await reaches(id, 'FAILED')).toMatchObject({ message: 'The charger has no diagnostics of this time.' })
})

test('the token is nowhere but with the charger', async () => {
  const { id, address } = await asked()
  const token = address.split('/').at(-1) ?? ''
  expect(token).toHaveLength(43)
  const command = await bridge.db.selectFrom('charge_point_command').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect(JSON.stringify(command)).toContain('/uploads/…')
  const rows = [command, await bridge.db.selectFrom('run').selectAll().where('id', '=', id).execute(), await bridge.events()]
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('an address takes one file, by PUT or POST, also where the charger adds a name', async () => {
  const { id, address } = await asked()
  const name = `${address}/my%20log.txt`
  // The newer upload may cut the older one off.
  await Promise.allSettled([upload(name, 'one'), upload(name, 'one', 'POST')])
  await reaches(id, 'DONE')
  expect((await upload(address, 'two')).status).toBe(409)
  const files = await bridge.db.selectFrom('log_file').selectAll().execute()
  expect(files.filter(({ run_id }) => run_id === id)).toMatchObject([{ name: 'my-log.txt', bytes: 3 }])
  expect((await readdir(folder, { recursive: true })).filter((path) => path !== 'logs')).toHaveLength(files.length)
  await nothingComes()
})

test('of uploads of one log that come at the same moment none stays behind', async () => {
  for (let round = 0; round < 10; round++) {
    const { id, address } = await asked()
    await Promise.allSettled([1, 2, 3].map((n) => upload(address, `${n}`)))
    await reaches(id, 'DONE')
  }
  await nothingComes()
})

test('nobody uploads without a token, reads without a link, or lists', async () => {
  const { address, id } = await asked()
  await upload(address, 'secret')
  const { file } = await reaches(id, 'DONE')
  const link = here(file?.url ?? '')
  const base = address.split('uploads/')[0] ?? ''
  const other = base + 'uploads/' + 'A'.repeat(43)
  expect((await upload(other, 'x')).status).toBe(404)
  expect((await upload(`${base}uploads/`, 'x')).status).toBe(404)
  expect((await upload(link, 'x')).status).toBe(404)
  for (const url of [
    base,
    `${base}uploads/`,
    `${base}logs/`,
    `${base}logs/${id}`,
    address,
    link.split('?')[0] ?? '',
    `${link}x`,
    other,
  ])
    expect((await fetch(url)).status).toBe(404)
})

test('an upload that is too large, or whose run was given up, is refused', async () => {
  const { address, id } = await asked()
  const large = Buffer.alloc(OCPP_LIMITS.logBytes + 1)
  const stream = new ReadableStream({
    start: (controller) => {
      controller.enqueue(large)
      controller.close()
    },
  })
  // What is refused is not read to its end: the other side may see a broken line instead of the answer.
  const refused = await fetch(address, { method: 'PUT', body: stream, duplex: 'half' } as RequestInit).catch(() => null)
  expect(refused?.status ?? 413).toBe(413)
  expect((await fetch(address, { method: 'PUT', body: large }).catch(() => null))?.status ?? 413).toBe(413)
  expect(await runOf(id)).toMatchObject({ state: 'RUNNING', file: null })
  const ABANDON = `mutation ($input: AbandonChargePointRunInput!) { abandonChargePointRun(input: $input) { state } }`
  await bridge.ask(admin, ABANDON, { input: { runId: id } })
  expect((await upload(address, 'x')).status).toBe(404)
})

test('a line that breaks leaves nothing, and the charger may try again', async () => {
  const { address, id } = await asked()
  const leaving = new AbortController()
  const half = new ReadableStream({
    start: (controller) => {
      controller.enqueue(Buffer.from('half of it'))
    },
  })
  const broken = fetch(address, { method: 'PUT', body: half, duplex: 'half', signal: leaving.signal } as RequestInit)
  leaving.abort()
  await expect(broken).rejects.toThrow()
  expect((await upload(address, 'all of it')).status).toBe(201)
  expect((await reaches(id, 'DONE')).file?.bytes).toBe(9)
})

test('the newest upload of a log counts: a charger that sends again has lost its line', async () => {
  const { address, id } = await asked()
  // What another test has broken off is gone first: it would be taken for this one.
  await nothingComes()
  const first = halfOf(address)
  await until(async () => (await underWay()).length > 0)
  expect((await upload(address, 'all of it')).status).toBe(201)
  expect(await first.answer).toBeNull()
  expect((await reaches(id, 'DONE')).file?.bytes).toBe(9)
  await nothingComes()
})

test('a line that breaks at any moment leaves nothing on the disk', async () => {
  const { address } = await asked()
  for (let steps = 0; steps < 60; steps++) {
    const half = halfOf(address)
    for (let step = 0; step < steps; step++) await new Promise((resolve) => setImmediate(resolve))
    half.leave()
    await half.answer
  }
  await nothingComes()
})

test('what will be refused is refused before it is sent', async () => {
  const { address, id } = await asked()
  const large = halfOf(address, { 'content-length': OCPP_LIMITS.logBytes + 1 })
  expect(await large.answer).toBe(413)
  await upload(address, 'all of it')
  await reaches(id, 'DONE')
  expect(await halfOf(address).answer).toBe(409)
  await nothingComes()
})

test('so many are taken at once, and another one when one of them is over', async () => {
  const many = await Promise.all(Array.from({ length: OCPP_LIMITS.uploadsAtOnce + 1 }, () => asked()))
  const last = many.pop()?.address ?? ''
  await nothingComes()
  const halves = many.map(({ address }) => halfOf(address))
  await until(async () => (await underWay()).length === OCPP_LIMITS.uploadsAtOnce)
  expect((await upload(last, 'later')).status).toBe(503)
  halves[0]?.leave()
  await until(async () => (await upload(last, 'later')).status !== 503)
  for (const { leave } of halves) leave()
  await nothingComes()
})

test('a name that cannot be read is a name all the same, and a browser shows no log', async () => {
  const { address, id } = await asked()
  expect((await upload(`${address}/%E0%A4%A.log`, 'x')).status).toBe(201)
  const { file } = await reaches(id, 'DONE')
  expect(file?.name).toBe('E0-A4-A.log')
  const { headers } = await fetch(here(file?.url ?? ''))
  expect(['x-content-type-options', 'content-type', 'cache-control'].map((name) => headers.get(name))).toEqual([
    'nosniff',
    'application/octet-stream',
    'private, no-store',
  ])
})

test.each([
  ['ACCEPTED', 'RUNNING'],
  // It may have been heard. If so, the charger will tell.
  ['UNANSWERED', 'RUNNING'],
  ['REJECTED', 'FAILED'],
  ['EXPIRED', 'FAILED'],
  ['CANCELLED', 'CANCELLED'],
] as const)('a command that is %s makes an upload that is %s, unless the log is here already', async (outcome, state) => {
  for (const [begun, ends] of [
    ['REQUESTED', state],
    ['DONE', 'DONE'],
  ] as const) {
    const answered = outcome === 'ACCEPTED' || outcome === 'REJECTED'
    // It is not connected, so the test says what becomes of it.
    const { stationId } = await bridge.register()
    const id = await get(WAYS[2], stationId)
    if (begun === 'DONE')
      await bridge.db.updateTable('run').set({ state: begun, ended_at: new Date() }).where('id', '=', id).execute()
    await bridge.db
      .updateTable('charge_point_command')
      .set({ state: 'SENT', sent_at: new Date(), action: 'GetLog' })
      .where('id', '=', id)
      .execute()
    await bridge.db.transaction().execute((trx) => settleCommand(trx, id, { state: outcome, ...(answered && { response: '{}' }) }))
    expect((await runOf(id))?.state).toBe(ends)
  }
})

test('a charger that goes on with its log has its time anew', async () => {
  const { id, charger } = await asked()
  const run = () => bridge.db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await bridge.db
    .updateTable('run')
    .set({ quiet_until: new Date(Date.now() + 60_000) })
    .where('id', '=', id)
    .execute()
  await charger.call('LogStatusNotification', { status: 'Uploading', requestId: (await run()).request_id })
  expect((await run()).quiet_until.getTime()).toBeGreaterThan(Date.now() + OCPP_LIMITS.runQuietMs.LOG - 60_000)
})

test('a log still comes for a while after its run is over, and then no more', async () => {
  const { address, id } = await asked()
  const ended = (ms: number) =>
    bridge.db
      .updateTable('run')
      .set({ state: 'FAILED', ended_at: new Date(Date.now() - ms) })
      .where('id', '=', id)
      .execute()
  await ended(OCPP_LIMITS.lateUploadMs + 1_000)
  expect((await upload(address, 'late')).status).toBe(404)
  await ended(0)
  expect((await upload(address, 'late')).status).toBe(201)
  expect(await runOf(id)).toMatchObject({ state: 'DONE', file: { bytes: 4 } })
})

test('of one charger so much is kept, and what is old goes; the object goes with its row', async () => {
  const { stationId, charger, address, id } = await asked()
  await upload(address, 'first')
  const first = await reaches(id, 'DONE')
  await bridge.db.updateTable('log_file').set({ bytes: OCPP_LIMITS.logBytesOfCharger }).where('run_id', '=', id).execute()
  const second = await get(WAYS[2], stationId)
  await reaches(second, 'RUNNING')
  const next = charger.events.flatMap((event) => (event.name === 'commanded' ? [event.payload] : [])).at(-1)
  await upload(here((next as { log: { remoteLocation: string } }).log.remoteLocation), 'second')
  expect(await reaches(second, 'DONE')).toMatchObject({ file: { bytes: 6 } })
  expect(await runOf(id)).toMatchObject({ state: 'DONE', file: null })
  expect((await fetch(here(first.file?.url ?? ''))).status).toBe(404)
})

test('an operator sees the logs of their own chargers alone', async () => {
  const { id, address, stationId } = await asked()
  await upload(address, 'mine')
  expect(await runOf(id, otherOperator)).toBeNull()
  expect((await ask(WAYS[2], stationId, {}, otherOperator)).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  const LIST = `query ($id: UUID!) { chargePoint(id: $id) { logRuns(first: 1) { edges { node { id file { bytes } } } } } }`
  expect((await bridge.ask(admin, LIST, { id: stationId })).data).toEqual({
    chargePoint: { logRuns: { edges: [{ node: { id, file: { bytes: 4 } } }] } },
  })
})

test('a bridge without a place for logs asks for an address', async () => {
  await using plain = await testBridge()
  const { stationId } = await plain.register()
  const input = { chargePointId: stationId, idempotencyKey: newId(), type: 'SECURITY' }
  const { errors } = await plain.ask(admin, LOG, { input })
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: ['input', 'location'] }] })
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\logs\\today.txt', 'today.txt'],
  ['.htaccess', 'htaccess'],
  ['a"\r\nset-cookie: b', 'a-set-cookie-b'],
  ['', 'CP-1.log'],
  [null, 'CP-1.log'],
])('a file that a charger calls %j is kept as %s', (said, kept) => {
  expect(fileName(said, 'CP*1')).toBe(kept)
})
