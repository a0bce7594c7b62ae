import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Account } from 'oidc-provider'

/** What an issuer knows of a person. */
export interface Person {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

/** A real issuer on a free port of this machine. Whoever comes to its page is signed in at once as the person of the moment. */
export async function startIssuer(redirectUris: string[]) {
  const people = new Map<string, Person>()
  let present: Person = { sub: 'nobody' }
  const answer: { to?: (req: IncomingMessage, res: ServerResponse) => void } = {}
  const server = createServer((req, res) => answer.to?.(req, res)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'evergraph', client_secret: 'a secret of the issuer', redirect_uris: redirectUris }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    findAccount: (_ctx, id): Account => ({ accountId: id, claims: () => ({ ...people.get(id), sub: id }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const listener = provider.callback()
  let codes = 0
  answer.to = (req, res) => {
    if (req.url === '/token') codes++
    if (req.url !== '/interaction') return void listener(req, res)
    void provider.interactionFinished(req, res, { login: { accountId: present.sub, remember: false } })
  }
  return {
    issuer,
    /** How often a code was brought to it. */
    codes: () => codes,
    /** A browser in which a person signs in: where it ends up, without its asking there. */
    async visit(url: string, person: Person): Promise<string> {
      present = person
      people.set(person.sub, person)
      const cookies = new Map<string, string>()
      let at = url
      for (let steps = 0; steps < 10 && at.startsWith(issuer); steps++) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
        for (const set of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
          cookies.set(name, value)
        }
        const next = response.headers.get('location')
        if (next === null) throw new Error(`the issuer answers ${response.status}: ${await response.text()}`)
        at = new URL(next, at).href
      }
      return at
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
