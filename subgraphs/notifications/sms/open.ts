import type { Config } from '../config.ts'
import { createPhoneSecret, type PhoneSecret } from './phone-secret.ts'
import { createTwilio, type Twilio } from './twilio.ts'

/** What sends SMS, and to where. */
export interface Texting {
  twilio: Twilio
  secret: PhoneSecret
  /** ISO 3166-1 alpha-2. */
  countries: ReadonlySet<string>
  /** Where Twilio tells what becomes of an SMS. */
  callbackUrl: (id: string) => string
}

/** Null: no SMS are sent. */
export function openTexting(config: Config): Texting | null {
  const { twilioAccount: account, twilioToken: token, twilioFrom: from, phoneKey, twilioUrl: url, smsCountries } = config
  // The configuration holds that all of them are there where one is.
  if (!account || !token || !from || !phoneKey) return null
  return {
    twilio: createTwilio({ url, account, token, from }),
    secret: createPhoneSecret(phoneKey),
    countries: new Set(smsCountries),
    callbackUrl: (id) => new URL(`sms/${id}`, config.publicUrl.replace(/\/?$/, '/')).href,
  }
}
