import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createHash } from 'node:crypto'
import { Script } from 'node:vm'
import { buildSchema, parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXPLORER_TABS } from './explorer-operations.ts'
import type { TokenUser } from '#lib/auth.ts'
import { explorerDoor, explorerLogin, type ExplorerLogin } from './explorer-page.ts'
import { roleOperations } from './role-operations.ts'
import { bearer, startGateway, type Gateway } from '../fixtures/kit.ts'

let gateway: Gateway
let page: Response
let html: string
beforeAll(async () => {
  gateway = await startGateway()
  page = await fetch(gateway.url, { headers: { accept: 'text/html' } })
  html = await page.text()
})
afterAll(() => gateway[Symbol.asyncDispose]())

describe('the explorer’s page', () => {
  test('comes whole from here, and its policy lets in nothing foreign', () => {
    expect(html).toContain('YogaGraphiQL.renderYogaGraphiQL(')
    expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)=["']?https?:/)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).not.toMatch(/https?:|unsafe-(?:eval|hashes)|script-src[^;]*unsafe/)
  })

  test('has a form to sign in, and every script of it is the policy’s', () => {
    expect(html).toMatch(/<form id="sign-in">[^]*type="email"[^]*type="password"/)
    const scripts = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text = '']) => text)
    expect(scripts).toHaveLength(2)
    for (const text of scripts) {
      const hash = createHash('sha256').update(text).digest('base64')
      expect(page.headers.get('content-security-policy')).toContain(`'sha256-${hash}'`)
    }
    // What the browser runs is plain JavaScript.
    expect(() => new Script(scripts[0] ?? 'nothing(')).not.toThrow()
  })

  test('streams subscriptions over HTTP, where each is signed as all else is, and stores no token', () => {
    const options = JSON.parse(/querySelector\('#root'\),\s*(\{.*\}),\s*\);/.exec(html)?.[1] ?? 'null') as Record<string, unknown>
    expect(options).toMatchObject({ subscriptionsProtocol: 'GRAPHQL_SSE', shouldPersistHeaders: false, defaultTabs: EXPLORER_TABS })
  })

  test('is held once, however many load it and do not read', async () => {
    const { hostname, port } = new URL(gateway.url)
    const before = process.memoryUsage().arrayBuffers
    const clients = Array.from({ length: 20 }, () => connect(Number(port), hostname))
    await Promise.all(
      clients.map(async (client) => {
        client.write('GET /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n')
        await once(client, 'readable')
      }),
    )
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5 * html.length)
    for (const client of clients) client.destroy()
  })

  test('is there again after a reload, which has the operation in its address', async () => {
    const url = `${gateway.url}?query=${encodeURIComponent('mutation { rename(input: { id: "1", name: "x" }) { id } }')}`
    expect((await fetch(url, { headers: { accept: 'text/html' } })).headers.get('content-type')).toContain('text/html')
  })
})

describe('where the explorer is for staff', () => {
  let closed: Gateway
  beforeAll(async () => {
    closed = await startGateway({ env: { NODE_ENV: 'production' } })
  })
  afterAll(() => closed[Symbol.asyncDispose]())
  const open = async (headers: Record<string, string> = {}) => {
    const answer = await fetch(closed.url, { headers: { accept: 'text/html', ...headers } })
    return { status: answer.status, policy: answer.headers.get('content-security-policy') ?? '', text: await answer.text() }
  }
  const scriptsOf = (text: string) => [...text.matchAll(/<script>([^]*?)<\/script>/g)].map(([, each = '']) => each)
  const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

  test('others get a form to sign in and nothing that tells of the graph; staff get the explorer', async () => {
    const stranger = await open()
    expect(stranger.status).toBe(200)
    expect(stranger.text).toMatch(/<form id="sign-in">/)
    expect(stranger.text.length).toBeLessThan(20_000)
    expect(stranger.text).not.toContain('renderYogaGraphiQL')
    for (const { title } of roleOperations()) expect(stranger.text).not.toContain(`>${title}</option>`)
    for (const { query } of EXPLORER_TABS) expect(stranger.text).not.toContain(JSON.stringify(query).slice(1, 60))
    const driver = await open({ authorization: await bearer({ roles: ['DRIVER', 'OPERATOR'] }) })
    expect([driver.status, driver.text]).toEqual([403, stranger.text])
    const partner = await open({ authorization: await bearer({ roles: ['PARTNER'] }) })
    expect([partner.status, partner.text.includes('renderYogaGraphiQL')]).toEqual([200, true])
    // The first page becomes the second one, under the policy that it came with.
    for (const script of [...scriptsOf(stranger.text), ...scriptsOf(partner.text)])
      expect(stranger.policy).toContain(hashOf(script))
    for (const script of scriptsOf(stranger.text)) expect(() => new Script(script)).not.toThrow()
  })

  /** A browser at that page, in which somebody has signed in. */
  async function browserOf(roles: TokenUser['roles']) {
    const login: ExplorerLogin = {
      displayName: 'Noor',
      roles,
      accessToken: (await bearer({ roles })).replace('Bearer ', ''),
      accessTokenExpiresAt: new Date(Date.now() + 900_000).toISOString(),
      refreshToken: 'one',
    }
    const stored = new Map([['evergraph-explorer', JSON.stringify(login)]])
    const elements = { 'sign-in': { addEventListener: () => undefined }, fault: { textContent: '' } }
    const written: string[] = []
    // What the page uses of a browser.
    const browser = {
      fetch,
      sessionStorage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => void stored.set(key, value),
        removeItem: (key: string) => void stored.delete(key),
      },
      document: {
        location: { href: closed.url },
        getElementById: (id: keyof typeof elements) => elements[id],
        open: () => undefined,
        write: (text: string) => void written.push(text),
        close: () => undefined,
      },
    } as unknown as Parameters<typeof explorerDoor>[2]
    await explorerDoor(closed.url, explorerLogin, browser)
    return { written, stored, fault: elements.fault.textContent }
  }

  test('the page becomes the explorer for staff who have signed in, and says so to others', async () => {
    const { written } = await browserOf(['ADMIN'])
    expect(written.join('')).toContain('renderYogaGraphiQL')
    const driver = await browserOf(['DRIVER'])
    expect(driver.written).toEqual([])
    expect(driver.fault).toBe('The explorer is for administrators and partners.')
    expect(driver.stored.size).toBe(0)
  })
})

describe('the explorer’s operations', () => {
  const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'))

  for (const { query, variables } of EXPLORER_TABS) {
    const document = parse(query)
    const [definition] = document.definitions
    const name = definition?.kind === 'OperationDefinition' ? (definition.name?.value ?? '') : ''

    test(`${name} is one of the graph, has its variables, and fits an editor of a screen of 1,500 pixels`, () => {
      expect(validate(schema, document)).toEqual([])
      const wanted = definition?.kind === 'OperationDefinition' ? definition.variableDefinitions : []
      expect(Object.keys(JSON.parse(variables || '{}') as object)).toEqual(wanted?.map(({ variable }) => variable.name.value))
      for (const line of `${query}\n${variables}`.split('\n')) expect(line.length).toBeLessThanOrEqual(62)
    })
  }

  test.each(roleOperations())(
    'the example of the $role, $title, is one of the graph and says its variables',
    ({ title, query }) => {
      const document = parse(query)
      const [definition] = document.definitions
      expect(validate(schema, document)).toEqual([])
      const wanted = definition?.kind === 'OperationDefinition' ? (definition.variableDefinitions ?? []) : []
      for (const { variable } of wanted) expect(query).toContain(`#   "${variable.name.value}": `)
      expect(html).toContain(`>${title}</option>`)
    },
  )

  test('are there for each role', () => {
    const roles = ['driver', 'payer', 'operator', 'partner', 'admin', 'reviewer', 'treasurer', 'compliance']
    expect([...new Set(roleOperations().map(({ role }) => role))]).toEqual(roles)
  })

  test('are a driver’s way from sign-in to rewards, in tabs that fit side by side', () => {
    const names = EXPLORER_TABS.map(({ query }) => /(?:query|mutation|subscription) (\w+)/.exec(query)?.[1] ?? '')
    expect(names).toEqual(expect.arrayContaining(['SignIn', 'Nearest', 'StartCharging', 'WatchSession', 'StopCharging', 'Rewards']))
    expect(names.join('').length).toBeLessThan(100)
  })
})

describe('the explorer’s login', () => {
  /** A page over a graph that answers `me` and these sign-ins. */
  async function openPage({ answers = {}, kept }: { answers?: Record<string, () => object>; kept?: ExplorerLogin } = {}) {
    const storage = new Map<string, string>(kept ? [['evergraph-explorer', JSON.stringify(kept)]] : [])
    const shown: (ExplorerLogin | null)[] = []
    const asked: string[] = []
    const login = explorerLogin({
      endpoint: gateway.url,
      fetch: (url, init) => {
        const body = typeof init?.body === 'string' ? init.body : ''
        const name = Object.keys(answers).find((each) => body.includes(`{ ${each}(`))
        asked.push(name ?? 'graph')
        return name ? Promise.resolve(Response.json(answers[name]?.())) : fetch(url, init)
      },
      storage: {
        getItem: (key) => storage.get(key) ?? null,
        setItem: (key, value) => void storage.set(key, value),
        removeItem: (key) => void storage.delete(key),
      },
      changed: (next) => void shown.push(next),
    })
    const me = async (headers: Record<string, string> = {}): Promise<unknown> => {
      const all = { 'content-type': 'application/json', ...headers }
      const response = await login.fetch(gateway.url, { method: 'POST', headers: all, body: '{"query":"{ me }"}' })
      return ((await response.json()) as { data: { me: unknown } }).data.me
    }
    return { login, storage, shown, asked, me }
  }
  const user = { displayName: 'Noor', roles: ['DRIVER'] }
  const tokens = async (userId: string, seconds = 900) => ({
    accessToken: (await bearer({ userId })).replace('Bearer ', ''),
    accessTokenExpiresAt: new Date(Date.now() + seconds * 1000).toISOString(),
    refreshToken: `of ${userId}`,
  })
  const [noor, sanne] = ['01a1fc37-0000-7000-8000-000000000001', '01a1fc37-0000-7000-8000-000000000002']

  test('signs what is fetched once somebody has signed in, until they sign out', async () => {
    const login = await tokens(noor)
    const signIn = () => ({ data: { signIn: { user, login } } })
    const page = await openPage({ answers: { signIn, signOut: () => ({ data: { signOut: { signedOut: true } } }) } })
    expect(await page.me()).toBe('anonymous')
    await page.login.signIn('noor@example.org', 'password')
    expect(await page.me()).toBe(noor)
    expect(page.shown).toMatchObject([user])
    await page.login.signOut()
    expect([await page.me(), page.shown.at(-1), page.storage.size]).toEqual(['anonymous', null, 0])
  })

  test('a token in the headers editor counts first', async () => {
    const page = await openPage({ kept: { ...user, ...(await tokens(noor)) } })
    expect(await page.me({ Authorization: await bearer({ userId: sanne }) })).toBe(sanne)
    expect(await page.me()).toBe(noor)
  })

  test('a token that ends soon is renewed first, once for all requests', async () => {
    const login = await tokens(sanne)
    const refreshLogin = () => ({ data: { refreshLogin: { user, login } } })
    const page = await openPage({ answers: { refreshLogin }, kept: { ...user, ...(await tokens(noor, 10)) } })
    expect(await Promise.all([page.me(), page.me(), page.me()])).toEqual([sanne, sanne, sanne])
    expect(page.asked.filter((name) => name === 'refreshLogin')).toHaveLength(1)
  })

  test('a login that has ended leaves a page that works, signed out', async () => {
    const refreshLogin = () => ({ errors: [{ message: 'Sign in again.' }] })
    const ending = await openPage({ answers: { refreshLogin }, kept: { ...user, ...(await tokens(noor, 10)) } })
    expect([await ending.me(), ending.storage.size]).toEqual(['anonymous', 0])
    const refused = await openPage({ kept: { ...user, ...(await tokens(noor)), accessToken: 'of-another-platform' } })
    expect([await refused.me(), refused.shown]).toEqual(['anonymous', [null]])
  })

  test('a sign-in that is refused says why', async () => {
    const page = await openPage({ answers: { signIn: () => ({ errors: [{ message: 'The password is wrong.' }] }) } })
    await expect(page.login.signIn('noor@example.org', 'x')).rejects.toThrow('The password is wrong.')
  })
})
