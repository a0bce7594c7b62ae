import { UNDO_MS } from './pending.ts'

/** A decision is sent later than it is made. A case that is ours for less than this is claimed anew before. */
const LEAST_MS = UNDO_MS + 30_000
/** The next one was claimed while the one before was looked at. Shown with less than this, it is claimed anew. */
const FRESH_MS = 600_000

interface Claimed {
  claimedUntil?: string | null
}

/** Whether a case is ours until a decision on it is sent. */
export const holdsOut = (of: Claimed): boolean => left(of) >= LEAST_MS

/** Whether a case is ours for as long as a reviewer may look at it. */
export const isFresh = (of: Claimed): boolean => left(of) >= FRESH_MS

const left = ({ claimedUntil }: Claimed): number => (claimedUntil == null ? 0 : Date.parse(claimedUntil) - Date.now())
