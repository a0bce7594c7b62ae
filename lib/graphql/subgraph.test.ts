import { z } from 'zod'
import { expect, test } from 'vitest'
import { ask } from '../../test/subgraph.ts'
import { callerPublicKey, userCaller } from '../../test/caller.ts'
import { ANONYMOUS, type Caller } from '../auth.ts'
import { DomainError, badInput } from '../errors.ts'
import { createBuilder, printSdl } from '../graph.ts'
import { createLog } from '../log.ts'
import { createSubgraphYoga } from './subgraph.ts'

const lines: string[] = []
const log = createLog('test', { destination: { write: (line: string) => void lines.push(line) } })
const builder = createBuilder<{ caller: Caller }>()
builder.queryType({ description: 'Queries.' })
builder.mutationType({ description: 'Mutations.' })
builder.queryField('whoami', (t) => t.string({ description: 'Kind.', resolve: (_root, _args, { caller }) => caller.kind }))
const Input = builder.inputType('SaveInput', {
  description: 'Input.',
  fields: (t) => ({
    email: t.field({ type: 'Email', description: 'E-mail.' }),
    energyWh: t.field({ type: 'Wh', required: false, description: 'Energy.' }),
    name: t.string({ description: 'Name.', validate: z.string().min(2, 'A name has two letters or more.') }),
    tags: t.stringList({
      required: false,
      description: 'Tags.',
      validate: z.array(z.string().max(3, 'A tag has three letters at most.')),
    }),
  }),
})
builder.mutationField('save', (t) =>
  t.string({
    description: 'Saves.',
    args: { input: t.arg({ type: Input, description: 'Input.' }) },
    resolve: (_root, { input }) => {
      if (input.name === 'bug') throw new TypeError('password=hunter2')
      if (input.name === 'busy') throw new Error('timeout: password=hunter2')
      if (input.name === 'rule') throw new DomainError('TOO_LATE', 'It is too late.')
      if (input.name === 'taken') throw badInput(['input', 'name'], 'Taken.')
      return input.name
    },
  }),
)
const subgraph = createSubgraphYoga({
  name: 'test',
  schema: builder.toSubGraphSchema({}),
  callerPublicKey,
  context: (caller) => ({ caller }),
  log,
  passes: (error) => error instanceof Error && error.message.startsWith('timeout'),
})
const save = async (input: object) =>
  (await ask(subgraph, userCaller(), 'mutation ($input: SaveInput!) { save(input: $input) }', { input })).errors?.[0]
const good = { email: 'a@example.org', name: 'Ada' }

test('a request without the gateway’s header is refused, however it asks', async () => {
  for (const accept of ['application/json', 'text/event-stream', 'multipart/mixed']) {
    const request = { method: 'POST', headers: { 'content-type': 'application/json', accept }, body: '{"query":"{ whoami }"}' }
    const answer = await (await subgraph.fetch(new Request('http://subgraph/graphql', request))).text()
    expect(answer).toContain('UNAUTHENTICATED')
    expect(answer).not.toContain('anonymous')
  }
})

test('without it no document is even read', async () => {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ no document"}' }
  const answer = await subgraph.fetch(new Request('http://subgraph/graphql', request))
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
})

test('the caller in the header is the caller in the context', async () => {
  expect(await ask(subgraph, ANONYMOUS, '{ whoami }')).toEqual({ data: { whoami: 'anonymous' } })
  expect(await ask(subgraph, userCaller(), '{ whoami }')).toEqual({ data: { whoami: 'user' } })
})

test.each([
  ['a scalar in a variable', { ...good, email: 'nobody' }, ['input', 'email']],
  ['a missing field', { email: 'a@example.org' }, ['input', 'name']],
  ['a negative energy', { ...good, energyWh: -1 }, ['input', 'energyWh']],
  ['a rule of the field', { ...good, name: 'A' }, ['input', 'name']],
  ['a rule of an entry', { ...good, tags: ['ab', 'abcd'] }, ['input', 'tags', 1]],
  ['a rule of the service', { ...good, name: 'taken' }, ['input', 'name']],
  ['an unknown field', { ...good, nonsense: 1 }, ['input', 'nonsense']],
])('%s is refused with BAD_USER_INPUT and its path', async (_what, input, path) => {
  const error = await save(input)
  expect(error?.extensions?.code).toBe('BAD_USER_INPUT')
  expect(error?.extensions?.issues?.map((issue) => issue.path)).toContainEqual(path)
  expect(error?.message).not.toContain('a@example.org')
})

test('a scalar in a literal is refused with its path too', async () => {
  const { errors } = await ask(subgraph, userCaller(), 'mutation { save(input: { email: "nobody", name: "Ada" }) }')
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: ['input', 'email'] }] })
})

test('a rule’s code reaches the client, a bug does not; the log has it with the request id', async () => {
  expect(await save({ ...good, name: 'rule' })).toMatchObject({
    message: 'It is too late.',
    path: ['save'],
    extensions: { code: 'TOO_LATE' },
  })
  const masked = await save({ ...good, name: 'bug' })
  expect(masked?.extensions?.code).toBe('INTERNAL_SERVER_ERROR')
  expect(JSON.stringify(masked)).not.toContain('hunter2')
  const id = String((masked?.extensions as { requestId?: string } | undefined)?.requestId)
  expect(lines.find((line) => line.includes(id))).toContain('TypeError')
})

test('what passes says that the same may be tried again; the log has it', async () => {
  const busy = await save({ ...good, name: 'busy' })
  expect(busy).toMatchObject({ message: expect.stringContaining('Try again'), extensions: { code: 'UNAVAILABLE' } })
  expect(JSON.stringify(busy)).not.toContain('hunter2')
  const id = String((busy?.extensions as { requestId?: string } | undefined)?.requestId)
  expect(lines.find((line) => line.includes(id))).toContain('timeout')
})

test('the printed schema is a subgraph that links federation', () => {
  expect(printSdl(builder.toSubGraphSchema({}))).toContain('@link(url: "https://specs.apollo.dev/federation')
})
