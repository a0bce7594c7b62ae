import { gzipSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BOXES, type BoxName } from '#lib/boxes.ts'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { until } from '../../../test/until.ts'
import { PASSWORD, SIGN_IN, newDriver, refusalOf, testAccounts, type TestAccounts } from '../accounts.fixture.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { past } from '../past.ts'
import { pruneExports } from './export.queries.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts({ ACCOUNTS_LEAVING_MS: '50', ACCOUNTS_DELETION_GRACE_MS: '3600000' })
})
afterAll(() => accounts[Symbol.asyncDispose]())

const EXPORT = 'id readyAt bytes waitingFor missing'
const REQUEST = `mutation ($input: RequestPersonExportInput!) { requestPersonExport(input: $input) { export { ${EXPORT} } } }`
const DOWNLOAD = 'mutation ($input: DownloadPersonExportInput!) { downloadPersonExport(input: $input) { content next bytes } }'
const DELETION = '{ id state dueAt doneAt parts { part hold passes forgottenAt } }'
const DELETE = `mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { deletion ${DELETION} } }`
const CANCEL = `mutation { cancelAccountDeletion { deletion ${DELETION} } }`

interface Export {
  id: string
  readyAt: string | null
  bytes: number | null
  waitingFor: string[]
  missing: string[] | null
}
interface Deletion {
  userId: string
  id: string
  state: string
  parts: { part: string; hold: string | null; passes: boolean | null; forgottenAt: string | null }[]
}

const own = { password: PASSWORD }
const others = BOXES.map(({ name }) => name).filter((name): name is Exclude<BoxName, 'accounts'> => name !== 'accounts')
const wantExport = async (caller: Caller) =>
  (await accounts.ask<{ requestPersonExport: { export: Export } }>(caller, REQUEST, { input: own })).data?.requestPersonExport
    .export ?? expect.fail('no export')
const newest = async (caller: Caller) =>
  (await accounts.ask<{ personExport: Export | null }>(caller, `{ personExport { ${EXPORT} } }`)).data?.personExport
const leave = (caller: Caller, more: object = {}) =>
  accounts.ask<{ deleteAccount: { deletion: Deletion } }>(caller, DELETE, { input: { ...own, ...more } })
const leaving = async (caller: Caller) =>
  (await accounts.ask<{ accountDeletion: Deletion | null }>(caller, `{ accountDeletion ${DELETION} }`)).data?.accountDeletion

/** A box tells its part, in two pieces that come the wrong way round. */
async function tellPart(exportId: string, userId: string, box: string, lists: object) {
  const text = gzipSync(JSON.stringify({ about: `What ${box} has.`, lists })).toString('base64')
  const halves = [text.slice(0, 20), text.slice(20)]
  for (const number of [1, 0])
    await accounts.tell('person.part.told', `${exportId} ${box}`, {
      exportId,
      userId,
      box,
      number,
      pieces: 2,
      data: halves[number] ?? '',
    })
}

/** All other boxes judge the newest round of a deletion; one may have something against it. */
async function judge(userId: string, against: Partial<Record<string, { text: string; passes: boolean }>> = {}, of = others) {
  const proposed = await until(async () => (await accounts.said('accounts.deletion.proposed', userId)).at(-1))
  for (const box of of)
    await accounts.tell('person.leaving.judged', `${userId} ${box}`, { ...proposed, box, hold: against[box] ?? null })
  return proposed
}

test('an export is a ZIP of what every box has told, for its own user alone; within a day it is the same one', async () => {
  const { caller, userId, email } = await newDriver(accounts)
  const stranger = await newDriver(accounts)
  const asked = await Promise.all([wantExport(caller), wantExport(caller)])
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
  const { id } = asked[0] ?? expect.fail('no export')
  expect((await accounts.said('accounts.export.wanted')).filter((wanted) => wanted.userId === userId)).toHaveLength(1)
  for (const box of others) {
    expect((await newest(caller))?.readyAt).toBeNull()
    expect((await newest(caller))?.waitingFor).toContain(box)
    await tellPart(id, userId, box, { sessions: [{ id: 'a', note: '=1+1', flags: ['X'] }, { id: 'b' }] })
  }
  const ready = await until(async () => ((await newest(caller))?.readyAt ? newest(caller) : null))
  expect(ready).toMatchObject({ id, missing: [], waitingFor: [] })

  const download = (who: Caller, input: object) =>
    accounts.ask<{ downloadPersonExport: { content: string; next: number | null; bytes: number } }>(who, DOWNLOAD, {
      input: { exportId: id, ...own, ...input },
    })
  const { content, next, bytes } = (await download(caller, {})).data?.downloadPersonExport ?? expect.fail('nothing')
  expect({ next, bytes }).toEqual({ next: null, bytes: ready.bytes })
  const files = unzipSync(Buffer.from(content, 'base64'))
  const text = (name: string) => strFromU8(files[name] ?? expect.fail(`no ${name}`))
  expect(text('README.txt')).toContain('What charging has.')
  expect(JSON.parse(text('charging.json'))).toEqual({ sessions: [{ id: 'a', note: '=1+1', flags: ['X'] }, { id: 'b' }] })
  expect(text('charging/sessions.csv')).toBe(`id,note,flags\r\na,'=1+1,"[""X""]"\r\nb,,\r\n`)
  expect(JSON.parse(text('accounts.json'))).toMatchObject({ profile: [{ email }], acts: [{ action: 'export.requested' }] })
  expect(text('accounts.json')).not.toContain('argon2')
  for (const of of [stranger.userId, stranger.email]) expect(text('accounts.json')).not.toContain(of)
  // The rest from a byte on.
  expect((await download(caller, { from: (bytes ?? 0) - 2 })).data?.downloadPersonExport.content).toHaveLength(4)

  // Somebody else's is like one that does not exist, for an admin too.
  const admin: Caller = { ...stranger.caller, roles: ['ADMIN'] }
  const refusals = [
    await download(stranger.caller, {}),
    await download(admin, {}),
    await download(caller, { exportId: newId() }),
  ].map(refusalOf)
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['NOT_FOUND']))
  expect(refusalOf(await download(caller, { password: 'another one' })).code).toBe('BAD_CREDENTIALS')
  expect(refusalOf(await accounts.ask(caller, REQUEST, { input: {} })).code).toBe('SIGN_IN_AGAIN')
  expect(await newest(stranger.caller)).toBeNull()
  expect((await wantExport(caller)).id).toBe(id)
})

test('a box that does not answer in time is named, and what it says later changes nothing', async () => {
  const { caller, userId } = await newDriver(accounts)
  const { id } = await wantExport(caller)
  for (const box of others.slice(1)) await tellPart(id, userId, box, {})
  // It has begun to, and half of what it says is no part.
  const half = { exportId: id, userId, box: others[0] ?? '', number: 0, pieces: 3, data: 'H4sI' }
  await accounts.tell('person.part.told', `${id} ${others[0]}`, half)
  expect((await newest(caller))?.waitingFor).toContain(others[0])
  await accounts.sql(`UPDATE person_export SET asked_at = now() - interval '11 minutes' WHERE id = $1`, [id])
  const ready = await until(async () => ((await newest(caller))?.readyAt ? newest(caller) : null))
  expect(ready.missing).toEqual([others[0]])
  await tellPart(id, userId, others[0] ?? '', {})
  expect(await newest(caller)).toEqual(ready)
  expect(await accounts.sql('SELECT FROM person_export_piece WHERE export_id = $1', [id])).toEqual([])
  // Kept for a week, and no longer.
  const [kept, old] = [ACCOUNTS_LIMITS.exportKeptDays - 1, ACCOUNTS_LIMITS.exportKeptDays + 1]
  for (const [days, left] of [
    [kept, id],
    [old, undefined],
  ] as const) {
    await accounts.sql('UPDATE person_export SET asked_at = now() - make_interval(days => $2) WHERE id = $1', [id, days])
    await pruneExports(accounts.db)
    expect((await newest(caller))?.id).toBe(left)
  }
})

test('who signs in again within the days of grace stays; the other logins of who wants to leave end at once', async () => {
  const { caller, userId, email } = await newDriver(accounts)
  expect(refusalOf(await accounts.ask(caller, DELETE, { input: {} })).code).toBe('SIGN_IN_AGAIN')
  const { data } = await leave(caller)
  expect(data?.deleteAccount.deletion.state).toBe('CHECKING')
  // Once more changes nothing.
  expect((await leave(caller)).data?.deleteAccount.deletion.id).toBe(data?.deleteAccount.deletion.id)
  expect(await accounts.sql('SELECT FROM login WHERE user_id = $1 AND revoked_at IS NULL', [userId])).toEqual([])
  await judge(userId)
  await until(async () => (await leaving(caller))?.state === 'SCHEDULED')
  expect((await accounts.ask({ kind: 'anonymous' }, SIGN_IN, { input: { email, password: PASSWORD } })).errors).toBeUndefined()
  expect((await leaving(caller))?.state).toBe('CANCELLED')
  expect(refusalOf(await accounts.ask(caller, CANCEL)).code).toBe('NOT_FOUND')
  await leave(caller)
  expect((await accounts.ask(caller, CANCEL)).errors).toBeUndefined()
  // Judged after all, nothing happens any more.
  await judge(userId)
  expect((await leaving(caller))?.state).toBe('CANCELLED')
  expect(await accounts.said('accounts.user.deleted', userId)).toEqual([])
})

test('something that the user must end first refuses it, with what to do', async () => {
  const { caller, userId } = await newDriver(accounts)
  await leave(caller)
  const text = 'You run 3 stations. Retire them first.'
  await judge(userId, { stations: { text, passes: false } })
  const refused = await until(async () => ((await leaving(caller))?.state === 'REFUSED' ? leaving(caller) : null))
  expect(refused.parts.filter(({ hold }) => hold !== null)).toEqual([
    { part: 'stations', hold: text, passes: false, forgottenAt: null },
  ])
  expect((await leave(caller)).data?.deleteAccount.deletion.state).toBe('CHECKING')
})

test('the last admin stays; with another there, they may go', async () => {
  const [one, other] = [await newDriver(accounts), await newDriver(accounts)]
  const callers = [one, other].map(({ caller }): Caller => ({ ...caller, roles: ['ADMIN'] }))
  for (const { userId } of [one, other]) await accounts.sql(`INSERT INTO user_role (user_id, role) VALUES ($1, 'ADMIN')`, [userId])
  // One who is blocked is nobody to leave the platform to.
  const blocked = await newDriver(accounts)
  await accounts.sql(`INSERT INTO user_role (user_id, role) VALUES ($1, 'ADMIN')`, [blocked.userId])
  await accounts.sql('UPDATE "user" SET blocked_at = now() WHERE id = $1', [blocked.userId])
  const day = () =>
    accounts.sql(`UPDATE account_deletion SET asked_at = now() - interval '2 hours', due_at = now() - interval '1 hour'`)
  const states = () => Promise.all(callers.map(async (caller) => (await leaving(caller))?.state))
  // Both are told that the other is there, and both have their day at once.
  for (const caller of callers) await leave(caller)
  await Promise.all([judge(one.userId), judge(other.userId)])
  await until(async () => (await states()).every((state) => state === 'SCHEDULED'))
  await day()
  await until(async () => (await accounts.said('accounts.deletion.proposed')).filter(({ round }) => round === 2).length === 2)
  await Promise.all([judge(one.userId), judge(other.userId)])
  expect((await until(async () => ((await states()).includes('WAITING') ? null : states()))).toSorted()).toEqual([
    'DONE',
    'REFUSED',
  ])
})

test('on its day an account is gone: its tokens, its address, its name; the boxes follow, and a replay tells of it', async () => {
  const { caller, userId, email } = await newDriver(accounts)
  await accounts.ask(caller, 'mutation { addVehicle(input: { name: "QX-77-PL" }) { vehicle { id } } }')
  const admin: Caller = { kind: 'user', userId: (await newDriver(accounts)).userId, roles: ['ADMIN'] }
  expect(refusalOf(await leave(caller, { userId: admin.userId })).code).toBe('FORBIDDEN')
  // Somebody asked for a letter there, before or after it was an account.
  await accounts.sql(
    `INSERT INTO letter_token (hash, purpose, email, expires_at) VALUES (sha256('of nobody'), 'REGISTRATION', $1, now() + interval '1 hour')`,
    [email.toUpperCase()],
  )
  const busy = { charging: { text: 'A session runs.', passes: true } }
  await leave(caller)
  await judge(userId, busy)
  await accounts.sql(
    `UPDATE account_deletion SET asked_at = now() - interval '2 hours', due_at = now() - interval '1 hour' WHERE user_id = $1`,
    [userId],
  )
  // In mid-session it waits, and asks again until the session is over. One box is away.
  const second = await until(async () =>
    (await accounts.said('accounts.deletion.proposed', userId)).find(({ round }) => round === 2),
  )
  await judge(userId, busy)
  expect((await leaving(caller))?.state).toBe('WAITING')
  await until(async () => (await accounts.said('accounts.deletion.proposed', userId)).some(({ round }) => round === 3))
  const [away, ...rest] = others
  await judge(userId, {}, rest)
  // What was said of an earlier round counts for nothing.
  await accounts.tell('person.leaving.judged', `${userId} ${away}`, { ...second, box: away ?? '', hold: null })
  expect((await leaving(caller))?.state).toBe('WAITING')
  expect(await accounts.said('accounts.user.deleted', userId)).toEqual([])
  await judge(userId, {}, away ? [away] : [])

  await until(async () => (await accounts.said('accounts.user.deleted', userId)).length === 1)
  expect((await accounts.said('accounts.user.changed-access', userId)).at(-1)).toMatchObject({ userId, roles: [] })
  expect(refusalOf(await accounts.ask({ kind: 'anonymous' }, SIGN_IN, { input: { email, password: PASSWORD } })).code).toBe(
    'BAD_CREDENTIALS',
  )
  expect((await accounts.ask<{ user: unknown }>(admin, `{ user(id: "${userId}") { id } }`)).data?.user).toBeNull()
  const [row] = await accounts.sql<{ row: string }>('SELECT to_jsonb(u) - $2::text[] AS row FROM "user" u WHERE id = $1', [
    userId,
    ['id', 'created_at', 'deleted_at', 'access_version', 'access_changed_at'],
  ])
  expect(Object.values(row?.row ?? { none: 1 }).filter((value) => value !== null)).toEqual([])
  expect(await accounts.sql('SELECT purpose FROM letter_token WHERE lower(email) = lower($1)', [email])).toEqual([])
  // A request may have been on its way. Once it cannot be any more, the boxes forget again.
  await accounts.sql(`UPDATE account_deletion SET done_at = now() - interval '61 minutes' WHERE user_id = $1`, [userId])
  await until(async () => (await accounts.said('accounts.user.deleted', userId)).length === 2)
  expect(
    await accounts.sql('SELECT FROM account_deletion WHERE user_id = $1 AND told_again_at IS NOT NULL', [userId]),
  ).toHaveLength(1)
  // A person of the same address is a new one.
  expect((await newDriver(accounts, email)).userId).not.toBe(userId)

  await accounts.tell('person.user.forgotten', `${userId} charging`, { userId, box: 'charging' })
  const LIST = `{ accountDeletions(first: 1) { edges { node { userId state parts { part forgottenAt } } } } }`
  const forgotten = async () => {
    const { data } = await accounts.ask<{ accountDeletions: { edges: { node: Deletion }[] } }>(admin, LIST)
    return data?.accountDeletions.edges[0]?.node.parts.filter((part) => part.forgottenAt !== null).map(({ part }) => part)
  }
  await until(async () => (await forgotten())?.join() === 'accounts,charging')
  const ofOne = async (id: string) => {
    const { data } = await accounts.ask<{ accountDeletions: { edges: { node: Deletion }[] } }>(
      admin,
      LIST.replace('first: 1', `first: 9, userId: "${id}"`),
    )
    return data?.accountDeletions.edges.map(({ node }) => node.userId)
  }
  expect([await ofOne(userId), await ofOne(newId())]).toEqual([[userId], []])
  expect(refusalOf(await accounts.ask(caller, LIST)).code).toBe('FORBIDDEN')
  await expectToldAgain(accounts.db, past, 'accounts.user.deleted')
})

test('an admin deletes somebody else’s account without waiting; a name is told again as it is today', async () => {
  const [admin, { caller, userId, login }] = [await newDriver(accounts), await newDriver(accounts)]
  const { loginId } = await accounts.verify(login.accessToken)
  await accounts.ask(caller, 'mutation { updateProfile(input: { displayName: "Grace" }) { user { id } } }')
  await expectToldAgain(accounts.db, past, 'accounts.user.renamed')
  const asAdmin: Caller = { ...admin.caller, roles: ['ADMIN'] }
  expect(refusalOf(await leave(asAdmin, { userId: newId() })).code).toBe('NOT_FOUND')
  expect((await leave(asAdmin, { userId })).errors).toBeUndefined()
  await judge(userId)
  await until(async () => (await accounts.said('accounts.user.deleted', userId)).length === 1)
  // The gateway ends what the login has open.
  expect(await accounts.said('accounts.login.ended', loginId)).toEqual([{ loginId, userId, reason: 'DELETED' }])
  expect(
    await accounts.sql(`SELECT FROM audit WHERE action = 'deletion.requested' AND actor_id = $1 AND subject_id = $2`, [
      admin.userId,
      userId,
    ]),
  ).toHaveLength(1)
})

test('an admin’s deletion takes the place of the user’s own, which would end when they sign in', async () => {
  const [admin, { caller, userId }] = [await newDriver(accounts), await newDriver(accounts)]
  expect((await leave(caller)).errors).toBeUndefined()
  expect((await leave({ ...admin.caller, roles: ['ADMIN'] }, { userId })).errors).toBeUndefined()
  await judge(userId)
  await until(async () => (await accounts.said('accounts.user.deleted', userId)).length === 1)
})
