import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOST, httpsServer, type HttpsServer } from '../../test/https.ts'
import { isPublicAddress } from './public-address.ts'
import { post } from './post.ts'
import { publicAgent, type PublicAgentOptions } from './public-agent.ts'
import { publicUrl } from './public-url.ts'

let server: HttpsServer
beforeAll(async () => {
  server = await httpsServer((_request, response) => void response.end('here'))
})
afterAll(() => server[Symbol.asyncDispose]())

/** By line: each is a way to say an address, or a name, that nobody from outside may send us to. */
const SPELLINGS = `
  127.0.0.1 127.1 127.0.1 127.255.255.254 2130706433 0x7f000001 0x7f.1 0x7f.0.0.1 017700000001 0177.0.0.1 0177.1
  127.0x0.0.01 0x7F.0x0.0x0.0x1 127.0.0.1. 00000177.0.0.1
  １２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 127．0．0．1 127｡0｡0｡1 %31%32%37.0.0.1 127%2e0%2e0%2e1 127.0.0.%31
  0 0.0.0.0 0x0 00 0.1.2.3 [::] 255.255.255.255
  [::1] [0:0:0:0:0:0:0:1] [0000::0001] [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [::127.0.0.1]
  [::ffff:0:127.0.0.1] [2002:7f00:1::] [2002:a00:1::1] [2001:0:7f00:1::] [2001::1] [64:ff9b::127.0.0.1]
  [64:ff9b::a9fe:a9fe] [64:ff9b:1::1] [2a00:1450::5efe:10.0.0.1] [::1%25lo] [fe80::1%25eth0] [fe80::1%eth0]
  10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.254 192.168.1.1 0xc0a80101 3232235777 012.0.0.1 169.254.169.254
  2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.170.2 100.64.0.1 100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.1
  192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 [fc00::1] [fd00:ec2::254] [fe80::1] [fec0::1]
  [ff02::1] [100::1] [2001:db8::1] [3fff::1] [5f00::1]
  localhost LOCALHOST localhost. foo.localhost ｌｏｃａｌｈｏｓｔ localhost.localdomain redis postgres metadata.google.internal
  printer.local nas.home.arpa db.corp
`
  .trim()
  .split(/\s+/)

const reach = (url: string, options: PublicAgentOptions) => {
  const agent = publicAgent({
    ports: [server.port],
    forTests: { ca: server.reach.forTests?.ca ?? '', loopback: false },
    ...options,
  })
  return post(agent, url, { headers: {}, body: '{}', timeoutMs: 5_000, answerBytes: 10 }).finally(() => void agent.destroy())
}
/** The system's own way: it knows this machine, and also reads addresses that are spelt oddly. */
const bySystem = async (name: string) => (await lookup(name, { all: true })).map(({ address }) => address)

describe('what somebody else has us call', () => {
  test(`is not private, however it is spelt: ${SPELLINGS.length} spellings make 0 connections`, async () => {
    expect(new Set(SPELLINGS).size).toBe(SPELLINGS.length)
    expect(SPELLINGS.length).toBeGreaterThan(90)
    const own = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ address }) => !isPublicAddress(address))
      .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address))
    const before = server.connections()
    for (const host of [...SPELLINGS, ...own]) {
      const url = `https://${host}:${server.port}/`
      expect(publicUrl(url, [server.port]), host).toHaveProperty('fault')
      await expect(reach(url, { resolve: bySystem }), host).rejects.toThrow()
    }
    expect(server.connections()).toBe(before)
  })

  test('is where the name leads at the connection: private addresses among others, and names that change, make 0 connections', async () => {
    const before = server.connections()
    for (const found of [
      ['127.0.0.1'],
      ['::1'],
      ['8.8.8.8', '127.0.0.1'],
      ['127.0.0.1', '8.8.8.8'],
      ['::ffff:127.0.0.1'],
      ['10.0.0.1'],
      ['nonsense'],
      [],
    ])
      await expect(reach(server.url, { resolve: () => Promise.resolve(found) }), found.join()).rejects.toThrow()
    expect(server.connections()).toBe(before)
    // It was public when it was asked for first, and is asked for again at each connection.
    let asked = 0
    const flips = () => Promise.resolve(asked++ === 0 ? ['127.0.0.1'] : ['10.0.0.1'])
    const agent = publicAgent({ ...server.reach, resolve: flips })
    const send = () => post(agent, server.url, { headers: { connection: 'close' }, body: '', timeoutMs: 5_000, answerBytes: 9 })
    expect((await send()).status).toBe(200)
    await expect(send()).rejects.toMatchObject({ code: 'NOT_PUBLIC' })
    expect([asked, server.connections()]).toEqual([2, before + 1])
    await agent.destroy()
  })

  test('is reached where it is public; the switch of tests opens loopback and nothing else', async () => {
    const before = server.connections()
    expect(await reach(server.url, server.reach)).toMatchObject({ status: 200, head: 'here' })
    expect(server.connections()).toBe(before + 1)
    for (const found of ['10.0.0.1', '169.254.169.254', '::ffff:127.0.0.1', '0.0.0.0', '::'])
      await expect(reach(server.url, { ...server.reach, resolve: () => Promise.resolve([found]) }), found).rejects.toMatchObject({
        code: 'NOT_PUBLIC',
      })
    for (const url of [`http://${HOST}:${server.port}/`, `https://${HOST}/`])
      await expect(reach(url, server.reach)).rejects.toMatchObject({ code: 'NOT_PUBLIC' })
    for (const address of [
      '8.8.8.8',
      '1.1.1.1',
      '172.32.0.1',
      '192.0.1.1',
      '2606:4700::1111',
      '2a00:1450:4001:800::200e',
      '64:ff9b::8.8.8.8',
    ])
      expect(isPublicAddress(address), address).toBe(true)
  })

  test('has HTTPS, a usual port, no name or password, and no fragment', () => {
    expect(publicUrl('https://example.org/hooks?a=1')).toMatchObject({ url: { href: 'https://example.org/hooks?a=1' } })
    expect(publicUrl('https://Bücher.example:8443')).toMatchObject({ url: { hostname: 'xn--bcher-kva.example' } })
    for (const url of [
      '',
      'example.org',
      '//example.org',
      'http://example.org',
      'ftp://example.org',
      'file:///etc/passwd',
      'https://',
      'https:///x',
      'https://example.org:22',
      'https://example.org:6379',
      'https://me@example.org',
      'https://me:secret@example.org',
      'https://example.org#x',
      'javascript:alert(1)',
      `https://example.org/${'x'.repeat(2_048)}`,
    ])
      expect(publicUrl(url), url).toHaveProperty('fault')
  })

  test('that sends us elsewhere is not followed', async () => {
    const target = server.connections()
    await using elsewhere = await httpsServer((_request, response) => void response.writeHead(307, { location: server.url }).end())
    const options = { ...elsewhere.reach, ports: [elsewhere.port, server.port] }
    expect((await reach(elsewhere.url, options)).status).toBe(307)
    expect(server.connections()).toBe(target)
  })

  test('is cut off where its answer has no end, or takes too long', async () => {
    let closed = 0
    await using endless = await httpsServer((request, response) => {
      response.on('close', () => closed++)
      if (request.url === '/silent') return
      response.writeHead(200)
      const more = () =>
        void (response.destroyed || response.write('x'.repeat(request.url === '/drip' ? 1 : 65_536), () => setImmediate(more)))
      if (request.url === '/drip') response.write('x')
      else more()
    })
    const agent = publicAgent(endless.reach)
    const send = (path: string, timeoutMs: number) =>
      post(agent, new URL(path, endless.url), { headers: {}, body: '', timeoutMs, answerBytes: 1_024 })
    const flood = await send('/flood', 30_000)
    expect([flood.status, flood.head.length]).toEqual([200, 1_024])
    // It had said that all is well before it began to drip.
    expect(await send('/drip', 300)).toMatchObject({ status: 200, head: 'x' })
    // Whoever drips holds nothing for the whole time.
    const dripped = await send('/drip', 60_000)
    expect(dripped).toMatchObject({ status: 200, head: 'x' })
    expect(dripped.ms).toBeLessThan(30_000)
    await expect(send('/silent', 300)).rejects.toMatchObject({ name: 'TimeoutError' })
    await expect.poll(() => closed).toBe(4)
    await agent.destroy()
  })
})
