/** What meetups tells of where people meet. Aggregate of all these: the meetup. */
export interface MeetupsEvents {
  /** A meetup, told again, whole, whenever it changes. */
  'meetups.meetup.saved': {
    meetupId: string
    hostId: string
    title: string
    status: 'UPCOMING' | 'LIVE' | 'DONE' | 'CANCELLED'
    startsAt: string
    endsAt: string
  }
  /** Somebody says that they will come. */
  'meetups.meetup.joined': { meetupId: string; userId: string }
  /** Somebody who had joined will not come. */
  'meetups.meetup.left': { meetupId: string; userId: string }
  /** Somebody who had joined was there, proved by the host's code or by place. Once for a user and meetup. */
  'meetups.meetup.checked-in': { meetupId: string; userId: string }
}
