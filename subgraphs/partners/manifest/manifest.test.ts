import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GATEWAY, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import { newPartner, testPartners, type TestPartners } from '../partners.fixture.ts'

let box: TestPartners
beforeAll(async () => {
  box = await testPartners()
})
afterAll(() => box[Symbol.asyncDispose]())

const hashOf = (body: string) => createHash('sha256').update(body).digest('hex')
/** As the codegen writes it. */
const codegen = (...bodies: string[]) => Object.fromEntries(bodies.map((body) => [`sha256:${hashOf(body)}`, body]))
/** As Apollo's tool writes it. */
const apollo = (...operations: { name: string; type: string; body: string; id?: string }[]) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: operations.map((operation) => ({ id: hashOf(operation.body), ...operation })),
})
const ME = 'query Me { me { id } }'
const ME_AGAIN = 'query Me { me { id displayName } }'
const STATIONS = 'query Stations { stations(first: 2) { edges { node { id } } } }'

const MANIFEST = '{ manifest { version state operationCount operations { edges { node { name kind hash body } } } } }'
interface Shown {
  version: string
  state: string
  operationCount: number
  operations: { edges: { node: { name: string; kind: string; hash: string; body: string } }[] }
}
const run = (name: string) => (caller: Caller, clientId: string, version: string, manifest?: object) =>
  box.change<{ manifest: Shown }>(caller, name, MANIFEST, { clientId, version, ...(manifest && { manifest }) })
const upload = run('uploadApiManifest')
const activate = run('activateApiManifest')
const retire = run('retireApiManifest')

/** What the gateway finds. */
async function found(clientId: string, hash: string, version?: string) {
  const query = `query ($clientId: UUID!, $hash: String!, $version: String) {
    gatewayOperation(clientId: $clientId, hash: $hash, version: $version) { outcome version name kind body } }`
  const { data } = await box.ask<{ gatewayOperation: Record<string, string | null> }>(GATEWAY, query, { clientId, hash, version })
  return data?.gatewayOperation
}
const outcome = async (...given: Parameters<typeof found>) => (await found(...given))?.['outcome']

async function newClient() {
  const partner = newPartner()
  return { partner, id: (await box.create(partner)).client.id }
}

describe('a manifest', () => {
  test("is uploaded as the codegen writes it: our own partner's is", async () => {
    const { partner, id } = await newClient()
    const file = new URL('../../../clients/partner/generated/persisted-documents.json', import.meta.url)
    const documents = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>
    const { data } = await upload(partner, id, '1.0.0', documents)
    const shown = data?.['uploadApiManifest']?.manifest
    expect(shown).toMatchObject({ version: '1.0.0', state: 'UPLOADED', operationCount: Object.keys(documents).length })
    for (const { node } of shown?.operations.edges ?? []) expect(documents[`sha256:${node.hash}`]).toBe(node.body)
  })

  test("is uploaded as Apollo's tool writes it", async () => {
    const { partner, id } = await newClient()
    const watch = 'subscription Watch { favouritesUpdated { id } }'
    const manifest = apollo({ name: 'Watch', type: 'subscription', body: watch }, { name: 'Me', type: 'query', body: ME })
    const { data } = await upload(partner, id, '1', manifest)
    expect(data?.['uploadApiManifest']?.manifest.operations.edges.map(({ node }) => [node.name, node.kind])).toEqual([
      ['Me', 'QUERY'],
      ['Watch', 'SUBSCRIPTION'],
    ])
  })

  test.each<[string, object, (string | number)[]]>([
    ['no operation', {}, []],
    ['a forged hash', { [`sha256:${hashOf(ME)}`]: ME_AGAIN }, [`sha256:${hashOf(ME)}`]],
    ['a hash in capitals', { [hashOf(ME).toUpperCase()]: ME }, [hashOf(ME).toUpperCase()]],
    ['a body that is no text', { [hashOf(ME)]: 1 }, [hashOf(ME)]],
    ['no GraphQL', codegen('query Me { '), [`sha256:${hashOf('query Me { ')}`]],
    ['two operations in a document', codegen(`${ME} query Other { me { id } }`), [expect.any(String) as string]],
    ['an operation without a name', codegen('{ me { id } }'), [expect.any(String) as string]],
    [
      'a name that no call can be counted by',
      codegen(`query ${'N'.repeat(PARTNERS_LIMITS.manifest.nameCharacters + 1)} { me { id } }`),
      [expect.any(String) as string],
    ],
    ['two operations with one name', codegen(ME, ME_AGAIN), [`sha256:${hashOf(ME_AGAIN)}`]],
    ['fields that the graph has not', codegen('query Me { me { nonsense } }'), [expect.any(String) as string]],
    [
      'fields for the gateway alone',
      codegen('query Me { gatewayClient(keyHash: "x") { clientId } }'),
      [expect.any(String) as string],
    ],
    ['the character 0', codegen('query Me { me { id } } #\0'), [expect.any(String) as string]],
    [
      'a document too large',
      codegen(`${ME}${' '.repeat(PARTNERS_LIMITS.manifest.bodyCharacters)}`),
      [expect.any(String) as string],
    ],
    ['too many tokens', codegen(`query Me { ${'me { id } '.repeat(1_001)} }`), [expect.any(String) as string]],
    ['another format', { ...apollo({ name: 'Me', type: 'query', body: ME }), format: 'mine' }, ['format']],
    ['another version of the format', { ...apollo(), version: 2 }, ['version']],
    ['no list', { ...apollo(), operations: {} }, ['operations']],
    ['no operation in its list', { ...apollo(), operations: [null] }, ['operations', 0]],
    ['another name', apollo({ name: 'You', type: 'query', body: ME }), ['operations', 0, 'name']],
    ['another type', apollo({ name: 'Me', type: 'mutation', body: ME }), ['operations', 0, 'type']],
    ['an id of its own', apollo({ name: 'Me', type: 'query', body: ME, id: 'my-id' }), ['operations', 0]],
    [
      'too many',
      codegen(...Array.from({ length: PARTNERS_LIMITS.manifest.operations + 1 }, (_, i) => `query Q${i} { me { id } }`)),
      [],
    ],
  ])('with %s is refused, and the fault is named', async (_what, manifest, path) => {
    const { partner, id } = await newClient()
    const answer = await upload(partner, id, '1', manifest)
    expect(fault(answer)).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'manifest', ...path] })
    expect(await box.db.selectFrom('manifest').select('id').where('client_id', '=', id).execute()).toEqual([])
  })

  test('is refused for all of its faults at once, each at its operation, and for no more than some', async () => {
    const { partner, id } = await newClient()
    const faultsOf = async (manifest: object) => {
      const { errors } = await upload(partner, id, '1', manifest)
      return (errors?.[0]?.extensions?.['issues'] ?? []) as { path: (string | number)[]; message: string }[]
    }
    const written = apollo(
      { name: 'Me', type: 'query', body: ME },
      { name: 'You', type: 'query', body: ME },
      { name: 'Torn', type: 'query', body: 'query Torn { ' },
    )
    expect((await faultsOf(written)).map(({ path }) => path.slice(2))).toEqual([
      ['operations', 1, 'name'],
      ['operations', 2],
    ])
    const strange = await faultsOf(codegen(ME, 'query A { nothing }', 'query B { neither }'))
    expect(strange.map(({ message }) => message.slice(0, 25))).toEqual(['A does not fit the graph:', 'B does not fit the graph:'])
    const { faults } = PARTNERS_LIMITS.manifest
    const many = Array.from({ length: faults + 5 }, (_, n) => `query Q${n} { nothing }`)
    expect(await faultsOf(codegen(...many))).toHaveLength(faults)
    expect(await faultsOf(Object.fromEntries(many.map((body) => [body, body])))).toHaveLength(faults)
  })

  test('is uploaded once: the same again changes nothing, another under its name is refused, also at once', async () => {
    const { partner, id } = await newClient()
    const answers = await Promise.all(
      [codegen(ME, STATIONS), codegen(STATIONS, ME), codegen(ME_AGAIN), codegen(ME, STATIONS)].map((manifest) =>
        upload(partner, id, '1', manifest),
      ),
    )
    const refused = answers.filter((answer) => fault(answer).code === 'VERSION_TAKEN')
    expect([1, 3]).toContain(refused.length)
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(4 - refused.length)
  })

  test('is activated, replaced while the old one is served on, activated again, and retired', async () => {
    const { partner, id } = await newClient()
    await upload(partner, id, '1', codegen(ME, STATIONS))
    await upload(partner, id, '2', codegen(ME_AGAIN, STATIONS))
    expect(await outcome(id, hashOf(ME))).toBe('UNKNOWN_OPERATION')
    expect(await outcome(id, hashOf(ME), '1')).toBe('NOT_ACTIVATED')

    await activate(partner, id, '1')
    expect(await found(id, hashOf(ME))).toEqual({ outcome: 'FOUND', version: '1', name: 'Me', kind: 'QUERY', body: ME })
    expect((await activate(partner, id, '2')).data?.['activateApiManifest']?.manifest.state).toBe('ACTIVE')
    expect(await found(id, hashOf(STATIONS))).toMatchObject({ version: '2' })
    // Programs of the old version are still in use.
    expect(await found(id, hashOf(ME))).toMatchObject({ outcome: 'FOUND', version: '1' })
    expect(await found(id, hashOf(STATIONS), '1')).toMatchObject({ outcome: 'FOUND', version: '1' })
    expect(await outcome(id, hashOf(ME), '2')).toBe('UNKNOWN_OPERATION')

    await activate(partner, id, '1')
    expect(fault(await retire(partner, id, '1')).code).toBe('CONFLICT')
    for (let i = 0; i < 2; i++) expect((await retire(partner, id, '2')).data?.['retireApiManifest']?.manifest.state).toBe('RETIRED')
    expect(await outcome(id, hashOf(ME_AGAIN), '2')).toBe('RETIRED')
    expect(await outcome(id, hashOf(ME_AGAIN))).toBe('UNKNOWN_OPERATION')
    expect(fault(await activate(partner, id, '2')).code).toBe('VERSION_RETIRED')
    expect(fault(await activate(partner, id, '3'))).toEqual({ code: 'NOT_FOUND', path: ['input', 'version'] })
    expect(await box.said('partners.manifest.changed', id)).toEqual(
      ['1', '2', '1', '2', '1', '2'].map((version) => ({ clientId: id, version })),
    )
  })

  test('has one active version, however many are activated at once', async () => {
    const { partner, id } = await newClient()
    const versions = ['1', '2', '3', '4']
    for (const version of versions) await upload(partner, id, version, codegen(ME))
    await Promise.all(versions.map((version) => activate(partner, id, version)))
    const active = await box.db
      .selectFrom('manifest')
      .select('version')
      .where('client_id', '=', id)
      .where('active', '=', true)
      .execute()
    expect(active).toHaveLength(1)
  })

  test('serves no operation to another client, and is not found by it', async () => {
    const [one, other] = [await newClient(), await newClient()]
    for (const { partner, id } of [one]) {
      await upload(partner, id, '1', codegen(ME))
      await activate(partner, id, '1')
    }
    expect(await outcome(other.id, hashOf(ME))).toBe('UNKNOWN_OPERATION')
    expect(await outcome(other.id, hashOf(ME), '1')).toBe('UNKNOWN_VERSION')
    expect(await outcome(newId(), hashOf(ME))).toBe('UNKNOWN_OPERATION')
    for (const act of [upload, activate, retire])
      for (const id of [one.id, newId()])
        expect(fault(await act(other.partner, id, '1', act === upload ? codegen(ME) : undefined))).toEqual({
          code: 'NOT_FOUND',
          path: ['input', 'clientId'],
        })
  })

  test('shows what is other than in another version', async () => {
    const { partner, id } = await newClient()
    const gone = 'query Gone { me { id } }'
    const fresh = 'query Fresh { me { id } }'
    await upload(partner, id, '1', codegen(ME, STATIONS, gone))
    await upload(partner, id, '2', codegen(ME_AGAIN, STATIONS, fresh))
    const query = `query ($id: UUID!, $from: String) { apiClient(id: $id) { manifest(version: "2") { problems { operation }
      changes(from: $from) { added { name } removed { name } changed { before { hash } after { hash } } unchanged } } } }`
    const changes = async (caller: Caller, from?: string) => {
      type Data = { apiClient: { manifest: { changes: object | null; problems: object[] } } | null }
      return (await box.ask<Data>(caller, query, { id, from })).data?.apiClient?.manifest
    }
    const difference = {
      added: [{ name: 'Fresh' }],
      removed: [{ name: 'Gone' }],
      changed: [{ before: { hash: hashOf(ME) }, after: { hash: hashOf(ME_AGAIN) } }],
      unchanged: 1,
    }
    expect(await changes(partner)).toEqual({ changes: null, problems: [] })
    await activate(partner, id, '1')
    expect(await changes(partner)).toEqual({ changes: difference, problems: [] })
    expect(await changes(admin, '1')).toEqual({ changes: difference, problems: [] })
    expect(await changes(partner, '3')).toEqual({ changes: null, problems: [] })
    expect(await changes(newPartner())).toBeUndefined()
  })

  test('never changes: the database refuses it, and what is not the document of its hash', async () => {
    const { partner, id } = await newClient()
    await upload(partner, id, '1', codegen(ME))
    const { db } = box
    const document = { hash: Buffer.from(hashOf(ME_AGAIN), 'hex'), body: STATIONS }
    await expect(db.insertInto('document').values(document).execute()).rejects.toThrow('document_check')
    await expect(db.updateTable('manifest_operation').set({ name: 'Other' }).execute()).rejects.toThrow('permission denied')
    await expect(db.deleteFrom('document').execute()).rejects.toThrow('permission denied')
    await expect(
      db
        .updateTable('manifest')
        .set({ digest: Buffer.alloc(32) })
        .execute(),
    ).rejects.toThrow('permission denied')
  })
})

describe('what a hostile upload costs', () => {
  const { selections, repeats, partnerBytes } = PARTNERS_LIMITS.manifest
  const at = { code: 'BAD_USER_INPUT', path: ['input', 'manifest'] }
  // None of these fits the graph: that would be said, if it came to a look at the graph.
  const many = (count: number, body: string) => codegen(...Array.from({ length: count }, (_, n) => `query Q${n} { ${body} }`))

  test('is bounded before anything is checked against the graph: by document, and by all of them together', async () => {
    const { partner, id } = await newClient()
    const doubling = `query Q { ...F0 } ${Array.from({ length: 28 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F28 on Query { nothing }`
    const nested = `query Q { nothing(id: ${'['.repeat(1_900)}${']'.repeat(1_900)}) }`
    for (const body of [doubling, nested]) {
      const answer = await upload(partner, id, '1', codegen(body))
      expect(fault(answer).code).toBe('BAD_USER_INPUT')
      expect(answer.errors?.[0]?.message).not.toContain('does not fit the graph')
    }
    const spread = (n: number) => `...F ...F ...F ...F ...F ...F ...F ...F } fragment F on Query { ${'nothing other '.repeat(n)}`
    for (const manifest of [
      many(
        Math.ceil(selections / 300),
        `...F ...G } fragment F on Query { ${Array.from({ length: 150 }, (_, n) => `a${n}`).join(' ')} } fragment G on Query { ...F`,
      ),
      many(Math.ceil(repeats / 100), spread(7)),
    ]) {
      const answer = await upload(partner, id, '1', manifest)
      expect(fault(answer)).toEqual(at)
      expect(answer.errors?.[0]?.message).toContain('together')
    }
  })

  test('is bounded in bytes for all clients of a partner together, by the database, also for two at once', async () => {
    const partner = newPartner()
    const clients = [(await box.create(partner)).client.id, (await box.create(partner)).client.id]
    const bytes = Buffer.byteLength(ME)
    const [first] = clients
    await upload(partner, first ?? '', '1', codegen(ME))
    await box.asAdmin(`UPDATE partners.manifest_space SET bytes = ${partnerBytes - bytes} WHERE partner_id = '${partner.userId}'`)
    const answers = await Promise.all(clients.map((id) => upload(partner, id, '2', codegen(ME))))
    expect(answers.filter(({ data }) => data)).toHaveLength(1)
    expect(answers.flatMap((answer) => (answer.errors ? [fault(answer).code] : []))).toEqual(['MANIFEST_SPACE_USED_UP'])
    const other = await newClient()
    expect((await upload(other.partner, other.id, '1', codegen(ME))).errors).toBeUndefined()
  })
})
