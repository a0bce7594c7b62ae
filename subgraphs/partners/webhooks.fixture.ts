import type { ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { newId } from '#lib/id.ts'
import type { UserCaller } from '#lib/auth.ts'
import type { PublicAgentOptions } from '#lib/http/public-agent.ts'
import { httpsServer } from '../../test/https.ts'
import { fault } from '../../test/subgraph.ts'
import { until } from '../../test/until.ts'
import { newPartner, testPartners, type TestPartners } from './partners.fixture.ts'

export interface Received {
  path: string
  id: string
  headers: Record<string, string>
  body: string
  type: string
  sequence: number
  data: Record<string, unknown>
}

/** A partner's receiver: it answers by its paths, 204 where nothing else is said, and remembers what it was sent. */
export async function receiver() {
  const received: Received[] = []
  const answers = new Map<string, (response: ServerResponse, one: Received) => void>()
  const server = await httpsServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const headers = request.headers as Record<string, string>
      const path = request.url ?? ''
      const { type, sequence, data } = JSON.parse(body) as Pick<Received, 'type' | 'sequence' | 'data'>
      const one = { path, id: headers['webhook-id'] ?? '', headers, body, type, sequence, data }
      received.push(one)
      const answer = answers.get(path)
      if (answer) answer(response, one)
      else response.writeHead(204).end()
    })
  })
  return {
    ...server,
    received,
    at: (path: string) => received.filter((one) => one.path === path),
    answer: (path: string, how: number | ((response: ServerResponse, one: Received) => void)) =>
      answers.set(path, typeof how === 'number' ? (response) => void response.writeHead(how).end() : how),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
export type Receiver = Awaited<ReturnType<typeof receiver>>

const ENDPOINT = `id url kinds description disabledAt disabledBecause failingSince waiting client { id sandbox }
  secrets { publicKey expiresAt }`
export interface ShownEndpoint {
  id: string
  url: string
  kinds: string[]
  description: string
  disabledAt: string | null
  disabledBecause: string | null
  failingSince: string | null
  waiting: number
  client: { id: string; sandbox: boolean }
  secrets: { publicKey: string; expiresAt: string | null }[]
}
export interface ShownMessage {
  id: string
  kind: string
  sequence: number
  state: string
  nextAt: string | null
  body: string
  attempts: { status: number | null; failure: string | null; ms: number; answer: string }[]
}
export interface ShownReplay {
  id: string
  total: number
  replayed: number
  finishedAt: string | null
}
const SHOWN = `{ endpoint { ${ENDPOINT} } secret }`
const MESSAGE = 'id kind sequence state nextAt body attempts { status failure ms answer }'

export type Webhooks = Awaited<ReturnType<typeof testWebhooks>>

/** Partners with a receiver that they reach. */
export async function testWebhooks(more: PublicAgentOptions = {}) {
  const receives = await receiver()
  const box = await testPartners({ reach: { ...receives.reach, ...more } })
  return { receives, ...withWebhooks(box, receives.url) }
}

export function withWebhooks(box: TestPartners, base: string) {
  const save = (caller: Parameters<TestPartners['ask']>[0], input: object) =>
    box.change<{ endpoint: ShownEndpoint; secret: string | null }>(caller, 'saveWebhookEndpoint', SHOWN, input)
  return {
    ...box,
    save,
    /** A partner, a client that may read everything, and an endpoint at a path of the receiver's. */
    async endpoint(input: { path?: string; kinds?: string[]; client?: object; partner?: UserCaller } = {}) {
      const { path = `/${newId()}`, kinds = ['STATION_SAVED', 'FAULT_REPORTED'], partner = newPartner() } = input
      const scopes = ['STATIONS_READ', 'SESSIONS_READ', 'BILLING_READ', 'USERS_READ']
      const { client } = await box.create(partner, { scopes, ...input.client })
      const answer = await save(partner, { clientId: client.id, url: new URL(path, base).href, kinds })
      const made = answer.data?.['saveWebhookEndpoint']
      if (!made?.secret) throw new Error(JSON.stringify(fault(answer)))
      return { ...made.endpoint, partner, client, path, secret: made.secret }
    },
    async shown(caller: UserCaller, id: string) {
      const query = `query ($id: UUID!) { webhookEndpoint(id: $id) { ${ENDPOINT}
        replays { edges { node { id total replayed finishedAt } } }
        messages(first: 100) { edges { node { ${MESSAGE} } } } } }`
      type Shown = ShownEndpoint & {
        messages: { edges: { node: ShownMessage }[] }
        replays: { edges: { node: ShownReplay }[] }
      }
      const { data, errors } = await box.ask<{ webhookEndpoint: Shown | null }>(caller, query, { id })
      if (errors) throw new Error(JSON.stringify(errors))
      const endpoint = data?.webhookEndpoint
      if (!endpoint) return null
      const nodes = <T>({ edges }: { edges: { node: T }[] }) => edges.map(({ node }) => node)
      return { ...endpoint, messages: nodes(endpoint.messages), replays: nodes(endpoint.replays) }
    },
    rotate: (caller: UserCaller, input: object) =>
      box.change<{ endpoint: ShownEndpoint; secret: string | null }>(caller, 'rotateWebhookSecret', SHOWN, input),
    test: (caller: UserCaller, endpointId: string) =>
      box.change<{ message: ShownMessage }>(caller, 'testWebhookEndpoint', `{ message { ${MESSAGE} } }`, { endpointId }),
    replay: (caller: UserCaller, input: object) =>
      box.change<{ replay: ShownReplay }>(caller, 'replayWebhooks', '{ replay { id total replayed finishedAt } }', input),
    enable: (caller: UserCaller, endpointId: string, enabled: boolean) =>
      box.change(caller, 'setWebhookEndpointEnabled', '{ endpoint { id } }', { endpointId, enabled }),
    remove: (caller: UserCaller, endpointId: string) =>
      box.change(caller, 'deleteWebhookEndpoint', '{ endpointId }', { endpointId }),
    /** A driver reports a fault at a station of an operator's. */
    report: (operatorId: string, stationId: string = newId()) => {
      const reportId = newId()
      const data = { reportId, stationId, connectorId: newId(), operatorId, userId: newId(), kind: 'BLOCKED' as const }
      return box.tell('stations.fault.reported', reportId, data)
    },
    /** Messages of an endpoint are due now. */
    hurry: (endpointId: string) =>
      box.db
        .updateTable('webhook_message')
        .set({ next_at: new Date(0) })
        .where('endpoint_id', '=', endpointId)
        .where('state', '=', 'WAITING')
        .where('tries', '>', 0)
        .execute(),
    sent: (receives: Receiver, path: string, many: number) => until(() => receives.at(path).length >= many && receives.at(path)),
  }
}

/** Throws unless a receiver that has this secret takes it. */
export const verified = (one: Pick<Received, 'body' | 'headers'>, secret: string): unknown =>
  new Webhook(secret).verify(one.body, one.headers)
