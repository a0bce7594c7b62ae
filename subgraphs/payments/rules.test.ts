import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../test/source-files.ts'

/** Who makes it happen in the test. People do it through the graph; CHARGING by an event; PROVIDER at the wire, with answers and hooks. */
type Who = 'DRIVER' | 'OPERATOR' | 'ADMIN' | 'CHARGING' | 'PROVIDER' | 'PROCESS' | 'NUMBERS'
type Rule = readonly [rule: string, who: Who, file: string, test: string]

const ROOM = 'subgraphs/payments/'
/** Both adapters, each against its counterpart. */
const BOTH = `${ROOM}providers/provider.contract.ts`
const OPERATIONS = `${ROOM}operations/operation.test.ts`
const HOOKS = `${ROOM}operations/hook.test.ts`
const BILLS = `${ROOM}bills/bills.test.ts`
const HOLDS = `${ROOM}holds/hold.test.ts`
const PAYING = `${ROOM}paying/paying.test.ts`
const REFUNDS = `${ROOM}refunds/refunds.test.ts`
const TOP_UPS = `${ROOM}top-ups/top-up.test.ts`
const FAULTS = `${ROOM}faults.test.ts`
const NAIVE = `${ROOM}naive.test.ts`
const ISSUE = `${ROOM}invoices/issue.test.ts`
const INVOICES = `${ROOM}invoices/invoice.test.ts`
const COST = 'lib/tariff/cost.test.ts'

/** What has gone wrong in the field, and the tests that would see it here. */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  'double charge': [
    ['lost answer after the provider did it', 'DRIVER', TOP_UPS, 'of which the answer was lost is charged once'],
    ['lost answer after the provider did it', 'CHARGING', BILLS, 'the answer of a capture is %s'],
    ['lost answer after the provider did it', 'CHARGING', BILLS, 'the answer of a charge is %s'],
    ['lost answer after the provider did it', 'PROVIDER', BOTH, '%s: the same call again gives one payment'],
    ['definite 4xx', 'DRIVER', OPERATIONS, 'a definite refusal is the end of an operation'],
    ['two workers', 'CHARGING', BILLS, 'ten workers that settle one bill at once charge it once'],
    ['two workers', 'PROCESS', OPERATIONS, 'two processes never send the same operation at once'],
    ['redelivered event', 'CHARGING', BILLS, 'a record counts once'],
    ['retry after 24 h', 'PROCESS', OPERATIONS, 'after the provider has forgotten the key'],
    ['checkout open while an automatic charge runs', 'DRIVER', PAYING, 'with a card that asks'],
    ['called before its intent', 'DRIVER', NAIVE, 'intent before call'],
    ['looked before written', 'PROCESS', NAIVE, 'the database forbids a second charge'],
  ],
  hooks: [
    ['before the answer, twice, out of order', 'PROVIDER', HOOKS, 'hooks before the answer, twice, late and out of order'],
    ['before our commit', 'PROVIDER', FAULTS, 'a hook that comes before our commit'],
    ['unknown object', 'PROVIDER', HOOKS, 'a hook about a thing that the provider does not have'],
    ['old secret during rotation', 'PROVIDER', BOTH, 'a hook is believed by the secret of now and the one before'],
    ['forged, body re-serialised, 6 minutes old', 'PROVIDER', HOOKS, 'what the provider has not signed, for us, lately'],
    ['amount differs from ours', 'PROVIDER', OPERATIONS, 'a provider that says %o instead is not believed'],
    ['replayed, 10,000 at once', 'PROVIDER', HOOKS, 'ten thousand hooks at once'],
  ],
  capture: [
    ['above the hold', 'CHARGING', BILLS, 'above the hold takes the hold, and the rest'],
    ['above the hold, 0', 'PROVIDER', BOTH, 'nothing above a hold is taken, nor 0'],
    ['0', 'CHARGING', BILLS, 'of nothing lets the hold go'],
    ['after expiry', 'CHARGING', BILLS, 'of an expired hold is a charge'],
    ['after expiry', 'PROVIDER', BOTH, 'a hold ends by itself'],
    ['twice', 'CHARGING', HOLDS, 'a part is taken once, also when ten ask at once'],
    ["PayPal's reauthorised id", 'PROVIDER', `${ROOM}providers/paypal.test.ts`, 'after the honour period a hold is renewed'],
    ["below the provider's minimum", 'CHARGING', BILLS, 'below what the provider takes is not asked for'],
    ["below the provider's minimum", 'PROVIDER', BOTH, 'less than the minimum is refused'],
  ],
  refund: [
    ['of a partly captured hold', 'OPERATOR', REFUNDS, 'of a part of a partly captured hold'],
    ['of a partly captured hold', 'PROVIDER', BOTH, 'of a hold taken in part only that part is refunded'],
    ['two halves at once', 'ADMIN', REFUNDS, 'two halves and a little at once'],
    ['two halves at once', 'PROVIDER', BOTH, 'refunds at once never pass what was taken'],
    ['pending, then failed; cancelled is failed', 'ADMIN', REFUNDS, 'that %s is owed again'],
    ['after a dispute', 'ADMIN', `${ROOM}disputes/disputes.test.ts`, 'takes the money back, refuses refunds'],
    ["the wallet's part to the wallet", 'ADMIN', REFUNDS, "the oldest payment first, and the wallet's part"],
  ],
  correction: [
    ['one net movement; the same pair again none', 'CHARGING', BILLS, 'to less: the difference goes back, once'],
    ['one net movement', 'CHARGING', BILLS, 'to more: the difference is charged'],
    ['while a refund is pending', 'CHARGING', BILLS, 'while a refund is pending'],
  ],
  currency: [
    ['0, 2, 3 digits and the 16 that are shown otherwise', 'NUMBERS', 'lib/currency.test.ts', '%s has %i decimals'],
    ['0, 2, 3 digits and the 16 that are shown otherwise', 'PROVIDER', BOTH, 'amounts of every kind of currency go there'],
    ['half up', 'NUMBERS', COST, '1.005 rounds half up'],
    ['Σ lines = total', 'NUMBERS', COST, 'every currency of ISO 4217 has a bill that adds up'],
    ['Σ lines = total', 'NUMBERS', `${ROOM}invoices/cii.test.ts`, 'are paid in full by their lines'],
    ['two currencies never add', 'PROCESS', `${ROOM}ledger/ledger.test.ts`, 'two currencies never add'],
    ['two currencies never add', 'CHARGING', BILLS, 'of a hold in another currency is none'],
  ],
  invoice: [
    ['100 at once: 1 to 100', 'PROCESS', ISSUE, '100 invoices at once have 1 to 100'],
    ['rolled back: no gap', 'PROCESS', ISSUE, 'a transaction that is rolled back leaves no gap'],
    ["year change in the issuer's zone", 'PROCESS', ISSUE, "begin anew with the year of the issuer's zone"],
    ['credit at most the invoice', 'PROCESS', ISSUE, 'at once are never more than their invoice'],
    ['operator moves: the old PDF is identical', 'OPERATOR', INVOICES, 'gives the same bytes after the operator has moved'],
  ],
  process: [
    [
      'kill -9 between intent and call, call and note',
      'PROCESS',
      `${ROOM}operations/killed.test.ts`,
      'killed between intent and call',
    ],
    ['kill -9 between note and event', 'PROCESS', `${ROOM}ledger/books.test.ts`, 'connections that are cut in the middle'],
    ['provider down', 'DRIVER', FAULTS, 'while the provider is away'],
    ['provider slow', 'DRIVER', OPERATIONS, 'a provider that never answers holds up no other'],
    ['provider lying', 'PROVIDER', `${ROOM}reconciliation/reconciliation.test.ts`, 'a provider that says %o of an amount is seen'],
    ['PostgreSQL away', 'DRIVER', FAULTS, 'PostgreSQL goes away between the call and the note'],
    ['PostgreSQL away', 'DRIVER', 'test/outage.test.ts', 'without PostgreSQL none ends'],
    ['Redis emptied', 'DRIVER', 'test/distributed.test.ts', 'a journey with Redis emptied'],
    ['clock set back', 'DRIVER', FAULTS, 'a clock that is set back'],
  ],
  strangers: [
    ["somebody else's bill and card", 'DRIVER', PAYING, 'a bill of somebody else, a card of somebody else'],
    ["somebody else's hold", 'DRIVER', HOLDS, 'a hold is released by its user alone'],
    ["somebody else's refund", 'OPERATOR', REFUNDS, 'by the operator of the station'],
    ["somebody else's invoice", 'DRIVER', INVOICES, 'is for its buyer, its issuer and admins'],
    ["somebody else's top-up", 'DRIVER', TOP_UPS, "somebody else's top-up is null"],
    ['amounts negative, zero, huge, fractional; no currency', 'DRIVER', 'test/bad-input.test.ts', 'mutations'],
    ['another amount or currency than was shown', 'DRIVER', HOLDS, 'nothing is blocked but what was shown'],
  ],
}

const PEOPLE: readonly Who[] = ['DRIVER', 'OPERATOR', 'ADMIN']

test.each(Object.entries(RULES))(
  'each field bug of “%s” has its test, and what people do is done through the graph',
  (_group, rules) => {
    const away = rules.filter(([, who, file, name]) => {
      const text = readFileSync(join(root, file), 'utf8')
      return !text.includes(name) || (PEOPLE.includes(who) && !/\bask\b|\bexecute\(|graphUrl|box\.refund\(/.test(text))
    })
    expect(away).toEqual([])
  },
)
