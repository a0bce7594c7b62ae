import { inMajorUnits } from '#lib/currency.ts'
import { builder } from '../builder.ts'
import { tableType } from '../table.schema.ts'
import { MAJOR, PayableRef, PAYABLES } from './payout.schema.ts'
import { operatorStatement, statementLines, statementTable, type Statement } from './statement.service.ts'

const StatementInput = builder.inputType('OperatorStatementInput', {
  description: 'Which statement.',
  fields: (t) => ({
    operatorId: t.field({
      type: 'UUID',
      required: false,
      description: "Whose; left out by operators. Somebody else's is NOT_FOUND.",
    }),
    month: t.string({ description: "The month, by the operator's clock, e.g. 2026-11." }),
    currency: t.string({ description: 'ISO 4217 code. Each currency has a statement of its own.' }),
  }),
})

const StatementRef = builder.objectRef<Statement>('OperatorStatement').implement({
  description: 'What the platform owed an operator, and what moved it in a month.',
  fields: (t) => ({
    beginsAt: t.expose('beginsAt', { type: 'DateTime', description: 'When the month begins.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it ends, which is out.' }),
    currency: t.exposeString('currency', { description: 'ISO 4217 code.' }),
    opening: t.string({
      description: `What was owed when it began, ${MAJOR}; negative: the operator owed it.`,
      resolve: ({ openingMinor, currency }) => inMajorUnits(openingMinor, currency),
    }),
    closing: t.string({
      description: `What is owed at its end, or by now, ${MAJOR}: the opening balance and all its lines.`,
      resolve: ({ closingMinor, currency }) => inMajorUnits(closingMinor, currency),
    }),
    lines: t.connection(
      {
        type: PayableRef,
        description: 'What moved it, the oldest first.',
        resolve: (parent, args, ctx) => statementLines(ctx, parent, args),
      },
      ...PAYABLES,
    ),
  }),
})

const TableRef = tableType(
  'OperatorStatementTable',
  'A part of a statement as a table.',
  'positive where the operator is owed more',
)

const WHO =
  'For operators and partners theirs, for ADMIN, TREASURER and COMPLIANCE anybody’s; others are FORBIDDEN. Keys need the scope billing:read. BAD_USER_INPUT names a month or currency that is none.'

builder.queryFields((t) => ({
  operatorStatement: t.field({
    type: StatementRef,
    description: `What an operator was owed in a month. ${WHO}`,
    args: { input: t.arg({ type: StatementInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => operatorStatement(ctx, input),
  }),
  operatorStatementTable: t.field({
    type: TableRef,
    description: `The lines of a statement as CSV. ${WHO}`,
    args: {
      input: t.arg({ type: StatementInput, description: 'Which one.' }),
      after: t.arg.string({ required: false, description: '`next` of the part before; left out for the first.' }),
    },
    resolve: (_root, { input, after }, ctx) => statementTable(ctx, input, after ?? null),
  }),
}))
