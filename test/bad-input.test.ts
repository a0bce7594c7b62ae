import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildSchema, getNamedType, isInputObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BOXES } from '../lib/boxes.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import type { Input, MutationCase } from './mutation-case.ts'
import { root } from './source-files.ts'
import { ADMIN, startStack, type Stack } from './stack.ts'
import { makeWorld, type TestWorld } from './world.ts'

/** Every mutation of the graph, by the boxes they belong to; the first test fails when one is missing. */
const CASES: Record<string, MutationCase> = {}
for (const { folder } of BOXES) {
  const { mutations } = (await import(join(root, folder, 'mutations.fixture.ts'))) as { mutations: Record<string, MutationCase> }
  Object.assign(CASES, mutations)
}

const schema = buildSchema(await readFile(new URL('../gateway/schema.graphql', import.meta.url), 'utf8'))
const mutations = schema.getMutationType()?.getFields() ?? {}

const cleanup = new AsyncDisposableStack()
let stack: Stack
let world: TestWorld
let driver: Client
/** Those who may where a driver may not. */
let people: Record<'operator' | 'admin' | 'reviewer' | 'partner', Client>
beforeAll(async () => {
  // One driver asks more here than an app does in an hour.
  stack = cleanup.use(await startStack({ env: { GATEWAY_REQUESTS_PER_HOUR: '{"DRIVER": 100000, "ANONYMOUS": 100000}' } }))
  const graphUrl = `${stack.url}/graphql`
  world = await makeWorld(graphUrl)
  const signedIn = async (login: { email: string; password: string }) => {
    const client = cleanup.use(createClient({ url: graphUrl }))
    await client.signIn(login)
    return client
  }
  driver = await signedIn(world.driver)
  people = {
    operator: await signedIn(world.operator),
    admin: await signedIn(ADMIN),
    reviewer: await signedIn(world.reviewer),
    partner: await signedIn(world.partner),
  }
}, 240_000)
afterAll(() => cleanup.disposeAsync())

interface Refusal {
  message: string
  code: string | undefined
  paths: (string | number)[][]
}

/** Runs a mutation as somebody; the refusal, or null when it was done. */
async function attempt(name: string, input: Input | null, who: Client | null): Promise<Refusal | null> {
  const type = mutations[name]?.args[0]?.type
  const output = mutations[name]?.type
  const selection = output && 'ofType' in output ? '{ __typename }' : ''
  const token = who?.tokens()?.accessToken
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({
      query: type
        ? `mutation ($input: ${String(type)}) { ${name}(input: $input) ${selection} }`
        : `mutation { ${name} ${selection} }`,
      variables: { input },
    }),
  })
  const { errors } = (await response.json()) as {
    errors?: { message: string; extensions?: { code?: string; issues?: { path: (string | number)[] }[] } }[]
  }
  const [first] = errors ?? []
  return first
    ? { message: first.message, code: first.extensions?.code, paths: first.extensions?.issues?.map(({ path }) => path) ?? [] }
    : null
}

test('every mutation of the graph has its cases here, and takes one input object, or nothing', () => {
  expect(Object.keys(mutations).toSorted()).toEqual(Object.keys(CASES).toSorted())
  for (const [name, { args }] of Object.entries(mutations)) {
    expect(args.map((arg) => arg.name)).toEqual(CASES[name]?.input ? ['input'] : [])
    for (const { type } of args) expect(isInputObjectType(getNamedType(type))).toBe(true)
  }
})

describe.each(Object.entries(CASES).filter(([, { input }]) => input))('%s', (name, { input, stranger, by, anonymous, bad }) => {
  test.each(bad.map(([change, path]) => [path.join('.'), JSON.stringify(change).slice(0, 60), change, path] as const))(
    'names %s at fault in %s',
    async (_path, _text, change, path) => {
      // By the role that may do it, so that nothing but the input can be at fault.
      const who = anonymous ? null : stranger === 'FORBIDDEN' ? people[by ?? 'operator'] : driver
      const refusal = await attempt(name, { ...input, ...change }, who)
      expect(refusal?.code).toBe('BAD_USER_INPUT')
      expect(refusal?.paths).toContainEqual(path)
    },
  )

  test('refuses an unknown field and a missing input', async () => {
    expect(await attempt(name, { ...input, nonsense: 1 }, driver)).toMatchObject({
      code: 'BAD_USER_INPUT',
      paths: [['input', 'nonsense']],
    })
    expect(await attempt(name, null, driver)).toMatchObject({ code: 'BAD_USER_INPUT', paths: [['input']] })
  })
})

const named = (wanted: (one: MutationCase) => boolean) => Object.entries(CASES).filter(([, one]) => wanted(one))

test.each(named(({ anonymous }) => !anonymous))('%s refuses callers who are not signed in', async (name, { input }) => {
  expect((await attempt(name, input, null))?.code).toBe('UNAUTHENTICATED')
})

test.each(named(({ stranger }) => stranger === 'FORBIDDEN'))(
  '%s is forbidden to drivers, and says the same of what exists as of what does not',
  async (name, { input }) => {
    const [station] = world.stations
    const existing = { stationId: station?.id, connectorId: station?.connectorId }
    const known = Object.fromEntries(Object.entries(existing).filter(([key]) => input && key in input))
    const [ofNothing, ofSomething] = [await attempt(name, input, driver), await attempt(name, { ...input, ...known }, driver)]
    expect(ofNothing?.code).toBe('FORBIDDEN')
    expect(ofSomething).toEqual(ofNothing)
  },
)

test.each(named(({ stranger }) => stranger === 'NOT_FOUND'))('%s knows nothing of what is not there', async (name, { input }) => {
  expect((await attempt(name, input, driver))?.code).toBe('NOT_FOUND')
})

test('after all that the platform is ready', async () => {
  expect((await fetch(`${stack.internalUrl}/ready`)).status).toBe(200)
})
