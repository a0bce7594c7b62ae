import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** What a server does with the next mails. */
export type Mood =
  /** It takes them. */
  | 'TAKES'
  /** It takes them, says so to nobody, and breaks the connection. */
  | 'TAKES_AND_DROPS'
  /** It says nothing any more. */
  | 'HANGS'
  /** It answers the sender, the recipient, or the whole mail, with these words. */
  | { sender: string }
  | { recipient: string }
  | { data: string }

export interface TakenMail extends ParsedMail {
  raw: string
  envelope: { from: string; to: string[] }
}

/** A mail server that keeps what it takes, and can be in a mood. */
export async function openSmtpServer(options: SMTPServerOptions = {}) {
  const mails: TakenMail[] = []
  const state = { mood: 'TAKES' as Mood, connections: 0 }
  const refusal = (words: string) => Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    ...options,
    onConnect: (_session, done) => {
      state.connections++
      if (state.mood !== 'HANGS') done()
    },
    onMailFrom: (_address, _session, done) => {
      const { mood } = state
      if (typeof mood === 'object' && 'sender' in mood) done(refusal(mood.sender))
      else done()
    },
    onRcptTo: (_address, _session, done) => {
      const { mood } = state
      if (mood === 'HANGS') return
      if (typeof mood === 'object' && 'recipient' in mood) done(refusal(mood.recipient))
      else done()
    },
    onData: (stream, session, done) => {
      const take = async () => {
        const raw = await buffer(stream).catch(() => null)
        // The client was killed in the middle of its mail.
        if (!raw) return
        const { mood } = state
        if (typeof mood === 'object' && 'data' in mood) return done(refusal(mood.data))
        const { mailFrom, rcptTo } = session.envelope
        const envelope = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) }
        mails.push({ ...(await simpleParser(raw)), raw: raw.toString(), envelope })
        if (mood === 'TAKES_AND_DROPS') for (const { _socket } of connectionsOf(server)) _socket.destroy()
        else if (mood !== 'HANGS') done()
      }
      void take()
    },
  })
  // A client that gives up breaks the connection.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    get connections() {
      return state.connections
    },
    mood: (mood: Mood) => void (state.mood = mood),
    [Symbol.asyncDispose]: async () => {
      for (const { _socket } of connectionsOf(server)) _socket.destroy()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

/** The server's type does not say that it keeps them. */
const connectionsOf = (server: SMTPServer) =>
  (server as unknown as { connections: Set<{ _socket: { destroy: () => void } }> }).connections

export type SmtpServer = Awaited<ReturnType<typeof openSmtpServer>>
