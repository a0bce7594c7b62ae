import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { admin, asAdministrator, refusalOf, testCharging, type Place, type TestCharging } from '../charging.fixture.ts'
import { CHARGING_LIMITS } from '../limits.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

interface Shown {
  id: string
  state: string
  energyBeforeWh: number
  energyWh: number
  reason: string
  decisionReason: string | null
  proposedBy: { id: string }
  decidedBy: { id: string } | null
}
const FIELDS = 'id state energyBeforeWh energyWh reason decisionReason proposedBy { id } decidedBy { id }'
const propose = (caller: Caller, input: Record<string, unknown>) =>
  box.ask<{ proposeBillCorrection: Shown }>(
    caller,
    `mutation ($input: ProposeBillCorrectionInput!) { proposeBillCorrection(input: $input) { ${FIELDS} } }`,
    { input: { reason: 'The meter was read.', idempotencyKey: newId(), ...input } },
  )
const decide = (caller: Caller, correctionId: string, approve = true, reason?: string) =>
  box.ask<{ decideBillCorrection: Shown }>(
    caller,
    `mutation ($input: DecideBillCorrectionInput!) { decideBillCorrection(input: $input) { ${FIELDS} } }`,
    { input: { correctionId, approve, ...(reason !== undefined && { reason }) } },
  )
const withdraw = (caller: Caller, correctionId: string) =>
  box.ask(caller, `mutation ($input: WithdrawBillCorrectionInput!) { withdrawBillCorrection(input: $input) { ${FIELDS} } }`, {
    input: { correctionId },
  })

/** A session of 10 kWh that is over: billed, or held because its register dropped. */
async function ended(more: { held?: boolean; at?: Place } = {}) {
  const [driver, place] = [await box.driver(), more.at ?? (await box.station())]
  const transaction = await box.begin(place, { idToken: driver.idToken })
  if (more.held) await transaction.meter(5, { registerWh: 1_020_000 })
  await transaction.end(20, 1_010_000)
  const read = () => box.sessionOf(transaction.transactionId)
  const { id, energy_wh } = await read()
  const proposed = async (energyWh = 4_000) => {
    const { data, errors } = await propose(place.operator, { sessionId: id, energyWh })
    return data?.proposeBillCorrection.id ?? Promise.reject(new Error(JSON.stringify(errors)))
  }
  return { driver, place, operator: place.operator, transaction, id, energyWh: energy_wh, read, proposed }
}
const bills = async (id: string) =>
  (await box.cdrs(id)).map((cdr) => [cdr.revision, cdr.credit_of !== null, cdr.total_energy_wh, cdr.excl_vat_minor])
const auditOf = async (id: string) => {
  const rows = await box.db
    .selectFrom('audit')
    .select(['action', 'actor_id', 'detail'])
    .where('subject_id', '=', id)
    .orderBy('at')
    .execute()
  return rows.map(({ action, actor_id, detail }) => [action, actor_id, detail])
}

describe('an energy is corrected by two people', () => {
  test('one proposes and nothing changes; another approves, and a credit and a new bill go out', async () => {
    const { id, operator, driver, proposed, read } = await ended()
    const before = await bills(id)
    const correctionId = await proposed()
    expect(await bills(id)).toEqual(before)
    const { data } = await decide(admin, correctionId)
    expect(data?.decideBillCorrection).toMatchObject({
      state: 'APPROVED',
      energyBeforeWh: 10_000,
      energyWh: 4_000,
      proposedBy: { id: operator.userId },
      decidedBy: { id: admin.userId },
    })
    // 10 kWh were 5.00 and 1.00 to begin with; 4 kWh are 2.00.
    expect(await bills(id)).toEqual([
      [1, false, 10_000, 600],
      [1, true, 10_000, -600],
      [2, false, 4_000, 300],
    ])
    expect(await read()).toMatchObject({ energy_wh: 4_000, cost_minor: 357, correction_id: correctionId })
    const completed = await box.said('charging.session.completed', id)
    expect(completed.map(({ energyWh }) => energyWh)).toEqual([10_000, 4_000])
    const amounts = (await box.said('charging.cdr.issued', id)).map(({ amountMinor }) => amountMinor)
    expect(amounts).toEqual([714, -714, 357])
    expect(await auditOf(id)).toMatchObject([
      ['bill-correction.proposed', operator.userId, { correctionId, energyBeforeWh: 10_000, energyWh: 4_000 }],
      ['bill-correction.approved', admin.userId, { correctionId }],
    ])
    const query = `query ($id: UUID!) { chargingSession(id: $id) { energyWh corrections { state reason } chargeDetailRecords { creditOf totalEnergyWh } } }`
    expect((await box.ask(driver.caller, query, { id })).data).toMatchObject({
      chargingSession: {
        energyWh: 4_000,
        corrections: [{ state: 'APPROVED', reason: 'The meter was read.' }],
        chargeDetailRecords: [{ creditOf: null }, { totalEnergyWh: 10_000 }, { creditOf: null, totalEnergyWh: 4_000 }],
      },
    })
  })

  test('a held bill goes out by it', async () => {
    const { id, proposed, read } = await ended({ held: true })
    expect(await bills(id)).toEqual([])
    await decide(admin, await proposed(9_000))
    expect(await bills(id)).toEqual([[1, false, 9_000, 550]])
    expect(await read()).toMatchObject({ held: false, flags: ['REGISTER_DROP'] })
  })

  test('of many who decide at once, one does', async () => {
    const { id, proposed, operator } = await ended()
    const correctionId = await proposed()
    const admins = [1, 2, 3, 4, 5].map(() => userCaller(['ADMIN']))
    const answers = await Promise.all([
      ...admins.map((caller) => decide(caller, correctionId)),
      decide(userCaller(['ADMIN']), correctionId, false),
      withdraw(operator, correctionId),
    ])
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1)
    expect(answers.flatMap((answer) => refusalOf(answer).code ?? [])).toEqual(Array(6).fill('CONFLICT'))
    const approved = (await box.db.selectFrom('bill_correction').selectAll().where('id', '=', correctionId).execute())[0]?.state
    expect(await bills(id)).toHaveLength(approved === 'APPROVED' ? 3 : 1)
  })

  test('nobody decides what they have proposed, and no driver on their own bill', async () => {
    const { id, place, driver, proposed } = await ended()
    const own = await propose(admin, { sessionId: id, energyWh: 1 })
    const correctionId = own.data?.proposeBillCorrection.id ?? ''
    expect(refusalOf(await decide(admin, correctionId)).code).toBe('FORBIDDEN')
    expect(refusalOf(await decide(admin, correctionId, false)).code).toBe('FORBIDDEN')
    expect(refusalOf(await withdraw(place.operator, correctionId)).code).toBe('FORBIDDEN')
    const boss = { ...driver.caller, roles: ['DRIVER', 'ADMIN'] as ('DRIVER' | 'ADMIN')[] }
    expect(refusalOf(await decide(boss, correctionId)).code).toBe('FORBIDDEN')
    expect(refusalOf(await propose(boss, { sessionId: id, energyWh: 1 })).code).toBe('FORBIDDEN')
    await withdraw(admin, correctionId)
    expect(await bills(id)).toHaveLength(1)
    await proposed()
  })

  test('the database itself refuses it', async () => {
    const { driver, operator, proposed, id } = await ended()
    const correctionId = await proposed()
    const change = (set: string) => sql.raw(`UPDATE bill_correction SET ${set} WHERE id = '${correctionId}'`).execute(box.db)
    const approvedBy = (userId: string) => `state = 'APPROVED', decided_at = now(), decided_by = '${userId}'`
    await expect(change(approvedBy(operator.userId))).rejects.toThrow('bill_correction_two_people')
    await expect(change(approvedBy(driver.userId))).rejects.toThrow('bill_correction_not_the_driver')
    await expect(change(`state = 'APPROVED', decided_at = now()`)).rejects.toThrow('check constraint')
    await expect(change(`state = 'APPROVED', decided_at = now() + interval '15 days', decided_by = '${newId()}'`)).rejects.toThrow(
      'bill_correction_in_time',
    )
    for (const told of [
      `proposed_by = '${newId()}'`,
      `energy_wh = 7`,
      `driver_id = NULL`,
      `expires_at = now() + interval '1 year'`,
    ])
      await expect(change(told)).rejects.toThrow('permission denied')
    await expect(sql`DELETE FROM bill_correction`.execute(box.db)).rejects.toThrow('permission denied')
    await withdraw(operator, correctionId)
    await expect(change(approvedBy(newId()))).rejects.toThrow('This correction has been decided.')
    const another = await ended()
    const foreign = sql`UPDATE session SET correction_id = ${correctionId} WHERE id = ${another.id}`
    await expect(foreign.execute(box.db)).rejects.toThrow('session_correction_id_id_fkey')
    expect(await bills(id)).toHaveLength(1)
  })

  test('a session has one open proposal, however many propose at once, and the same key proposes once', async () => {
    const { place, id, operator } = await ended()
    const idempotencyKey = newId()
    const input = { sessionId: id, energyWh: 3_000, idempotencyKey }
    const answers = await Promise.all([
      ...[1, 2, 3].map(() => propose(operator, input)),
      ...[1, 2, 3].map((wh) => propose(admin, { sessionId: id, energyWh: wh })),
    ])
    const made = answers.flatMap(({ data }) => data?.proposeBillCorrection.id ?? [])
    expect(new Set(made).size).toBe(1)
    expect([1, 3]).toContain(made.length)
    // Whoever was first stands in the way of the other.
    for (const caller of [operator, admin]) await withdraw(caller, made[0] ?? '')
    const first = (await propose(operator, input)).data?.proposeBillCorrection
    await withdraw(operator, first?.id ?? '')
    const key = { code: 'CONFLICT', path: 'input.idempotencyKey' }
    expect(refusalOf(await propose(operator, { ...input, energyWh: 2_000 }))).toEqual(key)
    const other = await ended({ at: place })
    expect(refusalOf(await propose(operator, { ...input, sessionId: other.id }))).toEqual(key)
    // The same again is the same, whatever became of it.
    expect((await propose(operator, input)).data?.proposeBillCorrection).toMatchObject({ id: first?.id, state: 'WITHDRAWN' })
  })

  test('a decision that is sent again changes nothing', async () => {
    const { id, operator, proposed } = await ended()
    const approved = await proposed()
    for (const _again of [1, 2]) expect((await decide(admin, approved)).data?.decideBillCorrection.state).toBe('APPROVED')
    expect(await bills(id)).toHaveLength(3)
    const withdrawn = await proposed(3_000)
    for (const _again of [1, 2]) expect((await withdraw(operator, withdrawn)).errors).toBeUndefined()
    const actions = (await auditOf(id)).map(([action]) => action)
    expect(actions).toEqual(['proposed', 'approved', 'proposed', 'withdrawn'].map((what) => `bill-correction.${what}`))
  })

  test('a proposal may be decided for so many days, and a session has so many proposals', async () => {
    const { id, operator, proposed } = await ended()
    const correctionId = await proposed()
    const { proposed_at: from, expires_at: to } = await box.db
      .selectFrom('bill_correction')
      .selectAll()
      .where('id', '=', correctionId)
      .executeTakeFirstOrThrow()
    const days = (to.getTime() - from.getTime()) / 86_400_000
    expect(days).toBeCloseTo(CHARGING_LIMITS.correctionDays, 2)
    await withdraw(operator, correctionId)
    for (let made = 1; made < CHARGING_LIMITS.correctionsPerSession; made++) await withdraw(operator, await proposed())
    expect(refusalOf(await propose(operator, { sessionId: id, energyWh: 1 }))).toEqual({
      code: 'CONFLICT',
      path: 'input.sessionId',
    })
  })

  test('a session whose price is not known yet is not corrected', async () => {
    const place = await box.station(newId())
    const transaction = await box.begin(place)
    await transaction.end(20, 1_010_000)
    const { id, status, settled_at: settledAt } = await box.sessionOf(transaction.transactionId)
    expect([status, settledAt]).toEqual(['COMPLETED', null])
    expect(refusalOf(await propose(place.operator, { sessionId: id, energyWh: 1 }))).toEqual({
      code: 'CONFLICT',
      path: 'input.sessionId',
    })
  })

  test('a proposal that nobody decides ends, and can be decided no more', async () => {
    const { id, proposed } = await ended()
    const correctionId = await proposed()
    // A constraint forbids a proposal that is over when it is made, so its beginning is moved as well.
    const long = sql`UPDATE bill_correction SET proposed_at = now() - interval '20 days', expires_at = now() - interval '1 second'
      WHERE id = ${correctionId}`
    await asAdministrator(box, long)
    expect(refusalOf(await decide(admin, correctionId)).code).toBe('CONFLICT')
    await until(async () => (await auditOf(id)).some(([action]) => action === 'bill-correction.expired'))
    expect((await auditOf(id)).at(-1)).toMatchObject(['bill-correction.expired', null, { correctionId }])
    expect(refusalOf(await decide(admin, correctionId)).code).toBe('CONFLICT')
    expect(await bills(id)).toHaveLength(1)
    await proposed()
  })

  test('a session that has changed since is not corrected by an old proposal', async () => {
    const { id, proposed, transaction } = await ended()
    const correctionId = await proposed()
    await transaction.end(20, 1_011_000)
    expect(refusalOf(await decide(admin, correctionId)).code).toBe('CONFLICT')
    expect(await bills(id)).toHaveLength(3)
    expect((await decide(admin, correctionId, false, 'Another end came.')).data?.decideBillCorrection).toMatchObject({
      state: 'REJECTED',
      decisionReason: 'Another end came.',
    })
  })

  test('what the charger says after it holds the bill, and the corrected energy stands', async () => {
    const { id, proposed, transaction, read } = await ended()
    await decide(admin, await proposed())
    await transaction.end(25, 1_012_000)
    expect(await read()).toMatchObject({ energy_wh: 4_000, flags: ['AFTER_CORRECTION'], held: true })
    expect((await bills(id)).map(([revision, credit]) => [revision, credit])).toEqual([
      [1, false],
      [1, true],
      [2, false],
      [2, true],
    ])
    await decide(admin, await proposed(5_000))
    expect((await bills(id)).at(-1)).toEqual([3, false, 5_000, 350])
  })

  test('nobody proposes more than the connector can have delivered, but less than was billed', async () => {
    const { id, operator, transaction } = await ended()
    expect(refusalOf(await propose(operator, { sessionId: id, energyWh: 9_000_000 }))).toEqual({
      code: 'CONFLICT',
      path: 'input.energyWh',
    })
    await transaction.end(20, 2_000_000)
    const { data } = await propose(operator, { sessionId: id, energyWh: 900_000 })
    expect(data?.proposeBillCorrection.state).toBe('PROPOSED')
  })

  test('only an admin approves where the charger told of what cannot be', async () => {
    const { id, place, transaction } = await ended()
    await transaction.end(20, 2_000_000)
    const proposal = await propose(admin, { sessionId: id, energyWh: 1_000 })
    const correctionId = proposal.data?.proposeBillCorrection.id ?? ''
    expect(refusalOf(await decide(place.operator, correctionId)).code).toBe('FORBIDDEN')
    expect((await decide(userCaller(['ADMIN']), correctionId)).errors).toBeUndefined()
    expect((await bills(id)).at(-1)).toEqual([2, false, 1_000, 150])
  })
})

test('somebody else’s session and correction are answered like none', async () => {
  const { id, proposed, operator } = await ended()
  const correctionId = await proposed()
  const stranger = (await box.station()).operator
  expect(refusalOf(await propose(stranger, { sessionId: id, energyWh: 1 }))).toEqual({ code: 'NOT_FOUND', path: 'input.sessionId' })
  expect(await propose(stranger, { sessionId: newId(), energyWh: 1 })).toMatchObject({
    errors: (await propose(stranger, { sessionId: id, energyWh: 1 })).errors?.map(({ message }) => ({ message })),
  })
  for (const attempt of [decide(stranger, correctionId), withdraw(stranger, correctionId), decide(stranger, newId())])
    expect(refusalOf(await attempt)).toEqual({ code: 'NOT_FOUND', path: 'input.correctionId' })
  expect(refusalOf(await propose(operator, { sessionId: id, energyWh: 10_000 }))).toEqual({
    code: 'CONFLICT',
    path: 'input.energyWh',
  })
  const running = await box.begin(await box.station())
  const open = await box.sessionOf(running.transactionId)
  expect(refusalOf(await propose(admin, { sessionId: open.id, energyWh: 1 })).code).toBe('CONFLICT')
})

test('corrections are a list in pages, of an operator’s own stations alone, and sessions are found by them', async () => {
  const one = await ended()
  const other = await ended()
  const [first] = [await one.proposed(1_000)]
  await decide(admin, first, false)
  const second = await one.proposed(2_000)
  await other.proposed(3_000)
  const LIST = `query ($filter: BillCorrectionFilter, $first: Int, $after: String) { billCorrections(filter: $filter, first: $first, after: $after) {
    edges { node { id session { id } } } pageInfo { hasNextPage endCursor } } }`
  interface List {
    billCorrections: {
      edges: { node: { id: string; session: { id: string } } }[]
      pageInfo: { hasNextPage: boolean; endCursor: string }
    }
  }
  const list = (caller: Caller, filter: object = {}, page: object = {}) => box.ask<List>(caller, LIST, { filter, ...page })
  const ids = async (...args: Parameters<typeof list>) =>
    (await list(...args)).data?.billCorrections.edges.map(({ node }) => node.id)
  expect(await ids(one.operator)).toEqual([second, first])
  expect(await ids(one.operator, { state: ['REJECTED'] })).toEqual([first])
  expect(await ids(admin, { sessionId: one.id, state: ['PROPOSED'] })).toEqual([second])
  expect(await ids(admin, { stationId: one.place.stationId })).toEqual([second, first])
  const page = (await list(one.operator, {}, { first: 1 })).data?.billCorrections
  expect(page?.pageInfo.hasNextPage).toBe(true)
  expect(await ids(one.operator, {}, { first: 1, after: page?.pageInfo.endCursor })).toEqual([first])
  expect(refusalOf(await list(one.operator, { stationId: other.place.stationId }))).toEqual({
    code: 'NOT_FOUND',
    path: 'filter.stationId',
  })
  expect(refusalOf(await list(one.driver.caller)).code).toBe('FORBIDDEN')
  const SESSIONS = `query ($filter: ChargingSessionFilter) { chargingSessions(filter: $filter) { edges { node { id corrections { id } } } } }`
  const found = await box.ask(one.operator, SESSIONS, { filter: { correction: ['PROPOSED'] } })
  expect(found.data).toMatchObject({
    chargingSessions: { edges: [{ node: { id: one.id, corrections: [{ id: first }, { id: second }] } }] },
  })
  expect((await box.ask(one.operator, SESSIONS, { filter: { correction: ['APPROVED'] } })).data).toMatchObject({
    chargingSessions: { edges: [] },
  })
  // A driver sees what came of it, no proposals.
  const own = `query ($id: UUID!) { chargingSession(id: $id) { corrections { id } } }`
  expect((await box.ask(one.driver.caller, own, { id: one.id })).data).toEqual({ chargingSession: { corrections: [] } })
})
