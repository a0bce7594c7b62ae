import type { NotificationSettingsPageQuery } from '../../generated/graphql.ts'

export interface Part {
  me: NonNullable<NotificationSettingsPageQuery['me']>
  again: () => void
}
