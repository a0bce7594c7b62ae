import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { EventCatalogue, EventEnvelope, EventName } from '../../lib/events.ts'
import { newId } from '../../lib/id.ts'
import type { Caller } from '../../lib/auth.ts'
import { callerHeader, callerPublicKeyPem } from '../../test/caller.ts'
import type { GraphQLAnswer } from '../../test/subgraph.ts'
import { startStripe } from '../../test/stripe.ts'
import { freePort } from '../../deploy/embedded/postgres.ts'
import { benchDatabase } from '../database.ts'

const HOOK_SECRET = 'whsec_of_this_bench'

/**
 * Payments as a process that may be killed at any moment, on a database of its own, with a counterpart of Stripe beside it. What it is told
 * and asked is repeated until it has answered, as the bus and clients would.
 */
export async function openWorld(stack: AsyncDisposableStack) {
  const { adminUrl, urlOf } = await benchDatabase(stack, 'payments')
  const stripe = stack.use(await startStripe())
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  stripe.control.hooks({ url: `${url}hooks/stripe`, secrets: [HOOK_SECRET], tries: 12 })
  const env = {
    ...process.env,
    DATABASE_URL: urlOf('payments'),
    CALLER_PUBLIC_KEY: callerPublicKeyPem,
    PAYMENTS_PORT: String(port),
    PAYMENTS_PUBLIC_URL: url,
    PAYMENTS_LINK_SECRET: 'l'.repeat(32),
    PAYMENTS_STRIPE_KEY: stripe.apiKey,
    PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_test_sandbox',
    PAYMENTS_STRIPE_URL: stripe.url,
    PAYMENTS_STRIPE_HOOK_SECRETS: HOOK_SECRET,
  }
  let child: ChildProcess
  let kills = 0
  let ended = false
  const waiting = new Map<string, { event: EventEnvelope; handled: () => void }>()

  async function start(): Promise<void> {
    child = fork(join(import.meta.dirname, 'box-process.ts'), { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    // Ids of what was handled; first of all a word that it is ready.
    child.on('message', (id: string) => {
      waiting.get(id)?.handled()
      waiting.delete(id)
    })
    await once(child, 'message')
    for (const { event } of waiting.values()) child.send(event)
  }
  await start()
  stack.defer(async () => {
    ended = true
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  })

  return {
    adminUrl,
    stripe,
    kills: () => kills,
    /** Ends the process in the middle of whatever it does, and starts another. */
    async kill(): Promise<void> {
      kills++
      child.kill('SIGKILL')
      await once(child, 'exit')
      await start()
    },
    /** Says something as another box would; resolves when it has been handled. */
    tell<Name extends EventName>(name: Name, aggregateId: string, data: EventCatalogue[Name]): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>()
      // The signature ties name and data together.
      const event = { id: newId(), name, aggregateId, occurredAt: new Date().toISOString(), requestId: null, data } as EventEnvelope
      waiting.set(event.id, { event, handled: resolve })
      if (child.connected) child.send(event, () => undefined)
      return promise
    },
    /** Asks until there is an answer. */
    async ask<Data>(caller: Caller, query: string, variables: Record<string, unknown>): Promise<GraphQLAnswer<Data>> {
      for (;;) {
        const answer = await fetch(`${url}graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json', ...(await callerHeader('payments', caller)) },
          body: JSON.stringify({ query, variables }),
        }).then(
          (response) => response.json() as Promise<GraphQLAnswer<Data>>,
          () => null,
        )
        if (answer) return answer
        if (ended) throw new Error('the bench has ended')
        await wait(50)
      }
    },
  }
}
export type World = Awaited<ReturnType<typeof openWorld>>
