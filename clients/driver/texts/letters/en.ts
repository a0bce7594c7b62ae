export const letters = {
  noToken: 'This link is not whole. Open it from the mail again, or copy all of it.',
  verify: 'Confirm your address',
  verifyNow: 'It is my address',
  verified: 'Your address is confirmed.',
  toProfile: 'To your profile',
  change: 'Change your address',
  changeHint: 'From then on you sign in with the address that the mail went to. You are signed out everywhere else.',
  changeNow: 'Change it',
  changed: 'Your address is changed.',
  toSecurity: 'To sign-in and security',
  reset: 'Set a new password',
  resetNow: 'Set the password',
  newPassword: 'New password',
  askAgain: 'Ask for a new mail',
  undo: 'Keep your old address',
  undoHint:
    'Somebody wanted another address for your account. Set a new password: your address stays or comes back, and everybody is signed out, you too.',
  forgot: 'Forgot your password?',
  forgotHint: 'We send you a link by which you set a new one.',
  forgotNow: 'Send the link',
  forgotSent: (address: string) => `If ${address} has an account, a mail is on its way. Look into the spam folder too.`,
  elsewhere: 'This is in another app',
  elsewhereHint:
    'Charge points, reviews, payouts and webhooks are in the console and the portal. Open them by the address that you were given.',
}

export type LettersTexts = typeof letters
