import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A subgraph that tells of stations, in a process of its own. `POST /tick?station=…` has it tell all who watch stations whose names begin so. It writes text
 * that was made before, so that it hardly competes for the processor.
 */
const watching = new Map<string, Set<ServerResponse>>()
let turn = 0

const stateOf = (station: string) => ({
  id: station,
  name: `Station ${station}`,
  online: true,
  evses: Array.from({ length: 2 }, (_, n) => ({
    id: `${station}-${n}`,
    status: turn % 2 ? 'AVAILABLE' : 'CHARGING',
    connectors: [{ id: `${station}-${n}-1`, status: turn % 2 ? 'AVAILABLE' : 'CHARGING', maxPowerW: 150_000 }],
  })),
})
const tell = (response: ServerResponse, station: string) =>
  response.write(`event: next\ndata: ${JSON.stringify({ data: { stationAvailability: stateOf(station) } })}\n\n`)

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://subgraph')
  if (pathname === '/tick') {
    turn += 1
    const station = searchParams.get('station') ?? ''
    for (const [name, those] of watching) if (name.startsWith(station)) for (const each of those) tell(each, name)
    response.end()
    return
  }
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    const found = /"variables":\{"id":"([^"]+)"/.exec(body)
    if (!found) return response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"__typename":"Query"}}')
    const [, station = ''] = found
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const those = watching.get(station) ?? new Set()
    watching.set(station, those.add(response))
    response.once('close', () => those.delete(response))
    return tell(response, station)
  })
})
server.listen(0, '127.0.0.1', () => process.send?.({ ready: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }))
process.once('disconnect', () => process.exit(0))
