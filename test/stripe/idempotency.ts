import { createHash } from 'node:crypto'
import { ApiError } from './errors.ts'

const KEPT_MS = 24 * 60 * 60_000

export interface Answer {
  status: number
  body: string
  headers: Record<string, string>
}

/** Stripe's idempotency keys: the first answer is given again for 24 hours, a 4xx and a 500 too. */
export interface Keys {
  /** The kept answer; null: nobody has used the key, and it is now taken until `keep` or `drop`. */
  take: (key: string, call: string, nowMs: number) => Answer | null
  keep: (key: string, answer: Answer) => void
  /** The call never began, so that its key is free. */
  drop: (key: string) => void
}

export function openKeys(): Keys {
  const kept = new Map<string, { call: string; atMs: number; answer: Answer | null }>()
  return {
    take(key, call, nowMs) {
      const hash = createHash('sha256').update(call).digest('hex')
      const found = kept.get(key)
      if (!found || found.atMs + KEPT_MS <= nowMs) {
        kept.set(key, { call: hash, atMs: nowMs, answer: null })
        return null
      }
      if (found.call !== hash)
        throw new ApiError(400, {
          type: 'idempotency_error',
          message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
        })
      if (found.answer === null)
        throw new ApiError(409, {
          type: 'invalid_request_error',
          code: 'idempotency_key_in_use',
          message: 'There is currently another in-progress request using this Idempotent Key.',
        })
      return found.answer
    },
    keep(key, answer) {
      const found = kept.get(key)
      if (found) found.answer = answer
    },
    drop: (key) => void kept.delete(key),
  }
}
