import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Call {
  id: number
  method: string
  params: unknown[]
}
/** What it answers instead of the truth, by method. `away`: it hangs up. */
type Lies = Record<string, (truth: unknown, params: unknown[]) => unknown>

/** A node between us and a real one: it says the truth unless it is told to lie, or to be away. At the wire, because a real node does neither. */
export async function lyingNode(url: string) {
  const state: { lies: Lies; away: boolean; asked: string[] } = { lies: {}, away: false, asked: [] }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (state.away) return void request.socket.destroy()
      void answer(Buffer.concat(chunks).toString()).then(
        (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
        () => request.socket.destroy(),
      )
    })
  })
  const answer = async (body: string): Promise<string> => {
    const real = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const truth: unknown = await real.json()
    const asked = JSON.parse(body) as Call | Call[]
    const all = Array.isArray(truth) ? (truth as { id: number; result?: unknown }[]) : [truth as { id: number; result?: unknown }]
    const calls = Array.isArray(asked) ? asked : [asked]
    const told = all.map((one) => {
      const call = calls.find(({ id }) => id === one.id)
      state.asked.push(call?.method ?? '')
      const lie = call && state.lies[call.method]
      return lie ? { jsonrpc: '2.0', id: one.id, result: lie(one.result, call.params) } : one
    })
    return JSON.stringify(Array.isArray(truth) ? told : told[0])
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
