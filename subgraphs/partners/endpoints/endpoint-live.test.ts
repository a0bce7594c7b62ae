import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { admin } from '../../../test/caller.ts'
import { newPartner } from '../partners.fixture.ts'
import { testWebhooks, type Webhooks } from '../webhooks.fixture.ts'

let box: Webhooks
beforeAll(async () => void (box = await testWebhooks()))
afterAll(async () => {
  await box[Symbol.asyncDispose]()
  await box.receives[Symbol.asyncDispose]()
})

const watching = (id: string) =>
  `subscription { webhookEndpointUpdated(endpointId: "${id}") { kinds disabledBecause failingSince waiting
    messages(first: 1) { edges { node { kind state } } } } }`
interface Live {
  webhookEndpointUpdated: {
    kinds: string[]
    disabledBecause: string | null
    failingSince: string | null
    messages: { edges: { node: { kind: string; state: string } }[] }
  }
}

test('who watches an endpoint sees it at once, then each change, what was sent, and that it was switched off', async () => {
  const { id, partner, path, client, url } = await box.endpoint({ kinds: ['FAULT_REPORTED'] })
  await box.reading<Live>(partner, watching(id), async (next) => {
    /** Reads until it is so: one state may be told twice, and states in between be left out. */
    const shows = async (is: (one: Live['webhookEndpointUpdated']) => boolean) => {
      for (;;) {
        const { data, errors } = await next()
        const one = data?.webhookEndpointUpdated
        if (!one) throw new Error(JSON.stringify(errors))
        if (is(one)) return one
      }
    }
    await shows(({ disabledBecause }) => disabledBecause === null)
    await box.save(partner, { clientId: client.id, endpointId: id, url, kinds: ['FAULT_REPORTED', 'SESSION_STARTED'] })
    await shows(({ kinds }) => kinds.length === 2)
    await box.report(partner.userId)
    await shows(({ messages }) => messages.edges[0]?.node.state === 'DELIVERED')
    box.receives.answer(path, 500)
    await box.report(partner.userId)
    await shows(({ failingSince }) => failingSince !== null)
    box.receives.answer(path, 410)
    await box.report(partner.userId)
    await shows(({ disabledBecause }) => disabledBecause === 'GONE')
    await box.enable(partner, id, true)
    await shows(({ disabledBecause }) => disabledBecause === null)
  })
})

test('an endpoint is watched by its partner and by admins alone; others are told that there is none', async () => {
  const { id, partner } = await box.endpoint()
  for (const caller of [partner, admin])
    await box.reading<Live>(caller, watching(id), async (next) => expect((await next()).errors).toBeUndefined())
  for (const [caller, code] of [
    [newPartner(), 'NOT_FOUND'],
    [ANONYMOUS, 'UNAUTHENTICATED'],
  ] as const)
    expect((await box.watch(caller, watching(id)).next()).value?.errors?.[0]?.extensions).toMatchObject({ code })
})
