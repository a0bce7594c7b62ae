import type { StartCommand } from '../commands/command.queries.ts'
import type { Json } from '../wire/frame.ts'

/** What an id token is worth at a charger. `Unknown` is one that the platform has never heard of. */
export interface Authorization {
  status: 'Accepted' | 'Blocked' | 'Expired' | 'Invalid' | 'Unknown'
  /** The charger may remember an accepted one until then; null is for as long as it likes. */
  until: Date | null
  /** What the tokens that may stop each other's transactions have in common here. */
  group: string | null
  /** The remote start that the token, or 2.x's remoteStartId, is of; what became of it shows in `status`. */
  command: StartCommand | null
}

/** 1.6 §7.24: it has no word for what is not known. */
export function idTagInfo({ status, until, group }: Authorization): Json {
  return {
    status: status === 'Unknown' ? 'Invalid' : status,
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
