import type { LoginMethod } from '../../generated/graphql.ts'
import { plurals } from '../../../web/i18n/plural.ts'

const count = plurals('en')

export const account = {
  security: 'Sign-in and security',
  email: 'E-mail address',
  proven: 'Confirmed',
  unproven: 'Not confirmed',
  prove: 'Send me the mail to confirm it',
  letterSent: (address: string) => `A mail is on its way to ${address}. Open the link in it.`,
  changeEmail: 'Change the address',
  newEmail: 'New address',
  newEmailHint: 'We send a link to it. Your address stays until you have opened the link.',
  sendLink: 'Send the link',
  password: 'Password',
  changePassword: 'Change the password',
  currentPassword: 'Password as it is now',
  newPassword: 'New password',
  passwordChanged: 'Your password is changed. You are signed out everywhere else.',
  secondFactor: 'Second factor',
  secondFactorHint: 'A code of an app on your phone, beside the password. Whoever knows your password alone cannot sign in.',
  on: 'On',
  off: 'Off',
  setUp: 'Set it up',
  enterSecret: 'Enter this key in your authenticator app, then give the code that it shows.',
  openApp: 'Open the app on this device',
  turnOn: 'Turn it on',
  turnOff: 'Turn it off',
  codes: 'Recovery codes',
  codesOnce: 'Keep these recovery codes where you find them without your phone. Each works once. You do not see them again.',
  codesKept: 'I have kept them',
  codesLeft: (n: number) => count(n, { one: '# recovery code is left.', other: '# recovery codes are left.' }),
  newCodes: 'Make new recovery codes',
  logins: 'Where you are signed in',
  unknownDevice: 'A device that has not said what it is',
  lastUsed: (when: string) => `last used ${when}`,
  thisOne: 'This device',
  end: 'Sign out there',
  endOthers: 'Sign out everywhere else',
  endOthersSure: 'Sign out on all other devices?',
  keep: 'Leave it',
  method: {
    PASSWORD: 'Password',
    LETTER: 'Link of a mail',
    PASSKEY: 'Passkey',
    WALLET: 'Wallet',
    OIDC: 'Another provider',
    GUEST: 'Guest',
  } satisfies Record<LoginMethod, string>,
}

export type AccountTexts = typeof account
