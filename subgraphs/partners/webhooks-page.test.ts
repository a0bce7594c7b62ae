import { execFile, spawnSync } from 'node:child_process'
import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyWebhook } from '../../clients/sdk/webhook.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'

const run = promisify(execFile)
const page = readFileSync(new URL('WEBHOOKS.md', import.meta.url), 'utf8')
/** The page's only block in a language. */
const block = (language: string): string => {
  const found = [...page.matchAll(new RegExp('```' + language + '\n(.*?)```', 'gs'))].map(([, code = '']) => code)
  return found.length === 1 && found[0] !== undefined ? found[0] : expect.fail(`${found.length} blocks of ${language}`)
}
const has = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0

let folder: string
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Case {
  what: string
  headers: Record<string, string>
  body: string
  secret: string
  /** ERROR: it may also throw, for it is no fault of the request's. */
  expected: 'TRUE' | 'FALSE' | 'ERROR'
}

const secret = `whsec_${randomBytes(32).toString('base64')}`
const body = JSON.stringify({ type: 'webhook.test', data: { text: 'Straße' } })
/** Signed at the moment when it is asked for: a receiver looks at its clock. */
function cases(): Case[] {
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
  const headersOf = (signature: string, minutes = 0, secretOf = secret) => {
    const at = new Date(Date.now() + minutes * 60_000)
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signature.replace('MINE', new Webhook(secretOf).sign(id, at, body)),
    }
  }
  const seconds = String(Math.floor(Date.now() / 1_000))
  const ed25519 = sign(null, Buffer.from(`${id}.${seconds}.${body}`), generateKeyPairSync('ed25519').privateKey)
  const byNothing = createHmac('sha256', '').update(`${id}.${seconds}.${body}`).digest('base64')
  const good = headersOf('MINE')
  const of = (what: string, expected: Case['expected'], other: Partial<Case> = {}): Case => ({
    what,
    expected,
    headers: good,
    body,
    secret,
    ...other,
  })
  return [
    of('ours', 'TRUE'),
    of('the second of two', 'TRUE', { headers: headersOf('v1,AAAA MINE') }),
    of('beside one by Ed25519', 'TRUE', { headers: headersOf(`MINE v1a,${ed25519.toString('base64')}`) }),
    of('four minutes old', 'TRUE', { headers: headersOf('MINE', -4) }),
    of('a changed body', 'FALSE', { body: `${body} ` }),
    of('another secret', 'FALSE', { secret: `whsec_${randomBytes(32).toString('base64')}` }),
    of('another id', 'FALSE', { headers: { ...good, 'webhook-id': 'msg_2' } }),
    of('another time', 'FALSE', { headers: { ...good, 'webhook-timestamp': String(Number(good['webhook-timestamp']) + 1) } }),
    of('six minutes old', 'FALSE', { headers: headersOf('MINE', -6) }),
    of('six minutes early', 'FALSE', { headers: headersOf('MINE', 6) }),
    of('no time', 'FALSE', { headers: { ...good, 'webhook-timestamp': 'now' } }),
    of('a time beyond all', 'FALSE', { headers: { ...good, 'webhook-timestamp': '9'.repeat(5_000) } }),
    of('nothing signed', 'FALSE', { headers: { ...good, 'webhook-signature': '' } }),
    of('an empty signature', 'FALSE', { headers: { ...good, 'webhook-signature': 'v1,' } }),
    of('no ASCII', 'FALSE', { headers: { ...good, 'webhook-signature': 'v1,é' } }),
    of('Ed25519 as HMAC', 'FALSE', {
      headers: { ...good, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${ed25519.toString('base64')}` },
    }),
    of('another version', 'FALSE', { headers: { ...good, 'webhook-signature': good['webhook-signature'].replace('v1,', 'v2,') } }),
    of('no headers', 'FALSE', { headers: {} }),
    ...['whsec_', ''].map((none) =>
      of(`a secret that is not set (${none}), which everybody signs by`, 'ERROR', {
        headers: { ...good, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${byNothing}` },
        secret: none,
      }),
    ),
  ]
}

interface Language {
  name: string
  command: string
  version: string[]
  /** The file to run, which reads the cases and prints TRUE, FALSE or ERROR for each. */
  program: (code: string) => { file: string; text: string; args: (file: string) => string[] }
}

const LANGUAGES: readonly Language[] = [
  {
    name: 'ts',
    command: process.execPath,
    version: ['--version'],
    program: (code) => ({
      file: 'check.ts',
      text: `import { text } from 'node:stream/consumers'
${code.replace('@evergraph/sdk/webhook', new URL('../../clients/sdk/webhook.ts', import.meta.url).href).replace(/\n\n.*/s, '\n')}
for (const { headers, body, secret } of JSON.parse(await text(process.stdin))) {
  const request = new Request('http://127.0.0.1/', { method: 'POST', headers, body })
  process.env.WEBHOOK_SECRET = secret
  const found = await (async () => {
    ${code.replace(/^.*?\n\n/s, '')}
    return event.type === 'webhook.test' ? 'TRUE' : 'FALSE'
  })().catch((error) => (error.name === 'WebhookError' ? 'FALSE' : 'ERROR'))
  console.log(found)
}
`,
      args: (file) => [file],
    }),
  },
  {
    name: 'python',
    command: 'python3',
    version: ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'],
    program: (code) => ({
      file: 'check.py',
      text: `${code}
import json, sys
for one in json.load(sys.stdin):
    try:
        print("TRUE" if verify(one["headers"], one["body"].encode(), one["secret"]) else "FALSE")
    except ValueError:
        print("ERROR")
`,
      args: (file) => [file],
    }),
  },
  {
    name: 'go',
    command: 'go',
    version: ['version'],
    program: (code) => ({
      file: 'main.go',
      text:
        code.replace('package webhook', 'package main').replace('import (', 'import (\n\t"encoding/json"\n\t"fmt"\n\t"os"') +
        `
func main() {
	var cases []struct {
		Headers      map[string]string
		Body, Secret string
	}
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	for _, one := range cases {
		h := http.Header{}
		for name, value := range one.Headers {
			h.Set(name, value)
		}
		if Verify(h, []byte(one.Body), one.Secret) {
			fmt.Println("TRUE")
		} else {
			fmt.Println("FALSE")
		}
	}
}
`,
      args: (file) => ['run', file],
    }),
  },
  {
    name: 'php',
    command: 'php',
    version: ['--version'],
    program: (code) => ({
      file: 'check.php',
      text: `<?php
${code}
foreach (json_decode(file_get_contents('php://stdin'), true) as $one) {
    try {
        echo verify($one['headers'], $one['body'], $one['secret']) ? "TRUE\\n" : "FALSE\\n";
    } catch (InvalidArgumentException) {
        echo "ERROR\\n";
    }
}
`,
      args: (file) => [file],
    }),
  },
]

describe.each(LANGUAGES)('the code of the page in $name', ({ name, command, version, program }) => {
  test.skipIf(!has(command, ...version))('takes what is ours, and nothing else', async () => {
    const { file, text: source, args } = program(block(name))
    const path = join(folder, file)
    await writeFile(path, source)
    const given = cases()
    const running = run(command, args(path))
    running.child.stdin?.end(JSON.stringify(given))
    const found = (await running).stdout.trim().split('\n')
    const told = given.map(({ what, expected }, index) => ({
      what,
      // Where it may throw, it may also say no.
      found: expected === 'ERROR' && found[index] === 'FALSE' ? 'ERROR' : found[index],
    }))
    expect(told).toEqual(given.map(({ what, expected }) => ({ what, found: expected })))
  })
})

test.skipIf(!['openssl', 'xxd', 'curl', 'base64'].every((command) => has('sh', '-c', `command -v ${command}`)))(
  'the request that the page signs by a shell is taken by the SDK',
  async () => {
    const taken = Promise.withResolvers<unknown>()
    const server = createServer((request, response) => {
      const check = async () => verifyWebhook(request.headers, await text(request), secret)
      check()
        .then(taken.resolve, taken.reject)
        .finally(() => response.writeHead(204).end())
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const { port } = server.address() as AddressInfo
      await mkdir(join(folder, 'shell'), { recursive: true })
      const file = join(folder, 'shell', 'sign.sh')
      await writeFile(file, block('sh').replace('127.0.0.1:3000', `127.0.0.1:${port}`))
      await run('sh', ['-e', file], { env: { ...process.env, WEBHOOK_SECRET: secret } })
      expect(await taken.promise).toMatchObject({ type: 'webhook.test', sequence: 1, data: { text: 'Hello' } })
    } finally {
      server.close()
    }
  },
)
