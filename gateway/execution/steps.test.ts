import { expect, test } from 'vitest'
import { toySupergraph } from '../fixtures/toys.ts'
import { loadGraph, loadingGraph } from './graph.ts'
import { withPauses } from './steps.ts'

test('between two steps everything that waits is done', async () => {
  const told: string[] = []
  const later = () => setImmediate(() => told.push('a request'))
  function* work() {
    for (const step of ['first', 'second']) {
      later()
      told.push(step)
      yield
    }
    told.push('third')
    return 'done'
  }
  expect(await withPauses(work(), 1)).toBe('done')
  expect(told).toEqual(['first', 'a request', 'second', 'a request', 'third'])
})

test('what fails in a step is thrown', async () => {
  await expect(withPauses(loadingGraph('type Query { no: supergraph }'), 0)).rejects.toThrow(/./)
})

test('a graph is loaded in five steps, and is the same as one that is loaded at once', async () => {
  const sdl = toySupergraph()
  const steps = loadingGraph(sdl)
  let count = 1
  let next = steps.next()
  for (; !next.done; next = steps.next()) count += 1
  expect(count).toBe(5)
  expect(Object.keys(next.value?.schema.getTypeMap() ?? {})).toEqual(Object.keys(loadGraph(sdl).schema.getTypeMap()))
})
