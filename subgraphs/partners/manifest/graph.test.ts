import { validate } from 'graphql'
import { expect, test, vi } from 'vitest'
import { problemsOf } from './graph.ts'

// Modules that an earlier file's tests have loaded would go on with what is not counted.
vi.hoisted(() => vi.resetModules())
vi.mock('graphql', async (original) => {
  const actual = await original<{ validate: typeof validate }>()
  return { ...actual, validate: vi.fn<typeof validate>(actual.validate) }
})

test('each document is looked at once, however often and by how many at once it is asked for', async () => {
  const operations = ['id', 'displayName', 'nonsense'].map((field) => ({
    name: field,
    hash: field,
    body: `query Q { me { ${field} } }`,
  }))
  const all = [...(await Promise.all([problemsOf(operations), problemsOf(operations)])), await problemsOf(operations)]
  for (const problems of all)
    expect(problems).toEqual([{ operation: 'nonsense', message: expect.stringContaining('nonsense') as string }])
  expect(validate).toHaveBeenCalledTimes(3)
})
