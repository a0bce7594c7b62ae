import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bearer, startGateway, wsClient, type Gateway } from './fixtures/kit.ts'

const SCHEMA = '{ __schema { queryType { name } } }'
const HIDDEN = 'query { ... on Query { ...Deep } } fragment Deep on Query { __type(name: "Item") { name } }'
const as = async (role: 'ADMIN' | 'PARTNER' | 'DRIVER') => ({ authorization: await bearer({ roles: [role] }) })

describe('in production', () => {
  let gateway: Gateway
  beforeAll(async () => void (gateway = await startGateway({ env: { NODE_ENV: 'production' } })))
  afterAll(() => gateway[Symbol.asyncDispose]())

  test.each([SCHEMA, HIDDEN])('strangers and drivers are not told the schema, staff are: %s', async (query) => {
    for (const headers of [{}, await as('DRIVER')])
      expect((await gateway.ask(query, {}, headers)).errors?.[0]?.extensions.code).toBe('INTROSPECTION_DISABLED')
    for (const headers of [await as('ADMIN'), await as('PARTNER')]) {
      const { errors, data } = await gateway.ask(query, {}, headers)
      expect(errors).toBeUndefined()
      expect(data).toBeTruthy()
    }
  })

  test('nor over a socket', async () => {
    const client = wsClient(gateway.wsUrl)
    const { value } = (await client.iterate({ query: SCHEMA }).next()) as { value: { errors: { extensions: object }[] } }
    expect(value.errors[0]?.extensions).toEqual({ code: 'INTROSPECTION_DISABLED' })
    await client.dispose()
  })

  test('__typename is no secret', async () => {
    expect((await gateway.ask('{ __typename item(id: "1") { __typename } }')).errors).toBeUndefined()
  })

  const GUESSES: [string, Record<string, unknown>][] = [
    ['{ itemz { id } }', {}],
    ['{ item(ids: "1") { id } }', {}],
    ['{ items { nam } }', {}],
    ['mutation ($input: RenameInput!) { rename(input: $input) { id } }', { input: { id: '1', name: 'x', nam: 'y' } }],
  ]
  test.each(GUESSES)('nobody learns a name by a guess, staff do: %s', async (query, variables) => {
    const messages = async (headers: Record<string, string>) =>
      (await gateway.ask(query, variables, headers)).errors?.map(({ message }) => message).join() ?? ''
    expect(await messages(await as('ADMIN'))).toContain('Did you mean')
    const told = await messages({})
    expect(told).not.toBe('')
    expect(told).not.toContain('Did you mean')
  })
})

test('elsewhere all of it is for everybody, and each setting stands by itself', async () => {
  await using open = await startGateway()
  expect((await open.ask(SCHEMA)).errors).toBeUndefined()
  expect((await open.ask('{ itemz { id } }')).errors?.[0]?.message).toContain('Did you mean')
  await using shut = await startGateway({ env: { GATEWAY_INTROSPECTION: 'nobody', GATEWAY_EXPLORER: 'false' } })
  expect((await shut.ask(SCHEMA, {}, await as('ADMIN'))).errors?.[0]?.extensions.code).toBe('INTROSPECTION_DISABLED')
  expect((await shut.ask('{ itemz { id } }')).errors?.[0]?.message).toContain('Did you mean')
  expect((await fetch(shut.url, { headers: { accept: 'text/html' } })).status).toBe(406)
})
