import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { jwtVerify } from 'jose'
import { startHttpService, type ServedAnswer } from './http-service.ts'

export interface FcmMessage {
  token: string
  notification: { title: string; body: string }
  data: Record<string, string>
  android: { priority: string; ttl: string; collapse_key: string; notification: { tag: string } }
}

/** Firebase Cloud Messaging at the wire, for tests: it gives tokens for signed words of its service account, and takes messages for its registrations. */
export async function startFcm() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const project = 'evergraph-test'
  const email = `push@${project}.iam.gserviceaccount.com`
  const registrations = new Map<string, 'GOOD' | 'GONE'>()
  const bearers = new Set<string>()
  const received: FcmMessage[] = []
  let tokensGiven = 0

  const token = async (form: URLSearchParams): Promise<ServedAnswer> => {
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') return { status: 400 }
    try {
      const { payload } = await jwtVerify(form.get('assertion') ?? '', publicKey, {
        algorithms: ['RS256'],
        issuer: email,
        audience: `${service.url}/token`,
        requiredClaims: ['exp', 'iat'],
      })
      if (payload['scope'] !== 'https://www.googleapis.com/auth/firebase.messaging') throw new Error('another scope')
    } catch {
      return { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } }
    }
    const bearer = randomBytes(16).toString('hex')
    bearers.add(bearer)
    tokensGiven++
    return { status: 200, body: { access_token: bearer, expires_in: 3_599, token_type: 'Bearer' } }
  }

  const send = (text: string): ServedAnswer => {
    const { message } = JSON.parse(text) as { message: FcmMessage }
    if (Buffer.byteLength(JSON.stringify({ ...message.notification, ...message.data })) > 4_096)
      return fault(400, 'INVALID_ARGUMENT', 'Message is too big')
    const registration = registrations.get(message.token)
    if (registration === undefined)
      return fault(400, 'INVALID_ARGUMENT', 'The registration token is not a valid FCM registration token')
    if (registration === 'GONE') return fault(404, 'UNREGISTERED', 'Requested entity was not found.')
    received.push(message)
    return { status: 200, body: { name: `projects/${project}/messages/${received.length}` } }
  }

  const service = await startHttpService(({ method, path, headers, body }) => {
    if (method === 'POST' && path === '/token') return token(new URLSearchParams(body.toString()))
    if (method !== 'POST' || path !== `/v1/projects/${project}/messages:send`) return { status: 404 }
    if (!bearers.has(headers.authorization?.replace('Bearer ', '') ?? ''))
      return fault(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.')
    return send(body.toString())
  })
  return {
    ...service,
    received,
    /** What Google's console gives as a file. */
    account: {
      project_id: project,
      client_email: email,
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      token_uri: `${service.url}/token`,
    },
    register() {
      const registration = `${randomBytes(16).toString('base64url')}:${randomBytes(48).toString('base64url')}`
      registrations.set(registration, 'GOOD')
      return registration
    },
    /** The app was removed from the device. */
    unregister: (registration: string) => void registrations.set(registration, 'GONE'),
    revokeTokens: () => bearers.clear(),
    tokensGiven: () => tokensGiven,
  }
}

const fault = (status: number, code: string, message: string): ServedAnswer => ({
  status,
  body: {
    error: {
      code: status,
      message,
      status: code === 'UNREGISTERED' ? 'NOT_FOUND' : code,
      details: [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode: code }],
    },
  },
})
