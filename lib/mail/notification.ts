/** What people are told of, and by which channels unless they say otherwise: for the box that keeps what they say, and the one that tells. */
export const NOTIFICATIONS = {
  SECURITY: { EMAIL: true, PUSH: true, SMS: false },
  CHARGING: { EMAIL: false, PUSH: true, SMS: false },
  RESERVATION: { EMAIL: true, PUSH: true, SMS: false },
  BILL: { EMAIL: true, PUSH: false, SMS: false },
  REWARD: { EMAIL: false, PUSH: true, SMS: false },
  PHOTO: { EMAIL: false, PUSH: true, SMS: false },
  FAVOURITE: { EMAIL: false, PUSH: true, SMS: false },
  COMMUNITY: { EMAIL: false, PUSH: true, SMS: false },
  OPERATION: { EMAIL: true, PUSH: true, SMS: false },
  NEWS: { EMAIL: false, PUSH: false, SMS: false },
} as const

export type NotificationKind = keyof typeof NOTIFICATIONS
export const NOTIFICATION_CHANNELS = ['EMAIL', 'PUSH', 'SMS'] as const
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number]

/** Whether somebody wants to be told of a kind of thing by a channel. */
export interface NotificationChoice {
  kind: NotificationKind
  channel: NotificationChannel
  wanted: boolean
}

/** True for what nobody turns off: who has taken an account over would do it first. */
export const isFixed = ({ kind, channel }: Pick<NotificationChoice, 'kind' | 'channel'>): boolean =>
  kind === 'SECURITY' && channel === 'EMAIL'

/** Every kind by every channel: as it was said, else as it is by default. */
export const allChoices = (said: readonly NotificationChoice[]): NotificationChoice[] =>
  // The keys are those of the table.
  (Object.entries(NOTIFICATIONS) as [NotificationKind, Record<NotificationChannel, boolean>][]).flatMap(([kind, byDefault]) =>
    NOTIFICATION_CHANNELS.map((channel) => {
      const own = said.find((one) => one.kind === kind && one.channel === channel)
      return { kind, channel, wanted: own?.wanted ?? byDefault[channel] }
    }),
  )
