import type { Texts } from './text.ts'

export const en: Texts = {
  NEW_SIGN_IN: {
    title: 'New sign-in to your account',
    body: 'Somebody signed in {hasDevice, select, yes {with {device} } other {}}on {signedInAt}. If it was not you, sign that device out and change your password.',
    action: 'See your devices',
  },
  EMAIL_CHANGED: {
    title: 'Your e-mail address has changed',
    body: '{undone, select, yes {Your previous e-mail address is back in use.} other {Your account has a new e-mail address. If you did not change it, use the link in the mail that we sent to the old one.}}',
    action: 'Open your account',
  },
  PAYOUT_ACCOUNT_CHANGED: {
    title: 'Your payout account has changed',
    body: '{hasAccount, select, yes {Payouts go to {account} from now on. Nothing is sent to it before {restsUntil}.} other {Your payout account was removed, and nothing is paid out.}} If it was not you, change your password and write to us at once.',
    action: 'Check your payouts',
  },
  CHARGING_STARTED: {
    title: 'Charging has started',
    body: 'Your car has been charging at {stationName} since {startedAtTime}.',
    action: 'Watch it',
  },
  CHARGING_COMPLETE: {
    title: 'Charging is complete',
    body: 'You charged {energy} at {stationName}, until {endedAtTime}. Please make room for the next driver.',
    action: 'See the session',
  },
  CHARGING_FAILED: {
    title: 'Charging did not start',
    body: '{failure, select, OFFLINE {{stationName} is not reachable. Try another charger nearby.} CONNECTOR_TAKEN {Somebody else began at this connector of {stationName}. Try another one.} EXPIRED {Nothing was plugged in at {stationName} in time. Plug in and start again.} CANCELLED {Your start at {stationName} was called off.} other {{stationName} did not accept the start. Check the plug and try again.}}',
    action: 'Try again',
  },
  CHARGING_LIMIT: {
    title: '{step, select, NEAR {You are close to your limit} other {Charging was stopped}}',
    body: '{step, select, NEAR {Your session has cost {cost} of the {limit} that are set aside for it. Charging stops when they are used up.} REACHED {Your session has used the {limit} that were set aside for it.} other {The {limit} that were set aside for your session are no longer available.}}',
    action: 'See the session',
  },
  IDLE_SOON: {
    title: 'Parking will cost soon',
    body: 'Your car has stopped charging at {stationName}. From {idleAtTime} on, staying there costs money.',
    action: 'See the session',
  },
  EVSE_BOOKED: {
    title: '{begun, select, yes {Please leave the charger now} other {Please leave the charger by {bookedAtTime}}}',
    body: '{begun, select, yes {Somebody has booked charger {evseNumber} at {stationName}, and the slot has begun. Please end your charge and make room.} other {Somebody has booked charger {evseNumber} at {stationName}: the slot begins at {bookedAtTime}. Please leave by then.}}',
    action: 'See the session',
  },
  BILL: {
    title: '{paid, select, yes {Your receipt: {total}} other {Your bill: {total}}}',
    body: '{paid, select, yes {Thank you. You paid {total}. Your receipt and invoice are in the app.} other {{total} are due. Your invoice is in the app.}}',
    action: 'See bill and invoice',
  },
  PAYMENT_FAILED: {
    title: 'Your payment did not go through',
    body: '{due} could not be charged. Please check how you pay and try again.',
    action: 'Pay now',
  },
  PAYMENT_REMINDER: {
    title: 'A payment is overdue: {due}',
    body: '{due} are still due.{hasBlocksAt, select, yes { Please pay by {blocksAt}; you cannot charge after that.} other {}}',
    action: 'Pay now',
  },
  REFUND: {
    title:
      '{state, select, SUCCEEDED {You got {amount} back} FAILED {A refund did not go through} other {{amount} are on their way back}}',
    body: '{state, select, SUCCEEDED {{amount} were sent back to you. Your bank may take a few days to show them.} FAILED {{amount} could not be sent back. We are looking into it, and you need not do anything.} other {We are sending {amount} back to you.}}',
    action: 'See the bill',
  },
  RESERVATION_CONFIRMED: {
    title: 'Your slot is booked',
    body: '{stationName}, charger {evseNumber}: {startsAt}, until {endsAtTime}.',
    action: 'See the booking',
  },
  RESERVATION_SOON: {
    title: 'Your slot begins at {startsAtTime}',
    body: 'Charger {evseNumber} at {stationName} is kept for you from {startsAtTime} to {endsAtTime}.',
    action: 'See the booking',
  },
  RESERVATION_MOVED: {
    title: 'Your slot has changed',
    body: 'It is now at {stationName}, charger {evseNumber}: {startsAt}, until {endsAtTime}.',
    action: 'See the booking',
  },
  RESERVATION_CANCELLED: {
    title: 'Your slot is cancelled',
    body: '{by, select, DRIVER {You cancelled your slot at {stationName} on {startsAt}.} FAULT {The charger at {stationName} is out of order, so your slot on {startsAt} cannot be held. You pay nothing for it.} other {The operator of {stationName} cancelled your slot on {startsAt}. You pay nothing for it.}}',
    action: 'See the booking',
  },
  RESERVATION_ENDED: {
    title: '{stays, select, yes {Your slot has ended: you may stay until {mayStayUntilTime}} other {Your slot has ended}}',
    body: '{stays, select, yes {You still charge at {stationName}, charger {evseNumber}. You may stay until {mayStayUntilTime}. Please unplug by then.} other {You still charge at {stationName}, charger {evseNumber}. Please unplug now: others are waiting for it.}}',
    action: 'See the booking',
  },
  RESERVATION_NO_SHOW: {
    title: 'You missed your slot',
    body: 'Charger {evseNumber} at {stationName} was kept for you from {startsAt} on, and is free for others now. A fee may apply.',
    action: 'See the booking',
  },
  SLOT_OFFERED: {
    title: 'A slot is free for you',
    body: '{stationName}, {startsAt}, until {endsAtTime}. It is kept for you until {expiresAtTime}.',
    action: 'Take the slot',
  },
  PHOTO_APPROVED: {
    title: '{purpose, select, ODOMETER {Your reading is approved} other {Your deed is approved}}',
    body: '{purpose, select, ODOMETER {The photo of your odometer was approved. Thank you.} other {The photo of your deed was approved. Thank you.}}',
    action: 'See it',
  },
  PHOTO_REJECTED: {
    title: 'Your photo was not accepted',
    body: '{reason, select, DUPLICATE {This photo, or one like it, was sent before.} EDITED {The photo seems to have been edited.} NO_ODOMETER {There is no odometer to be read in it.} NOT_THE_CLAIM {It does not show what you said.} other {It could not be confirmed.}} {appealable, select, yes {You can appeal, or send another one.} other {You can send another one.}}',
    action: 'See why',
  },
  PHOTO_ASKED: {
    title: 'Your photo is being looked at',
    body: '{purpose, select, ODOMETER {A person is looking at the photo of your odometer.} other {A person is looking at the photo of your deed.}} We tell you when it is decided.',
    action: 'See it',
  },
  APPEAL_DECIDED: {
    title: 'Your appeal is decided',
    body: '{approved, select, yes {Your photo is accepted after all.} other {Your photo stays rejected. This decision is final.}}',
    action: 'See it',
  },
  REWARD_EARNED: {
    title: 'You earned {amount}',
    body: 'Thank you. Added to your rewards: {amount}.',
    action: 'See your rewards',
  },
  REWARD_SETTLED: {
    title: 'Your reward is paid out',
    body: '{hasAmount, select, yes {Now in your wallet: {amount}.} other {Your reward is in your wallet.}}',
    action: 'See your rewards',
  },
  STATION_FREE: { title: '{stationName} is free', body: 'A charger at {stationName} is free now.', action: 'Go there' },
  MEETUP_CREATED: { title: 'New meetup: {title}', body: '{title}, on {startsAt}.', action: 'See the meetup' },
  MEETUP_CHANGED: {
    title: '{cancelled, select, yes {Cancelled: {title}} other {Changed: {title}}}',
    body: '{cancelled, select, yes {{title} on {startsAt} does not take place.} other {{title} is on {startsAt} now.}}',
    action: 'See the meetup',
  },
  MEETUP_SOON: { title: 'Soon: {title}', body: '{title} begins at {startsAtTime}.', action: 'See the meetup' },
  REVIEW_WAITING: {
    title: 'Photos wait for a review',
    body: '{count, plural, one {One case waits} other {# cases wait}} for a reviewer.',
    action: 'Open the queue',
  },
  CHARGER_OFFLINE: {
    title: '{stationName} is offline',
    body: 'We have not heard from {stationName} since {offlineAt}. Check its power and its connection.',
    action: 'See the station',
  },
  CHARGERS_OFFLINE: {
    title: '{count, plural, one {One charger is offline} other {# chargers are offline}}',
    body: 'We have not heard from {names}{more, plural, =0 {} one { and one more} other { and # more}}. Check their power and their connection.',
    action: 'See your stations',
  },
  PAYOUT: {
    title: '{state, select, RETURNED {A payout came back} other {Payout: {amount}}}',
    body: '{state, select, RETURNED {{amount} could not be paid out to your account. Please check its details.} PAID {{amount} have arrived at your account.} other {{amount} are on their way to your account.}}',
    action: 'See the payout',
  },
  WEBHOOK_OFF: {
    title: 'A webhook was switched off',
    body: 'Your endpoint at {host} has failed for too long, so we stopped sending to it. Switch it on again when it works; what it missed can be sent again.',
    action: 'See the endpoint',
  },
  NEWS: { title: '{title}', body: '{body}', action: 'Open the app' },
  ANNOUNCEMENT: { title: '{title}', body: '{body}', action: 'Open the app' },
}
