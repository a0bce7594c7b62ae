import { hasCode } from '../../sdk/errors.ts'
import { intentOf } from '../../web/session/intent.ts'

/** Asks for what must be done once. Without an answer it may have been done, and the next try asks for the same; a refusal ends the wish. */
export async function once<Result>(wish: string, ask: (idempotencyKey: string) => Promise<Result>): Promise<Result> {
  const intent = intentOf(wish)
  try {
    const answer = await ask(intent.key)
    intent.done()
    return answer
  } catch (error) {
    if (!hasCode(error, 'NETWORK')) intent.done()
    throw error
  }
}
