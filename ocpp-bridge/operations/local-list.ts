import { changesOf, entryInWords } from '../local-lists/changes.ts'
import { clearEntries, lockLocalList, saveEntries, saveLocalList } from '../local-lists/local-list.queries.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { everywhere, operation } from './operation.ts'

/** 1.6 §5.3; 2.0.1 C11. */
export const clearCache = operation<object>({
  description: 'Has the charger forget the id tokens that it remembers by itself.',
  actions: everywhere('ClearCache'),
  payload: () => ({}),
  repeatable: true,
})

/** 1.6 §5.10; 2.0.1 D02. A version that is not the one we know means that all must be sent again. */
export const getLocalListVersion = operation<object>({
  description: 'Asks which version of its list of id tokens the charger has.',
  actions: everywhere('GetLocalListVersion'),
  payload: () => ({}),
  repeatable: true,
  answered: async (trx, { reply, command: { station_id: stationId } }) => {
    const told = reply['listVersion'] ?? reply['versionNumber']
    const list = await lockLocalList(trx, stationId)
    if (list !== undefined && told !== list.version) await saveLocalList(trx, stationId, { version: null })
  },
})

export interface SendLocalList {
  /** All of it; else what the charger lacks. What does not fit into one message is sent by the next. */
  full: boolean
}

/** 1.6 §5.15; 2.0.1 D01. What was sent is not in the command: cards are people's. */
export const sendLocalList = operation<SendLocalList>({
  description: 'Sends the charger the cards that it should know while it is offline.',
  actions: everywhere('SendLocalList'),
  payload: ({ full }, { ctx: { db }, stationId, version }) =>
    db.transaction().execute(async (trx) => {
      await saveLocalList(trx, stationId, { failed_at: null })
      const list = await lockLocalList(trx, stationId)
      if (list === undefined) throw new Error('The list was saved just now.')
      const all = full || list.version === null
      if (all) await clearEntries(trx, stationId, 'all')
      const { changes, atOnce } = await changesOf(trx, list, version)
      const now = changes.slice(0, atOnce)
      await saveEntries(trx, stationId, now)
      const sent = Math.max(list.version ?? 0, list.sent_version) + 1
      await saveLocalList(trx, stationId, { sent_version: sent })
      return {
        [version === '1.6' ? 'listVersion' : 'versionNumber']: sent,
        updateType: all ? 'Full' : 'Differential',
        ...(now.length > 0 && { localAuthorizationList: now.map(entryInWords) }),
      }
    }),
  shown: withoutCards,
  changed: async (trx, { state, station_id: stationId }) => {
    // Of what was never sent the charger's list is as it was: a blocked card need not stay in it for longer than until the next look.
    if (state === 'PENDING' || state === 'SENT' || state === 'EXPIRED' || state === 'CANCELLED') return
    const list = await lockLocalList(trx, stationId)
    if (list === undefined) return
    // Only a no is waited with: one that said nothing may have lost its line, or we our process.
    if (state === 'UNANSWERED') return saveLocalList(trx, stationId, { version: null })
    if (state !== 'ACCEPTED') return saveLocalList(trx, stationId, { version: null, failed_at: new Date() })
    await clearEntries(trx, stationId, 'gone')
    await saveLocalList(trx, stationId, { version: list.sent_version, failed_at: null })
  },
})

function withoutCards(said: Json): Json {
  const { localAuthorizationList: cards, ...rest } = said
  if (!Array.isArray(cards)) return rest
  const gone = cards.filter((card) => isObject(card) && !('idTagInfo' in card) && !('idTokenInfo' in card)).length
  return { ...rest, entries: cards.length - gone, removed: gone }
}
