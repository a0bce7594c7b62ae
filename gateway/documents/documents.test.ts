import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { DocumentNode } from 'graphql'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '#lib/limits.ts'
import type { Principal } from '../caller.ts'
import { createDocuments } from './documents.ts'
import { startGateway } from '../fixtures/kit.ts'
import { GATEWAY_LIMITS } from '../limits.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function heapBytes(): number {
  collect()
  collect()
  return process.memoryUsage().heapUsed
}

/** Six kilobytes that come to 1,200 selections and to several fetches; each number gives another text. */
function large(n: number, condition: (k: number) => string = () => ''): string {
  const item = (depth: number): string => `id name inStock ${depth > 0 ? `next { ${item(depth - 1)} }` : ''}`
  return Array.from({ length: 29 }, (_, k) => `x${n}_${k}: item(id: "none") ${condition(k)} { ${item(9)} }`).join(' ')
}

describe('documents that are new each time do not fill the memory', () => {
  // Both toys run in this process, and keep what the gateway makes of them.
  const bounded = GATEWAY_LIMITS.documentBytes.anonymous + 2 * LIMITS.subgraph.documentBytes

  test('80 large ones', async () => {
    await using gateway = await startGateway()
    const ask = async (n: number) => expect((await gateway.ask(`{ ${large(n)} }`)).errors).toBeUndefined()
    for (let n = 0; n < 3; n += 1) await ask(n)
    const before = heapBytes()
    for (let n = 3; n < 80; n += 1) await ask(n)
    expect(heapBytes() - before).toBeLessThan(1.25 * bounded)
  }, 300_000)

  test('15 whose four conditions are set in every way', async () => {
    await using gateway = await startGateway()
    const names = ['a', 'b', 'c', 'd']
    const ask = async (n: number) => {
      const query = `query (${names.map((name) => `$${name}: Boolean!`).join(', ')}) { ${large(n, (k) => `@include(if: $${names[k % 4]})`)} }`
      for (let setting = 0; setting < 16; setting += 1) {
        const variables = Object.fromEntries(names.map((name, bit) => [name, ((setting >> bit) & 1) === 1]))
        expect((await gateway.ask(query, variables)).errors).toBeUndefined()
      }
    }
    await ask(0)
    const before = heapBytes()
    for (let n = 1; n < 15; n += 1) await ask(n)
    expect(heapBytes() - before).toBeLessThan(1.25 * bounded)
  }, 300_000)
})

describe('what is kept', () => {
  const user = { caller: { kind: 'user', userId: 'u', roles: [] } } as unknown as Principal
  const stranger = { caller: { kind: 'anonymous' } } as unknown as Principal

  /** Reads a text as the envelop does: true when it was kept from before. */
  const reader = (documents: ReturnType<typeof createDocuments>) => (text: string, principal: Principal) => {
    let kept = true
    let document: DocumentNode | undefined
    const { onParse, onValidate } = documents.plugin as unknown as Record<string, (event: object) => never>
    onParse?.({
      params: { source: text },
      context: { principal },
      setParsedDocument: (known: DocumentNode) => (document = known),
      setParseFn: (parse: (text: string, options: object) => DocumentNode) => {
        kept = false
        document = parse(text, {})
      },
    })
    const validated = onValidate?.({ params: { documentAST: document }, setResult: () => undefined }) as
      | ((event: object) => void)
      | undefined
    validated?.({ valid: true, result: [] })
    if (document) documents.compiled(document)
    return kept
  }

  test('of signed-in callers is not pushed out by strangers, and what these share with them neither', () => {
    const read = reader(createDocuments({ signedIn: 100_000, anonymous: 100_000 }))
    read('{ mine }', user)
    read('{ shared }', stranger)
    read('{ shared }', user)
    for (let n = 0; n < 1_000; n += 1) read(`{ x${n} }`, stranger)
    expect([read('{ mine }', user), read('{ shared }', stranger), read('{ x1 }', stranger)]).toEqual([true, true, false])
  })

  test('grows by every plan and shape, until it is larger than its share', () => {
    const read = reader(createDocuments({ signedIn: 100_000, anonymous: 100_000 }))
    expect(read('{ a }', stranger)).toBe(false)
    let reads = 0
    while (read('{ a }', stranger)) reads += 1
    expect(reads).toBeGreaterThan(5)
    expect(reads).toBeLessThan(50)
  })
})
