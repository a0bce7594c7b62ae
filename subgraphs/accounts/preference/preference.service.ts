import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { isSelf, requireUser } from '#lib/access.ts'
import type { ConnectorStandard } from '#lib/graphql/connector-standard.ts'
import { isCurrency, NO_CURRENCY } from '#lib/currency.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { allChoices, isFixed, type NotificationChoice } from '#lib/mail/notification.ts'
import type { Context } from '../context.ts'
import type { Contrast, Motion, PreferenceRow, Theme } from '../tables.ts'
import { preferencesSaved } from '../told.ts'
import { lockOwner } from '../user.queries.ts'
import { findChoices, findPreference, saveChoices, savePreference, type PreferenceFields } from './preference.queries.ts'

/** What a user wants, with the defaults where they have said nothing. */
export interface Preferences extends Omit<PreferenceRow, 'user_id'> {
  notifications: NotificationChoice[]
}

/** What is to change: what is left out stays. */
export interface PreferenceInput {
  displayCurrency?: string | null | undefined
  theme?: Theme | null | undefined
  contrast?: Contrast | null | undefined
  motion?: Motion | null | undefined
  standards?: ConnectorStandard[] | null | undefined
  minPowerW?: number | null | undefined
  onlyAvailable?: boolean | null | undefined
  notifications?: NotificationChoice[] | null | undefined
}

const DEFAULTS: Omit<PreferenceRow, 'user_id'> = {
  display_currency: null,
  theme: 'SYSTEM',
  contrast: 'SYSTEM',
  motion: 'SYSTEM',
  standards: [],
  min_power_w: null,
  only_available: false,
}

/** A user's preferences; null for others: nobody else needs them. */
export async function preferencesOf({ db, caller }: Context, userId: string): Promise<Preferences | null> {
  if (!isSelf(caller, userId)) return null
  const [row, said] = await Promise.all([findPreference(db, userId), findChoices(db, [userId])])
  return { ...DEFAULTS, ...row, notifications: allChoices(said) }
}

/** Changes what is given of the caller's preferences; null brings the default back. */
export function updatePreferences({ db, caller }: Context, input: PreferenceInput): Promise<Preferences> {
  const { userId } = requireUser(caller)
  const choices = input.notifications ?? []
  if (input.displayCurrency != null && !isCurrency(input.displayCurrency)) throw badInput(['input', 'displayCurrency'], NO_CURRENCY)
  for (const [i, choice] of choices.entries()) {
    const path = ['input', 'notifications', i]
    if (isFixed(choice) && !choice.wanted)
      throw badInput([...path, 'wanted'], 'What concerns the account’s security is always mailed.')
    if (choices.findIndex(({ kind, channel }) => kind === choice.kind && channel === choice.channel) !== i)
      throw badInput([...path, 'kind'], 'This kind and channel were given before.')
  }
  const fields = fieldsOf(input)
  return db.transaction().execute(async (trx) => {
    if (!(await lockOwner(trx, userId))) throw notFound('user')
    const row = await savePreference(trx, userId, fields)
    if (choices.length > 0) await saveChoices(trx, userId, choices)
    const notifications = allChoices(await findChoices(trx, [userId]))
    await audit(trx, userId, 'preferences.updated', userId, { fields: Object.keys(fields), notifications: choices.length })
    await emit(trx, 'accounts.preferences.saved', userId, preferencesSaved(row, notifications))
    return { ...row, notifications }
  })
}

function fieldsOf(input: PreferenceInput): PreferenceFields {
  const { displayCurrency, theme, contrast, motion, standards, minPowerW, onlyAvailable } = input
  return {
    ...(displayCurrency !== undefined && { display_currency: displayCurrency }),
    ...(theme !== undefined && { theme: theme ?? DEFAULTS.theme }),
    ...(contrast !== undefined && { contrast: contrast ?? DEFAULTS.contrast }),
    ...(motion !== undefined && { motion: motion ?? DEFAULTS.motion }),
    ...(standards !== undefined && { standards: [...new Set(standards)] }),
    ...(minPowerW !== undefined && { min_power_w: minPowerW }),
    ...(onlyAvailable !== undefined && { only_available: onlyAvailable ?? DEFAULTS.only_available }),
  }
}
