import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createClient } from '../../clients/sdk/client.ts'
import { approveNext } from './photo-steps.ts'

/** A platform that answers each operation with what comes next for it, and keeps what it was asked. */
async function answering(answers: Record<string, object[]>) {
  const asked: { name: string; input: unknown }[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { query = '', variables } = (await json(request)) as { query?: string; variables: { input: unknown } }
    const name = /mutation (\w+)/.exec(query)?.[1] ?? ''
    asked.push({ name, input: variables.input })
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[name]?.shift() ?? {}))
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = createClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` })
  return { client, asked, [Symbol.asyncDispose]: () => client[Symbol.asyncDispose]().then(() => void server.close()) }
}

const fault = (code: string) => ({ errors: [{ message: code, path: ['x'], extensions: { code } }], data: null })
const claimed = (reviewCase: { id: string } | null) => ({ data: { claimReview: { reviewCase } } })
const decided = { data: { decideReview: { reviewCase: { id: 'first' } } } }

test('a reviewer on a busy machine asks again, and decides on the case that they have', async () => {
  await using platform = await answering({
    ClaimReview: [fault('UNAVAILABLE'), claimed(null), claimed({ id: 'first' }), claimed({ id: 'second' })],
    DecideReview: [fault('UNAVAILABLE'), decided],
  })
  await approveNext(platform.client, 48_210)
  const names = platform.asked.map(({ name }) => name)
  expect(names).toEqual(['ClaimReview', 'ClaimReview', 'ClaimReview', 'DecideReview', 'DecideReview'])
  expect(platform.asked.slice(3)).toMatchObject([
    { input: { caseId: 'first', reading: 48_210 } },
    { input: { caseId: 'first', reading: 48_210 } },
  ])
})

test('a refusal is told at once', async () => {
  await using claiming = await answering({ ClaimReview: [fault('FORBIDDEN')] })
  await expect(approveNext(claiming.client, 1)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await using deciding = await answering({ ClaimReview: [claimed({ id: 'first' })], DecideReview: [fault('CONFLICT')] })
  await expect(approveNext(deciding.client, 1)).rejects.toMatchObject({ code: 'CONFLICT' })
})
