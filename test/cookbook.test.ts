import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parse, type OperationTypeNode } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GrantRoleDocument } from '../clients/admin/generated/graphql.ts'
import { MeDocument } from '../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { connect } from '../db/connect.ts'
import { consent, followUpload, submitReading } from '../deploy/demo/photo-steps.ts'
import { DRIVER } from '../deploy/demo/places.ts'
import { within } from '../deploy/demo/streams.ts'
import { connectWorld, PEOPLE, seedWorld } from '../deploy/demo/world.ts'
import { recipesOf, type Recipe } from '../gateway/explorer/recipes.ts'
import { createLog } from '../lib/log.ts'
import { draftPayouts } from '../subgraphs/payments/payouts/draft.handler.ts'
import type { AccountsTables } from '../subgraphs/accounts/tables.ts'
import type { PaymentsTables } from '../subgraphs/payments/tables.ts'
import { compare, fillIn, type Known } from './cookbook.ts'
import { dashboardPhoto } from './photos.ts'
import { startPaying } from './paying.ts'
import { startStack, type Stack } from './stack.ts'
import type { StripeSandbox } from './stripe.ts'
import { startTwilio } from './twilio.ts'
import { until } from './until.ts'

/** In this order: a page may speak of what those before it have done. */
const PAGES = ['driver', 'payer', 'operator', 'partner', 'admin', 'reviewer', 'treasurer', 'compliance'] as const
const HOUR_MS = 3_600_000

const { password } = PEOPLE.admin
/** Whom the demo has not. */
const OTHERS = {
  treasurer: { email: 'treasurer@evergraph.example', password, displayName: 'Treasurer' },
  compliance: { email: 'compliance@evergraph.example', password, displayName: 'Compliance' },
}
const LOGINS = { ...PEOPLE, ...OTHERS, driver: PEOPLE.noor, payer: PEOPLE.daan }

const cleanup = new AsyncDisposableStack()
let stack: Stack
let stripe: StripeSandbox
let twilio: Awaited<ReturnType<typeof startTwilio>>
let graphUrl: string
beforeAll(async () => {
  const { env, hooksTo, ...paying } = await startPaying()
  stripe = cleanup.use(paying.stripe)
  const own = {
    ACCOUNTS_ADMIN_EMAIL: PEOPLE.admin.email,
    ACCOUNTS_ADMIN_PASSWORD: password,
  }
  twilio = cleanup.adopt(await startTwilio(), (open) => open.close())
  const texting = {
    NOTIFICATIONS_TWILIO_ACCOUNT: twilio.account,
    NOTIFICATIONS_TWILIO_TOKEN: twilio.token,
    NOTIFICATIONS_TWILIO_FROM: twilio.from,
    NOTIFICATIONS_TWILIO_URL: twilio.url,
    NOTIFICATIONS_PHONE_KEY: 'a key of the tests, which is long enough',
    NOTIFICATIONS_SMS_COUNTRIES: 'NL',
  }
  stack = cleanup.use(await startStack({ env: { ...env, ...texting, ...own } }))
  hooksTo(stack.paymentsUrl)
  graphUrl = `${stack.url}/graphql`
  const world = cleanup.use(await connectWorld(stack.ocppUrl, await seedWorld(graphUrl)))
  await using admin = await signedIn('admin')
  for (const [role, person] of Object.entries(OTHERS)) {
    await using one = createClient({ url: graphUrl })
    const { id: userId } = await one.register(person)
    await admin.execute(GrantRoleDocument, { input: { userId, role: role === 'treasurer' ? 'TREASURER' : 'COMPLIANCE' } })
  }
  await takePhotos()
  await proveAddress(PEOPLE.noor.email)
  // Whoever goes by a card pays later. Daan has not said by what.
  await world.chargePoints[20]?.stop()
}, 240_000)
afterAll(() => cleanup.disposeAsync())

describe.each(PAGES)('clients/cookbook/%s.md', async (role) => {
  const recipes = recipesOf(await readFile(new URL(`../clients/cookbook/${role}.md`, import.meta.url), 'utf8'))
  const after = (ms: number) => new Date(Date.now() + ms).toISOString()
  const known: Known = {
    'your e-mail address': LOGINS[role].email,
    'your password': password,
    'your manifest': Object.fromEntries(
      recipes.filter(({ byKey }) => byKey).map(({ operation }) => [hashOf(operation), operation]),
    ),
    'a day ago': after(-24 * HOUR_MS),
    'in an hour': after(HOUR_MS),
    'in a week': after(7 * 24 * HOUR_MS),
    get 'the code of the SMS'() {
      return /\d{6}/.exec(twilio.sent.at(-1)?.body ?? '')?.[0]
    },
    'tomorrow at noon': `${after(24 * HOUR_MS).slice(0, 10)}T12:00`,
  }
  beforeAll(async () => {
    known['your account at Stripe'] = stripe.control.account()
    if (role === 'admin') await draftWeek()
  })

  test('has ten recipes', () => expect(recipes.length).toBeGreaterThanOrEqual(10))

  let client: Client
  beforeAll(async () => {
    client = await signedIn(role)
  })
  afterAll(() => client[Symbol.asyncDispose]())

  test.each(recipes)('$title', { timeout: 90_000 }, async (recipe) => {
    const variables = fillIn(recipe.variables, known) as Record<string, unknown>
    const take = (answer: unknown) => {
      const found = compare(recipe.answer, answer, known)
      if ('differs' in found) throw new Error(found.differs)
      Object.assign(known, found.names)
      return true
    }
    const kind = kindOf(recipe)
    if (kind === 'subscription') await within(follow(client, recipe, variables, take), recipe.title)
    // What has been done arrives in other boxes by events.
    else if (kind === 'query') await until(async () => take(await send(client, recipe, variables, known)))
    else take(await send(client, recipe, variables, known))
    confirmForms()
  })
})

test('an answer that is other than its page is told, and names stay what they were', () => {
  const page = { id: '<id>', list: [{ of: '<id>', n: '…' }, '…'] }
  expect(
    compare(
      page,
      {
        id: 'a',
        list: [
          { of: 'b', n: 1 },
          { of: 'a', n: 2 },
        ],
      },
      {},
    ),
  ).toEqual({ names: { id: 'a' } })
  for (const [answer, differs] of [
    [{ id: 'b', list: [] }, /answer.id is "b"/],
    [{ id: 'a', list: [{ of: 'b', n: 1 }] }, /answer.list is/],
    [{ id: 'a', list: [{ of: 'a', n: null }] }, /answer.list is/],
    [{ id: 'a', list: [{ of: 'a', n: 1 }], more: 1 }, /answer.more is only on one side/],
    [{ list: [] }, /answer.id is only on one side/],
  ] as const)
    expect(compare(page, answer, { id: 'a' })).toEqual({ differs: expect.stringMatching(differs) })
  expect(() => fillIn({ id: '<id>' }, {})).toThrow(/<id>/)
})

async function signedIn(role: keyof typeof LOGINS): Promise<Client> {
  const client = createClient({ url: graphUrl })
  await client.signIn({ email: LOGINS[role].email, password })
  return client
}

/** As the link in a letter does. Codes go to nobody else. */
async function proveAddress(email: string): Promise<void> {
  const db = connect<AccountsTables>({
    url: stack.databaseUrl,
    schema: 'accounts',
    log: createLog('accounts', { level: 'silent' }),
    max: 2,
  })
  try {
    await db.updateTable('user').set({ email_verified_at: new Date() }).where('email', '=', email).execute()
  } finally {
    await db.destroy()
  }
}

/** A first photo of an odometer of two drivers: a person has to look at it. */
async function takePhotos(): Promise<void> {
  for (const [seed, role] of (['daan', 'sanne'] as const).entries()) {
    await using driver = await signedIn(role)
    await consent(driver)
    const { me } = await driver.execute(MeDocument)
    const vehicleId = me?.vehicles?.edges[0]?.node.id ?? ''
    const photo = await dashboardPhoto({ reading: 48_210, seed: seed + 3 })
    const { id } = await submitReading(driver, { photo, vehicleId, takenAt: new Date(Date.now() - HOUR_MS), place: DRIVER })
    await followUpload(driver, id, ({ state }) => state === 'MANUAL_REVIEW')
  }
}

/** Whom a form of Stripe's waits for fills it in. */
function confirmForms(): void {
  for (const each of [...stripe.control.objects('setup_intent'), ...stripe.control.objects('payment_intent')])
    if ('status' in each && /^requires_(action|payment_method)$/.test(String(each.status))) stripe.control.customer(each.id)
}

/** Payouts of this week, which is over once the next one has begun. */
async function draftWeek(): Promise<void> {
  const log = createLog('payments', { level: 'silent' })
  const db = connect<PaymentsTables>({ url: stack.databaseUrl, schema: 'payments', log, max: 2 })
  try {
    // Another account gets nothing for three days. Nobody waits for that here.
    await db
      .updateTable('business')
      .set({ payout_changed_at: new Date(0) })
      .execute()
    await draftPayouts({ db, log, providers: new Map() }, new Date(Date.now() + 7 * 24 * HOUR_MS))
  } finally {
    await db.destroy()
  }
}

async function send(client: Client, { operation, byKey }: Recipe, variables: object, { key }: Known): Promise<unknown> {
  if (!byKey) return client.execute(parse(operation), variables)
  const response = await fetch(graphUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${String(key)}` },
    body: JSON.stringify({ documentId: `1.0.0:${hashOf(operation)}`, variables }),
  })
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

async function follow(client: Client, { operation }: Recipe, variables: object, take: (answer: unknown) => boolean): Promise<void> {
  let last: unknown
  await using updates = client.subscribe(parse(operation), variables)
  for await (const update of updates)
    try {
      take(update)
      return
    } catch (error) {
      last = error
    }
  throw new Error('The stream has ended.', { cause: last })
}

const hashOf = (operation: string): string => createHash('sha256').update(operation).digest('hex')

function kindOf({ operation }: Recipe): OperationTypeNode | undefined {
  const [definition] = parse(operation).definitions
  return definition?.kind === 'OperationDefinition' ? definition.operation : undefined
}
