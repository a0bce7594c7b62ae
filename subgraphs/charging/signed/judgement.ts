import type { SignedMeterValue } from '#lib/events.ts'
import type { MeterPublicKey } from '#lib/ocmf/key.ts'
import type { OcmfReading } from '#lib/ocmf/reading.ts'
import { parseOcmf, type OcmfRecord } from '#lib/ocmf/record.ts'
import { isSignedBy } from '#lib/ocmf/verify.ts'
import { agree, isWithin, type Unsigned } from './agreement.ts'

/** What is wrong with a session's signed values. Each holds the bill. */
export const SIGNED_FLAGS = [
  'SIGNED_METER_MISSING',
  'SIGNATURE_INVALID',
  'SIGNED_BY_OTHER_METER',
  'SIGNED_METER_FAULT',
  'SIGNED_REGISTER_DIFFERS',
  'SIGNED_END_BEFORE_BEGIN',
  'SIGNED_TRANSACTIONS_DIFFER',
  'SIGNED_PAGE_BACK',
  'SIGNED_VALUE_REPLAYED',
] as const
export type SignedFlag = (typeof SIGNED_FLAGS)[number]

export type SignedResult = 'VERIFIED' | 'FAILED' | 'NO_KEY' | 'INCOMPLETE' | 'UNKNOWN_FORMAT' | 'MISSING'

/** A signed reading at the begin or the end of a session. */
export interface SignedPoint {
  /** By the meter's clock, ISO 8601. */
  at: string
  clock: OcmfReading['clock']
  registerWh: number
  register: string | null
  page: string
  meterSerial: string | null
}

/** What was found in the signed values of a session, as it is kept. */
export interface Judgement {
  result: SignedResult
  problems: SignedFlag[]
  begin: SignedPoint | null
  end: SignedPoint | null
  /** The registered key that the values are signed with. */
  key: { id: string; curve: string; publicKey: string } | null
}

export interface RegisteredKey extends MeterPublicKey {
  id: string
  meterSerial: string
  /** Good at some time of the session. One that is not was ended, or had not begun. */
  valid: boolean
}

export interface SignedText extends Pick<SignedMeterValue, 'text' | 'format' | 'context'> {
  digest: Buffer
}

/** A page whose signature is good. */
export interface Page {
  meterSerial: string
  context: string
  page: number
  digest: Buffer
}

type Signed = { record: OcmfRecord; value: SignedText }
type Point = { reading: OcmfReading & { registerWh: number }; record: OcmfRecord }

/** Judges the signed values of a session by the keys that were registered for its EVSE. Whether pages were used before is asked later. */
export function judge(
  values: readonly SignedText[],
  keys: readonly RegisteredKey[],
  session: Unsigned,
): { judgement: Judgement; pages: Page[] } {
  const ours = values.filter(({ format }) => format === 'OCMF')
  const parsed = ours.map((value) => ({ value, record: parseOcmf(value.text) }))
  const readable = parsed.flatMap(({ value, record }) => (typeof record === 'string' ? [] : [{ value, record }]))
  const { begin, end, differ } = ends(readable)
  const seen = { begin: begin && pointOf(begin), end: end && pointOf(end) }
  const unchecked = (result: SignedResult) => ({ judgement: { result, problems: [], ...seen, key: null }, pages: [] })
  if (ours.length === 0) return unchecked(values.length === 0 ? 'MISSING' : 'UNKNOWN_FORMAT')
  if (keys.length === 0) return unchecked('NO_KEY')

  const problems = new Set<SignedFlag>()
  if (readable.length < ours.length) problems.add('SIGNATURE_INVALID')
  const checked = readable.map((signed) => ({ ...signed, key: keyOf(signed.record, keys) }))
  for (const { key } of checked) if (typeof key === 'string') problems.add(key)
  if (differ) problems.add('SIGNED_TRANSACTIONS_DIFFER')
  if (readable.some(({ record }) => record.readings.some(({ reason }) => reason === 'X'))) problems.add('SIGNED_METER_FAULT')
  if (hasPageTwice(readable)) problems.add('SIGNED_PAGE_BACK')
  if (begin && end) for (const problem of betweenEnds(begin, end, session)) problems.add(problem)

  const good = checked.flatMap(({ record, value, key }) => (typeof key === 'string' ? [] : [{ record, value, key }]))
  const result = problems.size > 0 ? 'FAILED' : begin && end ? 'VERIFIED' : 'INCOMPLETE'
  const used = good.find(({ record }) => record === (end ?? begin)?.record)?.key
  return {
    judgement: {
      result,
      problems: [...problems],
      ...seen,
      key: used === undefined ? null : { id: used.id, curve: used.curve, publicKey: used.hex },
    },
    pages: good.map(({ record, value }) => ({ meterSerial: record.meterSerial ?? '', ...pageOf(record), digest: value.digest })),
  }
}

const pageOf = ({ page }: OcmfRecord) => ({ context: page.context, page: page.number })

/** The key of the record's own meter that it is signed with, or why there is none. */
function keyOf(record: OcmfRecord, keys: readonly RegisteredKey[]): RegisteredKey | SignedFlag {
  const ofMeter = keys.filter(({ meterSerial }) => meterSerial === record.meterSerial)
  if (ofMeter.length === 0) return 'SIGNED_BY_OTHER_METER'
  return ofMeter.find((key) => key.valid && isSignedBy(record, key)) ?? 'SIGNATURE_INVALID'
}

/** What the last readings of a transaction are called. */
const END = new Set(['E', 'L', 'R', 'A', 'P'])

/**
 * The readings at the begin and the end. What the meter has signed counts; only where it says nothing does the charger's own word. Readings
 * of several begins or several ends are of different transactions.
 */
function ends(signed: readonly Signed[]): { begin: Point | null; end: Point | null; differ: boolean } {
  const points = signed.flatMap(({ record, value }) =>
    record.readings.flatMap((reading) => {
      const { registerWh, reason } = reading
      const is = reason === null ? value.context : reason === 'B' ? 'BEGIN' : END.has(reason) ? 'END' : 'OTHER'
      return registerWh === null ? [] : [{ reading: { ...reading, registerWh }, record, is }]
    }),
  )
  const begins = points.filter(({ is }) => is === 'BEGIN')
  const register = begins[0]?.reading.register
  const same = (point: Point) => register === undefined || point.reading.register === register
  const begin = begins[0] ?? null
  const finals = points.filter((point) => point.is === 'END' && same(point))
  const end = finals.at(-1) ?? null
  const apart = (one: Point, other: Point) => one.reading.registerWh !== other.reading.registerWh
  const differ = [...begins.filter(same).map((point) => [begin, point]), ...finals.map((point) => [end, point])].some(
    ([one, other]) => one && other && apart(one, other),
  )
  return { begin, end, differ }
}

function betweenEnds(begin: Point, end: Point, session: Unsigned): SignedFlag[] {
  const [first, last] = [begin.reading, end.reading]
  const isOther = (one: string | null, other: string | null) => one !== null && other !== null && one !== other
  const pageBack = begin.record.page.context === end.record.page.context && end.record.page.number < begin.record.page.number
  return [
    ...(first.good && last.good ? [] : (['SIGNED_METER_FAULT'] as const)),
    ...(last.at < first.at || last.registerWh < first.registerWh ? (['SIGNED_END_BEFORE_BEGIN'] as const) : []),
    ...(isOther(begin.record.identification, end.record.identification) ||
    isOther(begin.record.chargePoint, end.record.chargePoint) ||
    isOther(begin.record.meterSerial, end.record.meterSerial) ||
    !isWithin(first, last, session)
      ? (['SIGNED_TRANSACTIONS_DIFFER'] as const)
      : []),
    ...(pageBack ? (['SIGNED_PAGE_BACK'] as const) : []),
    ...(agree(first, last, session) ? [] : (['SIGNED_REGISTER_DIFFERS'] as const)),
  ]
}

/** A meter gives each record its own page. */
const hasPageTwice = (signed: readonly Signed[]): boolean =>
  new Set(signed.map(({ record }) => JSON.stringify([record.meterSerial, record.page]))).size < signed.length

const pointOf = ({ reading, record }: Point): SignedPoint => ({
  at: reading.at,
  clock: reading.clock,
  registerWh: reading.registerWh,
  register: reading.register,
  page: `${record.page.context}${record.page.number}`,
  meterSerial: record.meterSerial,
})
