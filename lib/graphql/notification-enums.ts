import type { NotificationChannel, NotificationKind } from '../mail/notification.ts'
import { described } from './described.ts'

/** The enum, for `builder.enumType('NotificationKind', …)` of each box that has it. */
export const NOTIFICATION_KIND = {
  description: 'What somebody can be told of.',
  values: described<NotificationKind>({
    SECURITY: 'Sign-ins from new devices, changes of address and password. By mail it is always told.',
    CHARGING: 'A charge has begun, has ended, or has failed.',
    RESERVATION: 'A slot was booked, begins soon, was moved, cancelled or offered.',
    BILL: 'A bill is there, or was corrected.',
    REWARD: 'Tokens were earned or paid out.',
    PHOTO: 'A photo was judged.',
    FAVOURITE: 'A favourite station is free.',
    COMMUNITY: 'Meetups and eco-deeds.',
    OPERATION: 'What you run needs you: a charger is away, a photo waits for review, a payout was sent.',
    NEWS: 'What the platform says to everybody, and news and offers. The latter want the consent MARKETING as well.',
  }),
}

/** The enum, for `builder.enumType('NotificationChannel', …)` of each box that has it. */
export const NOTIFICATION_CHANNEL = {
  description: 'By what somebody is told.',
  values: described<NotificationChannel>({
    EMAIL: 'A mail.',
    PUSH: 'A message on the device.',
    SMS: 'A text message to a number that was verified.',
  }),
}
