import { expect, test } from 'vitest'
import { firstCall } from '../deploy/demo/first-call.ts'
import { startStack } from './stack.ts'
import { makeWorld } from './world.ts'

test(
  "a partner's first call takes far less than five minutes, and a key sends nothing that was not uploaded",
  { timeout: 240_000 },
  async () => {
    await using stack = await startStack()
    const graphUrl = `${stack.url}/graphql`
    const { partner } = await makeWorld(graphUrl)
    const { status, answer, steps, secret } = await firstCall({ graphUrl, ...partner })
    expect(answer.errors).toBeUndefined()
    expect(status).toBe(200)
    expect(answer.data?.stations.edges).toHaveLength(1)
    expect(Object.keys(steps)).toHaveLength(5)
    // Of a machine; the rest of the five minutes is a person's to read and to type.
    expect(Object.values(steps).reduce((sum, ms) => sum + ms, 0)).toBeLessThan(60_000)
    const ask = async (body: object) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` }
      const response = await fetch(graphUrl, { method: 'POST', headers, body: JSON.stringify(body) })
      return (await response.json()) as { data?: unknown; errors?: unknown[] }
    }
    for (const body of [{ query: '{ me { id } }' }, { documentId: `1.0.0:${'0'.repeat(64)}` }]) {
      const { data, errors } = await ask(body)
      expect(data ?? null).toBeNull()
      expect(errors).toHaveLength(1)
    }
  },
)
