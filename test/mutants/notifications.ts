import type { Mutant } from './mutant.ts'

const ROOM = 'subgraphs/notifications'
const SENDING = `${ROOM}/sending/sending.test.ts`
const PROCESSES = `${ROOM}/sending/processes.test.ts`
const PACE = `${ROOM}/preferences/pace.test.ts`
const CLOCK = `${ROOM}/preferences/clock.test.ts`
const INBOX = `${ROOM}/inbox/inbox.test.ts`
const LIVE = `${ROOM}/inbox/announced.test.ts`
const ANNOUNCED = `${ROOM}/announcements/announcement.test.ts`
const FIGURES = `${ROOM}/figures/figure.test.ts`

/** What people are told: once, if they want it, and nothing of others. */
export const notifications: readonly Mutant[] = [
  {
    name: 'two-take-one-message',
    file: `${ROOM}/sending/claim.queries.ts`,
    before: 'SET due_at = ${fromNow(leaseMs)}, claimed_by',
    after: 'SET due_at = now(), claimed_by',
    why: 'Two processes send the same message.',
    red: [PROCESSES],
  },
  {
    name: 'dead-process-waited-for',
    file: `${ROOM}/sending/claim.queries.ts`,
    before: 'UPDATE delivery SET due_at = least(due_at, now()), claimed_by = NULL FROM gone',
    after: 'UPDATE delivery SET claimed_by = NULL FROM gone',
    why: 'What a dead process had waits for the end of its lease.',
    red: [PROCESSES],
  },
  {
    name: 'turned-off-and-sent',
    file: `${ROOM}/sending/judge.ts`,
    before: '(wanted ?? NOTIFICATIONS[category][channel])',
    after: 'NOTIFICATIONS[category][channel]',
    why: 'What somebody has turned off meanwhile is sent.',
    red: [SENDING],
  },
  {
    name: 'security-turned-off',
    file: `${ROOM}/sending/judge.ts`,
    before: 'isFixed({ kind: category, channel }) || ',
    after: '',
    why: 'Who has taken an account over turns off the mail that warns of it.',
    red: [SENDING],
  },
  {
    name: 'mail-to-an-unproven-address',
    file: `${ROOM}/sending/judge.ts`,
    before: "contact.email_verified || contact.guest ? null : 'EMAIL_NOT_VERIFIED'",
    after: 'null',
    why: 'A stranger whose address somebody has given gets their mails.',
    red: [SENDING],
  },
  {
    name: 'guest-gets-everything',
    file: `${ROOM}/sending/judge.ts`,
    before: "contact.guest && !(category === 'BILL' && channel === 'EMAIL')",
    after: 'false',
    why: 'Who gave an address for a receipt gets everything.',
    red: [SENDING],
  },
  {
    name: 'urgent-waits-for-the-morning',
    file: `${ROOM}/sending/judge.ts`,
    before: 'delivery.urgency === 0 || quiet === null',
    after: 'quiet === null',
    why: 'What is urgent comes when it is too late.',
    red: [PACE],
  },
  {
    name: 'quiet-by-another-clock',
    file: `${ROOM}/preferences/clock.ts`,
    before: "return zone === null ? 'UTC' : Temporal.Now.zonedDateTimeISO(zone).timeZoneId",
    after: "return 'UTC'",
    why: 'A phone rings at night.',
    red: [CLOCK],
  },
  {
    name: 'begun-digest-takes-more',
    file: `${ROOM}/sending/gather.ts`,
    before: 'if (digest.closed_at !== null) continue',
    after: '',
    why: 'What is told after the digest was sent is never sent.',
    red: [PACE],
  },
  {
    name: 'hurry-behind-the-rest',
    file: `${ROOM}/sending/sender.ts`,
    before: 'lane(bulkAtOnce, [2])',
    after: 'lane(promptAtOnce, [2])',
    why: 'What nobody waits for takes as many turns as what somebody waits for.',
    red: [PROCESSES],
  },
  {
    name: 'own-failures-told-as-lost',
    file: `${ROOM}/sending/send.ts`,
    before: 'tries >= SENDING_LIMITS.tries',
    after: 'false',
    why: 'A message that no server takes is tried for ever.',
    red: [SENDING],
  },
  {
    name: 'read-by-others',
    file: `${ROOM}/inbox/inbox.queries.ts`,
    before: "    .set({ read_at: sql<Date>`now()` })\n    .where('user_id', '=', userId)\n",
    after: '    .set({ read_at: sql<Date>`now()` })\n',
    why: "Anybody marks anybody's notifications as read.",
    red: [INBOX],
  },
  {
    name: 'inbox-of-others',
    file: `${ROOM}/inbox/inbox.service.ts`,
    before: 'if (!isSelf(caller, userId)) return null\n',
    after: '',
    why: "Anybody reads anybody's inbox.",
    red: [INBOX],
  },
  {
    name: 'told-from-the-beginning-again',
    file: `${ROOM}/announcements/announcement.queries.ts`,
    before: "if (told_until !== null) readers = readers.where('user_id', '>', told_until)",
    after: '',
    why: 'A round begins anew each time and never comes to an end.',
    red: [ANNOUNCED],
  },
  {
    name: 'announced-and-not-shown',
    file: `${ROOM}/inbox/inbox.queries.ts`,
    before: "eb.or([eb('id', '=', id), eb('kind', 'in', ['NEWS', 'ANNOUNCEMENT']).and('cause', '=', id)])",
    after: "eb('id', '=', id)",
    why: 'What is said to everybody comes to no screen before it is opened anew.',
    red: [LIVE],
  },
  {
    name: 'batch-read-by-all-after-it',
    file: `${ROOM}/inbox/inbox.service.ts`,
    before: ' && userId <= until',
    after: '',
    why: 'With each batch everybody who watches reads, and a receipt waits for them.',
    red: [LIVE],
  },
  {
    name: 'batch-read-by-all-before-it',
    file: `${ROOM}/inbox/inbox.service.ts`,
    before: ' && (after === null || userId > after)',
    after: '',
    why: 'Who was told already is told again with each batch.',
    red: [LIVE],
  },
  {
    name: 'word-to-a-role-read-by-all',
    file: `${ROOM}/inbox/inbox.service.ts`,
    before: '(role === null || roles.includes(role)) && ',
    after: '',
    why: 'A word to a few reviewers has everybody who watches read.',
    red: [LIVE],
  },
  {
    name: 'figures-of-what-is-folded-alone',
    file: `${ROOM}/figures/figure.queries.ts`,
    before: 'DO UPDATE SET count = known.count + excluded.count',
    after: 'DO UPDATE SET count = excluded.count',
    why: 'Figures forget what was counted before.',
    red: [FIGURES],
  },
]
