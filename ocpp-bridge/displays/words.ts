import type { Insertable } from 'kysely'
import type { DisplayMessageTable } from '../tables.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readInteger, readText, readTime } from '../wire/reported.ts'

/** Our words for messages, and those of 2.x. */
export const PRIORITIES = { ALWAYS_FRONT: 'AlwaysFront', IN_FRONT: 'InFront', NORMAL_CYCLE: 'NormalCycle' } as const
export const STATES = {
  CHARGING: 'Charging',
  FAULTED: 'Faulted',
  IDLE: 'Idle',
  UNAVAILABLE: 'Unavailable',
  SUSPENDED: 'Suspended',
  DISCHARGING: 'Discharging',
} as const
export const FORMATS = { ASCII: 'ASCII', HTML: 'HTML', URI: 'URI', UTF8: 'UTF8', QRCODE: 'QRCODE' } as const

/** A message as a charger reports it; null if there is no message in it. `transaction_id` is the charger's own. */
export function readMessage(info: Json, receivedAt: Date): Omit<Insertable<DisplayMessageTable>, 'station_id'> | null {
  const { message } = info
  const number = readInteger(info['id'])
  if (!isObject(message) || number === null) return null
  const time = (value: unknown) => (value === undefined ? null : readTime(value, receivedAt))
  const [starts, ends] = [time(info['startDateTime']), time(info['endDateTime'])]
  return {
    number,
    priority: readText(info['priority'], 50) ?? 'NormalCycle',
    state: readText(info['state'], 50),
    // Years ahead is right for these, so what the charger says is taken.
    starts_at: starts === null ? null : exactly(starts),
    ends_at: ends === null ? null : exactly(ends),
    transaction_id: readText(info['transactionId'], 36),
    format: readText(message['format'], 50) ?? 'UTF8',
    language: readText(message['language'], 8),
    content: readText(message['content'], 1_024) ?? '',
    reported_by: null,
  }
}

function exactly({ text, at }: ReturnType<typeof readTime>): Date {
  const read = new Date(text ?? '')
  return Number.isNaN(read.getTime()) ? at : read
}
