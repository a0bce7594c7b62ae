import { CdrRef } from '../billing/cdr.schema.ts'
import { builder } from '../builder.ts'
import { FlagRef } from '../session-enum.schema.ts'
import { SessionRef } from '../session.schema.ts'
import type { Session, SignedValue } from '../tables.ts'
import type { Judgement, SignedPoint } from './judgement.ts'
import { signedValues, transparencyFileOf } from './signed.service.ts'

const ResultRef = builder.enumType('SignedMeterResult', {
  description: 'What was found when the signed meter values of a session were checked.',
  values: {
    VERIFIED: { description: 'Begin and end are signed with a registered key of the meter, and nothing is wrong with them.' },
    FAILED: { description: 'Something is wrong with them, see problems.' },
    NO_KEY: { description: 'No key is registered for the EVSE, so nobody can say.' },
    INCOMPLETE: { description: 'What is signed is good, but the begin or the end is not signed.' },
    UNKNOWN_FORMAT: { description: 'They are in a format that is not read here. OCMF is.' },
    MISSING: { description: 'There are none, though the bills of the station need them.' },
  } as const,
})

const PointRef = builder.objectRef<SignedPoint>('SignedMeterReading').implement({
  description: 'A signed reading at the begin or the end of a session.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: "When, by the meter's clock.", resolve: ({ at }) => new Date(at) }),
    clock: t.exposeString('clock', {
      nullable: true,
      description:
        "How good the meter's clock was, by OCMF: U unknown, I informative, S synchronised, R relative; null when it does not say.",
    }),
    registerWh: t.exposeFloat('registerWh', { description: "The meter's register, in watt-hours with decimals." }),
    register: t.exposeString('register', {
      nullable: true,
      description: 'Which register, by OBIS code; null when it does not say.',
    }),
    page: t.exposeString('page', { description: "Number of the signed value in the meter's count, e.g. T12345." }),
    meterSerial: t.exposeString('meterSerial', {
      nullable: true,
      description: 'Serial number of the meter; null when it has none.',
    }),
  }),
})

const FormatRef = builder.enumType('SignedMeterFormat', {
  description: 'Format of a signed meter value.',
  values: {
    OCMF: { description: 'Open Charge Metering Format.' },
    OTHER: { description: 'Another one; the value is kept as the charger sent it.' },
  } as const,
})

const ContextRef = builder.enumType('SignedMeterContext', {
  description: 'What the charger calls a signed meter value.',
  values: {
    BEGIN: { description: 'The reading at the begin.' },
    END: { description: 'The reading at the end.' },
    OTHER: { description: 'Another one.' },
  } as const,
})

const ValueRef = builder.objectRef<SignedValue>('SignedMeterValue').implement({
  description: 'A meter value as the meter has signed it.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The signed text, to the letter: a blank more, and its signature is not good.' }),
    format: t.expose('format', { type: FormatRef, description: 'Its format.' }),
    context: t.expose('context', { type: ContextRef, description: 'What the charger calls it.' }),
    sentPublicKey: t.exposeString('sent_key', {
      nullable: true,
      description: 'The public key that the charger sent along, which proves nothing; null when it sent none.',
    }),
    receivedAt: t.expose('received_at', { type: 'DateTime', description: 'When it was received.' }),
  }),
})

interface SignedMeter {
  session: Session
  judgement: Judgement
}

const SignedMeterRef = builder.objectRef<SignedMeter>('SignedMeter').implement({
  description: 'What the meter has signed of a session, and what was found when it was checked.',
  fields: (t) => ({
    result: t.field({ type: ResultRef, description: 'What was found.', resolve: ({ judgement }) => judgement.result }),
    problems: t.field({
      type: [FlagRef],
      description: "What is wrong; these are among the session's flags, and hold its bill.",
      resolve: ({ judgement }) => judgement.problems,
    }),
    begin: t.field({
      type: PointRef,
      nullable: true,
      description: 'The signed reading at the begin; null when there is none that can be read.',
      resolve: ({ judgement }) => judgement.begin,
    }),
    end: t.field({
      type: PointRef,
      nullable: true,
      description: 'The signed reading at the end; null when there is none that can be read.',
      resolve: ({ judgement }) => judgement.end,
    }),
    publicKey: t.string({
      nullable: true,
      description:
        'The registered key that they are signed with: SubjectPublicKeyInfo, DER in hexadecimal digits. Null when there is none.',
      resolve: ({ judgement }) => judgement.key?.publicKey ?? null,
    }),
    curve: t.string({
      nullable: true,
      description: 'Elliptic curve of that key, in the words of OCMF, e.g. secp256r1; null without a key.',
      resolve: ({ judgement }) => judgement.key?.curve ?? null,
    }),
    values: t.connection(
      {
        type: ValueRef,
        description: 'The signed meter values as they came.',
        resolve: ({ session }, args, ctx) => signedValues(ctx, session.id, args),
      },
      { name: 'SignedMeterValueConnection', description: 'A page of signed meter values.' },
      { name: 'SignedMeterValueEdge', description: 'A signed meter value in a list.' },
    ),
    transparencyFile: t.string({
      nullable: true,
      description:
        'The signed texts with the key, as XML that the transparency software of SAFE e.V. opens. Save it as a file and check it without us. Null when there is nothing that it reads.',
      resolve: ({ session }, _args, ctx) => transparencyFileOf(ctx, session),
    }),
  }),
})

const signedOf = (session: Session | null): SignedMeter | null =>
  session?.signed_meter ? { session, judgement: session.signed_meter } : null

builder.objectField(SessionRef, 'signedMeter', (t) =>
  t.field({
    type: SignedMeterRef,
    nullable: true,
    description: 'What its meter has signed, checked when it ended; null before the end, and when the meter has signed nothing.',
    resolve: (session) => signedOf(session),
  }),
)

builder.objectField(CdrRef, 'signedMeter', (t) =>
  t.field({
    type: SignedMeterRef,
    nullable: true,
    description:
      'What the meter has signed of the session, and what was found when it was last checked; null when it has signed nothing.',
    resolve: async ({ session_id }, _args, { loaders }) => signedOf(await loaders.session.load(session_id)),
  }),
)
