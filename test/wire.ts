import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'

/**
 * What befalls the connection that sends certain words. `unheard`: it is cut before the server hears them. `unanswered`: the server has done
 * what they say, and the connection is cut before its answer comes back. `held`: neither they nor anything after them arrives.
 */
export type Fault = 'unheard' | 'unanswered' | 'held'

export interface Wire extends AsyncDisposable {
  /** The server's URL by way of this wire. */
  readonly url: string
  /** Lets the next connection that sends these words have this fault; resolves when it has. */
  fault(words: string, fault: Fault): Promise<void>
  /** Cuts every connection, whatever is under way. */
  cut(): void
}

/** A way to a server over which faults come at the moment a test asks for. */
export async function openWire(url: string): Promise<Wire> {
  const target = new URL(url)
  const cuts = new Set<() => void>()
  let armed: { words: string; fault: Fault; befallen: () => void } | null = null
  const wire = createServer((client) => {
    const server = connect(Number(target.port), target.hostname)
    let befalls: typeof armed = null
    const texts = heardTexts()
    const cut = () => {
      cuts.delete(cut)
      client.destroy()
      server.destroy()
    }
    cuts.add(cut)
    for (const end of [client, server]) end.setNoDelay().on('error', cut).on('close', cut)
    client.on('data', (bytes) => {
      if (befalls?.fault === 'held') return
      const text = texts(bytes)
      if (armed && text.includes(armed.words)) [befalls, armed] = [armed, null]
      if (befalls === null || befalls.fault === 'unanswered') return void server.write(bytes)
      if (befalls.fault === 'unheard') cut()
      befalls.befallen()
    })
    server.on('data', (bytes) => {
      if (befalls?.fault !== 'unanswered') return void client.write(bytes)
      cut()
      befalls.befallen()
    })
  })
  wire.listen(0, '127.0.0.1')
  await once(wire, 'listening')
  const { port } = wire.address() as AddressInfo
  const cut = () => cuts.forEach((each) => each())
  return {
    url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    fault: (words, fault) => new Promise((befallen) => (armed = { words, fault, befallen })),
    cut,
    [Symbol.asyncDispose]: async () => {
      const closed = once(wire, 'close')
      wire.close()
      cut()
      await closed
    },
  }
}

/**
 * What a connection says, with the text of each statement that it only names. PostgreSQL hears a prepared statement's words once (Parse),
 * and then its name (Bind): without this a fault would wait for ever on a connection that has said the words before.
 */
function heardTexts(): (bytes: Buffer) => string {
  const prepared = new Map<string, string>()
  return (bytes) => {
    const text = bytes.toString('latin1')
    for (const [, name = '', words = ''] of text.matchAll(/P[^]{4}(s\d+)\0([^\0]*)\0/g)) prepared.set(name, words)
    const named = [...text.matchAll(/B[^]{4}\0(s\d+)\0/g)].map(([, name = '']) => prepared.get(name) ?? '')
    return [text, ...named].join('\n')
  }
}
