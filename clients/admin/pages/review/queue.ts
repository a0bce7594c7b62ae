import { EvergraphError } from '../../../sdk/errors.ts'
import type { Client } from '../../../sdk/client.ts'
import {
  ReleaseReviewDocument,
  ReviewPageClaimDocument,
  ReviewWaitingDocument,
  type CaseShownFragment,
} from '../../generated/graphql.ts'

/** So many are looked through for one that was not passed over. */
const LOOKED_THROUGH = 50
/** Other reviewers take from the same queue: so many times the next one is tried. */
const TRIES = 3

/** Cases that are being given back. */
let leaving: Promise<unknown> = Promise.resolve()

/** Gives back a case, or the one that is on its way here. What is claimed waits for it: the same case could be claimed again before, and be given back then. */
export function release(sdk: Client, of: string | Promise<CaseShownFragment | null>): Promise<void> {
  const giveBack = async () => {
    const caseId = typeof of === 'string' ? of : (await of)?.id
    if (caseId !== undefined) await sdk.execute(ReleaseReviewDocument, { input: { caseId } })
  }
  const left = giveBack()
  leaving = Promise.allSettled([leaving, left])
  return left
}

const take = async (sdk: Client, caseId: string | null): Promise<CaseShownFragment | null> => {
  const { claimReview } = await sdk.execute(ReviewPageClaimDocument, { input: { caseId } })
  return claimReview.reviewCase ?? null
}

/** The oldest case, or the one named; one that is held already comes first, and is held for another while. */
export async function claim(sdk: Client, caseId: string | null): Promise<CaseShownFragment | null> {
  await leaving
  return take(sdk, caseId)
}

/** The oldest case that nobody holds and that is none of these. Null: there is none. */
export async function claimOther(sdk: Client, not: readonly string[]): Promise<CaseShownFragment | null> {
  // Only here: what is given back meanwhile may be what this brings, and each would wait for the other.
  await leaving
  const { reviewQueue } = await sdk.execute(ReviewWaitingDocument, { first: LOOKED_THROUGH })
  const free = reviewQueue.edges.map(({ node }) => node).filter(({ id, claimedUntil }) => claimedUntil == null && !not.includes(id))
  for (const { id } of free.slice(0, TRIES)) {
    const taken = await take(sdk, id).catch(unlessTaken)
    if (taken) return taken
  }
  return null
}

/** Another reviewer was quicker. */
function unlessTaken(error: unknown): null {
  if (error instanceof EvergraphError && error.code === 'CONFLICT') return null
  throw error
}
