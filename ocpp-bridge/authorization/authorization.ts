import type { StartCommand } from '../commands/command.queries.ts'
import type { Json } from '../wire/frame.ts'

/**
 * What an id token is worth at a charger. `Unknown`: the platform has never heard of it. `NotAtThisTime`: another driver has booked the
 * EVSE.
 */
export interface Authorization {
  status: 'Accepted' | 'Blocked' | 'ConcurrentTx' | 'Expired' | 'Invalid' | 'NotAtThisTime' | 'Unknown'
  /** Until when the charger may remember an accepted one; null: as long as it likes. */
  until: Date | null
  /** The group token: the same for all tokens that may stop each other's transactions here. */
  group: string | null
  /** The remote start of the token, or of 2.x's remoteStartId. `status` shows what became of it. */
  command: StartCommand | null
}

/** 1.6 §7.24. It has no word for an unknown token, nor for one that is good at another time, so that is Invalid. */
export function idTagInfo({ status, until, group }: Authorization): Json {
  return {
    status: status === 'Unknown' || status === 'NotAtThisTime' ? 'Invalid' : status,
    ...(status === 'Accepted' && until !== null && { expiryDate: until.toISOString() }),
    ...(status === 'Accepted' && group !== null && { parentIdTag: group }),
  }
}

/** 2.0.1 part 2, §2.28 (IdTokenInfoType). */
export function idTokenInfo({ status, until, group }: Authorization): Json {
  return {
    status,
    ...(status === 'Accepted' && until !== null && { cacheExpiryDateTime: until.toISOString() }),
    ...(status === 'Accepted' && group !== null && { groupIdToken: { idToken: group, type: 'Central' } }),
  }
}
