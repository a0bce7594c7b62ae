import type { MeetupPageQuery } from '../../generated/graphql.ts'

export type ShownMeetup = NonNullable<MeetupPageQuery['meetup']>
