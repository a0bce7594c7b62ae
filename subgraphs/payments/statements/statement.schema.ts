import { currency } from '../amount.ts'
import { builder } from '../builder.ts'
import { placeOfBill } from '../place.ts'
import { PlaceRef } from '../place.schema.ts'
import { MoneyRef, SessionRef, UserRef } from '../reference.schema.ts'
import { tableType } from '../table.schema.ts'
import { STATEMENT_LIMITS } from './limits.ts'
import { entriesOf, statementOf, statementTable, type Statement } from './statement.service.ts'
import { sessionOf, type Entry } from './statement-table.ts'
import { kindOf, WORDS, type StatementKind } from './words.ts'

const KINDS: Readonly<Record<StatementKind, { description: string }>> = {
  CHARGE: { description: 'A session was billed.' },
  RESERVATION: { description: 'A slot that was not used was billed.' },
  CORRECTION: { description: 'A bill was corrected, or a part of it let off.' },
  PAYMENT: { description: 'Paid by a card or an account at a provider.' },
  TOP_UP: { description: 'Put into the wallet.' },
  REFUND: { description: 'Sent back by what it was paid with.' },
  REFUND_FAILED: { description: 'What was sent back did not arrive, and is owed again.' },
  PAYMENT_TAKEN_BACK: { description: 'A payment was taken back by the bank, and is owed again.' },
  WRITTEN_OFF: { description: 'Nobody waits for it any more.' },
  ADJUSTMENT: { description: 'Given or taken by the platform.' },
  GIVEN_UP: { description: 'The user gave up what was in the wallet.' },
}
const KindRef = builder.enumType('StatementEntryKind', { description: 'What an entry of a statement is.', values: KINDS })

const EntryRef = builder.objectRef<Entry>('StatementEntry').implement({
  description:
    "Something that changed what is a user's. What they only move, as when a wallet pays or an amount is blocked, is none.",
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it was booked.' }),
    kind: t.field({ type: KindRef, description: 'What it is.', resolve: kindOf }),
    text: t.string({ description: 'The same in English words.', resolve: (entry) => WORDS[kindOf(entry)] }),
    session: t.field({
      type: SessionRef,
      nullable: true,
      description: 'The session that it is about; null where it is about none.',
      resolve: (entry) => {
        const id = sessionOf(entry)
        return id === null ? null : { id }
      },
    }),
    place: t.field({
      type: PlaceRef,
      nullable: true,
      description: 'Where it was charged, or the slot was; null where it is about neither.',
      resolve: ({ bill_id: id }, _args, ctx) => placeOfBill(ctx, id),
    }),
    amount: t.field({
      type: MoneyRef,
      description: 'Positive: to the user. Negative: the user owes so much more, or has so much less.',
      resolve: ({ amount_minor: amountMinor, currency: code }) => ({ amountMinor, currency: code }),
    }),
    balance: t.field({
      type: MoneyRef,
      description: "What is the user's after it; negative: what they owe.",
      resolve: ({ balance_minor: amountMinor, currency: code }) => ({ amountMinor, currency: code }),
    }),
  }),
})

const StatementRef = builder.objectRef<Statement>('Statement').implement({
  description: "What is a user's in a currency, and what changed it: wallet, refunds under way and bills together.",
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'The first moment.' }),
    until: t.expose('until', { type: 'DateTime', description: 'The moment after the last.' }),
    opening: t.field({
      type: MoneyRef,
      description: "What was the user's before; negative: what they owed.",
      resolve: ({ openingMinor: amountMinor, currency: code }) => ({ amountMinor, currency: code }),
    }),
    closing: t.field({
      type: MoneyRef,
      description: "What is the user's at the end: the opening and all entries together.",
      resolve: ({ closingMinor: amountMinor, currency: code }) => ({ amountMinor, currency: code }),
    }),
    entries: t.connection(
      {
        type: EntryRef,
        description: 'What changed it, the oldest first.',
        resolve: (statement, args, ctx) => entriesOf(ctx, statement, args),
      },
      { name: 'StatementEntryConnection', description: 'A page of a statement.' },
      { name: 'StatementEntryEdge', description: 'An entry of a statement.' },
    ),
  }),
})

const TableRef = tableType('StatementTable', 'A part of a statement as a table.', 'positive: to the user')

builder.objectField(UserRef, 'statement', (t) =>
  t.field({
    type: StatementRef,
    description: `What changed what is theirs, in at most ${STATEMENT_LIMITS.days} days. For themselves, ADMIN, TREASURER and COMPLIANCE, else NOT_FOUND.`,
    args: {
      currency: t.arg.string({ description: 'ISO 4217.', validate: currency }),
      from: t.arg({ type: 'DateTime', description: 'The first moment.' }),
      until: t.arg({ type: 'DateTime', description: 'The moment after the last.' }),
    },
    resolve: ({ id: userId }, period, ctx) => statementOf(ctx, { userId, ...period }),
  }),
)

builder.queryField('statementTable', (t) =>
  t.field({
    type: TableRef,
    description: 'Your statement as a table, in parts of at most 2,000 entries; of anybody for ADMIN, TREASURER and COMPLIANCE.',
    args: {
      userId: t.arg({ type: 'UUID', required: false, description: 'Whose; yours without it. Somebody else is NOT_FOUND.' }),
      currency: t.arg.string({ description: 'ISO 4217.', validate: currency }),
      from: t.arg({ type: 'DateTime', description: 'The first moment.' }),
      until: t.arg({ type: 'DateTime', description: `The moment after the last, at most ${STATEMENT_LIMITS.days} days later.` }),
      after: t.arg.string({ required: false, description: '`next` of the part before; the first part without it.' }),
    },
    resolve: (_root, { after, userId, ...period }, ctx) =>
      statementTable(ctx, { ...period, userId: userId ?? null }, after ?? null),
  }),
)
