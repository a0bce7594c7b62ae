import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import {
  ActivateApiManifestDocument,
  CreateApiClientDocument,
  UploadApiManifestDocument,
} from '../../clients/partner/generated/graphql.ts'
import { createClient } from '../../clients/sdk/client.ts'
import { EvergraphError } from '../../clients/sdk/errors.ts'

const MANIFEST = new URL('../../clients/partner/generated/persisted-documents.json', import.meta.url)
const VERSION = '1.0.0'

/** What came of a first call. */
export interface FirstCall {
  clientId: string
  secret: string
  /** The body that a program posts. */
  body: string
  status: number
  answer: { data?: { stations: { edges: unknown[] } } | null; errors?: unknown[] }
  /** Milliseconds of each step, in order. */
  steps: Record<string, number>
}

/** All that a partner does before a program of theirs calls the graph, and the call. clients/README.md tells it step by step. */
export async function firstCall({ graphUrl, ...login }: { graphUrl: string; email: string; password: string }): Promise<FirstCall> {
  const steps: Record<string, number> = {}
  const step = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const began = performance.now()
    const result = await work()
    steps[name] = Math.round(performance.now() - began)
    return result
  }
  await using partner = createClient({ url: graphUrl })
  await step('sign in', () => partner.signIn(login))
  const { createApiClient } = await step('make a client and its key', () =>
    partner.execute(CreateApiClientDocument, {
      input: { name: 'First call', scopes: ['STATIONS_READ', 'SESSIONS_READ'], idempotencyKey: randomUUID() },
    }),
  )
  const { client, secret } = createApiClient
  const input = { clientId: client.id, version: VERSION }
  const manifest = JSON.parse(await readFile(MANIFEST, 'utf8')) as Record<string, string>
  await step('upload the manifest', () => partner.execute(UploadApiManifestDocument, { input: { ...input, manifest } }))
  await step('activate it', () => partner.execute(ActivateApiManifestDocument, { input }))
  const [hash = ''] = Object.entries(manifest).find(([, body]) => body.includes('query PartnerStations(')) ?? []
  const body = JSON.stringify({ documentId: `${VERSION}:${hash.replace('sha256:', '')}`, variables: { first: 3 } })
  const { status, answer } = await step('call', async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret ?? ''}` }
    const response = await fetch(graphUrl, { method: 'POST', headers, body })
    return { status: response.status, answer: (await response.json()) as FirstCall['answer'] }
  })
  return { clientId: client.id, secret: secret ?? '', body, status, answer, steps }
}

if (import.meta.main) {
  const [graphUrl = 'http://127.0.0.1:4000/graphql', email = 'partner@evergraph.example', password = 'charge-the-city-2026'] =
    process.argv.slice(2)
  try {
    const { body, answer, steps } = await firstCall({ graphUrl, email, password })
    for (const [name, ms] of Object.entries(steps)) console.log(`${String(ms).padStart(6)} ms  ${name}`)
    console.log(`\ncurl ${graphUrl} -H 'content-type: application/json' -H 'authorization: Bearer <key>' -d '${body}'\n`)
    console.log(JSON.stringify(answer, null, 2))
  } catch (error) {
    if (!(error instanceof EvergraphError)) throw error
    console.error(`${error.code}: ${error.message}`)
    process.exitCode = 1
  }
}
