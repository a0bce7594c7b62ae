import { isPassing } from '../../sdk/errors.ts'

/**
 * Asks for what must be done once. Its idempotency key is kept for this tab before it is sent: a second try, or a page that was loaded again, asks for the
 * same. Where it is not known whether it was done, the key stays. An answer or a refusal ends the wish, and the next one is another.
 */
export async function once<Result>(wish: string, ask: (idempotencyKey: string) => Promise<Result>): Promise<Result> {
  const name = `evergraph.intent/${wish}`
  const key = sessionStorage.getItem(name) ?? crypto.randomUUID()
  sessionStorage.setItem(name, key)
  try {
    const answer = await ask(key)
    sessionStorage.removeItem(name)
    return answer
  } catch (error) {
    if (!isPassing(error)) sessionStorage.removeItem(name)
    throw error
  }
}
