import { Trace } from '@apollo/usage-reporting-protobuf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callerHeader } from '../../test/caller.ts'
import { bearer, startGateway, type Gateway } from '../fixtures/kit.ts'

let gateway: Gateway
beforeAll(async () => void (gateway = await startGateway({ over: 'http' })))
afterAll(() => gateway[Symbol.asyncDispose]())

const WANTED = { 'apollo-federation-include-trace': 'ftv1' }
const QUERY = 'query Measured { items(first: 3) { id wares: name inStock } refused }'
const decode = (ftv1: unknown) => Trace.decode(Buffer.from(String(ftv1), 'base64'))
const admin = async () => ({ ...WANTED, authorization: await bearer({ roles: ['ADMIN'] }) })

/** Names of the fields that a subgraph measured, with their places. */
const measured = (node: Trace.INode, at = ''): string[] =>
  (node.child ?? []).flatMap((child) => {
    const place = `${at}/${child.responseName || (child.index ?? 0)}`
    return [...(child.type ? [place] : []), ...measured(child, place)]
  })

test('an administrator who asks gets the plan with the time of each fetch and each field', async () => {
  const { extensions, data, errors } = await gateway.ask(QUERY, {}, await admin())
  expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['CONFLICT'])
  expect(data).toBeTruthy()
  const trace = decode(extensions?.['ftv1'])
  expect(trace.durationNs).toBeGreaterThan(0)
  const [first, second] = trace.queryPlan?.sequence?.nodes ?? []
  expect(first?.fetch).toMatchObject({ serviceName: 'shop', traceParsingFailed: false })
  const ofShop = first?.fetch?.trace
  expect(measured(ofShop?.root ?? {})).toEqual(
    expect.arrayContaining(['/items', '/items/0/id', '/items/0/wares', '/items/2/wares', '/refused']),
  )
  const [items] = ofShop?.root?.child ?? []
  const wares = items?.child?.[0]?.child?.find(({ responseName }) => responseName === 'wares')
  expect(wares).toMatchObject({ originalFieldName: 'name', parentType: 'Item', type: 'String!' })
  expect(Number(wares?.endTime)).toBeGreaterThanOrEqual(Number(wares?.startTime))
  expect(second?.flatten?.responsePath?.map(({ fieldName }) => fieldName)).toEqual(['items', '@'])
  expect(second?.flatten?.node?.fetch).toMatchObject({ serviceName: 'stock' })
  expect(measured(second?.flatten?.node?.fetch?.trace?.root ?? {})).toContain('/_entities/0/inStock')
})

test('errors stand at their fields, and say nothing of what they were', async () => {
  const { extensions } = await gateway.ask(QUERY, {}, await admin())
  const root = decode(extensions?.['ftv1']).queryPlan?.sequence?.nodes?.[0]?.fetch?.trace?.root
  const refused = root?.child?.find(({ responseName }) => responseName === 'refused')
  expect(refused?.error?.map(({ message }) => message)).toEqual(['<masked>'])
})

test('nobody else gets one, and who does not ask gets none', async () => {
  const partner = { ...WANTED, authorization: await bearer({ roles: ['PARTNER', 'OPERATOR'] }) }
  for (const headers of [WANTED, partner, { authorization: (await admin()).authorization }])
    expect((await gateway.ask('{ me }', {}, headers)).extensions).toBeUndefined()
})

test('a subgraph answers with a trace to the gateway alone, and only when it is asked', async () => {
  const ask = async (headers: Record<string, string>) => {
    const all = { 'content-type': 'application/json', ...headers }
    const request = new Request('http://shop/graphql', { method: 'POST', headers: all, body: '{"query":"{ me }"}' })
    return (await (await gateway.subgraphs.shop.fetch(request)).json()) as { data?: object; extensions?: { ftv1?: string } }
  }
  const caller = await callerHeader('shop', { kind: 'anonymous' })
  expect((await ask({ ...caller })).extensions).toBeUndefined()
  expect(measured(decode((await ask({ ...caller, ...WANTED })).extensions?.ftv1).root ?? {})).toEqual(['/me'])
  const stranger = await ask(WANTED)
  expect([stranger.data, stranger.extensions]).toEqual([undefined, undefined])
})
