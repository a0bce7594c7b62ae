import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { createWireFaults } from './wire-faults.ts'

export interface ApnsReceived {
  token: string
  headers: IncomingHttpHeaders
  payload: { aps: { alert: { title: string; body: string } }; id: string; kind: string; link: string | null }
  bytes: number
}

/** Apple's push service at the wire, for tests: HTTP/2 in the clear, with the tokens, headers and reasons of its documents. */
export async function startApns() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const [keyId, teamId, topic] = ['KEY1234567', 'TEAM123456', 'org.evergraph.driver']
  const devices = new Map<string, 'GOOD' | 'GONE'>()
  const faults = createWireFaults()
  const received: ApnsReceived[] = []
  const sessions = new Set<ServerHttp2Session>()
  const bearers = new Set<string>()
  let [connections, oldest] = [0, 0]

  const judge = async (headers: IncomingHttpHeaders, body: Buffer): Promise<[status: number, reason: string | null]> => {
    const token = String(headers[':path']).replace('/3/device/', '')
    const bearer = headers.authorization?.replace('bearer ', '') ?? ''
    try {
      const { payload } = await jwtVerify(bearer, publicKey, { algorithms: ['ES256'], issuer: teamId })
      if (decodeProtectedHeader(bearer).kid !== keyId) return [403, 'InvalidProviderToken']
      const madeAt = (payload.iat ?? 0) * 1_000
      if (madeAt < Math.max(Date.now() - 3_600_000, oldest)) return [403, 'ExpiredProviderToken']
    } catch {
      return [403, 'InvalidProviderToken']
    }
    bearers.add(bearer)
    if (headers['apns-topic'] !== topic) return [400, 'DeviceTokenNotForTopic']
    if (headers['apns-push-type'] !== 'alert') return [400, 'InvalidPushType']
    if (String(headers['apns-collapse-id']).length > 64) return [400, 'BadCollapseId']
    if (!/^\d+$/.test(String(headers['apns-expiration']))) return [400, 'BadExpirationDate']
    if (body.length > 4_096) return [413, 'PayloadTooLarge']
    const device = devices.get(token)
    if (!device) return [400, 'BadDeviceToken']
    if (device === 'GONE') return [410, 'Unregistered']
    received.push({ token, headers, payload: JSON.parse(body.toString()) as ApnsReceived['payload'], bytes: body.length })
    return [200, null]
  }

  const serve = async (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    const fault = faults.take()
    if (fault?.hangs) return
    if (fault?.drops === 'BEFORE') return stream.session?.destroy()
    const [status, reason] =
      fault?.status === undefined ? await judge(headers, Buffer.concat(chunks)) : [fault.status, String(fault.body)]
    if (fault?.drops === 'AFTER') return stream.session?.destroy()
    stream.respond({ ':status': status, 'apns-id': randomUUID(), ...fault?.headers })
    stream.end(reason === null ? undefined : JSON.stringify({ reason }))
  }

  const server = createServer()
  server.on('session', (session) => {
    connections++
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => session.destroy())
  })
  server.on('stream', (stream, headers) => {
    stream.on('error', () => stream.destroy())
    serve(stream, headers).catch(() => stream.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    keyId,
    teamId,
    topic,
    received,
    next: faults.next,
    mend: faults.mend,
    install() {
      const token = randomBytes(32).toString('hex')
      devices.set(token, 'GOOD')
      return token
    },
    /** The app was removed from the device. */
    remove: (token: string) => void devices.set(token, 'GONE'),
    /** Tokens that were made before this moment are too old. */
    expireTokens: (before: number) => void (oldest = before),
    /** How many connections were made, and how many tokens were seen. */
    connections: () => connections,
    bearers: () => bearers.size,
    /** Says that no new requests are taken on the connections that there are. */
    goAway: () => sessions.forEach((session) => session.goaway()),
    close: () =>
      new Promise<void>((resolve) => {
        for (const session of sessions) session.destroy()
        server.close(() => resolve())
      }),
  }
}
