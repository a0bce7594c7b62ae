import { z } from 'zod'
import type { ChargingProfile } from '#lib/charging-profile.ts'
import { badInput } from '#lib/errors.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { PurposeRef, RepeatsRef, ScheduleRef, UnitRef } from '../charging-profiles/charging-profile.schema.ts'
import { faultOf, readComposite } from '../charging-profiles/words.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'

const INT32 = 0x7fffffff
const evse = z.int().min(0, '0 is the whole charger; EVSEs count from 1.').max(INT32, 'There is no such EVSE.')
const level = z.int().min(0, 'Levels count from 0.').max(INT32, 'At most 2,147,483,647.')
const id = z.int().min(-INT32, 'No such id.').max(INT32, 'No such id.')
const most = OCPP_LIMITS.chargingProfiles
const seconds = z.int().min(1, 'At least 1 second.')
const limit = z.number().min(0, 'At least 0.').max(10_000_000, 'At most 10,000,000.')

const PeriodInput = builder.inputType('ChargingProfilePeriodInput', {
  description: 'A limit that holds until the next period.',
  fields: (t) => ({
    startSeconds: t.int({
      description: 'Its start in seconds from that of the first, which is 0.',
      validate: z.int().min(0, 'At least 0.'),
    }),
    limit: t.float({
      description: 'The most, in the unit of the profile, to one digit after the point; what is finer is cut off.',
      validate: limit,
    }),
    phases: t.int({
      required: false,
      description: 'How many phases may be used, 1 to 3; all without it.',
      validate: z.int().min(1, 'At least 1.').max(3, 'At most 3.').nullish(),
    }),
  }),
})

const SetInput = builder.inputType('SetChargingProfileInput', {
  description: 'A limit over time. It replaces the one with the same purpose, level and EVSE or transaction.',
  fields: (t) => ({
    ...askedFields(t),
    purpose: t.field({ type: PurposeRef, description: 'What is limited.' }),
    transactionId: t.field({ type: 'UUID', required: false, description: 'The transaction; for TX alone, which needs it.' }),
    evseNumber: t.int({
      required: false,
      description: 'The EVSE, from 1; 0, and without it, for the whole charger. Of TX, the transaction has one.',
      validate: evse.nullish(),
    }),
    stackLevel: t.int({
      description: 'From 0. Of profiles of one purpose, the one with the highest level holds.',
      validate: level,
    }),
    unit: t.field({ type: UnitRef, description: 'Of all limits.' }),
    periods: t.field({ type: [PeriodInput], description: 'Limits, in order of their start: 1 to 1,024.' }),
    startAt: t.field({
      type: 'DateTime',
      required: false,
      description: 'When the periods begin. Without it: with the transaction for TX and TX_DEFAULT, else at once.',
    }),
    repeats: t.field({
      type: RepeatsRef,
      required: false,
      description: 'The periods begin again each day or week; needs `startAt`.',
    }),
    durationSeconds: t.int({
      required: false,
      description: 'After how many seconds the last period ends; never without it.',
      validate: seconds.nullish(),
    }),
    validFrom: t.field({ type: 'DateTime', required: false, description: 'From when it holds; at once without it.' }),
    validTo: t.field({ type: 'DateTime', required: false, description: 'Until when it holds; until it is cleared without it.' }),
    minimum: t.float({
      required: false,
      description: 'Below it charging makes no sense, in `unit`.',
      validate: limit.nullish(),
    }),
  }),
})

const ClearInput = builder.inputType('ClearChargingProfilesInput', {
  description: 'Which profiles go: all that fit. What is left out does not matter.',
  fields: (t) => ({
    ...askedFields(t),
    evseNumber: t.int({
      required: false,
      description: 'The EVSE, from 1; 0: those of the whole charger.',
      validate: evse.nullish(),
    }),
    purpose: t.field({ type: PurposeRef, required: false, description: 'What they limit.' }),
    stackLevel: t.int({ required: false, description: 'Their level.', validate: level.nullish() }),
    profileId: t.int({
      required: false,
      description: 'One profile by its id, e.g. of another system that the charger belonged to before. Nothing else is named then.',
      validate: id.nullish(),
    }),
  }),
})

const GetInput = builder.inputType('GetChargingProfilesInput', {
  description: 'Which profiles are reported: all that fit. What is left out does not matter.',
  fields: (t) => ({
    ...askedFields(t),
    evseNumber: t.int({
      required: false,
      description: 'The EVSE, from 1; 0: those of the whole charger.',
      validate: evse.nullish(),
    }),
    purpose: t.field({ type: PurposeRef, required: false, description: 'What they limit.' }),
    stackLevel: t.int({ required: false, description: 'Their level.', validate: level.nullish() }),
    profileIds: t.intList({
      required: false,
      description: `Their ids, 1 to ${most}. Neither purpose, level nor sources are named then.`,
      validate: z.array(id).min(1, 'At least one.').max(most, `At most ${most}.`).nullish(),
    }),
    sources: t.stringList({
      required: false,
      description: 'Who has set them, 1 to 4 of CSO (this platform), EMS, SO and Other; OCPP 2.1 has further words.',
      validate: z.array(someText(20)).min(1, 'At least one.').max(4, 'At most 4.').nullish(),
    }),
  }),
})

const CompositeInput = builder.inputType('GetCompositeScheduleInput', {
  description: 'Of what, and for how long.',
  fields: (t) => ({
    ...askedFields(t),
    evseNumber: t.int({ description: 'The EVSE, from 1; 0 for the whole charger.', validate: evse }),
    durationSeconds: t.int({ description: 'How long from now, in seconds.', validate: seconds }),
    unit: t.field({ type: UnitRef, required: false, description: 'Of the answer; as the charger likes without it.' }),
  }),
})

/** A profile that a charger can be asked to have. */
function checked(profile: ChargingProfile): ChargingProfile {
  const fault = faultOf(profile)
  if (fault !== null) throw badInput(['input', fault.field], fault.message)
  return profile
}
const text = (moment: Date | null | undefined): string | undefined => moment?.toISOString()

builder.mutationFields((t) => ({
  setChargingProfile: t.field({
    type: CommandRef,
    description: 'Limits a charger of your own over time.',
    args: { input: t.arg({ type: SetInput, description: 'What is limited, and how.' }) },
    resolve: (_root, { input: { chargePointId, idempotencyKey, waitSeconds, startAt, validFrom, validTo, ...rest } }, ctx) => {
      const profile = checked({ ...rest, startAt: text(startAt), validFrom: text(validFrom), validTo: text(validTo) })
      return requestCommand(ctx, 'SET_CHARGING_PROFILE', { chargePointId, idempotencyKey, waitSeconds }, profile)
    },
  }),
  clearChargingProfiles: t.field({
    type: CommandRef,
    description: 'Takes charging profiles from a charger of your own. Its word Unknown means that there were none.',
    args: { input: t.arg({ type: ClearInput, description: 'Which.' }) },
    resolve: (_root, { input: { evseNumber, purpose, stackLevel, profileId, ...asked } }, ctx) => {
      if (purpose === 'EXTERNAL') throw badInput(['input', 'purpose'], 'What others impose on a charger cannot be cleared.')
      if (profileId == null) return requestCommand(ctx, 'CLEAR_CHARGING_PROFILE', asked, { evseNumber, purpose, stackLevel })
      if (evseNumber != null || purpose != null || stackLevel != null) throw badInput(['input', 'profileId'], 'An id stands alone.')
      return requestCommand(ctx, 'CLEAR_CHARGING_PROFILE', asked, { profileIds: [profileId] })
    },
  }),
  getChargingProfiles: t.field({
    type: CommandRef,
    description:
      'Has a charger of your own report its charging profiles, whoever set them; then its `chargingProfiles` are up to date. How far it is says `report` of the command. Its word NoProfiles means that there are none. Only in OCPP 2.x.',
    args: { input: t.arg({ type: GetInput, description: 'Which.' }) },
    resolve: (_root, { input: { evseNumber, purpose, stackLevel, profileIds, sources, ...asked } }, ctx) => {
      if (profileIds != null && (purpose != null || stackLevel != null || sources != null))
        throw badInput(['input', 'profileIds'], 'Ids stand without purpose, level and sources.')
      return requestCommand(ctx, 'GET_CHARGING_PROFILES', asked, { evseNumber, purpose, stackLevel, profileIds, sources })
    },
  }),
  getCompositeSchedule: t.field({
    type: CommandRef,
    description:
      'Asks a charger of your own what all its profiles together allow. The answer is the `compositeSchedule` of the command.',
    args: { input: t.arg({ type: CompositeInput, description: 'Of what, and for how long.' }) },
    resolve: (_root, { input: { evseNumber, durationSeconds, unit, ...asked } }, ctx) =>
      requestCommand(ctx, 'GET_COMPOSITE_SCHEDULE', asked, { evseNumber, durationSeconds, unit }),
  }),
}))

builder.objectFields(CommandRef, (t) => ({
  compositeSchedule: t.field({
    type: ScheduleRef,
    nullable: true,
    description: 'What the charger will allow, where that was asked; null for other commands, and before its answer.',
    resolve: ({ kind, response }) => (kind === 'GET_COMPOSITE_SCHEDULE' ? readComposite(response) : null),
  }),
}))
