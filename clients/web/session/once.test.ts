import { expect, test } from 'vitest'
import { EvergraphError } from '../../sdk/errors.ts'
import { once } from './once.ts'
import { tabStorage } from './tab-storage.fixture.ts'

const kept = tabStorage()

/** Asks once, and gives the key that was sent. */
async function asked(wish: string, code?: string): Promise<string> {
  let key = ''
  const work = once(wish, async (idempotencyKey) => {
    key = idempotencyKey
    // A page that is closed before the answer comes has kept it.
    expect([...kept.values()]).toContain(key)
    if (code !== undefined) throw new EvergraphError(code, code)
  })
  if (code === undefined) await work
  else await expect(work).rejects.toMatchObject({ code })
  return key
}

test('where the answer was lost, the next try asks by the same key, until there is an answer', async () => {
  const first = await asked('pay', 'NETWORK')
  expect(await asked('pay', 'SUBGRAPH_TIMEOUT')).toBe(first)
  expect(await asked('pay')).toBe(first)
  expect(await asked('pay')).not.toBe(first)
  expect(kept.size).toBe(0)
})

test('after a refusal the next wish is another', async () => {
  const refused = await asked('pay', 'CONFLICT')
  expect(await asked('pay')).not.toBe(refused)
})

test('two wishes have two keys', async () => {
  expect(await asked('pay one', 'NETWORK')).not.toBe(await asked('pay other', 'NETWORK'))
})
