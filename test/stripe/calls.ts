import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { ApiError, broken, forbidden, rateLimited } from './errors.ts'
import type { Fault, Faults } from './faults.ts'
import { listed, parseForm } from './form.ts'
import { type Answer, openKeys } from './idempotency.ts'
import { shown } from './lists.ts'
import { route } from './routes.ts'
import { newId, type World } from './state.ts'

export interface Call {
  method: string
  path: string
  /** The query of a GET, the body of a POST. */
  text: string
  key: string | null
}

/** Answers Stripe's API; null: the socket is cut instead. `settle` sends what a call has made happen, after its answer or before. */
export function openCalls(world: World, faults: Faults, settle: () => Promise<void> | null) {
  const keys = openKeys()

  async function answer(call: Call): Promise<Answer | null> {
    const fault = faults.take(call.method, call.path)
    if (fault?.kind === 'UNSENT') return null
    if (fault?.kind === 'BUSY') return failed(rateLimited())
    const key = call.method === 'POST' ? call.key : null
    const kept = key === null ? null : keys.take(key, `${call.method} ${call.path} ${call.text}`, Date.now() + world.aheadMs)
    const given = kept ? { ...kept, headers: { ...kept.headers, 'idempotent-replayed': 'true' } } : await done(call, key, fault)
    if (fault?.kind === 'SLOW') await wait(fault.ms ?? 1000)
    return fault?.kind === 'LOST' ? null : given
  }

  async function done(call: Call, key: string | null, fault: Fault | null): Promise<Answer> {
    // The same key in another call of the same moment meets this one in progress.
    await turn()
    const given = run(call, fault)
    if (key !== null && given.kept) keys.keep(key, given)
    else if (key !== null) keys.drop(key)
    await settle()
    return given
  }

  function run({ method, path, text }: Call, fault: Fault | null): Answer & { kept: boolean } {
    try {
      if (fault?.kind === 'BROKEN') throw broken()
      if (fault?.kind === 'REFUSED') throw forbidden('account_invalid', 'It is refused because you asked for it. (SANDBOX)')
      const form = parseForm(text)
      const found = route(method, path)
      const answer = shown(world, found.run(world, form, found.id), listed(form['expand']))
      if (fault?.kind === 'BROKEN_DONE') throw broken()
      const body = JSON.stringify(fault?.kind === 'LYING' ? lying(answer) : answer)
      return { status: 200, body, headers: {}, kept: true }
    } catch (error) {
      if (error instanceof ApiError) return failed(error)
      throw error
    }
  }

  return {
    answer: async (call: Call): Promise<Answer | null> => {
      try {
        return await answer(call)
      } catch (error) {
        if (error instanceof ApiError) return failed(error)
        throw error
      }
    },
  }
}

const failed = ({ status, body, headers, kept }: ApiError): Answer & { kept: boolean } => ({
  status,
  body: JSON.stringify({ error: { ...body.error, request_log_url: `https://dashboard.stripe.com/test/logs/${newId('req')}` } }),
  headers,
  kept,
})

/** Every amount is one too many. */
function lying(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer
  const told = Object.entries(answer).map(([name, value]) => [
    name,
    name.startsWith('amount') && typeof value === 'number' ? value + 1 : lying(value),
  ])
  return Array.isArray(answer) ? answer.map(lying) : Object.fromEntries(told)
}
