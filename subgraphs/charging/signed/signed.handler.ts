import type { EventCatalogue, MeterSample } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { parseOcmf } from '#lib/ocmf/record.ts'
import { signedDigest } from '#lib/ocmf/verify.ts'
import { amend } from '../billing/cdr.ts'
import type { Rules } from '../context.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { findStation } from '../projection.queries.ts'
import { changeSession, lockPlace } from '../session.queries.ts'
import { touch } from '../session.ts'
import type { Session, Trx } from '../tables.ts'
import { judge, SIGNED_FLAGS, type Judgement, type Page, type SignedFlag } from './judgement.ts'
import {
  claimPages,
  insertSignedValues,
  keysBefore,
  lockWithoutKey,
  pagesAround,
  saveMeterKey,
  signedDigests,
  signedValuesOf,
} from './signed-value.queries.ts'

/**
 * Keeps what a charger's meter has signed, once; true if something is new. Of one session only so many are kept: begin and end before the
 * others, and room is left for what comes with the end.
 */
export async function keepSigned(
  trx: Trx,
  session: Session,
  samples: readonly MeterSample[],
  { receivedAt, ends }: { receivedAt: Date; ends: boolean },
): Promise<boolean> {
  const values = samples.flatMap(({ signed }) => signed ?? [])
  if (values.length === 0) return false
  const { signedValues, signedValuesAtEnd } = CHARGING_LIMITS
  const most = ends || session.status === 'COMPLETED' ? signedValues + signedValuesAtEnd : signedValues
  const known = await signedDigests(trx, session.id)
  const fresh = Map.groupBy(values, (value) =>
    signedDigest(value.format === 'OCMF' ? parseOcmf(value.text) : '', value.text).toString('hex'),
  )
  const rows = [...fresh].flatMap(([digest, [value]]) => (known.has(digest) || !value ? [] : [{ digest, value }]))
  const wanted = rows.toSorted((a, b) => Number(a.value.context === 'OTHER') - Number(b.value.context === 'OTHER'))
  const kept = wanted.slice(0, Math.max(0, most - known.size)).map(({ digest, value }) => ({
    id: newId(),
    session_id: session.id,
    digest: Buffer.from(digest, 'hex'),
    format: value.format,
    context: value.context,
    text: value.text,
    sent_key: value.publicKey,
    received_at: receivedAt,
  }))
  return kept.length > 0 && (await insertSignedValues(trx, kept)) > 0
}

/** Judges the signed values of a session that ends. Null: there are none, and nobody demands any. */
export async function judgeSigned(trx: Trx, session: Session): Promise<Judgement | null> {
  const values = await signedValuesOf(trx, session.id)
  if (values.length > 0) await lockEvse(trx, session.station_id, session.evse_number)
  const required = (await findStation(trx, session.station_id))?.signed_meter_required ?? false
  if (values.length === 0 && !required) return null
  const { judgement, pages } = judge(values, await keysOf(trx, session), {
    startWh: session.meter_start_wh,
    stopWh: session.meter_stop_wh,
    energyWh: session.energy_wh,
    startedAt: session.started_at ?? session.opened_at,
    endedAt: session.ended_at ?? new Date(),
  })
  const problems = [...new Set([...judgement.problems, ...(await pageProblems(trx, session, pages))])]
  if (problems.length > 0) return { ...judgement, result: 'FAILED', problems }
  return required && judgement.result !== 'VERIFIED' ? { ...judgement, problems: ['SIGNED_METER_MISSING'] } : judgement
}

/** Judges a session that has ended again. Its bill follows if it is held now, or is not any more. */
export async function judgeAgain(trx: Trx, session: Session, rules: Rules): Promise<void> {
  if (session.status !== 'COMPLETED') return
  const judgement = await judgeSigned(trx, session)
  const others = session.flags.filter((flag) => !SIGNED_FLAGS.includes(flag as SignedFlag))
  const problems = judgement?.problems ?? []
  const changed = await changeSession(trx, session.id, {
    signed_meter: judgement === null ? null : JSON.stringify(judgement),
    flags: [...others, ...problems],
    // Whoever released it has not seen these.
    ...(problems.some((problem) => !session.flags.includes(problem)) && { released_at: null }),
  })
  await touch(trx, changed)
  if (changed.held !== session.held) await amend(trx, changed, rules)
}

/** Learns a meter's key. Sessions of the last days that nobody could check without it are checked now: it may have come late. */
export async function learnMeterKey(trx: Trx, fact: EventCatalogue['stations.meter-key.saved'], rules: Rules): Promise<void> {
  await lockEvse(trx, fact.stationId, fact.evseNumber)
  await saveMeterKey(trx, fact)
  for (const session of await lockWithoutKey(trx, fact.stationId, fact.evseNumber)) await judgeAgain(trx, session, rules)
}

/**
 * A meter measures an EVSE. Its sessions are judged one after the other, and its keys are learnt between them: otherwise two that end at
 * once would be judged without each other, and a session and its key could miss each other.
 */
const lockEvse = (trx: Trx, stationId: string, evseNumber: number) => lockPlace(trx, { stationId, evseNumber, connectorNumber: 0 })

async function keysOf(trx: Trx, { station_id, evse_number, started_at, ended_at }: Session) {
  if (started_at === null || ended_at === null) return []
  const keys = await keysBefore(trx, station_id, evse_number, ended_at)
  return keys.map((key) => ({
    id: key.id,
    meterSerial: key.meter_serial,
    curve: key.curve,
    hex: key.public_key,
    valid: key.valid_until === null || key.valid_until > started_at,
  }))
}

/** What the pages of a meter say: each is one session's, and a later session has later ones. */
async function pageProblems(trx: Trx, session: Session, pages: readonly Page[]): Promise<SignedFlag[]> {
  const { started_at: startedAt } = session
  if (pages.length === 0 || startedAt === null) return []
  const taken = await claimPages(trx, session, pages)
  const problems = taken.map(({ replayed }): SignedFlag => (replayed ? 'SIGNED_VALUE_REPLAYED' : 'SIGNED_PAGE_BACK'))
  const own = pages.filter((page) => !taken.some((other) => other.page === page))
  for (const [, counted] of Map.groupBy(own, ({ meterSerial, context }) => `${context} ${meterSerial}`)) {
    const numbers = counted.map(({ page }) => page)
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
    const { meterSerial = '', context = '' } = counted[0] ?? {}
    const { between, before, after } = await pagesAround(trx, session, { meterSerial, context, first, last })
    if (between > 0) problems.push('SIGNED_TRANSACTIONS_DIFFER')
    if ((before !== null && before > startedAt) || (after !== null && after < startedAt)) problems.push('SIGNED_PAGE_BACK')
  }
  return problems
}
