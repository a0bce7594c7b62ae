import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { callerPublicKeyPem } from '../../../test/caller.ts'
import { startStripe, type StripeSandbox } from '../../../test/stripe.ts'
import { until } from '../../../test/until.ts'
import { openPayments } from '../payments.fixture.ts'
import { begin } from './begin.ts'

/** On a busy machine a process takes long to start. */
const STARTED = { timeoutMs: 120_000 }

let stripe: StripeSandbox
/** It has no providers: only the processes that are started call them. */
let box: Awaited<ReturnType<typeof openPayments>>
beforeAll(async () => {
  stripe = await startStripe()
  box = await openPayments()
})
afterAll(async () => {
  await box[Symbol.asyncDispose]()
  await stripe[Symbol.asyncDispose]()
})

/** The box in a process of its own, by its own configuration, with Stripe's key. */
function start() {
  const env = {
    ...process.env,
    DATABASE_URL: box.database.url,
    CALLER_PUBLIC_KEY: callerPublicKeyPem,
    PAYMENTS_LINK_SECRET: 'l'.repeat(32),
    PAYMENTS_STRIPE_KEY: stripe.apiKey,
    PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_test_sandbox',
    PAYMENTS_STRIPE_HOOK_SECRETS: 'whsec_sandbox',
    PAYMENTS_STRIPE_URL: stripe.url,
  }
  const child = spawn(process.execPath, [new URL('doomed.fixture.ts', import.meta.url).pathname], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return {
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('killed between intent and call, and between call and note: the amount is blocked once', async () => {
  const [holdId, userId] = [newId(), newId()]
  const { customerId, methodId } = stripe.control.keepCard()
  const amount = { amountMinor: 2_000, currency: 'EUR' }
  await box.db.transaction().execute(async (trx) => {
    const hold = { id: holdId, user_id: userId, connector_id: newId(), provider: 'stripe' as const, state: 'CREATED' as const }
    const usable = { usable_until: new Date(Date.now() + 900_000), idempotency_key: newId() }
    await trx
      .insertInto('hold')
      .values({ ...hold, ...usable, amount_minor: amount.amountMinor, currency: 'EUR' })
      .execute()
    const request = {
      payer: { userId, customerId },
      methodId,
      keepMethod: false,
      offSession: false,
      statement: 'TEST',
      returnUrl: 'https://a.example',
    }
    await begin(trx, { kind: 'AUTHORISE', provider: 'stripe', subject: ['HOLD', holdId], amount, request })
  })
  const hold = () => box.db.selectFrom('hold').selectAll().where('id', '=', holdId).executeTakeFirstOrThrow()
  const intents = () => stripe.control.objects('payment_intent')
  // Whoever wanted it is gone: another process finds it. Stripe does it, and the answer does not come before the end of that one.
  stripe.control.fault({ kind: 'SLOW', ms: 120_000 })
  {
    await using _doomed = start()
    await until(() => intents().length === 1, STARTED)
  }
  expect((await hold()).state).toBe('CREATED')
  // The dead process's lease has long to go; nobody waits for it.
  await sql`UPDATE operation SET next_at = now() + interval '1 hour' WHERE subject_id = ${holdId}`.execute(box.db)
  await using _next = start()
  await until(async () => (await hold()).state === 'AUTHORISED', STARTED)
  expect(intents()).toHaveLength(1)
  expect(await box.said('payments.hold.changed', holdId)).toMatchObject([{ state: 'AUTHORISED' }])
  expect(await box.said('payments.providers.changed')).toEqual([{ providers: ['stripe'], sandbox: true }])
})
