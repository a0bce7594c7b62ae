import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'

/** What a mail server takes for one mail. */
const SERVER_MS = 10

/** A mail server that says of each mail of a bill when it came, and counts all of them. */
export async function openServer() {
  const bills = new Map<string, (at: number) => void>()
  const taken = { mails: 0 }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      const take = async () => {
        const mail = await text(stream)
        const at = performance.now()
        taken.mails++
        // Lines of quoted-printable break anywhere.
        const [, billId = ''] = /\/bills\/([0-9a-f-]{36})/.exec(mail.replaceAll(/=\r?\n/g, '')) ?? []
        bills.get(billId)?.(at)
        await wait(SERVER_MS)
        done()
      }
      void take()
    },
  })
  // A client that goes breaks its connection.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    bills,
    taken,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
