import { groupIdToken } from '#lib/id-token.ts'
import type { OcppVersion } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import type { Json } from '../wire/frame.ts'
import { tokenInWords } from '../wire/token-words.ts'
import { driversWithSlot } from '../reservations/reservation.queries.ts'
import { cardsOf, entriesOf, roomOf } from './local-list.queries.ts'

/** One entry that is to be sent: what is said of a card, or that it is gone. */
export interface Change {
  value: string
  said: string
  gone: boolean
}

/** What a charger's list lacks: cards it should know, cards of which something has changed, and cards that it should forget. */
export async function changesOf(
  trx: Trx,
  { station_id: stationId, kept }: { station_id: string; kept: boolean },
  version: OcppVersion,
): Promise<{ changes: Change[]; atOnce: number }> {
  const { atOnce, most } = await roomOf(trx, stationId)
  const cards = kept ? await cardsOf(trx, stationId, version, most) : []
  const wanted = new Map<string, Change>()
  const booked = kept ? await driversWithSlot(trx, stationId) : new Set<string>()
  for (const { value, type, user_id: userId, group_name: name, expires_at: until } of cards) {
    const group =
      userId === null ? null : groupIdToken({ userId, name: booked.has(userId) ? null : (name?.toLowerCase() ?? null), stationId })
    const expiry = until?.toISOString()
    const said = version === '1.6' ? saidIn16(value, expiry, group) : saidIn2(tokenInWords(version, value, type), expiry, group)
    wanted.set(value, { value, said: JSON.stringify(said), gone: false })
  }
  const known = new Map((await entriesOf(trx, stationId)).map((entry) => [entry.value, entry]))
  const forgotten = [...known.values()].filter(({ value }) => !wanted.has(value)).map((entry) => ({ ...entry, gone: true }))
  const news = [...wanted.values()].filter(({ value, said }) => {
    const before = known.get(value)
    return before === undefined || before.gone || before.said !== said
  })
  return { changes: [...forgotten, ...news], atOnce }
}

/** 1.6 §7.2 and §7.24. */
const saidIn16 = (idTag: string, expiryDate: string | undefined, parentIdTag: string | null): Json => ({
  idTag,
  idTagInfo: { status: 'Accepted', expiryDate, ...(parentIdTag !== null && { parentIdTag }) },
})

/** 2.0.1 part 2, AuthorizationData. */
const saidIn2 = (idToken: Json, cacheExpiryDateTime: string | undefined, group: string | null): Json => ({
  idToken,
  idTokenInfo: {
    status: 'Accepted',
    cacheExpiryDateTime,
    ...(group !== null && { groupIdToken: { idToken: group, type: 'Central' } }),
  },
})

/** An entry as it is sent. Without info it is forgotten (1.6 §5.15; 2.0.1 D01). */
export function entryInWords({ said, gone }: Change): Json {
  const { idTag, idToken, ...info } = JSON.parse(said) as Json
  const card = idTag === undefined ? { idToken } : { idTag }
  return gone ? card : { ...card, ...info }
}
