import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { graphql, parse, type GraphQLSchema } from 'graphql'
import { NAMES, resolveReference, rootFields, sdlOf } from './domain.ts'

/**
 * The four subgraphs, each on its port, in a process of their own. What they answer is executed once and then given from
 * memory, so that they hardly compete with the gateways for the processor.
 */
const urls = await Promise.all(NAMES.map(async (name) => [name, await listen(schemaOf(sdlOf(name)))] as const))
process.send?.({ ready: Object.fromEntries(urls) })
process.once('disconnect', () => process.exit(0))

function schemaOf(sdl: string): GraphQLSchema {
  const types = ['User', 'Station', 'Connector', 'ChargingSession', 'Reward']
  const entities = types.filter(
    (type) => sdl.includes(`type ${type} @key`) && !sdl.includes(`type ${type} @key(fields: "id", resolvable: false)`),
  )
  return buildSubgraphSchema({
    typeDefs: parse(sdl),
    resolvers: Object.fromEntries(entities.map((type) => [type, { __resolveReference: resolveReference }])),
  })
}

async function listen(schema: GraphQLSchema): Promise<string> {
  const known = new Map<string, Promise<string>>()
  const answer = (body: string): Promise<string> => {
    const hit = known.get(body) ?? execute(schema, body)
    known.set(body, hit)
    return hit
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void answer(Buffer.concat(chunks).toString()).then((text) => {
        response
          .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) })
          .end(text)
      })
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
}

async function execute(schema: GraphQLSchema, body: string): Promise<string> {
  const { query, variables, operationName } = JSON.parse(body) as {
    query: string
    variables?: Record<string, unknown>
    operationName?: string
  }
  return JSON.stringify(
    await graphql({
      schema,
      source: query,
      rootValue: rootFields,
      variableValues: variables ?? {},
      operationName: operationName ?? null,
    }),
  )
}
