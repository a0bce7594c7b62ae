import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventCatalogue, MeterSample, SignedMeterValue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createSigner, type Signer, type SignerOptions } from '../../../test/charge-point-signer.ts'
import { until } from '../../../test/until.ts'
import { admin, at, testCharging, type Place, type TestCharging, type User } from '../charging.fixture.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { lockPlace } from '../session.queries.ts'
import { saveMeterKey } from './signed-value.queries.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

const SIGNED = `signedMeter { result problems publicKey curve begin { registerWh page } end { registerWh page } transparencyFile
  values(first: 50) { edges { node { text format context sentPublicKey } } } }`
const READ = `query ($id: UUID!) { chargingSession(id: $id) { held flags chargeDetailRecord { id revision ${SIGNED} } ${SIGNED} } }`
const RELEASE = `mutation ($input: ReleaseSessionInput!) { releaseSession(input: $input) { held } }`

interface SignedMeter {
  result: string
  problems: string[]
  publicKey: string | null
  curve: string | null
  begin: { registerWh: number; page: string } | null
  end: { registerWh: number; page: string } | null
  transparencyFile: string | null
  values: { edges: { node: { text: string; format: string; context: string; sentPublicKey: string | null } }[] }
}
interface Read {
  held: boolean
  flags: string[]
  chargeDetailRecord: { id: string; revision: number; signedMeter: SignedMeter | null } | null
  signedMeter: SignedMeter | null
}

const read = async (caller: User, id: string): Promise<Read> => {
  const { data, errors } = await box.ask<{ chargingSession: Read }>(caller, READ, { id })
  if (!data) throw new Error(JSON.stringify(errors))
  return data.chargingSession
}
const signedAs = (text: string, context: SignedMeterValue['context'] = 'OTHER', publicKey: string | null = null) => ({
  text,
  format: 'OCMF' as const,
  context,
  publicKey,
})

/** The key of a meter at the first EVSE of a station. */
const keyFact = ({ stationId }: Place, signer: Signer, more: Partial<EventCatalogue['stations.meter-key.saved']> = {}) => ({
  meterKeyId: newId(),
  stationId,
  evseNumber: 1,
  meterSerial: signer.meterSerial,
  curve: 'secp256r1' as const,
  publicKey: signer.publicKey,
  validFrom: at(-600),
  validUntil: null,
  ...more,
})
const sayKey = (...about: Parameters<typeof keyFact>) => {
  const fact = keyFact(...about)
  return box.tell('stations.meter-key.saved', fact.meterKeyId, fact)
}
const demand = (place: Place) => box.sayStation(place, new Date(at(-500)), { signedMeterRequired: true })

/** A station with a meter that signs, and its key if it is known. */
async function metered({ known = true, ...options }: SignerOptions & { known?: boolean } = {}) {
  const place = await box.station()
  const signer = createSigner(options)
  if (known) await sayKey(place, signer)
  return { place, signer }
}

interface Told {
  /** Minute of the begin; the end is ten minutes later. */
  minute?: number
  startWh?: number
  stopWh?: number
  /** What is signed; both by default. */
  begin?: string | null
  end?: string | null
  authorised?: boolean
}
/** A whole session of 5 kWh with signed begin and end. */
async function charged({ place, signer }: { place: Place; signer: Signer }, told: Told = {}) {
  const { minute = 0, startWh = 1_000_000, stopWh = startWh + 5_000 } = told
  const sign = (registerWh: number, reason: string, after: number) =>
    signer.sign([{ at: new Date(at(minute + after)), registerWh, reason }])
  const begin = told.begin === undefined ? sign(startWh, 'B', 0) : told.begin
  const { authorised = true } = told
  const transaction = await box.begin(place, { startedAt: at(minute), receivedAt: at(minute), meterStartWh: startWh, authorised })
  const { transactionId } = transaction
  if (begin !== null) await transaction.meter(minute, { signed: [signedAs(begin, 'BEGIN')] })
  const end = told.end === undefined ? sign(stopWh, 'E', 10) : told.end
  const samples: MeterSample[] = [
    { at: at(minute + 10), registerWh: stopWh, ...(end !== null && { signed: [signedAs(end, 'END')] }) },
  ]
  const ended = { transactionId, endedAt: at(minute + 10), receivedAt: at(minute + 10), meterStopWh: stopWh, reason: 'Local' }
  const finish = (more: Partial<typeof ended> = {}) =>
    box.tell('ocpp.transaction.ended', transactionId, { ...ended, samples, offline: false, ...more })
  await finish()
  const { id } = await box.sessionOf(transactionId)
  return { id, transactionId, begin, end, finish, ...(await read(place.operator, id)) }
}

test('a session whose begin and end are signed is verified on its record, with the key and the texts to the letter', async () => {
  const meter = await metered({ page: 41 })
  const { held, flags, chargeDetailRecord: record, begin, end, id } = await charged(meter)
  expect([held, flags]).toEqual([false, []])
  expect(record?.signedMeter).toMatchObject({
    result: 'VERIFIED',
    problems: [],
    publicKey: meter.signer.publicKey,
    curve: 'secp256r1',
    begin: { registerWh: 1_000_000, page: 'T41' },
    end: { registerWh: 1_005_000, page: 'T42' },
  })
  expect(record?.signedMeter?.values.edges.map(({ node }) => [node.text, node.context])).toEqual([
    [begin, 'BEGIN'],
    [end, 'END'],
  ])
  const file = record?.signedMeter?.transparencyFile ?? ''
  expect(file).toContain(`<signedData format="OCMF" encoding="plain">${begin}</signedData>`)
  expect(file).toContain(`<publicKey encoding="hex">${meter.signer.publicKey}</publicKey>`)
  // A moment of which only a signed value was sent is no reading.
  const values = await box.db.selectFrom('meter_value').select('register_wh').where('session_id', '=', id).execute()
  expect(values).toEqual([{ register_wh: 1_005_000 }])
})

test('a session of a meter that signs nothing is billed as ever', async () => {
  const { held, signedMeter, chargeDetailRecord } = await charged(await metered(), { begin: null, end: null })
  expect([held, signedMeter]).toEqual([false, null])
  expect(chargeDetailRecord?.revision).toBe(1)
})

test('what was signed and changed on its way holds the bill, and only an admin lets it go', async () => {
  const meter = await metered({ tamper: (text) => text.replace('1005000', '1004000') })
  const { id, held, flags, signedMeter, chargeDetailRecord } = await charged(meter)
  expect([held, flags, chargeDetailRecord]).toEqual([true, ['SIGNATURE_INVALID', 'SIGNED_REGISTER_DIFFERS'], null])
  expect(signedMeter).toMatchObject({ result: 'FAILED', publicKey: null })
  const release = (caller: User) => box.ask(caller, RELEASE, { input: { sessionId: id, reason: 'seen' } })
  expect((await release(meter.place.operator)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  expect((await release(admin)).data).toEqual({ releaseSession: { held: false } })
  expect((await read(admin, id)).chargeDetailRecord?.signedMeter?.result).toBe('FAILED')
})

test.each([
  ['another meter’s serial', { meterSerial: 'M-2' }, ['SIGNED_BY_OTHER_METER']],
  ['a key that had ended', { validUntil: at(-1) }, ['SIGNATURE_INVALID']],
])('%s holds the bill', async (_what, more, problems) => {
  const meter = await metered({ known: false })
  await sayKey(meter.place, meter.signer, more)
  expect(await charged(meter)).toMatchObject({ held: true, flags: problems })
})

test('a key that begins after the session, or is another EVSE’s, is none of it', async () => {
  const meter = await metered({ known: false })
  await sayKey(meter.place, meter.signer, { validFrom: at(600) })
  await sayKey(meter.place, meter.signer, { evseNumber: 2 })
  expect(await charged(meter)).toMatchObject({ held: false, signedMeter: { result: 'NO_KEY' } })
})

test('the key that a charger sends along proves nothing', async () => {
  const { place } = await metered()
  const forger = createSigner()
  const transaction = await box.begin(place)
  const text = forger.sign([
    { at: new Date(at(0)), registerWh: 1_000_000, reason: 'B' },
    { at: new Date(at(10)), registerWh: 1_005_000, reason: 'E' },
  ])
  await transaction.meter(10, { registerWh: 1_005_000, signed: [signedAs(text, 'END', forger.publicKey)] })
  await transaction.end(10, 1_005_000)
  const { held, signedMeter } = await read(place.operator, (await box.sessionOf(transaction.transactionId)).id)
  expect(held).toBe(true)
  expect(signedMeter).toMatchObject({ problems: ['SIGNATURE_INVALID'], publicKey: null })
  expect(signedMeter?.values.edges[0]?.node.sentPublicKey).toBe(forger.publicKey)
})

describe('the pages of a meter', () => {
  test('a signed value of another session is known again, also with its signature written otherwise', async () => {
    const meter = await metered()
    const first = await charged(meter)
    const again = first.begin?.replace('"SD"', '"SX":"x","SD"') ?? ''
    const second = await charged(meter, { minute: 30, begin: again, end: first.end })
    expect(second).toMatchObject({ held: true, flags: ['SIGNED_VALUE_REPLAYED'] })
    expect((await read(meter.place.operator, first.id)).held).toBe(false)
  })

  test('a page that another session has, with another content, goes back', async () => {
    const meter = await metered()
    await charged(meter)
    const back = meter.signer.sign([{ at: new Date(at(30)), registerWh: 1_005_000, reason: 'B' }], { PG: 'T1' })
    expect(await charged(meter, { minute: 30, startWh: 1_005_000, begin: back })).toMatchObject({ flags: ['SIGNED_PAGE_BACK'] })
  })

  test('a later session with earlier pages goes back', async () => {
    const meter = await metered({ page: 100 })
    await charged(meter)
    const page = (number: number, minute: number, registerWh: number, reason: string) =>
      meter.signer.sign([{ at: new Date(at(minute)), registerWh, reason }], { PG: `T${number}` })
    const told = { begin: page(7, 30, 1_005_000, 'B'), end: page(8, 40, 1_010_000, 'E') }
    expect(await charged(meter, { minute: 30, startWh: 1_005_000, ...told })).toMatchObject({ flags: ['SIGNED_PAGE_BACK'] })
  })

  test('an earlier session that is told later has earlier pages, and nothing is wrong', async () => {
    const meter = await metered()
    const offline = [0, 10].map((minute) =>
      meter.signer.sign([{ at: new Date(at(minute)), registerWh: 1_000_000 + minute * 500, reason: minute === 0 ? 'B' : 'E' }]),
    )
    expect(await charged(meter, { minute: 30, startWh: 1_005_000 })).toMatchObject({ held: false })
    const [begin = '', end = ''] = offline
    expect(await charged(meter, { minute: 0, begin, end })).toMatchObject({ held: false, signedMeter: { result: 'VERIFIED' } })
  })

  test('a begin from before another session and an end from after it are of different transactions', async () => {
    const meter = await metered()
    const early = meter.signer.sign([{ at: new Date(at(-30)), registerWh: 1_000_000, reason: 'B' }])
    await charged(meter)
    const told = { minute: 30, startWh: 1_000_000, stopWh: 1_010_000, begin: early }
    expect(await charged(meter, told)).toMatchObject({ flags: ['SIGNED_TRANSACTIONS_DIFFER'] })
  })

  test('of two sessions that end at once with the same signed values, one is billed', async () => {
    const meter = await metered()
    const { place, signer } = meter
    const text = signer.sign([
      { at: new Date(at(0)), registerWh: 1_000_000, reason: 'B' },
      { at: new Date(at(10)), registerWh: 1_005_000, reason: 'E' },
    ])
    const transactions = [newId(), newId()]
    for (const transactionId of transactions) await box.begin(place, { transactionId })
    await Promise.all(
      transactions.map((transactionId) =>
        box.tell('ocpp.transaction.ended', transactionId, {
          transactionId,
          endedAt: at(10),
          receivedAt: at(10),
          meterStopWh: 1_005_000,
          reason: 'Local',
          samples: [{ at: at(10), signed: [signedAs(text, 'END')] }],
          offline: false,
        }),
      ),
    )
    const flags = await Promise.all(transactions.map(async (id) => (await box.sessionOf(id)).flags))
    expect(flags.filter((each) => each.includes('SIGNED_VALUE_REPLAYED'))).toHaveLength(1)
    const pages = await box.db.selectFrom('signed_page').select('page').where('station_id', '=', place.stationId).execute()
    expect(pages).toEqual([{ page: 1 }])
  })

  test('nobody takes a page or a signed text away: the database does not let them', async () => {
    await expect(box.db.deleteFrom('signed_page').execute()).rejects.toThrow(/denied/)
    await expect(box.db.updateTable('signed_page').set({ page: 1 }).execute()).rejects.toThrow(/denied/)
    await expect(box.db.updateTable('signed_meter_value').set({ text: '' }).execute()).rejects.toThrow(/denied/)
    await expect(box.db.deleteFrom('signed_meter_value').execute()).rejects.toThrow(/denied/)
  })
})

describe('an operator who demands signed values', () => {
  const missing = { held: true, flags: ['SIGNED_METER_MISSING'], chargeDetailRecord: null }
  test('bills what is verified', async () => {
    const meter = await metered()
    await demand(meter.place)
    expect(await charged(meter)).toMatchObject({ held: false, signedMeter: { result: 'VERIFIED' } })
  })

  test.each([
    ['nothing is signed', { begin: null, end: null }, 'MISSING'],
    ['the end is not signed', { end: null }, 'INCOMPLETE'],
  ])('holds the bill when %s', async (_why, told, result) => {
    const meter = await metered()
    await demand(meter.place)
    expect(await charged(meter, told)).toMatchObject({ ...missing, signedMeter: { result, problems: ['SIGNED_METER_MISSING'] } })
  })

  test('bills at last when the signed end comes after the end', async () => {
    const meter = await metered()
    await demand(meter.place)
    const { id, transactionId } = await charged(meter, { end: null })
    const text = meter.signer.sign([{ at: new Date(at(10)), registerWh: 1_005_000, reason: 'E' }])
    const late = { transactionId, samples: [{ at: at(10), signed: [signedAs(text, 'END')] }], receivedAt: at(11), offline: false }
    await box.tell('ocpp.transaction.metered', transactionId, late)
    const after = await read(meter.place.operator, id)
    expect(after).toMatchObject({
      held: false,
      flags: [],
      chargeDetailRecord: { revision: 1, signedMeter: { result: 'VERIFIED' } },
    })
    // Once more, and nothing happens.
    await box.tell('ocpp.transaction.metered', transactionId, late)
    expect(await box.cdrs(id)).toHaveLength(1)
  })

  test('bills at last when the key is registered after the session', async () => {
    const meter = await metered({ known: false })
    await demand(meter.place)
    const { id, signedMeter, ...held } = await charged(meter)
    expect(held).toMatchObject(missing)
    expect(signedMeter?.result).toBe('NO_KEY')
    await sayKey(meter.place, meter.signer)
    expect(await read(meter.place.operator, id)).toMatchObject({
      held: false,
      chargeDetailRecord: { revision: 1, signedMeter: { result: 'VERIFIED' } },
    })
    expect((await box.said('charging.session.completed', id)).map((event) => event.held)).toEqual([true, false])
  })
})

test('a session that ends while its key is being learnt waits for the key', async () => {
  const { place, signer } = await metered({ known: false })
  const { stationId } = place
  const transaction = await box.begin(place)
  const text = signer.sign([
    { at: new Date(at(0)), registerWh: 1_000_000, reason: 'B' },
    { at: new Date(at(10)), registerWh: 1_005_000, reason: 'E' },
  ])
  await transaction.meter(10, { registerWh: 1_005_000, signed: [signedAs(text, 'END')] })
  const waits = async () =>
    (
      await sql`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database =
      (SELECT oid FROM pg_database WHERE datname = current_database())`.execute(box.db)
    ).rows.length > 0
  const ending = await box.db.transaction().execute(async (trx) => {
    await lockPlace(trx, { stationId, evseNumber: 1, connectorNumber: 0 })
    await saveMeterKey(trx, keyFact(place, signer))
    const end = transaction.end(10, 1_005_000)
    await until(waits)
    return { end }
  })
  await ending.end
  const { id } = await box.sessionOf(transaction.transactionId)
  expect((await read(place.operator, id)).signedMeter?.result).toBe('VERIFIED')
})

test('a key that comes late takes back the bill of a session that it does not fit', async () => {
  const meter = await metered({ known: false })
  const { id, held, signedMeter } = await charged(meter)
  expect([held, signedMeter?.result]).toEqual([false, 'NO_KEY'])
  await sayKey(meter.place, createSigner())
  expect(await read(meter.place.operator, id)).toMatchObject({ held: true, flags: ['SIGNATURE_INVALID'], chargeDetailRecord: null })
  expect((await box.cdrs(id)).map(({ credit_of }) => credit_of === null)).toEqual([true, false])
})

test('a key that comes late holds a bill again that was released, and other doubts stay', async () => {
  const meter = await metered({ known: false })
  const { id } = await charged(meter, { authorised: false })
  expect(await read(admin, id)).toMatchObject({ held: true, flags: ['UNAUTHORISED'] })
  const release = () => box.ask(admin, RELEASE, { input: { sessionId: id, reason: 'seen' } })
  expect((await release()).data).toEqual({ releaseSession: { held: false } })
  await sayKey(meter.place, createSigner())
  expect(await read(admin, id)).toMatchObject({ held: true, flags: ['UNAUTHORISED', 'SIGNATURE_INVALID'] })
})

test('the same end twice is one judgement; a corrected end is judged anew', async () => {
  const meter = await metered()
  const { id, finish } = await charged(meter)
  await finish()
  expect(await box.cdrs(id)).toHaveLength(1)
  // The charger now says that it gave more than its meter has signed.
  await finish({ meterStopWh: 1_009_000 })
  expect(await read(meter.place.operator, id)).toMatchObject({ held: true, flags: ['SIGNED_REGISTER_DIFFERS'] })
  await finish()
  expect(await read(meter.place.operator, id)).toMatchObject({ held: false, flags: [], signedMeter: { result: 'VERIFIED' } })
})

test('of one session only so many signed values are kept, and its end is among them', async () => {
  const meter = await metered()
  const transaction = await box.begin(meter.place)
  const { signedValues, signedValuesAtEnd } = CHARGING_LIMITS
  const sign = (minute: number, reason: string) =>
    meter.signer.sign([{ at: new Date(at(minute)), registerWh: 1_000_000 + minute * 10, reason }])
  await transaction.meter(0, { signed: [signedAs(sign(0, 'B'), 'BEGIN')] })
  for (let minute = 1; minute <= signedValues + 20; minute++)
    await transaction.meter(minute, { registerWh: 1_000_000 + minute * 10, signed: [signedAs(sign(minute, 'C'))] })
  const last = signedValues + 21
  const { transactionId } = transaction
  const others = Array.from({ length: 30 }, (_, n): MeterSample => ({ at: at(last), signed: [signedAs(`OCMF|${n}|`)] }))
  await box.tell('ocpp.transaction.ended', transactionId, {
    transactionId,
    endedAt: at(last),
    receivedAt: at(last),
    meterStopWh: 1_000_000 + last * 10,
    reason: 'Local',
    samples: [...others, { at: at(last), signed: [signedAs(sign(last, 'E'), 'END')] }],
    offline: false,
  })
  const { signedMeter } = await read(meter.place.operator, (await box.sessionOf(transactionId)).id)
  expect(signedMeter?.values.edges).toHaveLength(signedValues + signedValuesAtEnd)
  expect(signedMeter?.end?.registerWh).toBe(1_000_000 + last * 10)
})

test('strangers see nothing of it', async () => {
  const meter = await metered()
  const { id } = await charged(meter)
  const stranger = (await box.driver()).caller
  const { data, errors } = await box.ask<{ chargingSession: Read | null }>(stranger, READ, { id })
  expect(data?.chargingSession ?? null).toBeNull()
  expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
})
