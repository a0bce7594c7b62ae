import { z } from 'zod'
import { env } from '#lib/config.ts'

/** Where people drive whom the platform is for. Elsewhere an SMS may cost much, and pays whoever has it sent. */
const COUNTRIES = 'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ')

export const smsSettings = {
  /** Twilio's account (AC…), its token, and the number or messaging service (MG…) that SMS come from. Without them there are none. */
  NOTIFICATIONS_TWILIO_ACCOUNT: z
    .string()
    .regex(/^AC[\da-f]{32}$/, 'must be the id of an account, which begins with AC')
    .optional(),
  NOTIFICATIONS_TWILIO_TOKEN: z.string().min(8).optional(),
  NOTIFICATIONS_TWILIO_FROM: z
    .string()
    .regex(
      /^(\+\d{5,15}|MG[\da-f]{32}|[\w ]{1,11})$/,
      'must be a number with +, a messaging service, or a name of up to 11 letters',
    )
    .optional(),
  NOTIFICATIONS_TWILIO_URL: env.url('http:', 'https:').default('https://api.twilio.com'),
  /** Countries that SMS are sent to, by commas. */
  NOTIFICATIONS_SMS_COUNTRIES: z
    .string()
    .transform((text) => text.split(',').map((country) => country.trim()))
    .refine((each) => each.every((country) => /^[A-Z]{2}$/.test(country)), 'must be codes of countries by commas, e.g. NL,BE')
    .default(COUNTRIES),
  /** Seals the numbers of phones. Without it they are lost: it belongs into the backup of secrets. */
  NOTIFICATIONS_PHONE_KEY: z.string().min(32, 'must be of 32 characters or more, at random').optional(),
}

interface Read {
  twilioAccount?: string | undefined
  twilioToken?: string | undefined
  twilioFrom?: string | undefined
  phoneKey?: string | undefined
}

/** What is missing beside what is set, a sentence each. */
export const smsFaults = ({ twilioAccount, twilioToken, twilioFrom, phoneKey }: Read): string[] =>
  // The key may stand alone: it is made before there is an account. One of the others alone is a misspelling, and would send nothing.
  [twilioAccount, twilioToken, twilioFrom].some((one) => one !== undefined) &&
  !(twilioAccount && twilioToken && twilioFrom && phoneKey)
    ? [
        'NOTIFICATIONS_TWILIO_ACCOUNT, NOTIFICATIONS_TWILIO_TOKEN and NOTIFICATIONS_TWILIO_FROM belong together, and with NOTIFICATIONS_PHONE_KEY: set all of them, or none of the three',
      ]
    : []
