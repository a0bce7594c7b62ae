import { EvergraphError, isPassing } from '../../../sdk/errors.ts'
import { once } from '../../../web/session/once.ts'

const NAME = 'evergraph.start-when-held/'

/** A start that its driver has wished for and that waits for an amount to be held. It is kept for this tab: the bank's page may come between. */
export const startWish = {
  keep: (holdId: string) => sessionStorage.setItem(NAME + holdId, ''),
  has: (holdId: string) => sessionStorage.getItem(NAME + holdId) !== null,
  forget: (holdId: string) => sessionStorage.removeItem(NAME + holdId),
}

/** Starts once, however often it is asked for. Then the wish is over, also by a refusal: the next start is one that its driver asks for. */
export async function startHeld<Result>(
  { connectorId, holdId }: { connectorId: string; holdId: string },
  ask: (idempotencyKey: string) => Promise<Result>,
  pauseMs = PAUSE_MS,
): Promise<Result> {
  try {
    const started = await once(`start/${connectorId}/${holdId}`, (key) => startWithHold(() => ask(key), pauseMs))
    startWish.forget(holdId)
    return started
  } catch (error) {
    if (!isPassing(error)) startWish.forget(holdId)
    throw error
  }
}

const TRIES = 20
const PAUSE_MS = 500

/** Asks again while charging has not heard of the hold, as its refusal says: with the same key, so that it is one start. */
export async function startWithHold<Result>(ask: () => Promise<Result>, pauseMs = PAUSE_MS): Promise<Result> {
  for (let left = TRIES; ; left--) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof EvergraphError) || error.code !== 'HOLD_NOT_READY' || left === 1) throw error
    }
    await new Promise((resolve) => {
      setTimeout(resolve, pauseMs)
    })
  }
}
