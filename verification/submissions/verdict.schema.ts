import type { OdometerReading, Reason } from '#lib/events.ts'
import { builder } from '../builder.ts'
import type { ModelVersion } from '../findings.ts'
import { seesBehind } from '../photos/photo.service.ts'
import type { FindingRow, InferenceRow } from '../tables.ts'

export const VerdictRef = builder.enumType('PhotoVerdict', {
  description: 'What is decided about a photo without people.',
  values: {
    APPROVED: { description: 'It is in order.' },
    REJECTED: { description: 'It is not accepted.' },
    MANUAL_REVIEW: { description: 'A person looks at it.' },
  } as const,
})

export const ReasonRef = builder.objectRef<Reason>('PhotoReason').implement({
  description: 'Why a photo is rejected, or looked at by a person.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'A code that stays, e.g. DUPLICATE.' }),
    message: t.exposeString('message', { description: 'A sentence for the one who took the photo.' }),
  }),
})

export const ReadingRef = builder.objectRef<OdometerReading>('PhotoReading').implement({
  description: 'What a model has read on an odometer.',
  fields: (t) => ({
    value: t.exposeInt('value', { description: 'Whole units of the display.' }),
    confidence: t.exposeFloat('confidence', { description: 'How likely it is right to the last digit, 0 to 1.' }),
  }),
})

export const ModelRef = builder.objectRef<ModelVersion>('ModelVersion').implement({
  description: 'A model that a verdict stands on.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    version: t.exposeString('version', { description: 'Its version.' }),
  }),
})

const OutcomeRef = builder.enumType('CheckOutcome', {
  description: 'What a check says.',
  values: {
    PASS: { description: 'In order.' },
    FLAG: { description: 'A person should look.' },
    FAIL: { description: 'It cannot be accepted.' },
    UNKNOWN: { description: 'Nothing to go by.' },
  } as const,
})

export const CheckRef = builder.objectRef<FindingRow>('PhotoCheck').implement({
  description: 'What one check has found on a photo.',
  fields: (t) => ({
    check: t.exposeString('check', { description: 'Name of the check.' }),
    version: t.exposeInt('version', { description: "Version of the check's rule." }),
    outcome: t.expose('outcome', { type: OutcomeRef, description: 'What it says.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Code of its reason; null where it flags nothing.' }),
    score: t.float({
      nullable: true,
      description:
        "In the check's own measure; null where it has none, for others than reviewers and admins, and on photos of your own.",
      resolve: async (finding, _args, ctx) => ((await seesBehind(ctx, finding)) ? finding.score : null),
    }),
    detail: t.string({
      nullable: true,
      description: 'Evidence, as JSON; null for others than reviewers and admins, and on photos of your own.',
      resolve: async (finding, _args, ctx) => ((await seesBehind(ctx, finding)) ? JSON.stringify(finding.detail) : null),
    }),
  }),
})

export const InferenceRef = builder.objectRef<InferenceRow>('ModelAnswer').implement({
  description: 'What a model has answered.',
  fields: (t) => ({
    model: t.field({
      type: ModelRef,
      description: 'The model.',
      resolve: ({ model: name, version }) => ({ name, version }),
    }),
    shadow: t.exposeBoolean('shadow', { description: 'True for a model that runs beside the ones in force and decides nothing.' }),
    result: t.string({ description: 'Its answer, as JSON.', resolve: ({ result }) => JSON.stringify(result) }),
  }),
})
