/** What anybody may ask: where one can charge. Small enough to be read at a glance; `first-call.test.ts` holds the hash. */
export const EXAMPLE = {
  version: 'first-call',
  hash: '36b040a6a7d9b021b9ba8e249f7a0240f38ad34ac736b8ea4d1f2574ae552267',
  body: 'query FirstStations($first: Int) { stations(first: $first) { edges { node { id name city online } } } }',
  variables: { first: 3 },
} as const

/** The manifest that is uploaded for it, as code generators write them. */
export const EXAMPLE_MANIFEST = { [`sha256:${EXAMPLE.hash}`]: EXAMPLE.body }

/** A call by its parts. Without a key the line reads it from the environment. */
export interface Call {
  url: string
  key: string | null
  version: string
  hash: string
  variables: Readonly<Record<string, unknown>>
}

/** A line for a shell. Versions, hashes and keys have no quote in them. */
export function curlLine({ url, key, version, hash, variables }: Call): string {
  const body = JSON.stringify({ documentId: `${version}:${hash}`, variables })
  return [
    `curl '${url}'`,
    `-H 'content-type: application/json'`,
    key === null ? '-H "authorization: Bearer $EVERGRAPH_KEY"' : `-H 'authorization: Bearer ${key}'`,
    `-d '${body}'`,
  ].join(' \\\n  ')
}

/** The same as a program. */
export function sdkText({ url, key, version, hash, variables }: Call): string {
  const given = key === null ? "process.env.EVERGRAPH_KEY ?? ''" : `'${key}'`
  return `import { createKeyedClient } from '@evergraph/sdk/keyed'

const graph = createKeyedClient({
  url: '${url}',
  key: ${given},
  version: '${version}',
})
const answer = await graph.execute('${hash}', ${JSON.stringify(variables)})
console.log(JSON.stringify(answer))
`
}
